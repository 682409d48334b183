#include "core/analysis/surface_plane.h"

#include <Eigen/Geometry>
#include <QTest>
#include <cmath>
#include <limits>

#include "tests/support/random_network.h"

using namespace backscope;

class TestSurfacePlane : public QObject {
  Q_OBJECT

 private slots:
  void ofTwoWeightsItsAxesAreTheirValues();
  void randomDirectionsAreAsLongAsWhatEntersEachUnit();
  void randomDirectionsSpanAPlaneWhateverThetaIs();
  void alongTwoDirectionsItIsOrthonormal();
  void throughThreePointsTheSecondIsAtOne();
  void whatSpansNoPlaneGivesNone();
  void aPathOfTwoComponentsIsFoundAgain();
  void theMainComponentsAreThoseOfTheMatrix();
  void aPathOnALineHasNoPlane();
  void aPointIsProjectedAndItsDistanceKept();
};

namespace {

using Vector = Eigen::VectorXd;

Eigen::Map<const Vector> mapOf(const std::vector<double>& values) {
  return {values.data(), static_cast<Eigen::Index>(values.size())};
}

std::vector<double> drawn(Random& random, std::size_t size, double scale = 1) {
  std::vector<double> values(size);
  for (double& value : values) value = scale * random.normal();
  return values;
}

/// Whether u and v are of unit length and orthogonal.
bool isOrthonormal(const SurfacePlane& plane) {
  return std::abs(mapOf(plane.u).norm() - 1) < 1e-14 && std::abs(mapOf(plane.v).norm() - 1) < 1e-14 &&
         std::abs(mapOf(plane.u).dot(mapOf(plane.v))) < 1e-14;
}

/// What of a direction is outside of the plane.
double outside(const SurfacePlane& plane, const Vector& direction) {
  Eigen::MatrixXd axes(direction.size(), 2);
  axes << mapOf(plane.u), mapOf(plane.v);
  return (direction - axes * axes.colPivHouseholderQr().solve(direction)).norm();
}

Parameters drawNetwork(Random& random, bool bias) {
  Parameters theta({.inputs = 3, .bias = bias, .layers = {{4, Activation::Tanh}, {2, Activation::Identity}}});
  theta.theta() = drawn(random, theta.theta().size());
  return theta;
}

/// o + Σ s_k c_k for coefficients drawn with these deviations.
std::vector<std::vector<double>> pathOf(Random& random, const std::vector<double>& origin,
                                        const std::vector<Vector>& components, const std::vector<double>& deviations,
                                        int points) {
  std::vector<std::vector<double>> path;
  for (int k = 0; k < points; ++k) {
    Vector point = mapOf(origin);
    for (std::size_t c = 0; c < components.size(); ++c) point += deviations[c] * random.normal() * components[c];
    path.emplace_back(point.begin(), point.end());
  }
  return path;
}

}  // namespace

void TestSurfacePlane::ofTwoWeightsItsAxesAreTheirValues() {
  Random random(1, RandomStream::Data);
  const Parameters theta = drawNetwork(random, true);
  const SurfacePlane plane = planeOfTwo(theta, 7, 2);
  QCOMPARE(plane.at(theta.theta()[7], theta.theta()[2]), theta.theta());
  std::vector<double> moved = theta.theta();
  moved[7] = 0.1;
  moved[2] = -3;
  QCOMPARE(plane.at(0.1, -3), moved);
  const PlanePlace place = placeOn(plane, moved);
  QCOMPARE(place.alpha, 0.1);
  QCOMPARE(place.beta, -3.0);
  QCOMPARE(place.distance, 0.0);
}

/// Li et al.: d ← d / ‖d‖ ‖w‖ for each unit's incoming weights, with its bias here.
void TestSurfacePlane::randomDirectionsAreAsLongAsWhatEntersEachUnit() {
  Random random(2, RandomStream::Data);
  for (const bool bias : {true, false}) {
    Parameters theta = drawNetwork(random, bias);
    theta.W(1).row(2).setZero();
    if (bias) theta.b(1)(2) = 0;
    const SurfacePlane plane = randomPlane(theta, 9);
    QCOMPARE(plane.origin, theta.theta());
    QCOMPARE(plane.at(0, 0), theta.theta());
    for (const std::vector<double>& axis : {plane.u, plane.v}) {
      const Parameters direction(theta.architecture(), axis);
      for (int l = 1; l <= 2; ++l)
        for (int j = 0; j < theta.architecture().unitsOf(l); ++j) {
          const double b = bias ? theta.b(l)(j) : 0;
          const double db = bias ? direction.b(l)(j) : 0;
          const double expected = std::sqrt(theta.W(l).row(j).squaredNorm() + b * b);
          QVERIFY(std::abs(std::sqrt(direction.W(l).row(j).squaredNorm() + db * db) - expected) <= 1e-14 * expected);
        }
    }
    QCOMPARE(randomPlane(theta, 9).v, plane.v);
    QVERIFY(randomPlane(theta, 10).u != plane.u);
  }
}

