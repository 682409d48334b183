#include <QPainter>
#include <QTest>
#include <cmath>

#include "ui/plots/plot_raster.h"

using namespace backscope;

namespace {

/// The ink in one column, in whole pixels.
double inkOf(const QImage& image, int x) {
  double ink = 0;
  for (int y = 0; y < image.height(); ++y) ink += qAlpha(image.pixel(x, y)) / 255.0;
  return ink;
}

double totalInk(const QImage& image) {
  double ink = 0;
  for (int x = 0; x < image.width(); ++x) ink += inkOf(image, x);
  return ink;
}

QImage strokedByPainter(const QPolygonF& line, double width, const QSize& size) {
  QImage image(size, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(Qt::black, width, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
  painter.drawPolyline(line);
  return image;
}

}  // namespace

class TestPlotRaster : public QObject {
  Q_OBJECT

 private slots:
  void levelLineHasItsWidthAndPlace() {
    PlotRaster raster(QRectF(0, 0, 50, 20), 1);
    raster.strokeLine({{0, 10}, {50, 10}}, 2, Qt::black);
    for (int x = 0; x < 50; ++x) QVERIFY(std::abs(inkOf(raster.image(), x) - 2) < 0.02);
    QCOMPARE(qAlpha(raster.image().pixel(25, 9)), 255);
    QCOMPARE(qAlpha(raster.image().pixel(25, 10)), 255);
    QCOMPARE(qAlpha(raster.image().pixel(25, 8)), 0);
  }

  void slantedLineIsAsThickAsThatOfThePainter_data() {
    QTest::addColumn<double>("rise");
    for (const double rise : {0.0, 10.0, 45.0, 90.0}) QTest::addRow("%g pixels in 90", rise) << rise;
  }

  void slantedLineIsAsThickAsThatOfThePainter() {
    QFETCH(double, rise);
    const QPolygonF line{{5, 5}, {95, 5 + rise}};
    PlotRaster raster(QRectF(0, 0, 100, 110), 1);
    raster.strokeLine(line, 1.75, Qt::black);
    const QImage expected = strokedByPainter(line, 1.75, {100, 110});
    for (int x = 10; x < 90; ++x) {
      QVERIFY(std::abs(inkOf(raster.image(), x) - inkOf(expected, x)) < 0.12);
      for (int y = 0; y < 110; ++y)
        QVERIFY(std::abs(qAlpha(raster.image().pixel(x, y)) - qAlpha(expected.pixel(x, y))) < 60);
    }
  }

  void lineStartsAndEndsWhereItShould() {
    PlotRaster raster(QRectF(0, 0, 60, 20), 1);
    raster.strokeLine({{20, 10}, {40, 12}}, 2, Qt::black);
    QCOMPARE(inkOf(raster.image(), 18), 0.0);
    QVERIFY(inkOf(raster.image(), 20) > 1);
    QVERIFY(inkOf(raster.image(), 39) > 1);
    QCOMPARE(inkOf(raster.image(), 42), 0.0);
  }

  void zigzagReachesItsExtremes() {
    QPolygonF line;
    for (int x = 0; x < 60; ++x) line.append({x + 0.5, x % 2 == 0 ? 5.0 : 45.0});
    PlotRaster raster(QRectF(0, 0, 60, 50), 1);
    raster.strokeLine(line, 1, Qt::black);
    for (int x = 1; x < 59; ++x) {
      QCOMPARE(qAlpha(raster.image().pixel(x, x % 2 == 0 ? 5 : 44)), 255);
      QVERIFY(std::abs(inkOf(raster.image(), x) - 21) < 0.1);  // half of each stroke lies in the neighbour's column
    }
  }

  void devicePixelsAreFiner() {
    PlotRaster raster(QRectF(10, 10, 50, 20), 2);
    QCOMPARE(raster.image().size(), QSize(100, 40));
    QCOMPARE(raster.image().devicePixelRatio(), 2.0);
    raster.strokeLine({{10, 20}, {60, 20}}, 2, Qt::black);
    QVERIFY(std::abs(inkOf(raster.image(), 50) - 4) < 0.02);
    QCOMPARE(qAlpha(raster.image().pixel(50, 19)), 255);
  }

  void dashedLineHasGaps() {
    PlotRaster solid(QRectF(0, 0, 90, 20), 1);
    solid.strokeLine({{0, 10}, {90, 10}}, 2, Qt::black);
    PlotRaster dashed(QRectF(0, 0, 90, 20), 1);
    dashed.strokeLine({{0, 10}, {90, 10}}, 2, Qt::black, {6, 3});
    QVERIFY(std::abs(totalInk(dashed.image()) / totalInk(solid.image()) - 2.0 / 3) < 0.02);
    QCOMPARE(inkOf(dashed.image(), 7), 0.0);
    QVERIFY(inkOf(dashed.image(), 10) > 1.9);
  }

  void aPatternMayHaveADotBetweenTwoGaps() {
    const DashPattern dash{.on = 8, .off = 3, .dot = 2};
    QCOMPARE(dash.period(), 16.0);
    for (const double x : {0.0, 7.5, 11.5, 16.5}) QVERIFY(dash.isDrawnAt(x));
    for (const double x : {8.5, 10.5, 13.5, 15.5}) QVERIFY(!dash.isDrawnAt(x));
    QVERIFY(DashPattern{}.isDrawnAt(5));
  }

  void bandFillsBetweenItsEdgesAndKeepsASpike() {
    std::vector<CurveShape::Column> band;
    for (int x = 0; x < 40; ++x) band.push_back({x + 0.5, x == 20 ? 2.0 : 20.0, 30.0});
    PlotRaster raster(QRectF(0, 0, 40, 50), 1);
    raster.fillBand(band, Qt::black);
    QVERIFY(std::abs(inkOf(raster.image(), 5) - 10) < 0.02);
    QVERIFY(std::abs(inkOf(raster.image(), 20) - 28) < 0.02);
  }

  void transparentColoursBlend() {
    PlotRaster raster(QRectF(0, 0, 20, 20), 1);
    const std::vector<CurveShape::Column> band{{0, 5, 15}, {20, 5, 15}};
    raster.fillBand(band, QColor(200, 0, 0, 128));
    QVERIFY(std::abs(qAlpha(raster.image().pixel(10, 10)) - 128) <= 1);
    raster.fillBand(band, QColor(0, 0, 200, 128));
    QVERIFY(std::abs(qAlpha(raster.image().pixel(10, 10)) - 192) <= 2);
    raster.strokeLine({{0, 10}, {20, 10}}, 2, QColor(0, 255, 0));
    QCOMPARE(raster.image().pixel(10, 10), qRgba(0, 255, 0, 255));
  }

  void linesFarOutsideAreClipped() {
    PlotRaster raster(QRectF(0, 0, 40, 30), 1);
    raster.strokeLine({{-16000, -16000}, {16000, 16000}}, 2, Qt::black);
    raster.fillBand({{-16000, 10, 12}, {16000, 10, 12}}, Qt::black);
    QVERIFY(qAlpha(raster.image().pixel(5, 5)) > 100);
    QVERIFY(qAlpha(raster.image().pixel(35, 10)) == 255);
  }
};

QTEST_GUILESS_MAIN(TestPlotRaster)
#include "tst_plot_raster.moc"
