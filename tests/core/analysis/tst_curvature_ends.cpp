#include <QtTest>
#include <numeric>

#include "core/analysis/curvature.h"
#include "core/analysis/curvature_course.h"
#include "core/analysis/curvature_ends.h"
#include "core/math/random.h"
#include "core/passes/gradient_check.h"

using namespace backscope;

/// The ends of the spectrum against the whole, and both along a path.
class TestCurvatureEnds : public QObject {
  Q_OBJECT

 private slots:
  void theEndsAreThoseOfTheWholeSpectrum();
  void largeNetworksAtZeroAreWhatTheyAre();
  void manyExamplesAreThinnedOutAndSoIsSaid();
  void aPathIsFollowedByBothMethods();
};

namespace {

Dataset points(int count) {
  Random random(1, RandomStream::Data);
  Dataset data;
  for (int n = 0; n < count; ++n) {
    const double x = random.normal();
    const double y = random.normal();
    data.x.insert(data.x.end(), {x, y});
    data.y.push_back(x * y > 0 ? 1 : -1);
    data.train.push_back(n);
  }
  return data;
}

Parameters drawn(std::vector<LayerSpec> layers, double scale, std::uint64_t seed = 1) {
  Architecture network;
  network.layers = std::move(layers);
  Parameters parameters(network);
  Random random(seed, RandomStream::Initialization);
  for (double& theta : parameters.theta()) theta = scale * random.normal();
  return parameters;
}

}  // namespace

void TestCurvatureEnds::theEndsAreThoseOfTheWholeSpectrum() {
  const Dataset data = points(40);
  const std::vector<std::vector<LayerSpec>> networks{
      {{8, Activation::Tanh}, {8, Activation::Silu}, {1, Activation::Identity}},
      {{30, Activation::Sigmoid}, {1, Activation::Tanh}},
      {{6, Activation::Relu}, {6, Activation::Softplus}, {6, Activation::Sine}, {1, Activation::Identity}}};
  for (const auto& layers : networks) {
    for (const std::uint64_t seed : {1U, 2U}) {
      const Parameters place = drawn(layers, 0.7, seed);
      const Curvature whole = measureCurvature(place, Loss::Square, data, data.train).value();
      const CurvatureEnds ends = measureCurvatureEnds(place, Loss::Square, data, data.train).value();
      QVERIFY(ends.ends.isConverged);
      QCOMPARE(ends.examples, 40);
      const double greatest = whole.eigenvalues.cwiseAbs().maxCoeff();
      for (Eigen::Index k = 0; k < 4; ++k) {
        const auto at = static_cast<std::size_t>(k);
        QVERIFY(std::abs(ends.ends.lowest[at].value - whole.eigenvalues(k)) < 1e-10 * greatest);
        QVERIFY(std::abs(ends.ends.highest[at].value - whole.eigenvalues.reverse()(k)) < 1e-10 * greatest);
      }
      QCOMPARE(ends.loss, whole.loss);
      QVERIFY(std::abs(ends.criticalBelow - whole.criticalBelow) < 1e-10 * greatest);
      QVERIFY(std::abs(ends.largestStableRate() - whole.largestStableRate()) < 1e-9 * whole.largestStableRate());
      QCOMPARE(ends.kind(), EndsKind::NotCritical);
    }
  }
}

