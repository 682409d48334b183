#include <QtTest>

#include "core/passes/gradient_check.h"
#include "core/passes/hessian.h"
#include "tests/support/random_network.h"

using namespace backscope;

/// The exact Hessian against differences of the gradient, against itself along a direction, and against numbers that
/// were worked out by hand.
class TestHessian : public QObject {
  Q_OBJECT

 private slots:
  void aThousandNetworksAgreeWithDifferencesOfTheGradient();
  void secondSlopesAgreeWithDifferencesOfTheSlope();
  void aLinearNeuronHasTheMomentsOfItsData();
  void productsOfManyExamplesAgreeWithTheMatrix();
  void isAbandonedWhenAskedTo();
};

namespace {

double norm(std::span<const double> v) {
  return Eigen::Map<const Eigen::VectorXd>(v.data(), static_cast<Eigen::Index>(v.size())).norm();
}

/// The symmetric quotient of fourth order of ∇L along v, where no unit comes to a kink.
std::vector<double> differenceAlong(const RandomCase& drawn, std::span<const double> v, double h) {
  std::vector<double> quotient(v.size());
  for (const auto& [at, weight] : {std::pair{1.0, 8.0}, {-1.0, -8.0}, {2.0, -1.0}, {-2.0, 1.0}}) {
    Parameters moved = drawn.parameters;
    for (std::size_t p = 0; p < v.size(); ++p) moved.theta()[p] += at * h * v[p];
    const Parameters gradient = batchGradient(moved, drawn.loss, drawn.data, drawn.batch);
    for (std::size_t p = 0; p < v.size(); ++p) quotient[p] += weight * gradient.theta()[p] / (12 * h);
  }
  return quotient;
}

bool isSmooth(const Architecture& network) {
  return std::ranges::none_of(network.layers, [](const LayerSpec& layer) { return hasKink(layer.activation); });
}

}  // namespace

void TestHessian::aThousandNetworksAgreeWithDifferencesOfTheGradient() {
  Random random(20261130, RandomStream::Data);
  int checked = 0;
  while (checked < 1000) {
    RandomCase drawn = drawCase(random, 3, 4, 9);
    std::vector<double> v(drawn.parameters.theta().size());
    for (double& value : v) value = random.normal();
    if (!isSmooth(drawn.parameters.architecture())) continue;
    ++checked;
    const Eigen::MatrixXd H = hessian(drawn.parameters, drawn.loss, drawn.data, drawn.batch).value();
    QVERIFY(H == H.transpose());
    const std::vector<double> product = hessianProduct(drawn.parameters, drawn.loss, drawn.data, drawn.batch, v);
    const auto size = static_cast<Eigen::Index>(v.size());
    const Eigen::Map<const Eigen::VectorXd> direction(v.data(), size);
    const Eigen::Map<const Eigen::VectorXd> Hv(product.data(), size);
    const double scale = H.norm() * direction.norm();
    QVERIFY2((H * direction - Hv).norm() <= 1e-12 * scale, qPrintable(QString::number(checked)));
    // Of the steps that are tried, one that balances truncation and rounding.
    double least = std::numeric_limits<double>::infinity();
    for (const double h : {3e-3, 1e-3, 3e-4, 1e-4}) {
      const std::vector<double> quotient = differenceAlong(drawn, v, h / norm(v));
      const Eigen::Map<const Eigen::VectorXd> difference(quotient.data(), size);
      least = std::min(least, (difference - Hv).norm());
    }
    const double gradient = norm(batchGradient(drawn.parameters, drawn.loss, drawn.data, drawn.batch).theta());
    QVERIFY2(least <= 1e-6 * (Hv.norm() + 1e-5 * (gradient + scale)),
             qPrintable(QStringLiteral("network %1: %2 of %3").arg(checked).arg(least).arg(Hv.norm())));
  }
}

void TestHessian::secondSlopesAgreeWithDifferencesOfTheSlope() {
  for (const Activation activation : kActivations) {
    if (!isElementwise(activation)) continue;
    for (double a = -6.05; a < 6; a += 0.1) {
      constexpr double h = 1e-3;
      const double difference = (8 * (slopeAt(activation, a + h) - slopeAt(activation, a - h)) -
                                 (slopeAt(activation, a + 2 * h) - slopeAt(activation, a - 2 * h))) /
                                (12 * h);
      QVERIFY2(std::abs(secondSlopeAt(activation, a) - difference) < 1e-10,
               qPrintable(QStringLiteral("%1 at %2").arg(QString::fromUtf8(nameOf(activation))).arg(a)));
    }
    for (const double far :
         {-1e9, 1e9, -std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()})
      if (activation != Activation::Sine) QCOMPARE(secondSlopeAt(activation, far), 0.0);
  }
}

/// ∂²L/∂w∂w = (1/N) Σ x xᵀ, with 1 for the bias.
void TestHessian::aLinearNeuronHasTheMomentsOfItsData() {
  Architecture network;
  network.layers = {{1, Activation::Identity}};
  Dataset data;
  data.x = {1, 2, 3, -4};
  data.y = {1, -1};
  data.train = {0, 1};
  const Eigen::MatrixXd H = hessian(Parameters(network), Loss::Square, data, data.train).value();
  Eigen::Matrix3d expected;
  expected << 5, -5, 2, -5, 10, -1, 2, -1, 1;
  QVERIFY(H == expected);
}

void TestHessian::productsOfManyExamplesAgreeWithTheMatrix() {
  Random random(3, RandomStream::Data);
  RandomCase drawn;
  Architecture network;
  network.layers = {{4, Activation::Tanh}, {2, Activation::Silu}, {3, Activation::Softmax}};
  drawn.parameters = Parameters(network);
  for (double& theta : drawn.parameters.theta()) theta = random.normal();
  drawn.data.outputs = 3;
  for (int n = 0; n < 150; ++n) {
    for (int i = 0; i < 2; ++i) drawn.data.x.push_back(random.normal());
    for (int k = 0; k < 3; ++k) drawn.data.y.push_back(k == n % 3 ? 1 : 0);
    drawn.batch.push_back(n);
  }
  for (const Loss loss : kLosses) {
    const Eigen::MatrixXd H = hessian(drawn.parameters, loss, drawn.data, drawn.batch).value();
    for (Eigen::Index p = 0; p < H.rows(); ++p) {
      std::vector<double> v(static_cast<std::size_t>(H.rows()));
      v[static_cast<std::size_t>(p)] = 1;
      const std::vector<double> product = hessianProduct(drawn.parameters, loss, drawn.data, drawn.batch, v);
      QVERIFY((Eigen::Map<const Eigen::VectorXd>(product.data(), H.rows()) - H.col(p)).norm() <= 1e-12 * H.norm());
    }
  }
}

void TestHessian::isAbandonedWhenAskedTo() {
  Random random(5, RandomStream::Data);
  const RandomCase drawn = drawCase(random, 2, 4, 9);
  int asked = 0;
  QVERIFY(!hessian(drawn.parameters, drawn.loss, drawn.data, drawn.batch, [&] { return ++asked == 3; }));
  QCOMPARE(asked, 3);
}

QTEST_GUILESS_MAIN(TestHessian)
#include "tst_hessian.moc"
