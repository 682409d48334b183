#include "core/analysis/twin_line.h"

#include <QTest>
#include <numeric>

#include "core/analysis/curvature.h"
#include "core/network/duplicate_unit.h"
#include "core/passes/evaluator.h"
#include "core/passes/hessian.h"
#include "tests/support/random_network.h"

using namespace backscope;

namespace {

double lossOf(const Parameters& theta, Loss loss, const Dataset& data) {
  return Evaluator(theta.architecture(), loss).score(theta, data, data.train).loss;
}

Dataset pointsOf(std::vector<double> x, std::vector<double> y) {
  Dataset data;
  data.inputs = 1;
  data.x = std::move(x);
  data.y = std::move(y);
  data.train.resize(data.y.size());
  std::iota(data.train.begin(), data.train.end(), 0);
  return data;
}

/// ŷ = v tanh(w x), or with biases.
Architecture oneUnit(bool bias) {
  Architecture network;
  network.inputs = 1;
  network.bias = bias;
  network.layers = {{1, Activation::Tanh}, {1, Activation::Identity}};
  return network;
}

/// The minimum that Newton's method finds from here.
Parameters minimumNear(Parameters theta, const Dataset& data) {
  for (int step = 0; step < 60; ++step) {
    const Curvature curvature = measureCurvature(theta, Loss::Square, data, data.train).value();
    const Eigen::MatrixXd& vectors = curvature.eigenvectors;
    // A step back along what falls as well: only minima attract.
    const Eigen::VectorXd along =
        (vectors.transpose() * curvature.gradient).cwiseQuotient(curvature.eigenvalues.cwiseAbs());
    Eigen::Map<Eigen::VectorXd>(theta.theta().data(), along.size()) -= vectors * along;
  }
  return theta;
}

int negativeAt(const TwinLine& line, const Parameters& theta, const Dataset& data, double gamma) {
  const Eigen::VectorXd lambda = twinSpectrum(line, theta, gamma, Loss::Square, data, data.train).value();
  return static_cast<int>((lambda.array() < -CurvatureTolerances::kZeroShare * lambda.cwiseAbs().maxCoeff()).count());
}

}  // namespace

class TestTwinLine : public QObject {
  Q_OBJECT

 private slots:
  void alongTheLineTheLossIsConstant() {
    Random random(11, RandomStream::Initialization);
    int seen = 0;
    while (seen < 100) {
      const RandomCase drawn = drawCase(random, 3, 5, 8);
      const Architecture& network = drawn.parameters.architecture();
      if (network.hiddenLayers() == 0) continue;
      ++seen;
      const int layer = drawInt(random, 1, network.hiddenLayers());
      const int unit = drawInt(random, 0, network.unitsOf(layer) - 1);
      const Parameters twins = duplicateUnit(drawn.parameters, layer, unit);
      const TwinLine line = twinLineOf(twins, layer, unit + 1).value();
      QCOMPARE(line.first, unit);
      QCOMPARE(line.second, unit + 1);
      QVERIFY(std::abs(gammaOf(line, twins) - 0.5) < 1e-15);
      const double loss = lossOf(twins, drawn.loss, drawn.data);
      for (int k = 0; k <= 60; ++k) {
        const double gamma = -1 + 0.05 * k;
        const Parameters there = parametersAt(line, twins, gamma);
        QVERIFY(std::abs(gammaOf(line, there) - gamma) < 1e-13);
        // In layers below others rounding is carried upwards.
        QVERIFY(std::abs(lossOf(there, drawn.loss, drawn.data) - loss) <=
                (layer == network.hiddenLayers() ? 1e-14 : 1e-12) * std::max(1.0, loss));
      }
    }
  }

  void unitsThatDifferAreNoTwins() {
    Parameters twins = duplicateUnit(Parameters(oneUnit(true), {1, 2, 3, 4}), 1, 0);
    QVERIFY(twinLineOf(twins, 1, 0) && twinLineOf(twins, 1, 0) == twinLineOf(twins, 1, 1));
    QVERIFY(!twinLineOf(twins, 2, 0) && !twinLineOf(twins, 1, 2) && !twinLineOf(twins, 0, 0));
    twins.b(1)(1) = std::nextafter(2.0, 3.0);
    QVERIFY(!twinLineOf(twins, 1, 0));
  }

  /// The Hessian on the line is that of the small network, a zero, and γ (1 − γ) A: so with coordinates in which the
  /// rest is orthogonal, in number of signs, and A decides. Fukumizu and Amari 2000, Theorem 3.
  void theTheoremSaysWhereMinimaAndSaddlesLie_data() {
    QTest::addColumn<QList<double>>("x");
    QTest::addColumn<QList<double>>("y");
    QTest::addColumn<bool>("bias");
    QTest::addColumn<QList<double>>("start");
    QTest::addColumn<int>("verdict");
    QTest::newRow("minima inside") << QList<double>{0.5, 1, 2} << QList<double>{0, 1, 1} << false
                                   << QList<double>{0.6, 1.2} << static_cast<int>(TwinVerdict::MinimaInside);
    QTest::newRow("minima outside") << QList<double>{0.5, 1, 2} << QList<double>{0.6, 0.7, 1.3} << false
                                    << QList<double>{1, 1} << static_cast<int>(TwinVerdict::MinimaOutside);
    QTest::newRow("saddles") << QList<double>{-2, -1, 0, 1, 2} << QList<double>{-1, -1, 0.2, 0.5, 1.2} << true
                             << QList<double>{0.8, 0, 1.2, 0} << static_cast<int>(TwinVerdict::Saddles);
  }

