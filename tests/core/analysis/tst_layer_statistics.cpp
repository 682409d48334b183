#include <QtTest>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/analysis/layer_statistics.h"
#include "core/passes/example_trace.h"
#include "tests/support/random_network.h"

using namespace backscope;

/// The statistics against sums over single examples' passes.
class TestLayerStatistics : public QObject {
  Q_OBJECT

 private slots:
  void everyNumberAgreesWithSingleExamples();
  void repeatingTheExamplesChangesNothing();
  void deadUnitsAreThoseWithoutAnySlope();
  void saturationIsBelowATwentiethOfTheLargestSlope();
  void aUnitIsSaturatedFromNineteenOfTwentyExamples();
  void histogramsCountEveryValue();
  void histogramsOfEqualValuesHaveOneFullBin();
};

namespace {

struct Naive {
  std::vector<double> a, z, delta, dW, slope;
};

Naive collect(const RandomCase& drawn, int l) {
  Naive values;
  for (const int n : drawn.batch) {
    const ExampleTrace trace =
        traceExample(drawn.parameters, drawn.loss, drawn.data.inputOf(n), drawn.data.targetOf(n));
    const LayerTrace& layer = trace.layers[static_cast<std::size_t>(l - 1)];
    values.a.insert(values.a.end(), layer.a.begin(), layer.a.end());
    values.z.insert(values.z.end(), layer.z.begin(), layer.z.end());
    values.delta.insert(values.delta.end(), layer.delta.begin(), layer.delta.end());
    values.slope.insert(values.slope.end(), layer.slope.begin(), layer.slope.end());
    values.dW.insert(values.dW.end(), layer.dW.data(), layer.dW.data() + layer.dW.size());
  }
  return values;
}

bool near(double value, double expected) {
  return std::abs(value - expected) <= 1e-12 * std::max(std::abs(expected), 1e-12);
}

bool agrees(const Magnitude& magnitude, const std::vector<double>& values) {
  double sum = 0, squares = 0;
  for (const double value : values) {
    sum += std::abs(value);
    squares += value * value;
  }
  const double count = static_cast<double>(values.size());
  return near(magnitude.mean, sum / count) && near(magnitude.rms, std::sqrt(squares / count));
}

std::vector<LayerStatistics> measure(const RandomCase& drawn, int bins = 0) {
  return measureLayers(drawn.parameters, drawn.loss, drawn.data, drawn.batch, bins);
}

/// One input, one layer without biases: unit j has a_j = weights[j] · x. The targets are 0.
RandomCase singleLayer(Activation activation, std::vector<double> weights, std::vector<double> x) {
  RandomCase drawn;
  const int units = static_cast<int>(weights.size());
  drawn.parameters =
      Parameters(Architecture{.inputs = 1, .bias = false, .layers = {{units, activation}}}, std::move(weights));
  drawn.data.inputs = 1;
  drawn.data.outputs = units;
  drawn.data.y.resize(x.size() * static_cast<std::size_t>(units));
  drawn.batch.resize(x.size());
  std::iota(drawn.batch.begin(), drawn.batch.end(), 0);
  drawn.data.x = std::move(x);
  return drawn;
}

}  // namespace

void TestLayerStatistics::everyNumberAgreesWithSingleExamples() {
  Random random(4, RandomStream::Data);
  for (int k = 0; k < 200; ++k) {
    const RandomCase drawn = drawCase(random, 3, 7, 150);
    const std::vector<LayerStatistics> statistics = measure(drawn);
    const Architecture& architecture = drawn.parameters.architecture();
    QCOMPARE(statistics.size(), architecture.layers.size());
    for (int l = 1; l <= architecture.outputLayer(); ++l) {
      const LayerStatistics& layer = statistics[static_cast<std::size_t>(l - 1)];
      const Naive naive = collect(drawn, l);
      QVERIFY(agrees(layer.a, naive.a));
      QVERIFY(agrees(layer.z, naive.z));
      QVERIFY(agrees(layer.delta, naive.delta));
      QVERIFY(agrees(layer.dW, naive.dW));
      const double count = static_cast<double>(naive.slope.size());
      const double slopes = std::accumulate(naive.slope.begin(), naive.slope.end(), 0.0);
      QVERIFY(std::abs(layer.slopeMean - slopes / count) <= 1e-12);
      const double limit = 0.05 * largestSlope(architecture.activationOf(l));
      const auto saturated = std::ranges::count_if(naive.slope, [&](double slope) { return std::abs(slope) < limit; });
      QVERIFY(near(layer.saturatedValues, static_cast<double>(saturated) / count));
      QVERIFY(layer.aHistogram.counts.empty() && layer.zHistogram.counts.empty());
    }
  }
}

/// δ and ∂ℓ/∂w are those of single examples, so the number of examples does not move them.
void TestLayerStatistics::repeatingTheExamplesChangesNothing() {
  Random random(5, RandomStream::Data);
  for (int k = 0; k < 50; ++k) {
    RandomCase drawn = drawCase(random, 3, 5, 30);
    const std::vector<LayerStatistics> once = measure(drawn);
    const std::vector<int> batch = drawn.batch;
    for (int repeat = 0; repeat < 6; ++repeat) drawn.batch.insert(drawn.batch.end(), batch.begin(), batch.end());
    const std::vector<LayerStatistics> often = measure(drawn);
    for (std::size_t l = 0; l < once.size(); ++l) {
      QVERIFY(near(often[l].delta.mean, once[l].delta.mean) && near(often[l].delta.rms, once[l].delta.rms));
      QVERIFY(near(often[l].dW.mean, once[l].dW.mean) && near(often[l].dW.rms, once[l].dW.rms));
      QVERIFY(near(often[l].a.mean, once[l].a.mean) && near(often[l].z.rms, once[l].z.rms));
      QCOMPARE(often[l].deadUnits, once[l].deadUnits);
      QCOMPARE(often[l].saturatedUnits, once[l].saturatedUnits);
    }
  }
}

