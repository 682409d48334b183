#include <QTest>
#include <cmath>

#include "ui/plots/plot_layout.h"

using namespace backscope;

namespace {

PlotTexts texts() {
  PlotTexts texts;
  texts.numberWidth = [](const QString& text) { return 7.0 * static_cast<double>(text.size()); };
  texts.labelWidth = [](const PlotCurve& curve) { return 8.0 * static_cast<double>(curve.name.size()); };
  return texts;
}

PlotCurve curveOf(const QString& name, std::int64_t first, std::int64_t last, double value) {
  auto series = std::make_shared<Series>();
  for (std::int64_t i = first; i <= last; ++i) series->append(i, value);
  PlotCurve curve;
  curve.name = name;
  curve.series = std::move(series);
  return curve;
}

PlotLayout layoutOf(const PlotContent& content, const QRectF& rect = QRectF(0, 0, 500, 240)) {
  return layoutPlot(content, scaleOf(content), rect, texts());
}

}  // namespace

class TestPlotLayout : public QObject {
  Q_OBJECT

 private slots:
  void emptyPlotHasAxes() {
    PlotContent content;
    content.axis = ValueAxis::Log;
    const PlotLayout layout = layoutOf(content);
    QVERIFY(layout.valueTicks.size() >= 2);
    QVERIFY(layout.iterationTicks.size() >= 2);
    QVERIFY(layout.endLabels.empty());
    QVERIFY(QRectF(0, 0, 500, 240).contains(layout.axisRect()));
  }

  void laneLiesBelowTheAreaAndApart() {
    PlotContent content;
    content.axis = ValueAxis::Log;
    content.keepsZeroLane = true;
    const PlotFrame frame = layoutOf(content).frame;
    QVERIFY(frame.lane.top() > frame.area.bottom());
    QCOMPARE(frame.lane.left(), frame.area.left());
    QCOMPARE(frame.lane.width(), frame.area.width());
    QVERIFY(frame.lane.height() >= 14);
  }

  void aLevelNearTheAxisIsShown() {
    PlotContent content;
    content.axis = ValueAxis::Log;
    content.curves = {curveOf("layer 1", 0, 50, 2e-4), curveOf("layer 2", 0, 50, 0.5)};
    const auto scaleWith = [&](double level) {
      content.levels = {{level, QStringLiteral("here")}};
      return scaleOf(content);
    };
    QCOMPARE(scaleWith(1e-3).low, -4.0);
    QCOMPARE(scaleWith(3e-6).low, -6.0);
    QCOMPARE(scaleWith(0.9e-6).low, -4.0);
    QCOMPARE(scaleWith(0x1p-149).low, -4.0);
    QCOMPARE(scaleWith(50).high, 2.0);
    // What is nearly lost in float64 has both ends of its axis in sight.
    content.curves = {curveOf("layer 1", 0, 50, 1e-322), curveOf("layer 2", 0, 50, 1e-300)};
    QCOMPARE(scaleWith(0x1p-1074).low, -324.0);
    QCOMPARE(layoutOf(content).frame.low, -324.0);
    content.axis = ValueAxis::Linear;
    QVERIFY(scaleWith(50).high < 1);
  }

  void areaLiesOnWholePixels() {
    PlotContent content;
    content.curves = {curveOf("train", 0, 50, 0.3)};
    const QRectF area = layoutOf(content, QRectF(0.3, 0.2, 411.7, 233.4)).frame.area;
    for (const double edge : {area.left(), area.top(), area.right(), area.bottom()}) QCOMPARE(edge, std::round(edge));
  }

  void labelsStandRightOfTheLatestPointAndApart() {
    PlotContent content;
    content.axis = ValueAxis::Log;
    content.curves = {curveOf("one", 0, 90, 0.5), curveOf("two", 0, 95, 0.49), curveOf("three", 0, 80, 0.48)};
    const PlotLayout layout = layoutOf(content);
    QCOMPARE(layout.endLabels.size(), std::size_t{3});
    for (const PlotLayout::EndLabel& label : layout.endLabels) {
      QVERIFY(label.leftCentre.x() >= layout.frame.xAt(95));
      QVERIFY(label.leftCentre.x() + 8.0 * 5 <= 500);
    }
    QVERIFY(layout.endLabels[1].leftCentre.y() - layout.endLabels[0].leftCentre.y() >= 16 - 1e-9);
    QVERIFY(layout.endLabels[2].leftCentre.y() - layout.endLabels[1].leftCentre.y() >= 16 - 1e-9);
  }

