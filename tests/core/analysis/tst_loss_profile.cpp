#include "core/analysis/loss_profile.h"

#include <QTest>
#include <cmath>
#include <limits>

#include "core/analysis/loss_line.h"
#include "core/passes/evaluator.h"
#include "core/session/session.h"
#include "core/training/trainer.h"
#include "tests/support/random_network.h"
#include "tests/support/same_bits.h"

using namespace backscope;
using namespace backscope::test;

class TestLossProfile : public QObject {
  Q_OBJECT

 private slots:
  void ofOneLinearNeuronItIsAParabola();
  void ofTwoLinearLayersItIsKnown();
  void bothEndsHaveTheBitsOfTheEvaluator();
  void betweenATrainedNetworkAndItsSwapStandsABarrier();
  void itFallsOverASaddleWithoutABarrier();
  void anEndThatIsNoNumberHasNoBarrier();
  void aFlatLineHasNone();
};

namespace {

Dataset oneInput(std::vector<double> x, std::vector<double> y) {
  Dataset data;
  data.inputs = 1;
  data.x = std::move(x);
  data.y = std::move(y);
  for (int n = 0; n < data.count(); ++n) data.train.push_back(n);
  return data;
}

/// ŷ = v w x, both without biases.
Parameters twoWeights(double w, double v) {
  Parameters theta({.inputs = 1, .bias = false, .layers = {{1, Activation::Identity}, {1, Activation::Identity}}});
  theta.theta() = {w, v};
  return theta;
}

LossProfile profileOf(const Parameters& from, const Parameters& to, const Dataset& data, LineSampling sampling = {}) {
  return measureProfile(from, to, Loss::Square, data, {.sampling = sampling}).value();
}

bool isNear(double one, double other, double tolerance) { return std::abs(one - other) <= tolerance; }

}  // namespace

/// L = (1/2N) Σ (y − w x − b)² has along θ₀ + α d the second derivative (1/N) Σ (d_w x + d_b)², everywhere the same.
void TestLossProfile::ofOneLinearNeuronItIsAParabola() {
  Parameters from({.inputs = 1, .bias = true, .layers = {{1, Activation::Identity}}});
  Parameters to = from;
  from.theta() = {2, -1};
  to.theta() = {-0.5, 0.25};
  const Dataset data = oneInput({-1, 0.5, 2}, {1, 0, -1});
  const LossProfile line = profileOf(from, to, data, {.steps = 10, .before = 3, .after = 4});
  QCOMPARE(line.train.size(), std::size_t{18});
  QCOMPARE(line.alphaOf(0), -0.3);
  QCOMPARE(line.alphaOf(line.first()), 0.0);
  QCOMPARE(line.alphaOf(line.last()), 1.0);
  QCOMPARE(line.alphaOf(17), 1.4);
  double bend = 0;
  for (const double x : data.x) bend += (-2.5 * x + 1.25) * (-2.5 * x + 1.25) / 3;
  for (std::size_t k = 1; k + 1 < line.train.size(); ++k)
    QVERIFY(isNear((line.train[k - 1] - 2 * line.train[k] + line.train[k + 1]) * 100, bend, 1e-11));
  QVERIFY(!line.hasBarrier());
  QVERIFY(!line.hasRise());
  QVERIFY(isNear(line.distance, std::sqrt(2.5 * 2.5 + 1.25 * 1.25), 1e-15));
}

/// From (1, 1) to (−1, −½), of x = y = 1: L = ½ (1 − u)² with u = (1 − 2α)(1 − 3α/2), and ends of 0 and 1/8.
void TestLossProfile::ofTwoLinearLayersItIsKnown() {
  const Dataset data = oneInput({1}, {1});
  const LossProfile line = profileOf(twoWeights(1, 1), twoWeights(-1, -0.5), data, {.steps = 100, .before = 25});
  double highest = 0;
  double rise = 0;
  for (std::size_t k = 0; k < line.train.size(); ++k) {
    const double alpha = static_cast<double>(k) / 100 - 0.25;
    const double u = (1 - 2 * alpha) * (1 - 1.5 * alpha);
    const double loss = 0.5 * (1 - u) * (1 - u);
    QVERIFY(isNear(line.train[k], loss, 1e-14));
    if (k < line.first()) continue;
    highest = std::max(highest, loss);
    rise = std::max(rise, loss - alpha / 8);
  }
  QVERIFY(isNear(line.barrier, highest - 0.125, 1e-14));
  QVERIFY(isNear(line.rise, rise, 1e-14));
  QVERIFY(line.hasBarrier());
  // u is least at α = 7/12.
  QCOMPARE(line.alphaOf(line.highest), 0.58);
  QVERIFY(line.mostAbove < line.highest);
}

