#include "core/network/duplicate_unit.h"

#include <QTest>

#include "core/passes/evaluator.h"
#include "tests/support/random_network.h"

using namespace backscope;

namespace {

double largestDifference(const RandomCase& drawn, const Parameters& other) {
  const auto yhatOf = [&](const Parameters& theta) {
    return Evaluator(theta.architecture(), drawn.loss).evaluate(theta, drawn.data, drawn.batch).yhat;
  };
  const std::vector<double> before = yhatOf(drawn.parameters);
  const std::vector<double> after = yhatOf(other);
  double largest = 0;
  for (std::size_t k = 0; k < before.size(); ++k)
    largest = std::max(largest, std::abs(before[k] - after[k]) / std::max(1.0, std::abs(before[k])));
  return largest;
}

}  // namespace

class TestDuplicateUnit : public QObject {
  Q_OBJECT

 private slots:
  void theFunctionStaysAndMergingTakesItBack() {
    Random random(5, RandomStream::Initialization);
    int seen = 0;
    while (seen < 200) {
      const RandomCase drawn = drawCase(random, 3, 5, 8);
      const Architecture& network = drawn.parameters.architecture();
      if (network.hiddenLayers() == 0) continue;
      ++seen;
      const int layer = drawInt(random, 1, network.hiddenLayers());
      const int unit = drawInt(random, 0, network.unitsOf(layer) - 1);
      const Parameters twins = duplicateUnit(drawn.parameters, layer, unit);
      QCOMPARE(twins.architecture().unitsOf(layer), network.unitsOf(layer) + 1);
      QVERIFY(largestDifference(drawn, twins) < 1e-12);
      QVERIFY(mergeUnits(twins, layer, unit, unit + 1).theta() == drawn.parameters.theta());
    }
  }

  /// 2-2-1: θ is w₁₁ w₁₂ w₂₁ w₂₂ b₁ b₂ | v₁ v₂ c.
  void theCopyStandsBehindItsUnit() {
    Architecture network;
    network.layers = {{2, Activation::Tanh}, {1, Activation::Identity}};
    const Parameters twins = duplicateUnit(Parameters(network, {1, 2, 3, 4, 5, 6, 7, 8, 9}), 1, 0);
    QVERIFY(twins.theta() == (std::vector<double>{1, 2, 1, 2, 3, 4, 5, 5, 6, 3.5, 3.5, 8, 9}));
  }

  void whatIsFrozenIsSoInTheCopy() {
    Architecture network;
    network.layers = {{2, Activation::Tanh}, {1, Activation::Identity}};
    QVERIFY(duplicateFrozen({1, 4, 7, 8}, network, 1, 0) == (FrozenPlaces{1, 3, 6, 7, 11, 12}));
  }
};

QTEST_GUILESS_MAIN(TestDuplicateUnit)
#include "tst_duplicate_unit.moc"
