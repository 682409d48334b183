#include <QApplication>
#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QTest>
#include <QWheelEvent>
#include <cmath>

#include "tests/support/fail_on_warnings.h"
#include "ui/plots/curve_painter.h"
#include "ui/plots/plot_readout.h"
#include "ui/plots/plot_view.h"
#include "ui/plots/wrapped_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

using namespace backscope;

namespace {

PlotCurve fallingCurve(const QString& name, const QColor& color, std::int64_t count, double factor = 1) {
  auto series = std::make_shared<Series>();
  for (std::int64_t i = 0; i < count; ++i)
    series->append(i, factor * (0.01 + std::exp(-5 * static_cast<double>(i) / static_cast<double>(count))));
  PlotCurve curve;
  curve.name = name;
  curve.color = color;
  curve.series = std::move(series);
  return curve;
}

std::unique_ptr<PlotView> shownPlot(ValueAxis axis, std::int64_t count = 1000) {
  auto plot = std::make_unique<PlotView>();
  plot->setValueAxis(axis);
  plot->setCurves({fallingCurve("first", Qt::red, count), fallingCurve("second", Qt::blue, count, 0.1)});
  plot->resize(480, 260);
  plot->show();
  return plot;
}

/// Pixels of about this colour.
int pixelsOf(const QImage& image, const QColor& color) {
  int pixels = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) {
      const QColor found = image.pixelColor(x, y);
      if (std::abs(found.red() - color.red()) + std::abs(found.green() - color.green()) +
              std::abs(found.blue() - color.blue()) <
          40)
        ++pixels;
    }
  return pixels;
}

void turnWheel(PlotView& plot, const QPointF& at, int notches) {
  QWheelEvent event(at, plot.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt::NoButton, Qt::NoModifier,
                    Qt::NoScrollPhase, false);
  QApplication::sendEvent(&plot, &event);
}

}  // namespace