  void labelsKeepClearOfTheIterations() {
    PlotContent content;
    content.curves = {curveOf("train", 0, 6000, 0.001), curveOf("other", 0, 6000, 1)};
    const PlotLayout layout = layoutOf(content);
    for (const PlotLayout::EndLabel& label : layout.endLabels)
      QVERIFY(label.leftCentre.y() + texts().labelHeight / 2 <= layout.axisRect().bottom() + 2 + 1e-9);
  }

  void manyCurvesHaveALegendOfAllInTheirOrder_data() {
    QTest::addColumn<int>("height");
    for (const int height : {120, 240, 500}) QTest::addRow("%d pixels", height) << height;
  }
  void manyCurvesHaveALegendOfAllInTheirOrder() {
    QFETCH(int, height);
    PlotContent content;
    content.axis = ValueAxis::Log;
    for (int l = 0; l < 17; ++l) content.curves.push_back(curveOf("d", 0, 90, std::pow(10.0, (l * 7) % 17 - 9)));
    const QRectF rect(0, 0, 500, height);
    const PlotLayout layout = layoutOf(content, rect);
    QCOMPARE(layout.endLabels.size(), std::size_t{17});
    for (std::size_t i = 0; i < 17; ++i) {
      const QPointF place = layout.endLabels[i].leftCentre;
      QCOMPARE(layout.endLabels[i].curve, i);
      QVERIFY(place.x() > layout.axisRect().right() && place.x() + 8 <= rect.right());
      QVERIFY(place.y() >= layout.axisRect().top() - 1e-9 && place.y() <= layout.axisRect().bottom() + 1e-9);
      if (i == 0) continue;
      const QPointF before = layout.endLabels[i - 1].leftCentre;
      QVERIFY(place.x() > before.x() || place.y() - before.y() >= texts().labelHeight - 1e-9);
    }
  }

  void curveWithoutValuesHasNoLabel() {
    PlotContent content;
    content.curves = {curveOf("train", 0, 9, 1), curveOf("test", 1, 0, 1), PlotCurve()};
    const PlotLayout layout = layoutOf(content);
    QCOMPARE(layout.shapes.size(), std::size_t{3});
    QCOMPARE(layout.endLabels.size(), std::size_t{1});
  }

  void runsStartAtIterationZero() {
    PlotContent content;
    content.curves = {curveOf("train", 1, 400, 0.3)};
    const PlotWindow whole = wholeOf(content, scaleOf(content));
    QCOMPARE(whole.firstIteration, 0.0);
    QCOMPARE(whole.lastIteration, 400.0);
  }

  void runTakenUpAgainLateStartsWhereItWas() {
    PlotContent content;
    content.curves = {curveOf("train", 1'000'000, 1'000'300, 0.3)};
    const PlotWindow whole = wholeOf(content, scaleOf(content));
    QCOMPARE(whole.firstIteration, 1'000'000.0);
    QCOMPARE(whole.lastIteration, 1'000'300.0);
    for (const AxisTick& tick : layoutOf(content).iterationTicks) QVERIFY(tick.coordinate >= 1'000'000);
  }

  void includedIterationsWidenTheAxis() {
    PlotContent content;
    content.curves = {curveOf("train", 0, 40, 0.3)};
    content.includedIterations = IterationRange{0, 700};
    QCOMPARE(layoutOf(content).frame.lastIteration, 800.0);
    content.curves.clear();
    QCOMPARE(layoutOf(content).frame.lastIteration, 800.0);
  }

  void ghostsNeitherHaveLabelsNorMakeALegend() {
    PlotContent content;
    for (int l = 0; l < 12; ++l) {
      content.curves.push_back(curveOf("d", 0, 90, 0.1 * l + 0.1));
      content.curves.back().hasEndLabel = l < 6;
    }
    const PlotLayout layout = layoutOf(content);
    QCOMPARE(layout.endLabels.size(), std::size_t{6});
    const double end = layout.shapes[0].end->x();
    for (const PlotLayout::EndLabel& label : layout.endLabels) {
      QVERIFY(label.curve < 6);
      QVERIFY(label.leftCentre.x() < end + 20);  // at the ends, not in a legend
    }
  }

  void tinyRectDoesNoHarm() {
    PlotContent content;
    content.axis = ValueAxis::Log;
    content.keepsZeroLane = true;
    content.curves = {curveOf("train", 0, 5000, 0.3)};
    const PlotLayout layout = layoutOf(content, QRectF(0, 0, 10, 5));
    QVERIFY(layout.frame.area.width() > 0 && layout.frame.area.height() > 0);
  }
};

QTEST_GUILESS_MAIN(TestPlotLayout)
#include "tst_plot_layout.moc"
