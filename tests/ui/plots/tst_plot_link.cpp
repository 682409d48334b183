#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "ui/plots/plot_link.h"

using namespace backscope;

namespace {

PlotCurve curveOf(std::int64_t last, double value) {
  auto series = std::make_shared<Series>();
  for (std::int64_t i = 0; i <= last; ++i) series->append(i, value);
  PlotCurve curve;
  curve.name = QStringLiteral("curve");
  curve.series = std::move(series);
  return curve;
}

}  // namespace

class TestPlotLink : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;

 private slots:
  void cleanup() { m_warnings.check(); }

  void eachShowsTheRangesOfAll() {
    PlotView first, second;
    PlotLink link;
    link.link({&first, &second});
    for (PlotView* plot : {&first, &second}) plot->setValueAxis(ValueAxis::Log);
    first.setCurves({curveOf(90, 1e-8)});
    second.setCurves({curveOf(700, 3)});
    link.shareRanges();
    QCOMPARE(first.scale(), second.scale());
    QVERIFY(first.scale().low <= -8 && first.scale().high >= 0.4);
    for (const PlotView* plot : {&first, &second}) QCOMPARE(plot->currentLayout().frame.lastIteration, 800.0);
    second.setCurves({curveOf(40, 3)});  // began anew
    link.shareRanges();
    QCOMPARE(first.currentLayout().frame.lastIteration, 100.0);
  }

  void zoomAndReadOutAreThoseOfAll() {
    PlotView first, second;
    PlotLink link;
    link.link({&first, &second});
    first.setCurves({curveOf(90, 1)});
    second.setCurves({curveOf(90, 3)});
    link.shareRanges();
    second.zoomTo({20, 60, 1, 2});
    QVERIFY(first.content().zoom == (PlotWindow{20, 60, 1, 2}));
    first.resetZoom();
    QVERIFY(!second.isZoomed());
    first.setReadOut(30);
    QVERIFY(second.readOut() == 30.0);
    second.setReadOut(std::nullopt);
    QVERIFY(!first.readOut());
  }

  void whatIsUnlinkedIsLeftAlone() {
    PlotView first, second;
    PlotLink link;
    link.link({&first, &second});
    link.link({&first});
    first.setReadOut(30);
    QVERIFY(!second.readOut());
  }
};

QTEST_MAIN(TestPlotLink)
#include "tst_plot_link.moc"
