#include <QTest>
#include <cmath>

#include "ui/plots/plot_scale.h"

using namespace backscope;

namespace {

std::shared_ptr<const Series> seriesOf(std::initializer_list<double> values) {
  auto series = std::make_shared<Series>();
  std::int64_t iteration = 0;
  for (const double value : values) series->append(++iteration, value);
  return series;
}

PlotCurve curveOf(PlotCurve::Style style, std::initializer_list<double> values) {
  PlotCurve curve;
  curve.style = style;
  curve.series = seriesOf(values);
  return curve;
}

QStringList labelsOf(const std::vector<AxisTick>& ticks) {
  QStringList labels;
  for (const AxisTick& tick : ticks) labels.append(tick.label);
  return labels;
}

ValueExtent extentOfValues(std::initializer_list<double> values) {
  ValueExtent extent;
  for (const double value : values) extent.include(value);
  return extent;
}

}  // namespace

class TestPlotScale : public QObject {
  Q_OBJECT

 private slots:
  void logAxisEndsAtWholeDecades_data() {
    QTest::addColumn<double>("smallest");
    QTest::addColumn<double>("largest");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("inside") << 0.0023 << 0.7 << -3.0 << 0.0;
    QTest::newRow("at decades") << 0.001 << 1.0 << -3.0 << 0.0;
    QTest::newRow("one value") << 0.05 << 0.05 << -2.0 << -1.0;
    QTest::newRow("one decade exactly") << 0.1 << 0.1 << -1.0 << 0.0;
    QTest::newRow("tiny") << 3e-31 << 2e-30 << -31.0 << -29.0;
    QTest::newRow("large") << 2.0 << 3e7 << 0.0 << 8.0;
  }

  void logAxisEndsAtWholeDecades() {
    QFETCH(double, smallest);
    QFETCH(double, largest);
    const PlotScale scale = roundOutwards(extentOfValues({smallest, largest}), ValueAxis::Log);
    QTEST(scale.low, "low");
    QTEST(scale.high, "high");
    QVERIFY(!scale.zeroLane);
  }

  void exactZeroAsksForTheLaneAndLeavesTheDecades() {
    const PlotScale scale = roundOutwards(extentOfValues({0.0, 0.02, 0.3}), ValueAxis::Log);
    QVERIFY(scale.zeroLane);
    QCOMPARE(scale.low, -2.0);
    QCOMPARE(scale.high, 0.0);
    QVERIFY(!roundOutwards(extentOfValues({0.0, 0.02}), ValueAxis::Linear).zeroLane);
  }

  void linearAxisHoldsZeroAndAllValues_data() {
    QTest::addColumn<double>("smallest");
    QTest::addColumn<double>("largest");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("loss") << 0.02 << 0.53 << 0.0 << 0.6;
    QTest::newRow("a round number") << 0.5 << 2.0 << 0.0 << 2.0;
    QTest::newRow("both signs") << -1.1 << 3.2 << -1.5 << 4.0;
    QTest::newRow("negative") << -7.0 << -2.0 << -8.0 << 0.0;
    QTest::newRow("zero only") << 0.0 << 0.0 << 0.0 << 1.0;
  }

  void linearAxisHoldsZeroAndAllValues() {
    QFETCH(double, smallest);
    QFETCH(double, largest);
    const PlotScale scale = roundOutwards(extentOfValues({smallest, largest}), ValueAxis::Linear);
    QTEST(scale.low, "low");
    QTEST(scale.high, "high");
  }

  void scaleStandsStillWhileValuesMoveInsideIt() {
    Series series;
    series.append(0, 0.013);
    series.append(1, 0.97);
    const PlotScale before = roundOutwards(extentOf(series), ValueAxis::Log);
    for (std::int64_t i = 2; i < 5000; ++i) {
      series.append(i, 0.02 + 0.9 * std::abs(std::sin(0.37 * static_cast<double>(i))));
      QCOMPARE(roundOutwards(extentOf(series), ValueAxis::Log), before);
    }
  }

  void iterationsAreRoundedUpAndRarelyMove() {
    std::int64_t shown = 0;
    int moves = 0;
    for (std::int64_t last = 0; last <= 100'000; ++last) {
      const std::int64_t rounded = roundIterations(last);
      QVERIFY(rounded >= last);
      QVERIFY(last <= 10 || static_cast<double>(rounded) <= 1.34 * static_cast<double>(last));
      QVERIFY(rounded >= shown);
      moves += rounded != shown ? 1 : 0;
      shown = rounded;
    }
    QVERIFY2(moves <= 45, qPrintable(QString::number(moves)));
  }

