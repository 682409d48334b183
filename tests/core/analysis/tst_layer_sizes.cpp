#include "core/analysis/layer_sizes.h"

#include <QTest>
#include <cmath>

#include "core/passes/example_trace.h"
#include "tests/support/random_network.h"

using namespace backscope;

/// How large an update is, against the traces of its examples.
class TestLayerSizes : public QObject {
  Q_OBJECT

 private slots:
  void sizesAreThoseOfTheTraces();
  void updatesAreRelativeToTheWeights();
  void tinyAndHugeNumbersHaveSizesToo();
  void whatIsNoNumberStaysNone();
};

namespace {

bool near(double value, double expected) { return std::abs(value - expected) <= 1e-12 * std::abs(expected); }

Sizes sizesOf(const Eigen::ArrayXd& values, double examples) {
  return {values.abs().mean(), std::sqrt(values.square().mean()), values.abs().maxCoeff(),
          std::sqrt(values.square().sum() / examples)};
}

bool areNear(const Sizes& sizes, const Sizes& expected) {
  for (const DeltaSize size : kDeltaSizes)
    if (!near(sizes.of(size), expected.of(size))) return false;
  return true;
}

/// δ^(l) of all examples, one behind the other, and the mean of their ∂ℓ/∂W^(l).
struct Expected {
  Eigen::ArrayXd deltas;
  RowMatrix gradient;
};

Expected expectedOf(const RandomCase& drawn, int l) {
  const int units = drawn.parameters.architecture().unitsOf(l);
  const auto count = static_cast<Eigen::Index>(drawn.batch.size());
  Expected expected{Eigen::ArrayXd(units * count),
                    RowMatrix::Zero(units, drawn.parameters.architecture().unitsOf(l - 1))};
  for (const int n : drawn.batch) {
    const ExampleTrace trace =
        traceExample(drawn.parameters, drawn.loss, drawn.data.inputOf(n), drawn.data.targetOf(n));
    const LayerTrace& layer = trace.layers[static_cast<std::size_t>(l - 1)];
    expected.deltas.segment(static_cast<Eigen::Index>(n) * units, units) = layer.delta;
    expected.gradient += layer.dW / static_cast<double>(count);
  }
  return expected;
}

}  // namespace

/// Batches of one block and of several.
void TestLayerSizes::sizesAreThoseOfTheTraces() {
  Random random(5, RandomStream::Data);
  for (int k = 0; k < 200; ++k) {
    const RandomCase drawn = drawCase(random, 4, 5, k % 4 == 0 ? 150 : 9);
    LayerSizeMeter meter(drawn.parameters.architecture(), drawn.loss);
    const std::vector<double>& theta = drawn.parameters.theta();
    const std::span<const LayerSizes> sizes = meter.measure(theta, drawn.data, drawn.batch, {});
    const std::vector<Sizes> deltas = measureDeltas(drawn.parameters, drawn.loss, drawn.data, drawn.batch);
    for (int l = 1; l <= drawn.parameters.architecture().outputLayer(); ++l) {
      const Expected expected = expectedOf(drawn, l);
      const LayerSizes& layer = sizes[static_cast<std::size_t>(l - 1)];
      const Sizes delta = sizesOf(expected.deltas, static_cast<double>(drawn.batch.size()));
      QVERIFY(areNear(layer.delta, delta));
      QVERIFY(areNear(deltas[static_cast<std::size_t>(l - 1)], delta));
      // A mean over examples that cancel has fewer digits.
      const Sizes gradient = sizesOf(expected.gradient.reshaped().array(), 1);
      for (const DeltaSize size : kDeltaSizes)
        QVERIFY(std::abs(layer.gradient.of(size) - gradient.of(size)) <= 1e-11 * (1 + gradient.largest));
      QVERIFY(std::isnan(layer.update));
    }
  }
}

void TestLayerSizes::updatesAreRelativeToTheWeights() {
  Random random(6, RandomStream::Data);
  const RandomCase drawn = drawCase(random, 3, 4, 5);
  Parameters after = drawn.parameters;
  LayerSizeMeter meter(after.architecture(), drawn.loss);
  const auto updateOf = [&](const Parameters& before, int l) {
    return meter.measure(before.theta(), drawn.data, drawn.batch, after.theta())[static_cast<std::size_t>(l - 1)]
        .update;
  };
  const int last = after.architecture().outputLayer();
  for (int l = 1; l <= last; ++l) {
    QCOMPARE(updateOf(drawn.parameters, l), 0.0);
    after.W(l) *= 1.25;
    if (after.architecture().bias) after.b(l).setOnes();
    QVERIFY(near(updateOf(drawn.parameters, l), 0.25));
  }
  Parameters none(after.architecture());
  QVERIFY(std::isinf(updateOf(none, last)));
  after = none;
  QVERIFY(std::isnan(updateOf(none, last)));
}

void TestLayerSizes::tinyAndHugeNumbersHaveSizesToo() {
  for (const double unit : {1e-320, 1e-250, 1e-151, 1e-150, 1.0, 1e150, 1e151, 1e250, 1e306}) {
    SizeSums sums;
    sums.add(3 * unit);
    sums.add(-4 * unit);
    QVERIFY(std::abs(sums.rootMeanSquare(1) - 5 * unit) <= 1e-14 * unit + 5e-324);
    QVERIFY(std::abs(sums.over(2, 1).mean - 3.5 * unit) <= 1e-14 * unit + 5e-324);
  }
  SizeSums mixed;
  mixed.add(3 * 0x1p-501);
  mixed.add(4 * 0x1p-500);
  QVERIFY(near(mixed.rootMeanSquare(1), 0x1p-501 * std::sqrt(9.0 + 64.0)));
  QCOMPARE(SizeSums().over(3, 2).length, 0.0);
}

void TestLayerSizes::whatIsNoNumberStaysNone() {
  SizeSums sums;
  sums.add(1e200);
  sums.add(HUGE_VAL);
  QVERIFY(std::isinf(sums.over(2, 1).rms) && std::isinf(sums.over(2, 1).largest));
  sums.add(std::nan(""));
  sums.add(1);
  for (const DeltaSize size : kDeltaSizes) QVERIFY(std::isnan(sums.over(4, 1).of(size)));
}

QTEST_GUILESS_MAIN(TestLayerSizes)
#include "tst_layer_sizes.moc"