  void theTheoremSaysWhereMinimaAndSaddlesLie() {
    QFETCH(QList<double>, x);
    QFETCH(QList<double>, y);
    QFETCH(bool, bias);
    QFETCH(QList<double>, start);
    QFETCH(int, verdict);
    const Dataset data = pointsOf({x.begin(), x.end()}, {y.begin(), y.end()});
    const Parameters small = minimumNear(Parameters(oneUnit(bias), {start.begin(), start.end()}), data);
    QCOMPARE(measureCurvature(small, Loss::Square, data, data.train)->kind(), PlaceKind::StrictMinimum);
    const Parameters twins = duplicateUnit(small, 1, 0);
    const TwinLine line = twinLineOf(twins, 1, 0).value();
    const TwinJudgement judgement = judgeTwins(line, twins, Loss::Square, data, data.train).value();
    QCOMPARE(static_cast<int>(judgement.verdict), verdict);
    const int inside = static_cast<int>((judgement.curvature.array() < 0).count());
    const int outside = static_cast<int>(judgement.curvature.size()) - inside;
    for (const double gamma : {-0.9, -0.3, 1.2, 1.9}) QCOMPARE(negativeAt(line, twins, data, gamma), outside);
    for (const double gamma : {0.1, 0.5, 0.8}) QCOMPARE(negativeAt(line, twins, data, gamma), inside);
    for (const double gamma : {0.0, 1.0}) QCOMPARE(negativeAt(line, twins, data, gamma), 0);
  }

  /// For a step of (1 − γ) along an input of the first unit and −γ along that of the second, summed over the inputs:
  /// Σ dᵀ H d = γ (1 − γ) tr A, wherever θ stands.
  void whatPartsTheTwinsHasTheCurvatureA() {
    Random random(8, RandomStream::Initialization);
    int seen = 0;
    while (seen < 100) {
      const RandomCase drawn = drawCase(random, 2, 3, 6);
      const Architecture& network = drawn.parameters.architecture();
      const int layer = network.hiddenLayers();
      if (layer == 0 || network.outputs() != 1) continue;
      ++seen;
      const Parameters twins = duplicateUnit(drawn.parameters, layer, 0);
      const TwinLine line = twinLineOf(twins, layer, 0).value();
      const double gamma = 2 * random.normal();
      const Parameters there = parametersAt(line, twins, gamma);
      double sum = 0;
      const auto add = [&](std::size_t first, std::size_t second) {
        std::vector<double> d(there.theta().size());
        d[first] = 1 - gamma;
        d[second] = -gamma;
        const std::vector<double> Hd = hessianProduct(there, drawn.loss, drawn.data, drawn.batch, d);
        sum += d[first] * Hd[first] + d[second] * Hd[second];
      };
      const ParameterLayout& layout = there.layout();
      for (int i = 0; i < network.unitsOf(layer - 1); ++i)
        add(layout.weightIndex(layer, 0, i), layout.weightIndex(layer, 1, i));
      if (network.bias) add(layout.biasIndex(layer, 0), layout.biasIndex(layer, 1));
      const TwinJudgement judgement = judgeTwins(line, there, drawn.loss, drawn.data, drawn.batch).value();
      const double expected = gamma * (1 - gamma) * judgement.curvature.sum();
      QVERIFY2(std::abs(sum - expected) <= 1e-9 * (1 + gamma * gamma) * std::max(1.0, std::abs(expected)),
               qPrintable(QStringLiteral("%1 %2").arg(sum).arg(expected)));
    }
  }

  void withoutItsConditionsTheTheoremIsSilent() {
    const Dataset data = pointsOf({0.5, 1, 2}, {0, 1, 1});
    const auto verdictOf = [&](const Parameters& small) {
      const Parameters twins = duplicateUnit(small, 1, 0);
      return judgeTwins(twinLineOf(twins, 1, 0).value(), twins, Loss::Square, data, data.train)->verdict;
    };
    QCOMPARE(verdictOf(Parameters(oneUnit(false), {0.6, 1})), TwinVerdict::NotCritical);
    QCOMPARE(verdictOf(Parameters(oneUnit(false))), TwinVerdict::NotMinimum);
    Architecture deep = oneUnit(false);
    deep.layers.insert(deep.layers.begin(), {2, Activation::Tanh});
    QCOMPARE(verdictOf(Parameters(deep)), TwinVerdict::NotLast);
  }

  void aWeightOfZeroHasNoPlaceOnTheLine() {
    const Parameters twins = duplicateUnit(Parameters(oneUnit(false), {1, 0}), 1, 0);
    QVERIFY(std::isnan(gammaOf(twinLineOf(twins, 1, 0).value(), twins)));
  }
};

QTEST_GUILESS_MAIN(TestTwinLine)
#include "tst_twin_line.moc"
