#include "ui/views/line_geometry.h"

#include <QTest>
#include <cmath>
#include <limits>
#include <numbers>

using namespace backscope;

namespace {

constexpr double kTolerance = 1e-12;

InputPlane planeTo(double edge) {
  InputPlane plane;
  plane.low = -edge;
  plane.high = edge;
  return plane;
}

PlotMap mapOf(const InputPlane& plane) {
  return {QRectF(100, 50, 300, 300), plane.low, plane.high, plane.low, plane.high};
}

Parameters parametersOf(int inputs, bool bias, std::vector<double> theta) {
  return {Architecture{inputs, bias, {{2, Activation::Tanh}}}, std::move(theta)};
}

bool isNear(double a, double b) { return std::abs(a - b) < kTolerance; }
bool isNear(const QPointF& a, const QPointF& b) { return isNear(a.x(), b.x()) && isNear(a.y(), b.y()); }
bool isNear(const PlaneUnit& a, const PlaneUnit& b) { return isNear(a.u, b.u) && isNear(a.v, b.v) && isNear(a.c, b.c); }

QPointF pixelOf(const PlotMap& map, const QPointF& place) { return map.toPixel(place.x(), place.y()); }

}  // namespace

class TestLineGeometry : public QObject {
  Q_OBJECT

 private slots:
  void aUnitOverThePlaneHoldsTheOtherInputs() {
    const Parameters parameters = parametersOf(3, true, {1, 2, 3, 4, 5, 6, 7, 8});
    InputPlane plane = planeTo(6);
    plane.vertical = 2;
    plane.held = {0, 0.5, 0};
    QVERIFY(planeUnit(parameters, 1, plane) == (PlaneUnit{4, 6, 8 + 2.5}));
  }

  void theValuesOfAUnitAreItsOwnAgain() {
    const Parameters parameters = parametersOf(3, true, {1, 2, 3, 4, 5, 6, 7, 8});
    InputPlane plane = planeTo(6);
    plane.vertical = 2;
    plane.held = {0, 0.5, 0};
    const std::vector<ValueAt> same = valuesOf(parameters, 1, plane, planeUnit(parameters, 1, plane));
    QVERIFY(same == (std::vector<ValueAt>{{3, 4}, {5, 6}, {7, 8}}));
    const PlaneUnit wanted{-1, 0.5, 0.75};
    Parameters changed = parameters;
    for (const ValueAt& at : valuesOf(parameters, 1, plane, wanted)) changed.theta()[at.index] = at.value;
    QVERIFY(isNear(planeUnit(changed, 1, plane), wanted));
    QCOMPARE(changed.W(1)(1, 1), 5.0);
  }

  void withoutBiasesOnlyWeightsChange() {
    const Parameters parameters = parametersOf(2, false, {1, 2, 3, 4});
    QVERIFY(valuesOf(parameters, 0, planeTo(6), {5, 6, 0}) == (std::vector<ValueAt>{{0, 5}, {1, 6}}));
  }

  void whatIsNotFiniteIsNotTaken() {
    const Parameters parameters = parametersOf(2, true, {1, 2, 3, 4, 5, 6});
    const double infinity = std::numeric_limits<double>::infinity();
    QVERIFY(valuesOf(parameters, 0, planeTo(6), {infinity, 0, 0}).empty());
    QVERIFY(valuesOf(parameters, 0, planeTo(6), {0, 0, std::nan("")}).empty());
  }

  void aLineRunsThroughThePlaneWithItsArrowFromTheMiddle() {
    const InputPlane plane = planeTo(2);
    const std::optional<DrawnLine> line = drawnLine({0.6, 0.8, 0.4}, 3, plane);
    QVERIFY(line.has_value());
    QCOMPARE(line->unit, 3);
    for (const QPointF& end : {line->segment.p1(), line->segment.p2()}) {
      QVERIFY(isNear(0.6 * end.x() + 0.8 * end.y() + 0.4, 0));
      QVERIFY(isNear(std::max(std::abs(end.x()), std::abs(end.y())), 2));
    }
    QVERIFY(isNear(line->normal, {0.6, 0.8}));
    QVERIFY(isNear(line->tip - line->segment.center(), 4 * arrowShare(1, plane) * line->normal));
  }

  void hugeAndTinyWeightsHaveTheSameLine() {
    const InputPlane plane = planeTo(2);
    const std::optional<DrawnLine> plain = drawnLine({0.6, 0.8, 0.4}, 0, plane);
    for (const double factor : {1e-300, 1e300}) {
      const std::optional<DrawnLine> line = drawnLine(scaled({0.6, 0.8, 0.4}, factor), 0, plane);
      QVERIFY(line.has_value());
      QVERIFY(isNear(line->segment.p1(), plain->segment.p1()) && isNear(line->segment.p2(), plain->segment.p2()));
    }
  }