void TestSurfacePlane::randomDirectionsSpanAPlaneWhateverThetaIs() {
  Random random(3, RandomStream::Data);
  const Parameters zero(drawNetwork(random, true).architecture());
  const SurfacePlane plain = randomPlane(zero, 4);
  QVERIFY(mapOf(plain.u).norm() > 1 && mapOf(plain.v).norm() > 1);
  // A chain of two weights: scaled, a direction is but (±w, ±v), in half of the draws the same or the opposite one.
  Parameters chain({.inputs = 1, .bias = false, .layers = {{1, Activation::Tanh}, {1, Activation::Identity}}});
  for (const std::vector<double>& theta : {std::vector<double>{0.3, -2}, {0, 5}, {1e200, 1e-200}, {0, 0}}) {
    chain.theta() = theta;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
      const SurfacePlane plane = randomPlane(chain, seed);
      const Vector u = mapOf(plane.u).normalized();
      const Vector v = mapOf(plane.v).normalized();
      QVERIFY(u.allFinite() && v.allFinite());
      QVERIFY(std::abs(u(0) * v(1) - u(1) * v(0)) > 1e-6);
    }
  }
}

void TestSurfacePlane::alongTwoDirectionsItIsOrthonormal() {
  Random random(4, RandomStream::Data);
  for (const double scale : {1.0, 1e-200, 1e200})
    for (const double mixed : {0.0, 1.0, 1e4}) {
      const std::vector<double> theta = drawn(random, 12);
      const std::vector<double> first = drawn(random, 12, scale);
      std::vector<double> second = drawn(random, 12);
      for (std::size_t p = 0; p < 12; ++p) second[p] += mixed * (first[p] / scale);
      const SurfacePlane plane = planeAlong(theta, first, second).value();
      QVERIFY(isOrthonormal(plane));
      QCOMPARE(plane.origin, theta);
      const Vector unit = mapOf(first) / scale;
      QVERIFY((mapOf(plane.u) - unit.normalized()).norm() < 1e-14);
      QVERIFY(outside(plane, mapOf(second)) < 1e-13 * mapOf(second).norm());
      QVERIFY(mapOf(plane.v).dot(mapOf(second)) > 0);
    }
}

void TestSurfacePlane::throughThreePointsTheSecondIsAtOne() {
  Random random(5, RandomStream::Data);
  const std::vector<double> first = drawn(random, 9);
  const std::vector<double> second = drawn(random, 9);
  const std::vector<double> third = drawn(random, 9);
  const SurfacePlane plane = planeThrough(first, second, third).value();
  QCOMPARE(plane.at(0, 0), first);
  QVERIFY((mapOf(plane.at(1, 0)) - mapOf(second)).norm() < 1e-14);
  QVERIFY(std::abs(mapOf(plane.u).norm() - mapOf(plane.v).norm()) < 1e-14);
  const PlanePlace place = placeOn(plane, third);
  QVERIFY(place.distance < 1e-14);
  QVERIFY(place.beta > 0);
}

void TestSurfacePlane::whatSpansNoPlaneGivesNone() {
  const std::vector<double> a{1, 2, 3};
  const std::vector<double> b{2, 4, 6 + 1e-7};
  const std::vector<double> c{2, 4, 6 + 1e-3};
  const std::vector<double> zero(3);
  QVERIFY(!planeAlong(a, a, b));
  QVERIFY(planeAlong(a, a, c));
  QVERIFY(!planeAlong(a, a, zero));
  QVERIFY(!planeAlong(a, zero, a));
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    for (const std::vector<double>& broken : {std::vector<double>{bad, 1, 1}, {1, 1, bad}}) {
      QVERIFY(!planeAlong(a, a, broken));
      QVERIFY(!planeAlong(a, broken, a));
      QVERIFY(!planeThrough(a, c, broken));
      QVERIFY(!planeOfPath(a, std::vector{c, broken, zero}));
    }
  QVERIFY(!planeThrough(a, a, c));
  QVERIFY(!planeThrough(a, c, a));
  QVERIFY(!planeThrough(zero, a, b));
}

