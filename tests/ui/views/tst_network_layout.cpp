#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <QTest>
#include <cmath>
#include <limits>

#include "tests/support/fail_on_warnings.h"
#include "ui/views/curve_raster.h"
#include "ui/views/network_layout.h"

using namespace backscope;

namespace {

Architecture network(std::vector<int> units) {
  Architecture architecture;
  architecture.inputs = units.front();
  architecture.layers.clear();
  for (std::size_t l = 1; l < units.size(); ++l) architecture.layers.push_back({units[l], Activation::Tanh});
  return architecture;
}

Architecture hidden(int layers, int units) {
  std::vector<int> all(static_cast<std::size_t>(layers), units);
  all.insert(all.begin(), 2);
  all.push_back(1);
  return network(all);
}

const QSizeF kCard{730, 450};

}  // namespace

class tst_network_layout : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { m_warnings.check(); }

  void nothingOverlapsOrLeavesThePage_data() {
    QTest::addColumn<int>("layers");
    QTest::addColumn<int>("units");
    QTest::addColumn<QSizeF>("area");
    for (const QSizeF& area : {QSizeF(250, 200), kCard, QSizeF(1300, 700), QSizeF(400, 900)})
      for (const auto& [layers, units] :
           {std::pair{0, 1}, {1, 2}, {2, 4}, {6, 8}, {1, 16}, {3, 40}, {1, 128}, {16, 1}, {16, 128}})
        QTest::addRow("%d layers of %d on %gx%g", layers, units, area.width(), area.height())
            << layers << units << area;
  }
  void nothingOverlapsOrLeavesThePage() {
    QFETCH(int, layers);
    QFETCH(int, units);
    QFETCH(QSizeF, area);
    const NetworkLayout layout = layoutNetwork(hidden(layers, units), area, {});
    QCOMPARE(layout.columns.size(), static_cast<std::size_t>(layers + 2));
    std::vector<QRectF> all;
    for (const NetworkColumn& column : layout.columns) {
      for (const UnitBox& box : column.units) all.push_back(box.rect);
      if (column.notShown > 0) all.push_back(column.moreMark.adjusted(-2, 0, 2, 0));
    }
    const QRectF page(QPointF(0, layout.captionBaseline), QPointF(area.width(), layout.note.top()));
    for (std::size_t i = 0; i < all.size(); ++i) {
      QVERIFY2(page.contains(all[i]), qPrintable(QString::number(i)));
      for (std::size_t k = 0; k < i; ++k) QVERIFY(!all[i].intersects(all[k]));
    }
  }

  void everyUnitIsShownOrCounted() {
    for (const int units : {1, 7, 30, 128}) {
      const NetworkLayout layout = layoutNetwork(hidden(2, units), kCard, {});
      for (const NetworkColumn& column : layout.columns) {
        const int all = column.layer == 0 ? 2 : column.layer == 3 ? 1 : units;
        QCOMPARE(static_cast<int>(column.units.size()) + column.notShown, all);
        QVERIFY(!column.units.empty());
        QCOMPARE(column.moreMark.isNull(), column.notShown == 0);
      }
    }
  }

  void fewUnitsAreLargeAndManyAreSmall() {
    const NetworkLayout few = layoutNetwork(network({2, 4, 2, 1}), kCard, {});
    for (const NetworkColumn& column : few.columns) QVERIFY(column.side >= 50 && column.side <= kLargestUnit);
    const NetworkLayout many = layoutNetwork(network({2, 128, 1}), kCard, {});
    QCOMPARE(many.columns[1].side, kSmallestUnit);
    QVERIFY(many.columns[1].units.size() >= 20);
    QVERIFY(many.columns[0].side <= 36);
  }

  void columnsAreEquallyFarApartAndCentred() {
    const NetworkLayout layout = layoutNetwork(network({2, 4, 2, 1}), kCard, {});
    for (std::size_t l = 1; l < layout.columns.size(); ++l)
      QVERIFY(std::abs(layout.columns[l].center - layout.columns[l - 1].center - layout.pitch) < 1e-9);
    QVERIFY(std::abs(layout.columns.front().center + layout.columns.back().center - kCard.width()) < 1e-9);
  }

  void aUnitIsFoundByItsNumbersAloneIfItIsShown() {
    const NetworkLayout layout = layoutNetwork(network({2, 128, 1}), kCard, {});
    QVERIFY(layout.find({1, 0}) != nullptr);
    QCOMPARE(layout.find({1, 3})->rect, layout.columns[1].units[3].rect);
    QVERIFY(layout.find({1, 127}) == nullptr);
    QVERIFY(layout.find({-1, 0}) == nullptr && layout.find({9, 0}) == nullptr && layout.find({0, -1}) == nullptr);
  }

  void curvesStartAndEndLevelAtTheUnits() {
    const EdgeCurve curve = edgeBetween(QRectF(0, 0, 10, 10), QRectF(110, 90, 10, 10));
    QCOMPARE(curve.at(0), QPointF(10, 5));
    QCOMPARE(curve.at(1), QPointF(110, 95));
    QCOMPARE(curve.at(0.5), QPointF(60, 50));
    QCOMPARE(curve.slopeAt(0), 0.0);
    QCOMPARE(curve.slopeAt(1), 0.0);
    const double h = 1e-6;
    const QPointF step = curve.at(0.3 + h) - curve.at(0.3 - h);
    QVERIFY(std::abs(curve.slopeAt(0.3) - step.y() / step.x()) < 1e-5);
  }

  void distanceIsMeasuredToTheNearestPlaceOfTheCurve() {
    const EdgeCurve level{{0, 20}, {100, 20}};
    QVERIFY(std::abs(distanceTo(level, {30, 27}) - 7) < 1e-9);
    QVERIFY(std::abs(distanceTo(level, {-3, 24}) - 5) < 1e-9);
    const EdgeCurve steep{{0, 0}, {100, 200}};
    for (const double t : {0.0, 0.2, 0.5, 0.9}) QVERIFY(distanceTo(steep, steep.at(t)) < 0.3);
  }

  void widthGrowsWithTheWeightUpToACap() {
    double previous = 0;
    for (const double w : {0.0, 0.1, 0.5, 1.0, 2.0}) {
      QVERIFY(edgeWidth(w, 2, 6) >= previous);
      QCOMPARE(edgeWidth(-w, 2, 6), edgeWidth(w, 2, 6));
      previous = edgeWidth(w, 2, 6);
    }
    QCOMPARE(edgeWidth(2, 2, 6), 6.0);
    QCOMPARE(edgeWidth(50, 2, 6), 6.0);
    QVERIFY(edgeWidth(0, 0, 6) < 1 && edgeWidth(std::nan(""), 2, 6) < 1);
  }

  void allWeightsAreChosenInTheirOrderWhileThereIsRoom() {
    const Parameters parameters(network({2, 4, 2, 1}));
    const NetworkLayout layout = layoutNetwork(parameters.architecture(), kCard, {});
    const std::vector<NetworkEdge> edges = chooseEdges(layout, parameters, 400);
    QCOMPARE(edges.size(), 18U);
    QCOMPARE(edges[0].index, parameters.layout().weightIndex(1, 0, 0));
    QCOMPARE(edges[1].index, parameters.layout().weightIndex(1, 1, 0));
    QCOMPARE(edges.back().index, parameters.layout().weightIndex(3, 0, 1));
    QCOMPARE(edges.back().curve.to.x(), layout.find({3, 0})->rect.left());
  }

  void ofTooManyWeightsTheLargestAreChosen() {
    Parameters parameters(network({2, 20, 20, 1}));
    for (std::size_t i = 0; i < parameters.theta().size(); ++i)
      parameters.theta()[i] = std::sin(static_cast<double>(i)) * (i % 2 == 0 ? 1 : -1);
    parameters.theta()[parameters.layout().weightIndex(2, 3, 4)] = std::numeric_limits<double>::quiet_NaN();
    const NetworkLayout layout = layoutNetwork(parameters.architecture(), QSizeF(900, 700), {});
    const std::vector<NetworkEdge> all = chooseEdges(layout, parameters, 100000);
    const std::vector<NetworkEdge> chosen = chooseEdges(layout, parameters, 50);
    QCOMPARE(chosen.size(), 50U);
    double smallest = 10;
    bool hasNan = false;
    for (const NetworkEdge& edge : chosen) {
      const double w = parameters.theta()[edge.index];
      if (std::isnan(w))
        hasNan = true;
      else
        smallest = std::min(smallest, std::abs(w));
    }
    QVERIFY(hasNan);
    const auto larger = std::count_if(all.begin(), all.end(), [&](const NetworkEdge& edge) {
      return std::abs(parameters.theta()[edge.index]) > smallest;
    });
    QVERIFY(larger <= 49);
  }

  void pointingFindsBiasesUnitsAndEdges() {
    const Parameters parameters(network({2, 4, 2, 1}));
    const NetworkLayout layout = layoutNetwork(parameters.architecture(), kCard, {});
    const std::vector<NetworkEdge> edges = chooseEdges(layout, parameters, 400);
    const QRectF unit = layout.find({1, 2})->rect;
    using Kind = NetworkItem::Kind;
    QCOMPARE(itemAt(layout, edges, true, unit.center()), (NetworkItem{Kind::Unit, {1, 2}, 0}));
    QCOMPARE(itemAt(layout, edges, true, biasMarkCenter(unit)), (NetworkItem{Kind::Bias, {1, 2}, 0}));
    QCOMPARE(itemAt(layout, edges, false, biasMarkCenter(unit) + QPointF(1, -1)), (NetworkItem{Kind::Unit, {1, 2}, 0}));
    const QRectF input = layout.find({0, 0})->rect;
    QCOMPARE(itemAt(layout, edges, true, biasMarkCenter(input) + QPointF(1, -1)), (NetworkItem{Kind::Unit, {0, 0}, 0}));
    for (const NetworkEdge& edge : edges)
      if (edge.to.layer == 3)
        QCOMPARE(itemAt(layout, edges, true, edge.curve.at(0.3) + QPointF(0, 2)),
                 (NetworkItem{Kind::Weight, edge.to, edge.from.unit}));
    QVERIFY(!itemAt(layout, edges, true, QPointF(3, 3)).has_value());
  }

  void anItemsPlaceInThetaIsTheLayouts() {
    const ParameterLayout parameters(network({2, 4, 2, 1}));
    QCOMPARE(parameterIndex(parameters, {NetworkItem::Kind::Weight, {2, 1}, 3}), parameters.weightIndex(2, 1, 3));
    QCOMPARE(parameterIndex(parameters, {NetworkItem::Kind::Bias, {1, 2}, 0}), parameters.biasIndex(1, 2));
  }

  void arrowsReachEveryUnitBiasAndWeight() {
    const Parameters parameters(network({2, 3, 1}));
    const NetworkLayout layout = layoutNetwork(parameters.architecture(), kCard, {});
    const std::vector<NetworkEdge> edges = chooseEdges(layout, parameters, 400);
    std::vector<NetworkItem> reached{{NetworkItem::Kind::Unit, {0, 0}, 0}};
    for (std::size_t i = 0; i < reached.size(); ++i)
      for (const Direction d : {Direction::Left, Direction::Right, Direction::Up, Direction::Down}) {
        const NetworkItem next = neighbour(layout, edges, true, reached[i], d);
        if (std::find(reached.begin(), reached.end(), next) == reached.end()) reached.push_back(next);
      }
    QCOMPARE(reached.size(), std::size_t{6 + 4 + 9});
  }

  void arrowsStopAtTheEnds() {
    const Parameters parameters(network({2, 3, 1}));
    const NetworkLayout layout = layoutNetwork(parameters.architecture(), kCard, {});
    const std::vector<NetworkEdge> edges = chooseEdges(layout, parameters, 400);
    const NetworkItem input{NetworkItem::Kind::Unit, {0, 0}, 0};
    QCOMPARE(neighbour(layout, edges, true, input, Direction::Left), input);
    QCOMPARE(neighbour(layout, edges, true, input, Direction::Up), input);
    const NetworkItem outputBias{NetworkItem::Kind::Bias, {2, 0}, 0};
    QCOMPARE(neighbour(layout, edges, true, outputBias, Direction::Down), outputBias);
    QCOMPARE(neighbour(layout, edges, true, outputBias, Direction::Right), outputBias);
  }

  void arrowsCrossAGapWithoutWeights() {
    const Parameters parameters(network({2, 3, 1}));
    const NetworkLayout layout = layoutNetwork(parameters.architecture(), kCard, {});
    const NetworkItem next = neighbour(layout, {}, true, {NetworkItem::Kind::Unit, {0, 0}, 0}, Direction::Right);
    QCOMPARE(next.kind, NetworkItem::Kind::Unit);
    QCOMPARE(next.unit.layer, 1);
  }

  void theRasterDrawsWhatAPainterStrokes_data() {
    QTest::addColumn<double>("height");
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("ratio");
    for (const double height : {0.0, 60.0, -90.0})
      for (const double width : {0.7, 2.0, 6.0})
        for (const double ratio : {1.0, 2.0})
          QTest::addRow("rise %g, width %g, ratio %g", height, width, ratio) << height << width << ratio;
  }
  void theRasterDrawsWhatAPainterStrokes() {
    QFETCH(double, height);
    QFETCH(double, width);
    QFETCH(double, ratio);
    const EdgeCurve curve{{10, 110.4}, {170, 110.4 + height}};
    const auto blank = [&] {
      QImage image(QSize(180, 220) * ratio, QImage::Format_ARGB32_Premultiplied);
      image.setDevicePixelRatio(ratio);
      image.fill(Qt::transparent);
      return image;
    };
    QImage drawn = blank();
    drawCurve(drawn, curve, width, QColor(30, 60, 90, 200));
    QImage stroked = blank();
    QPainter painter(&stroked);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(30, 60, 90, 200), width, Qt::SolidLine, Qt::FlatCap));
    QPainterPath path(curve.from);
    const double middle = (curve.from.x() + curve.to.x()) / 2;
    path.cubicTo({middle, curve.from.y()}, {middle, curve.to.y()}, curve.to);
    painter.drawPath(path);
    painter.end();
    double ink = 0;
    double difference = 0;
    for (int y = 0; y < drawn.height(); ++y)
      for (int x = 0; x < drawn.width(); ++x) {
        ink += qAlpha(stroked.pixel(x, y));
        difference += std::abs(qAlpha(stroked.pixel(x, y)) - qAlpha(drawn.pixel(x, y)));
      }
    QVERIFY(ink > 0);
    // Below a pixel both smear the line, each in its way.
    QVERIFY2(difference < (width * ratio < 1 ? 0.3 : 0.15) * ink, qPrintable(QString::number(difference / ink)));
  }

  void theRasterStaysInsideTheImage() {
    QImage image(40, 30, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    drawCurve(image, {{-50, -40}, {90, 80}}, 9, Qt::black);
    drawCurve(image, {{5, 10}, {5, 20}}, 2, Qt::black);
    QVERIFY(qAlpha(image.pixel(20, 15)) == 255);
  }

 private:
  test::FailOnWarnings m_warnings;
};

QTEST_GUILESS_MAIN(tst_network_layout)
#include "tst_network_layout.moc"