void TestLossProfile::bothEndsHaveTheBitsOfTheEvaluator() {
  Random random(1, RandomStream::Data);
  const Architecture network{.inputs = 2, .bias = true, .layers = {{3, Activation::Sigmoid}, {1, Activation::Tanh}}};
  Dataset data;
  data.x = {-1, -1, -1, 1, 1, -1, 1, 1};
  data.y = {-1, 1, 1, -1};
  data.train = {0, 1, 2};
  data.test = {3};
  for (int round = 0; round < 20; ++round) {
    Parameters from(network);
    Parameters to(network);
    for (double& value : from.theta()) value = random.normal();
    for (double& value : to.theta()) value = random.normal();
    const LossProfile line = profileOf(from, to, data, {.steps = 7, .before = 1, .after = 2});
    Evaluator evaluator(network, Loss::Square);
    QCOMPARE(line.train[line.first()], evaluator.score(from, data, data.train).loss);
    QCOMPARE(line.train[line.last()], evaluator.score(to, data, data.train).loss);
    QCOMPARE(line.test[line.last()], evaluator.score(to, data, data.test).loss);
    QVERIFY(sameBits(thetaBetween(from.theta(), to.theta(), 0), from.theta()));
    QVERIFY(sameBits(thetaBetween(from.theta(), to.theta(), 1), to.theta()));
    QVERIFY(sameBits(thetaBetween(from.theta(), from.theta(), 0.3), from.theta()));
  }
}

void TestLossProfile::betweenATrainedNetworkAndItsSwapStandsABarrier() {
  Session session;
  session.network = {.inputs = 2, .bias = true, .layers = {{2, Activation::Tanh}, {1, Activation::Identity}}};
  session.data.source = GeneratorSettings{.generator = Generator::XorCorners};
  session.initialization.seed = 3;
  session.training.batchSize = 4;
  session.training.optimizer.learningRate = 0.2;
  Trainer trainer(session);
  for (int i = 0; i < 4000; ++i) trainer.stepBatch();
  QVERIFY(trainer.scoreTrain().loss < 1e-3);
  const Parameters image = *mirrorImage(trainer.parameters(), std::vector{Symmetry{Symmetry::Kind::Swap, 1, 0, 1}});
  const LossProfile line = profileOf(trainer.parameters(), image, trainer.data());
  QVERIFY(line.hasBarrier());
  QVERIFY(line.barrier > 0.1);
  // Of equal ends both heights are one.
  QVERIFY(isNear(line.barrier, line.rise, 1e-12));
  const LossLine mirror = lossBetween(trainer.parameters(), image, Loss::Square, trainer.data()).value();
  QCOMPARE(mirror.barrier, line.barrier);
  QVERIFY(sameBits(mirror.train, line.train));
}

/// From the saddle at 0 along (1, 1): L = ½ (1 − α²)² falls all the way, but begins above its chord ½ (1 − α); most so
/// where 2α (1 − α²) = ½, at 0.2696.
void TestLossProfile::itFallsOverASaddleWithoutABarrier() {
  const LossProfile line = profileOf(twoWeights(0, 0), twoWeights(1, 1), oneInput({1}, {1}));
  QCOMPARE(line.barrier, 0.0);
  QVERIFY(!line.hasBarrier());
  QVERIFY(line.hasRise());
  QCOMPARE(line.alphaOf(line.mostAbove), 0.27);
  QVERIFY(isNear(line.rise, 0.5 * (1 - 0.0729) * (1 - 0.0729) - 0.5 * (1 - 0.27), 1e-15));
  QCOMPARE(line.highest, line.first());
}

void TestLossProfile::anEndThatIsNoNumberHasNoBarrier() {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  const Dataset data = oneInput({1}, {1});
  for (const double bad : {kNone, std::numeric_limits<double>::infinity()}) {
    const LossProfile line = profileOf(twoWeights(1, 1), twoWeights(bad, 1), data);
    QVERIFY(std::isnan(line.barrier));
    QVERIFY(std::isnan(line.rise));
    QVERIFY(!line.hasBarrier());
    QVERIFY(!line.hasRise());
    QCOMPARE(line.train.front(), 0.0);
  }
  // What lies beyond does not matter.
  const LossProfile line =
      profileOf(twoWeights(0, 0), twoWeights(1e80, 1), data, {.steps = 2, .before = 0, .after = 2});
  QVERIFY(std::isfinite(line.barrier));
}

void TestLossProfile::aFlatLineHasNone() {
  const LossProfile line = profileOf(twoWeights(0.7, 0.3), twoWeights(0.7, 0.3), oneInput({0.1}, {0.3}));
  QCOMPARE(line.distance, 0.0);
  QCOMPARE(line.barrier, 0.0);
  QVERIFY(!line.hasRise());
}

QTEST_GUILESS_MAIN(TestLossProfile)
#include "tst_loss_profile.moc"