class TestPlotView : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;

 private slots:
  void init() { Theme::instance().setMode(Theme::Mode::Light); }
  void cleanup() {
    QApplication::setFont(m_font);
    m_warnings.check();
  }
  void initTestCase() { m_font = QApplication::font(); }

  void curvesArePaintedInTheirColour() {
    const auto plot = shownPlot(ValueAxis::Log);
    const QImage image = plot->grab().toImage();
    QVERIFY(pixelsOf(image, Qt::red) > 200);
    QVERIFY(pixelsOf(image, Qt::blue) > 200);
  }

  void picturesFollowNewValuesAndTheTheme() {
    const auto plot = shownPlot(ValueAxis::Log);
    const QImage before = plot->grab().toImage();
    QCOMPARE(plot->grab().toImage(), before);
    plot->setCurves({fallingCurve("first", Qt::red, 2000)});
    const QImage after = plot->grab().toImage();
    QVERIFY(after != before);
    Theme::instance().setMode(Theme::Mode::Dark);
    QVERIFY(plot->grab().toImage() != after);
  }

  void numbersAndLabelsLieInsideTheWidget_data() {
    QTest::addColumn<int>("points");
    QTest::addColumn<QSize>("size");
    for (const int points : {9, 12, 18, 28})
      for (const QSize& size : {QSize(340, 300), QSize(700, 240), QSize(900, 600)})
        QTest::addRow("%d pt in %d x %d", points, size.width(), size.height()) << points << size;
  }

  void numbersAndLabelsLieInsideTheWidget() {
    QFETCH(int, points);
    QFETCH(QSize, size);
    QFont font = m_font;
    font.setPointSize(points);
    QApplication::setFont(font);
    const auto plot = shownPlot(ValueAxis::Log, 87'360);
    plot->resize(size);
    const PlotLayout layout = plot->currentLayout();
    const QFontMetricsF metrics(numberFont(TextSize::Small));
    for (const AxisTick& tick : layout.valueTicks)
      QVERIFY(layout.frame.area.left() - 6 - metrics.horizontalAdvance(tick.label) >= 0);
    for (const AxisTick& tick : layout.iterationTicks) {
      const double x = layout.frame.xAt(tick.coordinate);
      const double half = metrics.horizontalAdvance(tick.label) / 2;
      QVERIFY(tick.label.isEmpty() || (x - half >= 0 && x + half <= size.width()));
    }
    QVERIFY(!layout.endLabels.empty());
    for (const PlotLayout::EndLabel& label : layout.endLabels) {
      const PlotCurve& curve = plot->content().curves[label.curve];
      QVERIFY(label.leftCentre.x() + curveLabelWidth(curve) <= size.width());
    }
    QVERIFY(layout.axisRect().bottom() + metrics.height() <= size.height());
  }

  void logAxisOfZerosHasALane() {
    PlotView plot;
    plot.resize(400, 200);
    plot.setValueAxis(ValueAxis::Log);
    QVERIFY(plot.currentLayout().frame.lane.isEmpty());
    auto series = std::make_shared<Series>();
    for (int i = 0; i < 20; ++i) series->append(i, i < 10 ? 0.1 : 0.0);
    PlotCurve curve = fallingCurve("zero", QColor(200, 0, 0), 1);
    curve.series = series;
    plot.setCurves({curve});
    const QRectF lane = plot.currentLayout().frame.lane;
    QVERIFY(!lane.isEmpty());
    const QImage image = plot.grab().toImage();
    QVERIFY(pixelsOf(image.copy(lane.toRect()), curve.color) >= 20);
    plot.setValueAxis(ValueAxis::Linear);
    QVERIFY(plot.currentLayout().frame.lane.isEmpty());
    plot.setCurves({});
    plot.setKeepsZeroLane(true);
    plot.setValueAxis(ValueAxis::Log);
    QVERIFY(!plot.currentLayout().frame.lane.isEmpty());
  }

  void includedValuesWidenTheAxis() {
    const auto plot = shownPlot(ValueAxis::Log);
    ValueExtent extent;
    extent.include(3e-7);
    plot->setIncludedValues(extent);
    QCOMPARE(plot->scale().low, -7.0);
  }

  void wheelZoomsAtTheCursorAndDoubleClickShowsAll() {
    const auto plot = shownPlot(ValueAxis::Log);
    const PlotFrame whole = plot->currentLayout().frame;
    const QPointF at(whole.xAt(400), whole.area.center().y());
    turnWheel(*plot, at, 3);
    QVERIFY(plot->isZoomed());
    const PlotFrame zoomed = plot->currentLayout().frame;
    QVERIFY(zoomed.lastIteration - zoomed.firstIteration < 700);
    QVERIFY(std::abs(zoomed.iterationAt(at.x()) - 400) < 5);
    turnWheel(*plot, at, -20);
    QVERIFY(!plot->isZoomed());
    turnWheel(*plot, at, 3);
    QTest::mouseDClick(plot.get(), Qt::LeftButton, Qt::NoModifier, at.toPoint());
    QVERIFY(!plot->isZoomed());
    QCOMPARE(plot->currentLayout().frame.lastIteration, whole.lastIteration);
  }

  void dragZoomsToWhatWasMarked() {
    const auto plot = shownPlot(ValueAxis::Linear);
    const PlotFrame whole = plot->currentLayout().frame;
    const QPoint from(static_cast<int>(whole.xAt(200)), static_cast<int>(whole.yAt(0.5)));
    const QPoint to(static_cast<int>(whole.xAt(500)), static_cast<int>(whole.yAt(0.1)));
    QTest::mousePress(plot.get(), Qt::LeftButton, Qt::NoModifier, from);
    QTest::mouseMove(plot.get(), to);
    QTest::mouseRelease(plot.get(), Qt::LeftButton, Qt::NoModifier, to);
    const PlotFrame zoomed = plot->currentLayout().frame;
    QVERIFY(std::abs(zoomed.firstIteration - 200) < 4 && std::abs(zoomed.lastIteration - 500) < 4);
    QVERIFY(std::abs(zoomed.low - 0.1) < 0.02 && std::abs(zoomed.high - 0.5) < 0.02);
  }

  void clickDoesNotZoom() {
    const auto plot = shownPlot(ValueAxis::Linear);
    QTest::mouseClick(plot.get(), Qt::LeftButton, Qt::NoModifier, QPoint(240, 120));
    QVERIFY(!plot->isZoomed());
  }

  void anotherRunEndsTheZoom() {
    const auto plot = shownPlot(ValueAxis::Linear);
    plot->zoomTo({500, 900, 0, 1});
    QVERIFY(plot->isZoomed());
    plot->setCurves({fallingCurve("first", Qt::red, 1050)});
    QVERIFY(plot->isZoomed());
    plot->setCurves({fallingCurve("first", Qt::red, 20)});
    QVERIFY(!plot->isZoomed());
  }

  void valuesUnderTheCursorAreReadOut() {
    const auto plot = shownPlot(ValueAxis::Log);
    const PlotFrame frame = plot->currentLayout().frame;
    const QImage before = plot->grab().toImage();
    QTest::mouseMove(plot.get(), QPointF(frame.xAt(250), frame.area.center().y()).toPoint());
    QVERIFY(plot->readOut() && std::abs(*plot->readOut() - 250) < 4);
    QVERIFY(plot->grab().toImage() != before);
    const std::optional<PlotReadOut> values = readOutAt(plot->content(), 250);
    QCOMPARE(values->first, std::int64_t{250});
    QCOMPARE(values->entries.size(), std::size_t{2});
    QCOMPARE(values->entries[0].text, QString("%1").arg(0.01 + std::exp(-1.25), 0, 'f', 4));
    plot->setReadOut(std::nullopt);
    QCOMPARE(plot->grab().toImage(), before);
  }

  void aLineShowsWhereTheRunWentBackTo() {
    const auto plot = shownPlot(ValueAxis::Log);
    const QImage before = plot->grab().toImage();
    plot->setNow(250);
    const int x = static_cast<int>(plot->currentLayout().frame.xAt(250));
    const QImage strip = plot->grab().toImage().copy(x - 1, 0, 3, plot->height());
    QVERIFY(pixelsOf(strip, Theme::instance().colors().accent) > plot->height() / 2);
    const QString words = plot->accessibleDescription();
    QVERIFY2(words.contains(QLatin1String("250")), qPrintable(words));
    plot->setNow(std::nullopt);
    QCOMPARE(plot->grab().toImage(), before);
  }

  void readOutOfAThinnedCurveTellsItsRange() {
    PlotCurve curve = fallingCurve("noisy", Qt::red, 1);
    auto series = std::make_shared<Series>();
    for (int i = 0; i < 5000; ++i) series->append(i, i % 2 == 0 ? 0.1 : 0.3);
    curve.series = series;
    PlotContent content;
    content.curves = {curve};
    const PlotReadOut values = *readOutAt(content, 2500);
    QVERIFY(values.last > values.first);
    QCOMPARE(values.entries[0].text, QString("0.2000"));
    QCOMPARE(values.entries[0].range, QString("(0.10 … 0.30)"));
    QVERIFY(describe(values, content).endsWith("noisy 0.2000 (0.10 … 0.30)"));
  }

  void aWayIsReadAsItsShare() {
    const auto plot = shownPlot(ValueAxis::Linear);
    PlotCurve curve = fallingCurve("train", Qt::red, 1);
    auto series = std::make_shared<Series>();
    for (int i = 0; i <= 100; ++i) series->append(i, i);
    curve.series = series;
    plot->setIsWay(true);
    plot->setCurves({curve});
    QStringList labels;
    for (const AxisTick& tick : plot->currentLayout().iterationTicks) labels.append(tick.label);
    QCOMPARE(labels, (QStringList{"0", "0.2", "0.4", "0.6", "0.8", "1.0"}));
    QCOMPARE(plot->currentLayout().iterationTicks[1].coordinate, 20.0);
    plot->setReadOut(37);
    QVERIFY2(plot->accessibleDescription().contains(QLatin1String("t = 0.37: train 37")),
             qPrintable(plot->accessibleDescription()));
  }

  void keysMoveTheReadOutAndZoom() {
    const auto plot = shownPlot(ValueAxis::Log);
    QTest::keyClick(plot.get(), Qt::Key_Right);
    QTest::keyClick(plot.get(), Qt::Key_Right);
    QCOMPARE(*plot->readOut(), 20.0);
    QTest::keyClick(plot.get(), Qt::Key_Left);
    QCOMPARE(*plot->readOut(), 10.0);
    QTest::keyClick(plot.get(), Qt::Key_Plus);
    QVERIFY(plot->isZoomed());
    QTest::keyClick(plot.get(), Qt::Key_Home);
    QVERIFY(!plot->isZoomed());
  }

  void noGridLineGoesThroughTheHint() {
    PlotView plot;
    plot.resize(400, 240);
    plot.setValueAxis(ValueAxis::Log);
    plot.setHint("nothing yet");
    const QImage image = plot.grab().toImage();
    const QRectF area = plot.currentLayout().frame.area;
    const QRgb grid = Theme::instance().colors().gridLine.rgb();
    const auto gridPixels = [&](const QRectF& rect) {
      int count = 0;
      for (int y = qCeil(rect.top()); y < qFloor(rect.bottom()); ++y)
        for (int x = qCeil(rect.left()); x < qFloor(rect.right()); ++x) count += image.pixel(x, y) == grid ? 1 : 0;
      return count;
    };
    QVERIFY(gridPixels(area) > 100);
    QCOMPARE(gridPixels(wrappedBounds(area, "nothing yet")), 0);
  }

  void whatStandsBehindHasALineOfItsColour() {
    PlotView plot;
    plot.resize(400, 240);
    PlotCurve curve = fallingCurve("batch", QColor(0x87929e), 200);
    curve.style = PlotCurve::Style::Band;
    plot.setCurves({curve});
    const QImage image = plot.grab().toImage();
    int dark = 0;
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < plot.currentLayout().axisRect().right(); ++x)
        dark += qGray(image.pixel(x, y)) < 165 && x > plot.currentLayout().axisRect().left() ? 1 : 0;
    QVERIFY2(dark > 60, qPrintable(QString::number(dark)));
  }

  void descriptionSaysWhatIsShown() {
    PlotView plot;
    plot.setHint("nothing yet");
    QCOMPARE(plot.accessibleDescription(), QString("nothing yet"));
    plot.setValueAxis(ValueAxis::Log);
    plot.setCurves({fallingCurve("train", Qt::red, 101)});
    QCOMPARE(plot.accessibleDescription(), QString("Logarithmic scale. iteration 100: train 0.0171."));
    plot.setReadOut(0);
    QCOMPARE(plot.accessibleDescription(), QString("Logarithmic scale. iteration 0: train 1.0100."));
  }

  void figuresForPrintAreStrokesNotPixels() {
    const auto plot = shownPlot(ValueAxis::Log, 200);
    QByteArray file;
    QBuffer buffer(&file);
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QPdfWriter writer(&buffer);
    QPainter painter(&writer);
    plot->render(&painter);
    painter.end();
    QVERIFY(file.startsWith("%PDF"));
    QVERIFY(file.contains("/Subtype /Type0"));  // a font, for the numbers and labels
    QVERIFY(!file.contains("/Subtype /Image"));
  }

  void enlargedPicturesAreAsSharp() {
    const auto plot = shownPlot(ValueAxis::Log);
    QImage image(plot->size() * 3, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(3, 3);
    plot->render(&painter);
    painter.end();
    // Each pixel of a magnified picture would stand there three times three.
    int sharpEdges = 0;
    for (int y = 1; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x)
        sharpEdges += y % 3 != 0 && image.pixel(x, y) != image.pixel(x, y - 1) ? 1 : 0;
    QVERIFY2(sharpEdges > 1000, qPrintable(QString::number(sharpEdges)));
  }

  void sameCurvesAreNotPaintedAgain() {
    PlotView plot;
    const std::vector<PlotCurve> curves{fallingCurve("train", Qt::red, 50)};
    plot.setCurves(curves);
    plot.resize(300, 200);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QTRY_VERIFY(!plot.grab().isNull());
    QApplication::processEvents();
    PaintCounter counter(&plot);
    plot.setCurves(curves);
    QApplication::processEvents();
    QCOMPARE(counter.paints, 0);
    plot.setCurves({fallingCurve("train", Qt::red, 60)});
    QApplication::processEvents();
    QCOMPARE(counter.paints, 1);
  }

 private:
  struct PaintCounter : QObject {
    explicit PaintCounter(QWidget* widget) { widget->installEventFilter(this); }
    bool eventFilter(QObject* watched, QEvent* event) override {
      paints += event->type() == QEvent::Paint ? 1 : 0;
      return QObject::eventFilter(watched, event);
    }
    int paints = 0;
  };
  QFont m_font;
};

QTEST_MAIN(TestPlotView)
#include "tst_plot_view.moc"