  void luckyBatchDoesNotPressTheLinesAgainstTheTop() {
    const std::vector<PlotCurve> curves{curveOf(PlotCurve::Style::Line, {0.5, 0.02}),
                                        curveOf(PlotCurve::Style::Band, {0.6, 1e-12})};
    QCOMPARE(roundOutwards(extentOf(curves, ValueAxis::Log), ValueAxis::Log).low, -3.0);
  }

  void spikeOfABatchIsInsideTheAxis() {
    const std::vector<PlotCurve> curves{curveOf(PlotCurve::Style::Line, {0.5, 0.02}),
                                        curveOf(PlotCurve::Style::Band, {0.6, 4e3, 0.1})};
    QCOMPARE(roundOutwards(extentOf(curves, ValueAxis::Log), ValueAxis::Log).high, 4.0);
    QCOMPARE(roundOutwards(extentOf(curves, ValueAxis::Linear), ValueAxis::Linear).high, 4000.0);
  }

  void decadesAreLabelledAsPowersOfTen() {
    QCOMPARE(labelsOf(logTicks(-3, 0, 10)), (QStringList{"10⁻³", "10⁻²", "10⁻¹", "10⁰"}));
    QCOMPARE(logTicks(-3, 0, 10)[1].coordinate, -2.0);
  }

  void manyDecadesAreLabelledInSteps() {
    QCOMPARE(labelsOf(logTicks(-30, 0, 8)), (QStringList{"10⁻³⁰", "10⁻²⁵", "10⁻²⁰", "10⁻¹⁵", "10⁻¹⁰", "10⁻⁵", "10⁰"}));
    QCOMPARE(labelsOf(logTicks(-4, 0, 2)), (QStringList{"10⁻⁴", "10⁰"}));
    for (int most = 2; most < 40; ++most) QVERIFY(static_cast<int>(logTicks(-31, 2, most).size()) <= most);
  }

  void lessThanTwoDecadesAlsoShowTwoAndFive() {
    QCOMPARE(labelsOf(logTicks(-2, -1, 8)), (QStringList{"0.01", "0.02", "0.05", "0.1"}));
    QCOMPARE(labelsOf(logTicks(-5, -4, 8)), (QStringList{"10⁻⁵", "2·10⁻⁵", "5·10⁻⁵", "10⁻⁴"}));
    QVERIFY(std::abs(logTicks(-2, -1, 8)[1].coordinate - std::log10(0.02)) < 1e-12);
  }

  void linearTicksAreRoundNumbers_data() {
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<QStringList>("labels");
    QTest::newRow("unit") << 0.0 << 1.0 << QStringList{"0", "0.2", "0.4", "0.6", "0.8", "1.0"};
    QTest::newRow("small") << 0.0 << 0.03 << QStringList{"0", "0.01", "0.02", "0.03"};
    QTest::newRow("both signs") << -1.5 << 1.5 << QStringList{"−1", "0", "1"};
    QTest::newRow("hundreds") << 0.0 << 400.0 << QStringList{"0", "100", "200", "300", "400"};
  }

  void linearTicksAreRoundNumbers() {
    QFETCH(double, low);
    QFETCH(double, high);
    const std::vector<AxisTick> ticks = linearTicks(low, high, 6);
    QTEST(labelsOf(ticks), "labels");
  }

  void iterationLabelsNeverTouch() {
    const auto width = [](const QString& text) { return 7.0 * static_cast<double>(text.size()); };
    for (const double pixels : {60.0, 150.0, 400.0, 1200.0})
      for (const double last : {10.0, 50.0, 1200.0, 8736.0, 250'000.0, 4e7, 6e9}) {
        const std::vector<AxisTick> ticks = iterationTicks(0, last, pixels, width);
        QVERIFY(!ticks.empty());
        for (std::size_t i = 1; i < ticks.size(); ++i) {
          const double apart = (ticks[i].coordinate - ticks[i - 1].coordinate) / last * pixels;
          QVERIFY(apart > (width(ticks[i].label) + width(ticks[i - 1].label)) / 2);
        }
      }
    QCOMPARE(iterationTicks(0, 10'000, 600, width)[1].label, QString::fromUtf8("2\u2009000"));
  }

  void frameMapsThereAndBack() {
    PlotFrame frame;
    frame.area = QRectF(40, 10, 300, 200);
    frame.lastIteration = 1200;
    frame.low = -4;
    frame.high = 0;
    QCOMPARE(frame.yAt(1.0), 10.0);
    QCOMPARE(frame.yAt(1e-4), 210.0);
    QCOMPARE(frame.yAt(1e-2), 110.0);
    QCOMPARE(frame.xAt(600), 190.0);
    QCOMPARE(frame.iterationAt(frame.xAt(417)), 417.0);
    QCOMPARE(frame.coordinateAt(frame.yOfCoordinate(-2.7)), -2.7);
  }
};

QTEST_GUILESS_MAIN(TestPlotScale)
#include "tst_plot_scale.moc"
