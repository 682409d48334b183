#include <Eigen/Eigenvalues>
#include <QtTest>
#include <limits>

#include "core/analysis/lanczos.h"
#include "core/math/random.h"

using namespace backscope;

/// The ends of spectra that are known.
class TestLanczos : public QObject {
  Q_OBJECT

 private slots:
  void findsTheEndsWithTheirResiduals();
  void fewVectorsAreBegunAnewAndFindTheSame();
  void severalOfOneSizeAreFoundAsOne();
  void whatIsNotConvergedSaysSo();
  void isAbandonedWhenAskedTo();
};

namespace {

/// A symmetric matrix with given eigenvalues, its eigenvectors drawn at random.
Eigen::MatrixXd matrixWith(const Eigen::VectorXd& eigenvalues) {
  Random random(7, RandomStream::Data);
  Eigen::MatrixXd drawn(eigenvalues.size(), eigenvalues.size());
  for (double& value : drawn.reshaped()) value = random.normal();
  const Eigen::MatrixXd Q = drawn.householderQr().householderQ();
  return Q * eigenvalues.asDiagonal() * Q.transpose();
}

Eigen::VectorXd spread(Eigen::Index size) {
  Eigen::VectorXd eigenvalues = Eigen::VectorXd::LinSpaced(size, -1, 1).array().cube() / 10;
  eigenvalues.head(3) << -2, -1.5, -1;
  eigenvalues.tail(4) << 3, 5, 7, 40;
  return eigenvalues;
}

std::optional<SpectrumEnds> endsOf(const Eigen::MatrixXd& A, const LanczosOptions& options) {
  const auto product = [&A](std::span<const double> v) {
    const Eigen::VectorXd Av = A * Eigen::Map<const Eigen::VectorXd>(v.data(), A.cols());
    return std::vector<double>(Av.begin(), Av.end());
  };
  return spectrumEnds(product, static_cast<std::size_t>(A.rows()), options);
}

void comparePair(const Eigen::MatrixXd& A, const RitzPair& pair, double lambda, double tolerance) {
  QVERIFY2(std::abs(pair.value - lambda) <= tolerance, qPrintable(QString::number(pair.value)));
  const Eigen::Map<const Eigen::VectorXd> x(pair.vector.data(), A.rows());
  QVERIFY(std::abs(x.norm() - 1) < 1e-13);
  QVERIFY(std::abs((A * x - pair.value * x).norm() - pair.residual) <= 1e-12 * A.norm());
}

}  // namespace

void TestLanczos::findsTheEndsWithTheirResiduals() {
  const Eigen::VectorXd eigenvalues = spread(150);
  const Eigen::MatrixXd A = matrixWith(eigenvalues);
  const SpectrumEnds ends = endsOf(A, {.pairs = 3}).value();
  QVERIFY(ends.isConverged);
  QVERIFY(ends.products < 60);
  QCOMPARE(ends.lowest.size(), 3);
  for (Eigen::Index k = 0; k < 3; ++k) {
    comparePair(A, ends.lowest[static_cast<std::size_t>(k)], eigenvalues(k), 1e-12);
    comparePair(A, ends.highest[static_cast<std::size_t>(k)], eigenvalues(149 - k), 1e-12);
  }
  const SpectrumEnds again = endsOf(A, {.pairs = 3}).value();
  QVERIFY(again.lowest[0].value == ends.lowest[0].value && again.lowest[0].vector == ends.lowest[0].vector);
}

void TestLanczos::fewVectorsAreBegunAnewAndFindTheSame() {
  const Eigen::VectorXd eigenvalues = Eigen::VectorXd::LinSpaced(150, -1, 1).array().cube();
  const Eigen::MatrixXd A = matrixWith(eigenvalues);
  const SpectrumEnds ends = endsOf(A, {.pairs = 3, .mostBytes = 16 * 150 * sizeof(double)}).value();
  QVERIFY(ends.isConverged);
  QVERIFY(ends.products > 40);
  for (Eigen::Index k = 0; k < 3; ++k) {
    comparePair(A, ends.lowest[static_cast<std::size_t>(k)], eigenvalues(k), 1e-12);
    comparePair(A, ends.highest[static_cast<std::size_t>(k)], eigenvalues(149 - k), 1e-12);
  }
}

void TestLanczos::severalOfOneSizeAreFoundAsOne() {
  Eigen::VectorXd eigenvalues = Eigen::VectorXd::Zero(40);
  eigenvalues.tail(3).setConstant(2);
  const SpectrumEnds ends = endsOf(matrixWith(eigenvalues), {.pairs = 4}).value();
  QVERIFY(ends.isConverged);
  QCOMPARE(ends.lowest.size(), 2);
  QVERIFY(std::abs(ends.lowest[0].value) < 1e-14);
  QVERIFY(std::abs(ends.highest[0].value - 2) < 1e-14);
  QVERIFY(endsOf(Eigen::MatrixXd::Zero(5, 5), {}).value().isConverged);
  const SpectrumEnds one = endsOf(Eigen::MatrixXd::Constant(1, 1, -3.0), {}).value();
  QCOMPARE(one.lowest.size(), 1);
  QCOMPARE(one.lowest[0].value, -3.0);
}

void TestLanczos::whatIsNotConvergedSaysSo() {
  const SpectrumEnds few = endsOf(matrixWith(spread(150)), {.pairs = 3, .mostProducts = 9}).value();
  QVERIFY(!few.isConverged);
  QCOMPARE(few.products, 9);
  QVERIFY(few.lowest[0].residual > 1e-3);
  Eigen::MatrixXd A = Eigen::MatrixXd::Identity(20, 20);
  A(3, 4) = std::numeric_limits<double>::quiet_NaN();
  const SpectrumEnds none = endsOf(A, {}).value();
  QVERIFY(!none.isConverged);
  QVERIFY(std::isnan(none.lowest[0].value));
}

void TestLanczos::isAbandonedWhenAskedTo() {
  int last = -1;
  const auto interrupted = [&last](int products) { return (last = products) == 5; };
  QVERIFY(!endsOf(matrixWith(spread(30)), {.interrupted = interrupted}));
  QCOMPARE(last, 5);
}

QTEST_GUILESS_MAIN(TestLanczos)
#include "tst_lanczos.moc"