/// Units whose slope is exactly 0 on every example: ReLUs that never fire, and a tanh so far out that its slope is
/// lost.
void TestLayerStatistics::deadUnitsAreThoseWithoutAnySlope() {
  RandomCase drawn = singleLayer(Activation::Relu, {-1, 2, -0.5, 1}, {1, 2, 3});
  QCOMPARE(measure(drawn)[0].deadUnits, 0.5);
  drawn = singleLayer(Activation::Relu, {-1, 2, -0.5, 1}, {1, 2, -3});
  QCOMPARE(measure(drawn)[0].deadUnits, 0.0);
  drawn = singleLayer(Activation::LeakyRelu, {-1, -2, -0.5, -1}, {1, 2, 3});
  QCOMPARE(measure(drawn)[0].deadUnits, 0.0);
  drawn = singleLayer(Activation::Tanh, {1000, 0.1}, {1, 2, 3});
  QCOMPARE(measure(drawn)[0].deadUnits, 0.5);
}

/// tanh′(a) = 1 − tanh²(a) = 0.05 at a = artanh √0.95; the logistic's slope is a quarter of that of tanh at half the a.
void TestLayerStatistics::saturationIsBelowATwentiethOfTheLargestSlope() {
  const double edge = std::atanh(std::sqrt(0.95));
  RandomCase drawn = singleLayer(Activation::Tanh, {1}, {edge - 1e-6, edge + 1e-6, 0, -edge - 1e-6, 1 - edge});
  QCOMPARE(measure(drawn)[0].saturatedValues, 0.4);
  drawn = singleLayer(Activation::Sigmoid, {2}, {edge - 1e-6, edge + 1e-6, 0, -edge - 1e-6, 1 - edge});
  QCOMPARE(measure(drawn)[0].saturatedValues, 0.4);
  drawn = singleLayer(Activation::Identity, {2}, {1e6, -1e6});
  QCOMPARE(measure(drawn)[0].saturatedValues, 0.0);
}

void TestLayerStatistics::aUnitIsSaturatedFromNineteenOfTwentyExamples() {
  std::vector<double> x(20, 5.0);
  x[7] = 0.1;
  QCOMPARE(measure(singleLayer(Activation::Tanh, {1, 0.01}, x))[0].saturatedUnits, 0.5);
  x[8] = 0.1;
  const LayerStatistics layer = measure(singleLayer(Activation::Tanh, {1, 0.01}, x))[0];
  QCOMPARE(layer.saturatedUnits, 0.0);
  QCOMPARE(layer.saturatedValues, 18.0 / 40.0);
}

void TestLayerStatistics::histogramsCountEveryValue() {
  Random random(6, RandomStream::Data);
  for (int k = 0; k < 100; ++k) {
    const RandomCase drawn = drawCase(random, 3, 7, 150);
    const int bins = drawInt(random, 1, 60);
    const std::vector<LayerStatistics> statistics = measure(drawn, bins);
    for (std::size_t l = 0; l < statistics.size(); ++l) {
      const Naive naive = collect(drawn, static_cast<int>(l) + 1);
      for (const auto& measured :
           {std::pair(statistics[l].aHistogram, naive.a), std::pair(statistics[l].zHistogram, naive.z)}) {
        const Histogram& histogram = measured.first;
        const std::vector<double>& values = measured.second;
        QCOMPARE(histogram.counts.size(), static_cast<std::size_t>(bins));
        QCOMPARE(std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0), static_cast<int>(values.size()));
        QCOMPARE(histogram.low, *std::ranges::min_element(values));
        QVERIFY(histogram.high >= *std::ranges::max_element(values));
        const double firstEnd = histogram.low + (histogram.high - histogram.low) / bins;
        const double slack = 1e-12 * (std::abs(firstEnd) + 1);
        const auto below = [&](double end) { return std::ranges::count_if(values, [=](double v) { return v < end; }); };
        QVERIFY(histogram.counts.front() >= below(firstEnd - slack));
        QVERIFY(bins == 1 || histogram.counts.front() <= below(firstEnd + slack));
      }
    }
  }
}

void TestLayerStatistics::histogramsOfEqualValuesHaveOneFullBin() {
  const LayerStatistics layer = measure(singleLayer(Activation::Relu, {-1, -2}, {1, 2, 3}), 10)[0];
  QCOMPARE(std::ranges::max(layer.zHistogram.counts), 6);
  QVERIFY(layer.zHistogram.high > layer.zHistogram.low);
  QCOMPARE(std::accumulate(layer.aHistogram.counts.begin(), layer.aHistogram.counts.end(), 0), 6);
}

QTEST_GUILESS_MAIN(TestLayerStatistics)
#include "tst_layer_statistics.moc"
