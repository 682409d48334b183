#include <QTest>

#include "core/data/dataset.h"

using namespace backscope;

Q_DECLARE_METATYPE(backscope::TargetCoding)

class TestDataset : public QObject {
  Q_OBJECT

 private slots:
  void examplesAreSlicesOfTheFlatLists() {
    Dataset dataset;
    dataset.inputs = 3;
    dataset.outputs = 2;
    dataset.x = {1, 2, 3, 4, 5, 6};
    dataset.y = {7, 8, 9, 10};
    QCOMPARE(dataset.count(), 2);
    QCOMPARE(dataset.inputOf(1).size(), std::size_t{3});
    QCOMPARE(dataset.inputOf(1)[0], 4.0);
    QCOMPARE(dataset.targetOf(1).size(), std::size_t{2});
    QCOMPARE(dataset.targetOf(0)[1], 8.0);
  }

  void oneOutputIsJudgedByItsThreshold_data() {
    QTest::addColumn<TargetCoding>("coding");
    QTest::addColumn<double>("yhat");
    QTest::addColumn<int>("expected");
    QTest::newRow("plus-minus, above 0") << TargetCoding::PlusMinus << 1e-9 << 1;
    QTest::newRow("plus-minus, below 0") << TargetCoding::PlusMinus << -1e-9 << 0;
    QTest::newRow("plus-minus, at 0") << TargetCoding::PlusMinus << 0.0 << 0;
    QTest::newRow("zero-one, above a half") << TargetCoding::ZeroOne << 0.5000001 << 1;
    QTest::newRow("zero-one, below a half") << TargetCoding::ZeroOne << 0.4999999 << 0;
    QTest::newRow("regression") << TargetCoding::Real << 3.0 << -1;
  }
  void oneOutputIsJudgedByItsThreshold() {
    QFETCH(TargetCoding, coding);
    QFETCH(double, yhat);
    QFETCH(int, expected);
    Dataset dataset;
    dataset.coding = coding;
    QCOMPARE(dataset.classFor(std::vector{yhat}), expected);
    QCOMPARE(dataset.classes(), coding == TargetCoding::Real ? 0 : 2);
  }

  void ofSeveralOutputsTheLargestDecides() {
    Dataset dataset;
    dataset.outputs = 3;
    dataset.coding = TargetCoding::ZeroOne;
    dataset.y = {0, 0, 1};
    dataset.x = {0, 0};
    QCOMPARE(dataset.classes(), 3);
    QCOMPARE(dataset.classOf(0), 2);
    QCOMPARE(dataset.classFor(std::vector{-0.3, -0.1, -0.2}), 1);
    QCOMPARE(dataset.classFor(std::vector{0.5, 0.5, 0.1}), 0);
  }

  void codingIsReadFromTheTargets_data() {
    using List = QList<double>;
    QTest::addColumn<List>("y");
    QTest::addColumn<int>("outputs");
    QTest::addColumn<bool>("isSigned");
    QTest::addColumn<TargetCoding>("expected");
    QTest::newRow("minus and plus one") << List{-1, 1, 1} << 1 << false << TargetCoding::PlusMinus;
    QTest::newRow("zero and one") << List{0, 1, 0} << 1 << true << TargetCoding::ZeroOne;
    QTest::newRow("only ones, signed output") << List{1, 1} << 1 << true << TargetCoding::PlusMinus;
    QTest::newRow("only ones, unsigned output") << List{1, 1} << 1 << false << TargetCoding::ZeroOne;
    QTest::newRow("only minus ones") << List{-1, -1} << 1 << false << TargetCoding::PlusMinus;
    QTest::newRow("other numbers") << List{-1, 0.99} << 1 << true << TargetCoding::Real;
    QTest::newRow("all three") << List{-1, 0, 1} << 1 << true << TargetCoding::Real;
    QTest::newRow("one-hot") << List{0, 1, 1, 0} << 2 << false << TargetCoding::ZeroOne;
    QTest::newRow("one plus among minus") << List{-1, 1, -1, 1, -1, -1} << 3 << true << TargetCoding::PlusMinus;
    QTest::newRow("two classes at once") << List{1, 1, 0, 1} << 2 << false << TargetCoding::Real;
    QTest::newRow("no class") << List{0, 0, 0, 1} << 2 << false << TargetCoding::Real;
    QTest::newRow("no targets") << List{} << 1 << true << TargetCoding::Real;
  }
  void codingIsReadFromTheTargets() {
    QFETCH(QList<double>, y);
    QFETCH(int, outputs);
    QFETCH(bool, isSigned);
    QFETCH(TargetCoding, expected);
    QVERIFY(codingOf(std::vector<double>(y.begin(), y.end()), outputs, isSigned) == expected);
  }
};

QTEST_GUILESS_MAIN(TestDataset)
#include "tst_dataset.moc"
