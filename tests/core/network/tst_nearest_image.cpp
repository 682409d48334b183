#include "core/network/nearest_image.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/math/assignment.h"
#include "core/math/random.h"
#include "core/network/symmetry.h"
#include "core/passes/evaluator.h"
#include "tests/support/same_bits.h"

using namespace backscope;
using namespace backscope::test;
using SymmetryKind = Symmetry::Kind;

class TestNearestImage : public QObject {
  Q_OBJECT

 private slots:
  void ofAllAssignmentsTheLeastIsFound();
  void ofOneLayerNoOtherImageIsNearer();
  void anImageIsBroughtBack_data();
  void anImageIsBroughtBack();
  void itComputesTheSame();
  void whatIsNoNumberStays();
};

namespace {

Parameters draw(const Architecture& network, Random& random) {
  Parameters theta(network);
  for (double& value : theta.theta()) value = random.normal();
  return theta;
}

double distance(const Parameters& one, const Parameters& other) {
  double sum = 0;
  for (std::size_t p = 0; p < one.theta().size(); ++p)
    sum += (one.theta()[p] - other.theta()[p]) * (one.theta()[p] - other.theta()[p]);
  return std::sqrt(sum);
}

Architecture networkOf(const std::vector<int>& units, Activation activation) {
  Architecture network{.inputs = 2, .bias = true, .layers = {}};
  for (const int count : units) network.layers.push_back({count, activation});
  network.layers.push_back({1, Activation::Identity});
  return network;
}

/// Each unit of every layer moved, and flipped where it can be and the coin says so.
Parameters shuffled(Parameters theta, Random& random) {
  for (int l = 1; l <= theta.architecture().hiddenLayers(); ++l)
    for (int j = 0; j < theta.architecture().unitsOf(l); ++j) {
      const Symmetry flip{.kind = SymmetryKind::Flip, .layer = l, .unit = j};
      if (random.normal() > 0 && !checkSymmetry(theta.architecture(), flip)) applyTo(theta, flip);
      const int place = (j * 2 + 1) % theta.architecture().unitsOf(l);
      if (place != j) applyTo(theta, {.kind = SymmetryKind::Swap, .layer = l, .unit = j, .place = place});
    }
  return theta;
}

}  // namespace

void TestNearestImage::ofAllAssignmentsTheLeastIsFound() {
  Random random(1, RandomStream::Data);
  for (std::size_t n = 1; n <= 6; ++n) {
    std::vector<double> cost(n * n);
    for (double& value : cost) value = std::round(3 * random.normal());
    const auto sumOf = [&](const std::vector<std::size_t>& columns) {
      double sum = 0;
      for (std::size_t row = 0; row < n; ++row) sum += cost[row * n + columns[row]];
      return sum;
    };
    std::vector<std::size_t> columns(n);
    std::iota(columns.begin(), columns.end(), std::size_t{0});
    double least = sumOf(columns);
    while (std::ranges::next_permutation(columns).found) least = std::min(least, sumOf(columns));
    std::vector<std::size_t> found = leastAssignment(cost, n);
    QCOMPARE(sumOf(found), least);
    std::ranges::sort(found);
    QCOMPARE(found, columns);  // which are in their first order again: each once
  }
}

void TestNearestImage::ofOneLayerNoOtherImageIsNearer() {
  Random random(2, RandomStream::Data);
  const Architecture network = networkOf({3}, Activation::Tanh);
  for (int round = 0; round < 20; ++round) {
    const Parameters theta = draw(network, random);
    const Parameters reference = draw(network, random);
    double nearest = distance(theta, reference);
    for (int image = 0; image < 48; ++image) {
      Parameters other = theta;
      for (int j = 0; j < 3; ++j)
        if ((image >> j) % 2 != 0) applyTo(other, {.kind = SymmetryKind::Flip, .layer = 1, .unit = j});
      const int order = image / 8;
      if (order % 3 != 0) applyTo(other, {.kind = SymmetryKind::Swap, .layer = 1, .unit = 0, .place = order % 3});
      if (order / 3 != 0) applyTo(other, {.kind = SymmetryKind::Swap, .layer = 1, .unit = 1, .place = 2});
      nearest = std::min(nearest, distance(other, reference));
    }
    QVERIFY(std::abs(distance(nearestImage(theta, reference), reference) - nearest) < 1e-12);
  }
}

void TestNearestImage::anImageIsBroughtBack_data() {
  QTest::addColumn<Activation>("activation");
  QTest::newRow("tanh: by order and signs") << Activation::Tanh;
  QTest::newRow("relu: by order") << Activation::Relu;
  QTest::newRow("sigmoid: by order and signs that biases take up") << Activation::Sigmoid;
}

void TestNearestImage::anImageIsBroughtBack() {
  QFETCH(const Activation, activation);
  Random random(3, RandomStream::Data);
  for (int round = 0; round < 10; ++round) {
    const Parameters theta = draw(networkOf({5, 4}, activation), random);
    const Parameters image = shuffled(theta, random);
    QVERIFY(distance(image, theta) > 1);
    QVERIFY(distance(nearestImage(image, theta), theta) < 1e-12);
  }
}

void TestNearestImage::itComputesTheSame() {
  Random random(4, RandomStream::Data);
  Dataset data;
  data.x = {-1, 0.5, 0.2, 1, 1, -1};
  data.y = {0, 0, 0};
  const std::vector<int> all{0, 1, 2};
  for (const Activation activation : {Activation::Tanh, Activation::Sigmoid, Activation::LeakyRelu}) {
    const Architecture network = networkOf({4, 3}, activation);
    const Parameters theta = draw(network, random);
    const Parameters reference = draw(network, random);
    const Parameters image = nearestImage(theta, reference);
    QVERIFY(distance(image, reference) < distance(theta, reference));
    Evaluator evaluator(network, Loss::Square);
    const std::vector<double> before = evaluator.evaluate(theta, data, all).yhat;
    const std::vector<double> after = evaluator.evaluate(image, data, all).yhat;
    for (std::size_t n = 0; n < before.size(); ++n) QVERIFY(std::abs(after[n] - before[n]) < 1e-12);
  }
}

void TestNearestImage::whatIsNoNumberStays() {
  Random random(5, RandomStream::Data);
  const Parameters reference = draw(networkOf({3}, Activation::Tanh), random);
  Parameters theta = draw(networkOf({3}, Activation::Tanh), random);
  theta.theta()[4] = std::numeric_limits<double>::infinity();
  QVERIFY(sameBits(nearestImage(theta, reference).theta(), theta.theta()));
  const Parameters none(Architecture{.inputs = 2, .bias = true, .layers = {{1, Activation::Identity}}});
  QVERIFY(sameBits(nearestImage(none, none).theta(), none.theta()));
}

QTEST_GUILESS_MAIN(TestNearestImage)
#include "tst_nearest_image.moc"
