#include <QTest>
#include <cmath>
#include <numbers>

#include "core/analysis/gaussian_nodes.h"
#include "core/network/activation.h"

using namespace backscope;

namespace {

template <class F>
double meanOver(const std::vector<GaussianNode>& nodes, F f) {
  double sum = 0;
  for (const GaussianNode& node : nodes) sum += node.weight * f(node.a);
  return sum;
}

double density(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); }
double below(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

/// Another way to the same number: the trapezoidal rule in a, so fine that it sees all of an activation, and in
/// deviations as far as the activation is constant or straight.
template <class F>
double fineMean(double mean, double deviation, F f) {
  const auto over = [&](double low, double high, int steps) {
    double sum = 0;
    for (int k = 0; k < steps; ++k) {
      const double a = low + (k + 0.5) * (high - low) / steps;
      sum += f(a) * density((a - mean) / deviation) / deviation * (high - low) / steps;
    }
    return sum;
  };
  const double reach = std::abs(mean) + 10 * deviation;
  const double near = std::min(40.0, reach);
  return over(-near, near, 400'000) + (reach > near ? over(near, reach, 400'000) + over(-reach, -near, 400'000) : 0);
}

void addDistributions() {
  QTest::addColumn<double>("mean");
  QTest::addColumn<double>("deviation");
  for (const double mean : {0.0, 0.7})
    for (const double deviation : {1e-3, 0.3, 0.99, 1.01, 5.0, 100.0, 1e4})
      QTest::addRow("%g, %g", mean, deviation) << mean << deviation;
}

}  // namespace

class TestGaussianNodes : public QObject {
  Q_OBJECT

 private slots:
  void momentsAreThoseOfTheDistribution_data() { addDistributions(); }
  void momentsAreThoseOfTheDistribution() {
    QFETCH(double, mean);
    QFETCH(double, deviation);
    for (const bool hasKink : {false, true}) {
      const std::vector<GaussianNode> nodes = gaussianNodes(mean, deviation, hasKink);
      QVERIFY(std::abs(meanOver(nodes, [](double) { return 1; }) - 1) < 1e-9);
      QVERIFY(std::abs(meanOver(nodes, [](double a) { return a; }) - mean) < 1e-8 * (1 + deviation));
      const double variance = meanOver(nodes, [mean](double a) { return (a - mean) * (a - mean); });
      QVERIFY(std::abs(variance / (deviation * deviation) - 1) < 1e-7);
    }
  }

  /// E[max(0, a)²] = (μ² + σ²) Φ(μ/σ) + μ σ φ(μ/σ), and the slope is 1 with probability Φ(μ/σ).
  void reluHasItsClosedForms_data() { addDistributions(); }
  void reluHasItsClosedForms() {
    QFETCH(double, mean);
    QFETCH(double, deviation);
    const std::vector<GaussianNode> nodes = gaussianNodes(mean, deviation, true);
    const double ratio = mean / deviation;
    const double square = (mean * mean + deviation * deviation) * below(ratio) + mean * deviation * density(ratio);
    const double z = meanOver(nodes, [](double a) { return activate(Activation::Relu, a) * std::max(0.0, a); });
    QVERIFY2(std::abs(z / square - 1) < 1e-7, qPrintable(QString::number(z / square - 1)));
    const double slope = meanOver(nodes, [](double a) { return slopeAt(Activation::Relu, a); });
    QVERIFY(std::abs(slope - below(ratio)) < 1e-8);
  }

  /// However narrow the peak of h′ is in the distribution.
  void everyActivationIsSeenAsByAFineSum_data() {
    QTest::addColumn<Activation>("activation");
    QTest::addColumn<double>("mean");
    QTest::addColumn<double>("deviation");
    for (const Activation activation : {Activation::Tanh, Activation::Sigmoid, Activation::LeakyRelu, Activation::Elu,
                                        Activation::Softplus, Activation::Silu, Activation::Gelu})
      for (const double mean : {0.0, -1.5})
        for (const double deviation : {0.2, 0.99, 1.01, 30.0, 1000.0})
          QTest::addRow("%s, %g, %g", std::string(nameOf(activation)).c_str(), mean, deviation)
              << activation << mean << deviation;
  }
  void everyActivationIsSeenAsByAFineSum() {
    QFETCH(Activation, activation);
    QFETCH(double, mean);
    QFETCH(double, deviation);
    const std::vector<GaussianNode> nodes = gaussianNodes(mean, deviation, hasKink(activation));
    const auto square = [activation](double a) { return std::pow(activate(activation, a), 2); };
    const auto slope = [activation](double a) { return std::pow(slopeAt(activation, a), 2); };
    const double z = meanOver(nodes, square) / fineMean(mean, deviation, square) - 1;
    const double h = meanOver(nodes, slope) / fineMean(mean, deviation, slope) - 1;
    QVERIFY2(std::abs(z) < 1e-5 && std::abs(h) < 1e-5, qPrintable(QStringLiteral("%1, %2").arg(z).arg(h)));
  }

  void theNarrowestAreSeenToo() {
    for (const bool hasKink : {false, true}) {
      const std::vector<GaussianNode> nodes = gaussianNodes(0, 1e-90, hasKink);
      QVERIFY(std::abs(meanOver(nodes, [](double) { return 1; }) - 1) < 1e-9);
      QVERIFY(std::abs(meanOver(nodes, [](double a) { return a * a * 1e180; }) - 1) < 1e-7);
      QVERIFY(std::abs(meanOver(gaussianNodes(0.7, 1e-18, hasKink), [](double) { return 1; }) - 1) < 1e-9);
    }
  }

  void withoutADeviationThereIsTheMeanAlone() {
    const std::vector<GaussianNode> nodes = gaussianNodes(0.3, 0, false);
    QCOMPARE(nodes.size(), std::size_t{1});
    QCOMPARE(nodes.front().a, 0.3);
    QCOMPARE(nodes.front().weight, 1.0);
  }
};

QTEST_GUILESS_MAIN(TestGaussianNodes)
#include "tst_gaussian_nodes.moc"
