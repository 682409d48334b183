#include "core/analysis/loss_line.h"

#include <QTest>
#include <cmath>
#include <limits>

#include "core/math/elementary_functions.h"
#include "core/passes/evaluator.h"
#include "tests/support/random_network.h"

using namespace backscope;

class TestLossLine : public QObject {
  Q_OBJECT

 private slots:
  void betweenTwoExactSolutionsOfXorStandsABarrier();
  void bothEndsAreTheLossOfTheNetwork();
  void aChainIsOneImage();
  void aLineIsStraight();
  void itsSetsAreCutToWhatIsAsked();
  void anImageBeyondAllNumbersIsNone();
  void itEndsWhereItIsInterrupted();
};

namespace {

using Kind = Symmetry::Kind;

/// The four corners in ±1 coding.
Dataset xorCorners() {
  Dataset data;
  data.x = {-1, -1, -1, 1, 1, -1, 1, 1};
  data.y = {-1, 1, 1, -1};
  data.train = {0, 1, 2, 3};
  data.coding = TargetCoding::PlusMinus;
  return data;
}

/// Both units see s = x₁ + x₂, one shifted to either side: ŷ = v [tanh(ws + w) − tanh(ws − w)] + c is even in s. It is
/// 2 v tanh w + c at s = 0, where y = 1, and v [tanh 3w − tanh w] + c at s = ±2, where y = −1: two equations for v and
/// c.
Parameters exactSolution() {
  constexpr double w = 0.5;
  const double near = elementary::tanh(w);
  const double far = elementary::tanh(3 * w);
  const double v = 2 / (3 * near - far);
  Parameters theta({.inputs = 2, .bias = true, .layers = {{2, Activation::Tanh}, {1, Activation::Identity}}});
  theta.W(1) << w, w, w, w;
  theta.b(1) << w, -w;
  theta.W(2) << v, -v;
  theta.b(2) << 1 - 2 * v * near;
  return theta;
}

LossLine lineBy(const Parameters& theta, const std::vector<Symmetry>& chain, const Dataset& data) {
  return lossBetween(theta, *mirrorImage(theta, chain), Loss::Square, data).value();
}

Parameters drawTanh(Random& random) {
  Parameters theta({.inputs = 2, .bias = true, .layers = {{4, Activation::Tanh}, {1, Activation::Identity}}});
  for (double& value : theta.theta()) value = random.normal();
  return theta;
}

}  // namespace

/// Σℓ of the four corners is 4 L. At the mean of both copies b = v = 0: ŷ = c everywhere, and
/// Σℓ = (1 − c)² + (1 + c)².
void TestLossLine::betweenTwoExactSolutionsOfXorStandsABarrier() {
  const Parameters theta = exactSolution();
  const LossLine line = lineBy(theta, {{Kind::Swap, 1, 0, 1}}, xorCorners());
  QVERIFY(4 * line.train.front() < 1e-28);
  QVERIFY(4 * line.train.back() < 1e-28);
  const double c = theta.b(2)[0];
  QVERIFY(std::abs(4 * line.train[line.middle()] - ((1 - c) * (1 - c) + (1 + c) * (1 + c))) < 1e-12);
  QVERIFY(4 * line.train[line.middle()] > 5);
  QCOMPARE(line.train.size(), std::size_t{LossLine::kMostPoints});
  QCOMPARE(line.highest, line.middle());
  QVERIFY(std::abs(line.barrier - line.train[line.middle()]) < 1e-15);
  // The units differ in b and v.
  const double v = theta.W(2)(0, 0);
  QVERIFY(std::abs(line.distance - std::sqrt(2 * (1 + 4 * v * v))) < 1e-12);
}

void TestLossLine::bothEndsAreTheLossOfTheNetwork() {
  Random random(1, RandomStream::Data);
  const Dataset data = xorCorners();
  for (int round = 0; round < 30; ++round) {
    const Parameters theta = drawTanh(random);
    const double loss = Evaluator(theta.architecture(), Loss::Square).score(theta, data, data.train).loss;
    const LossLine line = lineBy(theta, {{Kind::Flip, 1, 2}}, data);
    QCOMPARE(line.train.front(), loss);
    QVERIFY(std::abs(line.train.back() - loss) < 1e-12);
    QVERIFY(line.barrier >= 0);
    QVERIFY(line.test.empty());
  }
}