/// Of points o + s c₁ + t c₂ with orthonormal c₁ and c₂, the plane is that of both, and the shares add up to 1.
void TestSurfacePlane::aPathOfTwoComponentsIsFoundAgain() {
  Random random(6, RandomStream::Data);
  const std::vector<double> theta = drawn(random, 20);
  const std::vector<double> ones(20, 1);
  const std::vector<double> other = drawn(random, 20);
  const SurfacePlane known = planeAlong(theta, ones, other).value();
  for (const double deviation : {1e-150, 1.0, 1e150}) {
    const std::vector<double> origin = deviation == 1 ? theta : std::vector<double>(20);
    const auto path = pathOf(random, origin, {mapOf(known.u), mapOf(known.v)}, {3 * deviation, deviation}, 40);
    const PathPlane found = planeOfPath(origin, path).value();
    QVERIFY(isOrthonormal(found.plane));
    QVERIFY(outside(known, mapOf(found.plane.u)) < 1e-13);
    QVERIFY(outside(known, mapOf(found.plane.v)) < 1e-13);
    QVERIFY(std::abs(found.firstShare + found.secondShare - 1) < 1e-14);
    QVERIFY(found.firstShare > found.secondShare);
  }
}

/// With noise in every direction, against the singular value decomposition of the matrix of all offsets.
void TestSurfacePlane::theMainComponentsAreThoseOfTheMatrix() {
  Random random(7, RandomStream::Data);
  for (const int points : {3, 9, 60}) {
    const std::vector<double> theta = drawn(random, 15);
    std::vector<std::vector<double>> path;
    for (int k = 0; k < points; ++k) path.push_back(drawn(random, 15));
    Eigen::MatrixXd offsets(15, points);
    for (int k = 0; k < points; ++k) offsets.col(k) = mapOf(path[static_cast<std::size_t>(k)]) - mapOf(theta);
    const Eigen::JacobiSVD<Eigen::MatrixXd> svd(offsets, Eigen::ComputeThinU);
    const PathPlane found = planeOfPath(theta, path).value();
    QCOMPARE(found.plane.origin, theta);
    QVERIFY(std::abs(std::abs(svd.matrixU().col(0).dot(mapOf(found.plane.u))) - 1) < 1e-12);
    QVERIFY(std::abs(std::abs(svd.matrixU().col(1).dot(mapOf(found.plane.v))) - 1) < 1e-12);
    const double whole = offsets.squaredNorm();
    QVERIFY(std::abs(found.firstShare - svd.singularValues()(0) * svd.singularValues()(0) / whole) < 1e-13);
    QVERIFY(std::abs(found.secondShare - svd.singularValues()(1) * svd.singularValues()(1) / whole) < 1e-13);
    // The signs are those of the path.
    QVERIFY(placeOn(found.plane, path.front()).alpha >= 0);
    const Eigen::VectorXd betas = offsets.transpose() * mapOf(found.plane.v);
    Eigen::Index farthest = 0;
    betas.cwiseAbs().maxCoeff(&farthest);
    QVERIFY(betas(farthest) > 0);
  }
}

void TestSurfacePlane::aPathOnALineHasNoPlane() {
  Random random(8, RandomStream::Data);
  const std::vector<double> theta = drawn(random, 10);
  const std::vector<double> ones(10, 1);
  QVERIFY(!planeOfPath(theta, pathOf(random, theta, {mapOf(ones)}, {1}, 30)));
  QVERIFY(!planeOfPath(theta, {}));
  QVERIFY(!planeOfPath(theta, std::vector{theta, theta, theta}));
  QVERIFY(!planeOfPath(theta, std::vector<std::vector<double>>{ones}));
  QVERIFY(planeOfPath(theta, std::vector{ones, std::vector<double>(10), theta}));
}

/// A point of the plane and a way off it, orthogonal to both axes; also over one whose axes are not.
void TestSurfacePlane::aPointIsProjectedAndItsDistanceKept() {
  Random random(9, RandomStream::Data);
  for (int round = 0; round < 20; ++round) {
    const SurfacePlane plane{drawn(random, 8), drawn(random, 8, 3), drawn(random, 8, 0.2)};
    Eigen::MatrixXd axes(8, 2);
    axes << mapOf(plane.u), mapOf(plane.v);
    const Vector any = mapOf(drawn(random, 8));
    const Vector off = any - axes * axes.colPivHouseholderQr().solve(any);
    const Vector theta = mapOf(plane.at(0.7, -2.5)) + off;
    const PlanePlace place = placeOn(plane, std::vector<double>(theta.begin(), theta.end()));
    QVERIFY(std::abs(place.alpha - 0.7) < 1e-12);
    QVERIFY(std::abs(place.beta + 2.5) < 1e-12);
    QVERIFY(std::abs(place.distance - off.norm()) < 1e-12);
  }
}

QTEST_GUILESS_MAIN(TestSurfacePlane)
#include "tst_surface_plane.moc"
