#include "core/analysis/unit_health.h"

#include <QtTest>
#include <algorithm>
#include <cmath>

#include "core/analysis/layer_statistics.h"
#include "core/passes/example_trace.h"
#include "tests/support/random_network.h"

using namespace backscope;

class TestUnitHealth : public QObject {
  Q_OBJECT

 private slots:
  void everyUnitAgreesWithItsSlopesOnSingleExamples();
  void theMeterSaysWhatTheStatisticsSay();
  void anOutputUnderCrossEntropyIsFine();
  void aLargeNetworkIsMeasuredOnFewerExamples();
};

namespace {

/// With weights so large that all three states occur.
RandomCase drawExtremeCase(Random& random) {
  RandomCase drawn = drawCase(random, 3, 7, 150);
  for (double& theta : drawn.parameters.theta()) theta *= 12;
  return drawn;
}

UnitHealth naiveHealth(const RandomCase& drawn, int l, int j) {
  const double limit = 0.05 * largestSlope(drawn.parameters.architecture().activationOf(l));
  double saturated = 0;
  double dead = 0;
  for (const int n : drawn.batch) {
    const ExampleTrace trace =
        traceExample(drawn.parameters, drawn.loss, drawn.data.inputOf(n), drawn.data.targetOf(n));
    const double slope = trace.layers[static_cast<std::size_t>(l - 1)].slope[j];
    if (std::abs(slope) < limit) ++saturated;
    if (slope == 0) ++dead;
  }
  const double count = static_cast<double>(drawn.batch.size());
  const UnitState state = dead == count               ? UnitState::Dead
                          : saturated >= 0.95 * count ? UnitState::Saturated
                                                      : UnitState::Fine;
  return {saturated / count, state};
}

}  // namespace

void TestUnitHealth::everyUnitAgreesWithItsSlopesOnSingleExamples() {
  Random random(21, RandomStream::Data);
  std::array<int, 3> seen{};
  for (int k = 0; k < 100; ++k) {
    const RandomCase drawn = drawExtremeCase(random);
    const std::vector<LayerStatistics> layers = measureLayers(drawn.parameters, drawn.loss, drawn.data, drawn.batch);
    for (int l = 1; l <= drawn.parameters.architecture().outputLayer(); ++l) {
      const LayerStatistics& layer = layers[static_cast<std::size_t>(l - 1)];
      QCOMPARE(static_cast<int>(layer.units.size()), drawn.parameters.architecture().unitsOf(l));
      for (std::size_t j = 0; j < layer.units.size(); ++j) {
        QVERIFY(layer.units[j] == naiveHealth(drawn, l, static_cast<int>(j)));
        ++seen[static_cast<std::size_t>(layer.units[j].state)];
      }
    }
  }
  QVERIFY(std::ranges::min(seen) > 20);
}

void TestUnitHealth::theMeterSaysWhatTheStatisticsSay() {
  Random random(22, RandomStream::Data);
  for (int k = 0; k < 100; ++k) {
    const RandomCase drawn = drawExtremeCase(random);
    const Architecture& network = drawn.parameters.architecture();
    HealthMeter meter(network, drawn.loss);
    QCOMPARE(meter.examplesOf(drawn.data), drawn.batch.size());
    const std::vector<LayerStatistics> layers = measureLayers(drawn.parameters, drawn.loss, drawn.data, drawn.batch);
    for (int repeat = 0; repeat < 2; ++repeat) {
      const std::span<const UnitState> states = meter.measure(drawn.parameters, drawn.data);
      std::size_t place = 0;
      for (int l = 1; l <= network.outputLayer(); ++l)
        for (const UnitHealth& unit : layers[static_cast<std::size_t>(l - 1)].units)
          QVERIFY(states[place++] == (passesSlopes(network, drawn.loss, l) ? unit.state : UnitState::Fine));
      QCOMPARE(place, states.size());
    }
  }
}

void TestUnitHealth::anOutputUnderCrossEntropyIsFine() {
  RandomCase drawn;
  drawn.parameters = Parameters({.inputs = 1, .bias = false, .layers = {{1, Activation::Sigmoid}}}, {1000});
  drawn.data = {.inputs = 1, .outputs = 1, .x = {1, 2}, .y = {1, 1}, .train = {0, 1}, .test = {}};
  HealthMeter square(drawn.parameters.architecture(), Loss::Square);
  QVERIFY(square.measure(drawn.parameters, drawn.data)[0] == UnitState::Dead);
  HealthMeter crossEntropy(drawn.parameters.architecture(), Loss::CrossEntropy);
  QVERIFY(crossEntropy.measure(drawn.parameters, drawn.data)[0] == UnitState::Fine);
}

void TestUnitHealth::aLargeNetworkIsMeasuredOnFewerExamples() {
  Dataset data;
  data.train.resize(5000);
  const Architecture small{.inputs = 2, .bias = true, .layers = {{4, Activation::Tanh}, {1, Activation::Tanh}}};
  const Architecture large{.inputs = 2, .bias = true, .layers = std::vector<LayerSpec>(16, {128, Activation::Tanh})};
  QCOMPARE(HealthMeter(small, Loss::Square).examplesOf(data), std::size_t{2048});
  QCOMPARE(HealthMeter(large, Loss::Square).examplesOf(data), std::size_t{64});
}

QTEST_GUILESS_MAIN(TestUnitHealth)
#include "tst_unit_health.moc"