/// At 0 with biases only the output's bias has curvature, ∂²L/∂b² = 1; its gradient is the mean of the targets, here 0.
/// Without biases it has ±‖c‖, c = −(1/N) Σ y x, as tst_curvature says.
void TestCurvatureEnds::largeNetworksAtZeroAreWhatTheyAre() {
  Dataset data = points(64);
  for (std::size_t n = 0; n < 64; ++n) data.y[n] = n % 2 == 0 ? 1 : -1;
  const Parameters place = drawn({{64, Activation::Tanh}, {64, Activation::Tanh}, {1, Activation::Identity}}, 0);
  const CurvatureEnds deep = measureCurvatureEnds(place, Loss::Square, data, data.train).value();
  QCOMPARE(deep.kind(), EndsKind::NoneBelow);
  QVERIFY(std::abs(deep.largest() - 1) < 1e-14);
  Architecture network;
  network.bias = false;
  network.layers = {{128, Activation::Tanh}, {1, Activation::Identity}};
  Eigen::Vector2d c = Eigen::Vector2d::Zero();
  for (std::size_t n = 0; n < 64; ++n) {
    data.y[n] = data.x[2 * n];
    c -= data.y[n] * Eigen::Vector2d(data.x[2 * n], data.x[2 * n + 1]) / 64;
  }
  const CurvatureEnds wide = measureCurvatureEnds(Parameters(network), Loss::Square, data, data.train).value();
  QCOMPARE(wide.kind(), EndsKind::Saddle);
  QVERIFY(wide.ends.isConverged);
  QVERIFY(std::abs(wide.least() + c.norm()) < 1e-12);
  QVERIFY(std::abs(wide.largest() - c.norm()) < 1e-12);
}

void TestCurvatureEnds::manyExamplesAreThinnedOutAndSoIsSaid() {
  const Dataset data = points(4000);
  const Parameters place = drawn(std::vector<LayerSpec>(5, {100, Activation::Relu}), 0.1);
  Architecture network = place.architecture();
  network.layers.push_back({1, Activation::Identity});
  LanczosOptions options;
  options.pairs = 1;
  options.mostProducts = 1;
  const CurvatureEnds ends = measureCurvatureEnds(Parameters(network), Loss::Square, data, data.train, options).value();
  const std::size_t size = Parameters(network).theta().size();
  QVERIFY(ends.examples < 4000);
  QVERIFY(ends.examples >= 2000);
  QCOMPARE(ends.allExamples, 4000);
  QVERIFY(ends.examples * size <= kMostProductWork);
}

void TestCurvatureEnds::aPathIsFollowedByBothMethods() {
  const Dataset data = points(20);
  for (const int units : {3, 31}) {
    std::vector<ThetaPath::Point> path;
    const std::vector<LayerSpec> layers(
        {{units, Activation::Tanh}, {units, Activation::Tanh}, {1, Activation::Identity}});
    for (const int k : {0, 9}) path.push_back({10 * k, drawn(layers, 0.1 * k).theta()});
    std::vector<CurvatureMoment> moments;
    const Architecture network = drawn(layers, 0).architecture();
    const auto follow = [&](std::size_t most) {
      moments.clear();
      followCurvature(path, network, Loss::Square, data, data.train,
                      [&](const CurvatureMoment& moment) {
                        moments.push_back(moment);
                        return moments.size() == most;
                      },
                      {});
    };
    follow(99);
    QCOMPARE(moments.size(), 2);
    for (std::size_t k = 0; k < 2; ++k) {
      const Parameters place(network, path[k].theta);
      const CurvatureEnds ends = measureCurvatureEnds(place, Loss::Square, data, data.train).value();
      QCOMPARE(moments[k].iteration, path[k].iteration);
      QCOMPARE(moments[k].loss, ends.loss);
      QCOMPARE(moments[k].gradientNorm, ends.gradient.norm());
      QVERIFY(std::abs(moments[k].least - ends.least()) < 1e-3 * ends.largest());
      QVERIFY(std::abs(moments[k].largest - ends.largest()) < 1e-3 * ends.largest());
      if (units == 3)
        QCOMPARE(moments[k].negative, measureCurvature(place, Loss::Square, data, data.train)->negative);
      else
        QCOMPARE(moments[k].negative, -1);
    }
    follow(1);
    QCOMPARE(moments.size(), 1);
  }
}

QTEST_GUILESS_MAIN(TestCurvatureEnds)
#include "tst_curvature_ends.moc"