void TestLossLine::aChainIsOneImage() {
  Random random(2, RandomStream::Data);
  const Parameters theta = drawTanh(random);
  const std::vector<Symmetry> chain{{Kind::Flip, 1, 1}, {Kind::Move, 1, 1, 3}, {Kind::Flip, 1, 3}};
  // Flipped there and back, it has but moved.
  QCOMPARE(mirrorImage(theta, chain)->theta(), mirrorImage(theta, std::vector{chain[1]})->theta());
  QVERIFY(!mirrorImage(theta, std::vector<Symmetry>{{Kind::Rescale, 1, 1, 0, 2}}));
  QCOMPARE(mirrorImage(theta, {})->theta(), theta.theta());
  const LossLine flat = lineBy(theta, {}, xorCorners());
  QCOMPARE(flat.barrier, 0.0);
  QCOMPARE(flat.distance, 0.0);
  QCOMPARE(flat.highest, flat.middle());
}

/// Of a linear network with one weight in each layer L along the line is known.
void TestLossLine::aLineIsStraight() {
  Parameters theta({.inputs = 1, .bias = false, .layers = {{1, Activation::Identity}, {1, Activation::Identity}}});
  theta.theta() = {1, 1};
  Dataset data;
  data.inputs = 1;
  data.x = {1};
  data.y = {1};
  data.train = {0};
  const LossLine line = lineBy(theta, {{Kind::Flip, 1, 0}}, data);
  for (std::size_t k = 0; k < line.train.size(); ++k) {
    const double w = 1 - 2 * (static_cast<double>(k) / 100);
    QVERIFY(std::abs(line.train[k] - 0.5 * (1 - w * w) * (1 - w * w)) < 1e-15);
  }
  QCOMPARE(line.highest, std::size_t{50});
  QCOMPARE(line.barrier, 0.5);
}

void TestLossLine::itsSetsAreCutToWhatIsAsked() {
  Random random(3, RandomStream::Data);
  const Parameters theta = drawTanh(random);
  Dataset data = xorCorners();
  data.train = {0, 1, 2};
  data.test = {3};
  const Parameters mirror = *mirrorImage(theta, std::vector<Symmetry>{{Kind::Swap, 1, 0, 3}});
  const LossLine line =
      *lossBetween(theta, mirror, Loss::Square, data, {.points = 11, .mostExamples = 2, .interrupted = {}});
  QCOMPARE(line.train.size(), std::size_t{11});
  QCOMPARE(line.test.size(), std::size_t{11});
  QCOMPARE(line.trainExamples, 2);
  QCOMPARE(line.testExamples, 1);
  Evaluator evaluator(theta.architecture(), Loss::Square);
  QCOMPARE(line.train.front(), evaluator.score(theta, data, std::vector{0, 1}).loss);
  QCOMPARE(line.test.front(), evaluator.score(theta, data, data.test).loss);
}

void TestLossLine::anImageBeyondAllNumbersIsNone() {
  Parameters theta({.inputs = 1, .bias = true, .layers = {{1, Activation::Relu}, {1, Activation::Identity}}});
  theta.theta() = {1e200, 1, 1, 1};
  QVERIFY(mirrorImage(theta, std::vector<Symmetry>{{Kind::Rescale, 1, 0, 0, 1e100}}));
  QVERIFY(!mirrorImage(theta, std::vector<Symmetry>{{Kind::Rescale, 1, 0, 0, 1e150}}));
}

void TestLossLine::itEndsWhereItIsInterrupted() {
  Random random(4, RandomStream::Data);
  const Parameters theta = drawTanh(random);
  int asked = 0;
  const LossLineOptions options{.points = 101, .mostExamples = 100, .interrupted = [&asked] { return ++asked == 5; }};
  QVERIFY(!lossBetween(theta, theta, Loss::Square, xorCorners(), options));
  QCOMPARE(asked, 5);
}

QTEST_GUILESS_MAIN(TestLossLine)
#include "tst_loss_line.moc"
