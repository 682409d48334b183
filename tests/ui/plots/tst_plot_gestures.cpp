#include "ui/plots/plot_gestures.h"

#include <QApplication>
#include <QMouseEvent>
#include <QTest>
#include <cmath>

#include "tests/support/fail_on_warnings.h"
#include "ui/plots/plot_view.h"
#include "ui/theme/theme.h"

using namespace backscope;

namespace {

/// 1000 iterations over four decades, and what is zoomed to.
std::unique_ptr<PlotView> zoomedPlot() {
  auto series = std::make_shared<Series>();
  for (std::int64_t k = 0; k <= 1000; ++k) series->append(k, std::pow(10.0, -static_cast<double>(k) / 250));
  PlotCurve curve;
  curve.name = QStringLiteral("layer 1");
  curve.color = Qt::blue;
  curve.series = std::move(series);
  auto plot = std::make_unique<PlotView>();
  plot->setValueAxis(ValueAxis::Log);
  plot->setCurves({curve});
  plot->resize(480, 260);
  plot->show();
  plot->zoomTo({400, 600, -3, -1});
  return plot;
}

void drag(PlotView& plot, const QPointF& by, Qt::MouseButton button, Qt::KeyboardModifiers keys = {}) {
  const QPointF from = plot.currentLayout().frame.area.center();
  const auto send = [&](QEvent::Type type, const QPointF& at, Qt::MouseButton changed, Qt::MouseButtons held) {
    QMouseEvent event(type, at, plot.mapToGlobal(at), changed, held, keys);
    QApplication::sendEvent(&plot, &event);
  };
  send(QEvent::MouseButtonPress, from, button, button);
  send(QEvent::MouseMove, from + by / 2, Qt::NoButton, button);
  send(QEvent::MouseMove, from + by, Qt::NoButton, button);
  send(QEvent::MouseButtonRelease, from + by, button, Qt::NoButton);
}

PlotWindow windowOf(const PlotView& plot) { return plot.content().zoom.value(); }

bool isNear(const PlotWindow& left, const PlotWindow& right) {
  return std::abs(left.firstIteration - right.firstIteration) < 1e-6 &&
         std::abs(left.lastIteration - right.lastIteration) < 1e-6 && std::abs(left.low - right.low) < 1e-9 &&
         std::abs(left.high - right.high) < 1e-9;
}

}  // namespace

/// Moving about in a plot; what only zooms and reads is in tst_plot_view.cpp.
class TestPlotGestures : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;

 private slots:
  void cleanup() { m_warnings.check(); }

  void whatIsHeldStaysUnderTheCursor() {
    for (const bool isMiddle : {true, false}) {
      const auto plot = zoomedPlot();
      const QRectF area = plot->currentLayout().frame.area;
      const QPointF by(-area.width() / 4, area.height() / 8);
      isMiddle ? drag(*plot, by, Qt::MiddleButton) : drag(*plot, by, Qt::LeftButton, Qt::ShiftModifier);
      QVERIFY(isNear(windowOf(*plot), {450, 650, -2.75, -0.75}));
    }
  }

  void thePlotIsNotLeft() {
    const auto plot = zoomedPlot();
    drag(*plot, {5000, 5000}, Qt::MiddleButton);
    QVERIFY(isNear(windowOf(*plot), {0, 200, -2, 0}));
    drag(*plot, {-5000, -5000}, Qt::MiddleButton);
    QVERIFY(isNear(windowOf(*plot), {800, 1000, -4, -2}));
  }

  void withoutAZoomNothingMoves() {
    const auto plot = zoomedPlot();
    plot->resetZoom();
    drag(*plot, {60, 30}, Qt::MiddleButton);
    QTest::keyClick(plot.get(), Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(!plot->isZoomed());
  }

  void shiftAndArrowsMoveByATenth() {
    const auto plot = zoomedPlot();
    QTest::keyClick(plot.get(), Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(plot.get(), Qt::Key_Up, Qt::ShiftModifier);
    QVERIFY(isNear(windowOf(*plot), {420, 620, -2.8, -0.8}));
    QTest::keyClick(plot.get(), Qt::Key_Left, Qt::ShiftModifier);
    QTest::keyClick(plot.get(), Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(isNear(windowOf(*plot), {400, 600, -3, -1}));
  }

  void aPlainDragStillMarks() {
    const auto plot = zoomedPlot();
    const double width = plot->currentLayout().frame.area.width();
    drag(*plot, {width / 4, 0}, Qt::LeftButton);
    QVERIFY(isNear(windowOf(*plot), {500, 550, -3, -1}));
  }
};

QTEST_MAIN(TestPlotGestures)
#include "tst_plot_gestures.moc"
