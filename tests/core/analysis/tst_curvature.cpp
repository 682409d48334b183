#include <QtTest>
#include <numeric>

#include "core/analysis/curvature.h"
#include "core/math/random.h"

using namespace backscope;

/// Places of the loss surface of which it is known what they are.
class TestCurvature : public QObject {
  Q_OBJECT

 private slots:
  void xorAtZeroIsDegenerate();
  void withoutBiasesZeroIsASaddleOfTheMeanProducts();
  void anExactSolutionHasNoWayDown();
  void aLogisticNeuronHasTwoMinimaAndAMaximum();
  void whatTrainingHasNotReachedIsNotCritical();
  void besideADegeneratePointItIsNotCalledASaddle();
  void kinksAreCounted();
};

namespace {

Dataset corners(double low, double high) {
  Dataset data;
  data.x = {-1, -1, -1, 1, 1, -1, 1, 1};
  data.y = {low, high, high, low};
  data.train = {0, 1, 2, 3};
  return data;
}

Architecture networkOf(std::vector<LayerSpec> layers, bool bias = true, int inputs = 2) {
  Architecture network;
  network.inputs = inputs;
  network.bias = bias;
  network.layers = std::move(layers);
  return network;
}

Curvature at(const Architecture& network, std::vector<double> theta, const Dataset& data) {
  return measureCurvature(Parameters(network, std::move(theta)), Loss::Square, data, data.train).value();
}

}  // namespace

/// Of the nine parameters only the output's bias has curvature there: ∂²L/∂b² = 1.
void TestCurvature::xorAtZeroIsDegenerate() {
  const Architecture network = networkOf({{2, Activation::Tanh}, {1, Activation::Identity}});
  const Curvature curvature = at(network, std::vector<double>(9), corners(-1, 1));
  QCOMPARE(curvature.gradient.norm(), 0.0);
  QCOMPARE(curvature.kind(), PlaceKind::Degenerate);
  QCOMPARE(curvature.zero, 8);
  QCOMPARE(curvature.negative, 0);
  QVERIFY(std::abs(curvature.largest() - 1) < 1e-15);
  QVERIFY(std::abs(curvature.largestStableRate() - 2) < 1e-14);
}

/// L = (1/N) Σ ½ (y − Σ_j v_j tanh(w_j·x))² has at 0 only the mixed second derivatives ∂²L/∂v_j∂w_ji = c_i with
/// c = −(1/N) Σ y x, hence ±‖c‖ for each of the M units, and 0 across c.
void TestCurvature::withoutBiasesZeroIsASaddleOfTheMeanProducts() {
  Random random(11, RandomStream::Data);
  for (const int units : {1, 3}) {
    Dataset data;
    Eigen::Vector2d c = Eigen::Vector2d::Zero();
    for (int n = 0; n < 30; ++n) {
      const Eigen::Vector2d x(random.normal(), random.normal());
      const double y = random.normal();
      data.x.insert(data.x.end(), {x(0), x(1)});
      data.y.push_back(y);
      data.train.push_back(n);
      c -= y * x / 30;
    }
    const Architecture network = networkOf({{units, Activation::Tanh}, {1, Activation::Identity}}, false);
    const Curvature curvature = at(network, std::vector<double>(static_cast<std::size_t>(3 * units)), data);
    QCOMPARE(curvature.kind(), PlaceKind::Saddle);
    QCOMPARE(curvature.negative, units);
    QCOMPARE(curvature.zero, units);
    QCOMPARE(curvature.positive, units);
    for (int k = 0; k < units; ++k) {
      QVERIFY(std::abs(curvature.eigenvalues(k) + c.norm()) < 1e-14);
      QVERIFY(std::abs(curvature.eigenvalues(3 * units - 1 - k) - c.norm()) < 1e-14);
    }
  }
}

/// Nine parameters for four equations: at most four directions change an answer. tanh units that look at s = x₁ + x₂ as
/// tanh(s + 1) and tanh(s − 1) have the same difference at s = ±2, another one at 0; v and the bias make it ∓1.
void TestCurvature::anExactSolutionHasNoWayDown() {
  const double atZero = 2 * std::tanh(1.0);
  const double atTwo = std::tanh(3.0) - std::tanh(1.0);
  const double v = 2 / (atZero - atTwo);
  const Architecture network = networkOf({{2, Activation::Tanh}, {1, Activation::Identity}});
  const Curvature curvature = at(network, {1, 1, 1, 1, 1, -1, v, -v, 1 - v * atZero}, corners(-1, 1));
  QVERIFY(curvature.loss < 1e-28);
  QCOMPARE(curvature.kind(), PlaceKind::Degenerate);
  QCOMPARE(curvature.negative, 0);
  QVERIFY(curvature.zero >= 5);
}

/// A logistic neuron w without bias on (x, y) = (1, 0.9), (10, 0.1), at the zeros of dL/dw to 16 digits.
void TestCurvature::aLogisticNeuronHasTwoMinimaAndAMaximum() {
  Dataset data;
  data.inputs = 1;
  data.x = {1, 10};
  data.y = {0.9, 0.1};
  data.train = {0, 1};
  const Architecture network = networkOf({{1, Activation::Sigmoid}}, false, 1);
  QCOMPARE(at(network, {-0.15480191860382317}, data).kind(), PlaceKind::StrictMinimum);
  QCOMPARE(at(network, {2.197224258671741}, data).kind(), PlaceKind::StrictMinimum);
  QCOMPARE(at(network, {0.4892188880067115}, data).kind(), PlaceKind::StrictMaximum);
}

void TestCurvature::whatTrainingHasNotReachedIsNotCritical() {
  const Architecture network = networkOf({{2, Activation::Tanh}, {1, Activation::Identity}});
  std::vector<double> theta(9, 0.5);
  QCOMPARE(at(network, theta, corners(-1, 1)).kind(), PlaceKind::NotCritical);
}

/// L = ½ (v tanh(w))² is ½ v²w² near 0. At v = w = t the gradient is √2 t³, the eigenvalues are 3t² and −t²: they show
/// how far 0 is, not what it is.
void TestCurvature::besideADegeneratePointItIsNotCalledASaddle() {
  Dataset data;
  data.inputs = 1;
  data.x = {1};
  data.y = {0};
  data.train = {0};
  const Architecture network = networkOf({{1, Activation::Tanh}, {1, Activation::Identity}}, false, 1);
  for (const double t : {0.0, 1e-5, 1e-3}) {
    const Curvature curvature = at(network, {t, t}, data);
    QCOMPARE(curvature.kind(), PlaceKind::Degenerate);
    QCOMPARE(curvature.zero, 2);
    QVERIFY(std::abs(curvature.eigenvalues(0) + t * t) <= 1e-5 * t * t);
  }
  QCOMPARE(at(network, {0.1, 0.1}, data).kind(), PlaceKind::NotCritical);
}

void TestCurvature::kinksAreCounted() {
  const Architecture network = networkOf({{2, Activation::Relu}, {1, Activation::Identity}});
  // The first unit's line x₁ = x₂ goes through two corners, the second unit's a = 1 everywhere.
  QCOMPARE(at(network, {1, -1, 0, 0, 0, 1, 1, 1, 0}, corners(-1, 1)).atKinks, 2);
}

QTEST_GUILESS_MAIN(TestCurvature)
#include "tst_curvature.moc"