  void thereAreUnitsWithoutALine() {
    const InputPlane plane = planeTo(2);
    QVERIFY(!drawnLine({0, 0, 1}, 0, plane));
    QVERIFY(!drawnLine({1, 0, -3}, 0, plane));
    QVERIFY(!drawnLine({std::nan(""), 1, 0}, 0, plane));
    QVERIFY(!drawnLine({1, 1, std::numeric_limits<double>::infinity()}, 0, plane));
  }

  void theArrowGrowsWithTheNormWithinItsBounds() {
    const InputPlane plane = planeTo(2);
    QCOMPARE(arrowShare(2, plane), 2 * arrowShare(1, plane));
    QCOMPARE(arrowShare(2, planeTo(3)), arrowShare(3, plane));
    QCOMPARE(arrowShare(1e-9, plane), 0.08);
    QCOMPARE(arrowShare(1e9, plane), 0.4);
  }

  void aMovedLinePassesWhereItWasMovedTo() {
    const PlaneUnit unit{0.6, -1.5, 0.4};
    const QPointF place(0.5, (0.6 * 0.5 + 0.4) / 1.5);
    QVERIFY(isNear(unit.at(place), 0));
    const PlaneUnit there = moved(unit, {0.25, -2});
    QVERIFY(isNear(there.at(place + QPointF(0.25, -2)), 0));
    QVERIFY(there.u == unit.u && there.v == unit.v);
    QVERIFY(isNear(moved(there, {-0.25, 2}), unit));
  }

  void aTurnedLineKeepsItsPivotAndItsNorm() {
    const PlaneUnit unit{0.6, -1.5, 0.4};
    const QPointF pivot = drawnLine(unit, 0, planeTo(2))->segment.center();
    for (const double angle : {0.1, -1.0, 3.0}) {
      const PlaneUnit there = turned(unit, pivot, angle);
      QVERIFY(isNear(there.at(pivot), 0));
      QVERIFY(isNear(there.norm(), unit.norm()));
      QVERIFY(isNear(angleBetween({}, {unit.u, unit.v}, {there.u, there.v}), angle));
      QVERIFY(isNear(turned(there, pivot, -angle), unit));
    }
  }

  void aScaledLineStays() {
    const PlaneUnit unit{0.6, -1.5, 0.4};
    const InputPlane plane = planeTo(2);
    const DrawnLine before = *drawnLine(unit, 0, plane);
    const DrawnLine after = *drawnLine(scaled(unit, 3), 0, plane);
    QVERIFY(isNear(before.segment.p1(), after.segment.p1()) && isNear(before.segment.p2(), after.segment.p2()));
    QVERIFY(isNear(scaled(unit, 3).norm(), 3 * unit.norm()));
    QVERIFY(isNear(drawnLine(scaled(unit, -1), 0, plane)->normal, -before.normal));
    QVERIFY(isNear(scaled(scaled(unit, 3), 1.0 / 3), unit));
  }

  void anglesAreSeenFromThePivot() {
    QVERIFY(isNear(angleBetween({1, 1}, {2, 1}, {1, 5}), std::numbers::pi / 2));
    QVERIFY(isNear(angleBetween({1, 1}, {1, 5}, {2, 1}), -std::numbers::pi / 2));
    QCOMPARE(angleBetween({1, 1}, {1, 1}, {2, 1}), 0.0);
  }

  void aLineIsHeldByItsMiddleItsEndsAndItsArrow() {
    const InputPlane plane = planeTo(2);
    const PlotMap map = mapOf(plane);
    const std::vector<DrawnLine> lines{*drawnLine({0, 1, 0}, 0, plane), *drawnLine({1, 0, -1}, 1, plane)};
    const auto gripOn = [&](int unit, double share) {
      const QPointF pixel = pixelOf(map, lines[static_cast<std::size_t>(unit)].segment.pointAt(share));
      return gripAt(lines, map, pixel + QPointF(1, 1));
    };
    QVERIFY(gripOn(0, 0.4) == (LineGrip{0, LinePart::Middle}));
    QVERIFY(gripOn(0, 0.1) == (LineGrip{0, LinePart::Start}));
    QVERIFY(gripOn(1, 0.9) == (LineGrip{1, LinePart::End}));
    QVERIFY(gripAt(lines, map, pixelOf(map, lines[1].tip)) == (LineGrip{1, LinePart::Arrow}));
    QVERIFY(!gripAt(lines, map, pixelOf(map, {-1, 1})));
    QVERIFY(!gripAt(lines, map, {map.plot.left() - 3, pixelOf(map, {0, 0}).y()}));
  }

  void anArrowComesBeforeALine() {
    const InputPlane plane = planeTo(2);
    const PlotMap map = mapOf(plane);
    const DrawnLine level = *drawnLine({0, 1, 0}, 0, plane);
    const DrawnLine through = *drawnLine({0, 1, -level.tip.y()}, 1, plane);
    const std::vector<DrawnLine> lines{through, level};
    QVERIFY(gripAt(lines, map, pixelOf(map, level.tip)) == (LineGrip{0, LinePart::Arrow}));
  }
};

QTEST_GUILESS_MAIN(TestLineGeometry)
#include "tst_line_geometry.moc"
