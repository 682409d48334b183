#include "core/session/session.h"

#include <QTest>

using namespace backscope;

class TestSession : public QObject {
  Q_OBJECT

 private slots:
  void generatedDataAreThoseOfTheGenerator() {
    Session session;
    session.data.source = GeneratorSettings{.generator = Generator::Moons, .count = 50, .noise = 0.2, .seed = 4};
    session.data.testFraction = 0.3;
    const Dataset made = makeDataset(session);
    Dataset expected = generate(std::get<GeneratorSettings>(session.data.source), session.network);
    split(expected, 0.3, 4);
    QCOMPARE(made.x, expected.x);
    QCOMPARE(made.y, expected.y);
    QCOMPARE(made.test, expected.test);
    QCOMPARE(made.test.size(), std::size_t{15});
    QCOMPARE(made.train.size(), std::size_t{35});
    QCOMPARE(made.coding, TargetCoding::PlusMinus);
  }

  void pointsKeepTheirOrder() {
    Session session;
    session.network = {3, true, {{2, Activation::Identity}}};
    session.data.source = PointList{{1, 2, 3, 4, 5, 6}, {7, 8, 9, 10}};
    const Dataset made = makeDataset(session);
    QCOMPARE(made.count(), 2);
    QCOMPARE(made.inputOf(1)[2], 6.0);
    QCOMPARE(made.targetOf(1)[0], 9.0);
    QCOMPARE(made.train, (std::vector<int>{0, 1}));
    QVERIFY(made.test.empty());
    QCOMPARE(made.coding, TargetCoding::Real);
  }

  void pointsAreSplitToo() {
    Session session;
    session.network = {1, true, {{1, Activation::Identity}}};
    session.data.source = PointList{std::vector<double>(10, 0), std::vector<double>(10, 1)};
    session.data.testFraction = 0.4;
    const Dataset made = makeDataset(session);
    QCOMPARE(made.test.size(), std::size_t{4});
    QVERIFY(made.test == makeDataset(session).test);
  }

  void theCodingOfPointsIsReadFromTheirTargets_data() {
    QTest::addColumn<int>("output");
    QTest::addColumn<QList<double>>("y");
    QTest::addColumn<int>("coding");
    const auto row = [](const char* name, Activation output, const QList<double>& y, TargetCoding coding) {
      QTest::newRow(name) << static_cast<int>(output) << y << static_cast<int>(coding);
    };
    row("±1", Activation::Identity, {-1, 1}, TargetCoding::PlusMinus);
    row("0/1 at a tanh", Activation::Tanh, {0, 1}, TargetCoding::ZeroOne);
    row("real", Activation::Identity, {0.5, 1}, TargetCoding::Real);
    row("all 1 at a tanh", Activation::Tanh, {1, 1}, TargetCoding::PlusMinus);
    row("all 1 at a sigmoid", Activation::Sigmoid, {1, 1}, TargetCoding::ZeroOne);
  }

  void theCodingOfPointsIsReadFromTheirTargets() {
    QFETCH(int, output);
    QFETCH(QList<double>, y);
    Session session;
    session.network = {1, true, {{1, static_cast<Activation>(output)}}};
    session.data.source = PointList{{0, 1}, {y.begin(), y.end()}};
    QTEST(static_cast<int>(makeDataset(session).coding), "coding");
  }

  void theStartIsDrawnWhereNoneIsGiven() {
    Session session;
    session.initialization.seed = 5;
    QCOMPARE(startOf(session).theta(), drawParameters(session.network, session.initialization).theta());
  }

  void theGivenParametersAreTheStart() {
    Session session;
    session.parameters = {1, 2, 3};
    QCOMPARE(startOf(session).theta(), (std::vector<double>{1, 2, 3}));
  }

  void aSavedRunRemembersItsStart() {
    Session session;
    session.parameters = {1, 2, 3};
    session.state = RunState{};
    session.state->start = {4, 5, 6};
    QCOMPARE(startOf(session).theta(), (std::vector<double>{4, 5, 6}));
  }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
