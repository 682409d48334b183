#include "ui/views/gradient_rows.h"

#include <QTest>
#include <cmath>

#include "tests/support/gradient_snapshot.h"
#include "ui/text/number_format.h"
#include "ui/views/gradient_items.h"

using namespace backscope;

namespace {

using Kind = NetworkItem::Kind;

const IndexRange kFirstLayer{0, 9};

GradientRow rowOf(std::vector<double> values, double mean) {
  GradientRow row;
  row.values = std::move(values);
  row.mean = mean;
  for (const double value : row.values) row.meanSize += std::abs(value) / static_cast<double>(row.values.size());
  return row;
}

}  // namespace

class TestGradientRows : public QObject {
  Q_OBJECT

 private slots:
  void theNumbersAreTheSpreads() {
    const auto snapshot = test::gradientSnapshot(5, kFirstLayer);
    const GradientSpread& spread = *snapshot->spread;
    const GradientRows all = gradientRows(*snapshot, parametersOfLayer(snapshot->parameters.architecture(), 1));
    QCOMPARE(all.rows.size(), std::size_t{9});
    QCOMPARE(all.batchSize, 10);
    for (const GradientRow& row : all.rows) {
      const std::size_t index = parameterIndex(snapshot->parameters.layout(), row.item);
      QCOMPARE(row.mean, spread.mean[index]);
      QCOMPARE(row.values.size(), spread.examples.size());
      for (std::size_t k = 0; k < row.values.size(); ++k) QCOMPARE(row.values[k], spread.at(k, index));
      QVERIFY(cancellationText(row).contains(formatNumber(spread.mean[index])));
      QVERIFY(std::abs(row.mean) <= all.bound);
    }
  }

  void thePresentExampleIsOneOfTheBatch() {
    const auto snapshot = test::gradientSnapshot(5, kFirstLayer);
    const GradientRows all = gradientRows(*snapshot, {{Kind::Weight, {1, 2}, 1}});
    QVERIFY(all.present);
    QCOMPARE(all.rows[0].values[*all.present], snapshot->trace.layers[0].dW(2, 1));
    QCOMPARE(all.presentName, QStringLiteral("n = %1").arg(snapshot->example));
    QVERIFY(!all.rows[0].apart);
  }

  void aTypedExampleIsOneMoreMark() {
    const auto snapshot = test::gradientSnapshot(5, kFirstLayer, 10, TypedExample{{1.5, -2.0}, {1.0}});
    const GradientRows all = gradientRows(*snapshot, {{Kind::Weight, {1, 2}, 1}});
    QVERIFY(!all.present);
    QCOMPARE(all.rows[0].values.size(), std::size_t{10});
    QCOMPARE(*all.rows[0].apart, snapshot->trace.layers[0].dW(2, 1));
    QCOMPARE(all.presentName, QStringLiteral("typed"));
  }

  void whatWasNotAskedForHasNoRow() {
    const auto snapshot = test::gradientSnapshot(5, {0, 2});
    QCOMPARE(gradientRows(*snapshot, parametersOfLayer(snapshot->parameters.architecture(), 1)).rows.size(),
             std::size_t{2});
    snapshot->spread.reset();
    QVERIFY(gradientRows(*snapshot, parametersOfLayer(snapshot->parameters.architecture(), 1)).rows.empty());
  }

  void whatCancelsIsSaid_data() {
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<double>("mean");
    QTest::addColumn<QString>("text");
    QTest::newRow("half") << QList<double>{0.3, -0.1} << 0.1
                          << "mean 0.1000 of a mean size of 0.2000: 50.0\u00a0% cancels";
    QTest::newRow("nothing") << QList<double>{0.3, 0.1} << 0.2
                             << "mean 0.2000 of a mean size of 0.2000: 0.0\u00a0% cancels";
    QTest::newRow("all") << QList<double>{0.5, -0.5} << 0.0
                         << "mean 0.0000 of a mean size of 0.5000: 100.0\u00a0% cancels";
    QTest::newRow("dead") << QList<double>{0.0, 0.0} << 0.0 << "exactly 0 for every example";
    QTest::newRow("one") << QList<double>{-0.5} << -0.5 << "−0.5000 of the only example: nothing cancels";
    QTest::newRow("not a number") << QList<double>{std::nan(""), 0.5} << std::nan("")
                                  << "not numbers any more: the weights have grown beyond what can be computed with";
  }

  void whatCancelsIsSaid() {
    QFETCH(QList<double>, values);
    QFETCH(double, mean);
    QTEST(cancellationText(rowOf(std::vector<double>(values.begin(), values.end()), mean)), "text");
  }
};

QTEST_MAIN(TestGradientRows)
#include "tst_gradient_rows.moc"
