#include "core/analysis/place_spectrum.h"

#include <QtTest>
#include <cmath>

#include "core/passes/hessian.h"
#include "tests/support/random_network.h"

using namespace backscope;

namespace {

Dataset corners() {
  Dataset data;
  data.x = {-1, -1, -1, 1, 1, -1, 1, 1};
  data.y = {-1, 1, 1, -1};
  data.train = {0, 1, 2, 3};
  return data;
}

Architecture networkOf(std::vector<LayerSpec> layers) {
  Architecture network;
  network.inputs = 2;
  network.layers = std::move(layers);
  return network;
}

PlaceSpectrum xorAtZero() {
  const Parameters parameters(networkOf({{2, Activation::Tanh}, {1, Activation::Identity}}));
  const Dataset data = corners();
  return measurePlace(parameters, Loss::Square, data, data.train, {}).value();
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += a[k] * b[k];
  return sum;
}

}  // namespace

class TestPlaceSpectrum : public QObject {
  Q_OBJECT

 private slots:
  /// At θ = 0 only the output's bias, the last of nine, has curvature.
  void aRandomDirectionAmongTheZerosLeavesOutWhatIsCurved() {
    const PlaceSpectrum place = xorAtZero();
    QVERIFY(place.isWhole());
    const std::vector<double> v = randomZeroDirection(place.curvature, 3);
    QCOMPARE(v.size(), std::size_t{9});
    QVERIFY(std::abs(dot(v, v) - 1) < 1e-14);
    QVERIFY(std::abs(v.back()) < 1e-15);
    QVERIFY(dot(v, randomZeroDirection(place.curvature, 4)) < 0.99);
    QVERIFY(std::abs(dot(randomDirection(9, 3), randomDirection(9, 3)) - 1) < 1e-14);
  }

  /// The same space has any number of bases.
  void itDoesNotDependOnTheEigenvectorsThatWereFound() {
    Curvature curvature = xorAtZero().curvature;
    const std::vector<double> before = randomZeroDirection(curvature, 3);
    const Eigen::VectorXd first = curvature.eigenvectors.col(0);
    const Eigen::VectorXd second = curvature.eigenvectors.col(1);
    curvature.eigenvectors.col(0) = 0.6 * first + 0.8 * second;
    curvature.eigenvectors.col(1) = 0.8 * first - 0.6 * second;
    QVERIFY(std::abs(dot(before, randomZeroDirection(curvature, 3)) - 1) < 1e-14);
    curvature.negative = 0;
    curvature.zero = 0;
    QVERIFY(randomZeroDirection(curvature, 3).empty());
  }

  /// 1381 parameters: each pair is an eigenvalue with its eigenvector to within what is said.
  void ofALargeNetworkTheEndsAreEigenvalues() {
    Random random(5, RandomStream::Data);
    Parameters parameters(networkOf({{40, Activation::Tanh}, {30, Activation::Tanh}, {1, Activation::Identity}}));
    for (double& theta : parameters.theta()) theta = 0.3 * random.normal();
    const Dataset data = corners();
    const PlaceSpectrum place = measurePlace(parameters, Loss::Square, data, data.train, {}).value();
    QVERIFY(!place.isWhole());
    QCOMPARE(place.parameters, parameters.theta().size());
    const Curvature& curvature = place.curvature;
    QVERIFY(curvature.eigenvalues.size() >= 2);
    const double error = 1e-6 * curvature.largest();
    for (Eigen::Index k = 0; k < curvature.eigenvalues.size(); ++k) {
      const Eigen::VectorXd x = curvature.eigenvectors.col(k);
      const std::vector<double> Hx =
          hessianProduct(parameters, Loss::Square, data, data.train, {x.data(), place.parameters});
      const Eigen::Map<const Eigen::VectorXd> product(Hx.data(), x.size());
      QVERIFY((product - curvature.eigenvalues(k) * x).norm() <= error);
      QVERIFY(k == 0 || curvature.eigenvalues(k) >= curvature.eigenvalues(k - 1));
    }
    QVERIFY(!measurePlace(parameters, Loss::Square, data, data.train, [] { return true; }));
  }
};

QTEST_GUILESS_MAIN(TestPlaceSpectrum)
#include "tst_place_spectrum.moc"
