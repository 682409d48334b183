#include "ui/text/known_point_text.h"

#include <QFile>
#include <QTest>
#include <cmath>
#include <fstream>

#include "core/analysis/curvature.h"
#include "core/analysis/twin_line.h"
#include "core/math/random.h"
#include "core/passes/evaluator.h"
#include "core/session/session_json.h"
#include "core/training/trainer.h"

using namespace backscope;

namespace {

Session sessionOf(const QString& name) {
  std::ifstream file(
      (QStringLiteral(BACKSCOPE_SOURCE_DIR "/resources/known_points/%1.backscope").arg(name)).toStdString());
  return readSession(file).value();
}

/// A session with its examples at θ.
struct Place {
  explicit Place(const QString& name) : session(sessionOf(name)), data(makeDataset(session)), theta(startOf(session)) {}

  double loss() const { return lossAt(theta.theta()); }
  double lossAt(const std::vector<double>& values) const {
    return Evaluator(session.network, session.loss).score(Parameters(session.network, values), data, data.train).loss;
  }
  Curvature curvature() const { return curvatureAt(theta.theta()); }
  Curvature curvatureAt(const std::vector<double>& values) const {
    return measureCurvature(Parameters(session.network, values), session.loss, data, data.train).value();
  }
  /// Gradient descent from θ with `change` added to it.
  Trainer trained(const std::vector<double>& change, int updates) const {
    Trainer trainer(session);
    for (std::size_t k = 0; k < change.size(); ++k) trainer.setParameter(k, theta.theta()[k] + change[k]);
    for (int n = 0; n < updates; ++n)
      if (!trainer.stepBatch()) qFatal("it diverged");
    return trainer;
  }

  Session session;
  Dataset data;
  Parameters theta;
};

bool isNear(double value, double expected, double tolerance) { return std::abs(value - expected) <= tolerance; }

bool areNear(const Eigen::VectorXd& values, const std::vector<double>& expected, double tolerance) {
  const auto sought = Eigen::Map<const Eigen::VectorXd>(expected.data(), static_cast<Eigen::Index>(expected.size()));
  return values.size() == sought.size() && (values - sought).cwiseAbs().maxCoeff() <= tolerance;
}

}  // namespace

/// Whatever is said of a known point is computed here.
class TestKnownPointText : public QObject {
  Q_OBJECT

 private slots:
  void everyPointHasItsWordsAndTheTitleOfItsFile() {
    QCOMPARE(knownPointNames().size(), 8);
    for (const QString& name : knownPointNames()) {
      const KnownPointText text = knownPointText(name);
      QCOMPARE(text.title, QString::fromStdString(sessionOf(name).title));
      QVERIFY(!text.facts.isEmpty() && !text.formulas.isEmpty() && !text.next.isEmpty());
    }
    QVERIFY(knownPointText(QStringLiteral("xor")).title.isEmpty());
  }

  void xorAtZeroHasNoSecondDerivativeButOne() {
    const Place place(QStringLiteral("xor-at-zero"));
    const Curvature curvature = place.curvature();
    QCOMPARE(curvature.gradient.cwiseAbs().maxCoeff(), 0.0);
    QVERIFY(areNear(curvature.eigenvalues, {0, 0, 0, 0, 0, 0, 0, 0, 1}, 1e-15));
    QCOMPARE(curvature.kind(), PlaceKind::Degenerate);
  }

  /// θ = w₁₁ w₁₂ w₂₁ w₂₂ b₁ b₂ v₁ v₂ c. With s = Σ_j v_j w_j and u = Σ_j v_j b_j,
  ///   L(tθ) = ½ + ½ c² t² + c u t³ + t⁴ (½ |s|² + ½ u² − 2 Σ_j v_j w_j1 w_j2 b_j) + O(t⁵) where c is 0:
  /// a direction in which L falls before the fourth order would need c ≠ 0, and there it rises with the second.
  void xorAtZeroIsASaddleOfFourthOrder() {
    const Place place(QStringLiteral("xor-at-zero"));
    const auto ratio = [&](const std::vector<double>& direction, double t) {
      std::vector<double> values(direction);
      for (double& value : values) value *= t;
      return (place.lossAt(values) - 0.5) / std::pow(t, 4);
    };
    const std::vector<double> falls{1, 1, 0, 0, 1, 0, 1, 0, 0};
    const std::vector<double> rises{1, 1, 0, 0, 1, 0, -1, 0, 0};
    for (const double t : {0.02, 0.01}) {
      QVERIFY(isNear(ratio(falls, t), -0.5, 2 * t * t));
      QVERIFY(isNear(ratio(rises, t), 3.5, 20 * t * t));
    }
    Random random(4, RandomStream::Initialization);
    for (int drawn = 0; drawn < 200; ++drawn) {
      std::vector<double> d(9);
      for (double& value : d) value = random.normal();
      const double c = d[8];
      const double u = d[6] * d[4] + d[7] * d[5];
      const double s1 = d[6] * d[0] + d[7] * d[2];
      const double s2 = d[6] * d[1] + d[7] * d[3];
      const double quartic =
          (s1 * s1 + s2 * s2 + u * u) / 2 - 2 * (d[6] * d[0] * d[1] * d[4] + d[7] * d[2] * d[3] * d[5]);
      const double t = 1e-3;
      QVERIFY(isNear(ratio(d, t) - c * c / 2 / (t * t) - c * u / t, quartic, 0.2));
      d[8] = 0;
      QVERIFY(isNear(ratio(d, t), quartic, 0.01));
    }
  }

  void fromXorAtZeroARandomNudgeLeadsToTheSolution() {
    const Place place(QStringLiteral("xor-at-zero"));
    Random random(1, RandomStream::Initialization);
    for (int drawn = 0; drawn < 20; ++drawn) {
      std::vector<double> nudge(9);
      for (double& value : nudge) value = random.normal();
      Eigen::Map<Eigen::VectorXd> vector(nudge.data(), 9);
      vector *= 0.3 / vector.norm();
      const Trainer trainer = place.trained(nudge, 3000);
      QVERIFY2(trainer.scoreTrain().loss < 0.02, qPrintable(QString::number(trainer.scoreTrain().loss)));
    }
  }

  /// θ̇ grows like |θ|³ there, so that from ε one needs a time like 1/ε².
  void theWayOutOfXorAtZeroTakesFourTimesAsLongFromHalfTheNudge() {
    const Place place(QStringLiteral("xor-at-zero"));
    const auto updatesFrom = [&](double epsilon) {
      Trainer trainer = place.trained({epsilon, epsilon, -epsilon, -epsilon, epsilon, epsilon, epsilon, epsilon, 0}, 0);
      while (trainer.scoreTrain().loss > 0.45)
        if (!trainer.stepBatch()) qFatal("it diverged");
      return static_cast<double>(trainer.iteration());
    };
    const double ratio = updatesFrom(0.01) / updatesFrom(0.02);
    QVERIFY2(isNear(ratio, 4, 0.2), qPrintable(QString::number(ratio)));
  }

  void theStrictSaddleHasTheMeanProductOnceForEachUnit() {
    const Place place(QStringLiteral("strict-saddle"));
    const Curvature curvature = place.curvature();
    QCOMPARE(curvature.gradient.cwiseAbs().maxCoeff(), 0.0);
    QVERIFY(areNear(curvature.eigenvalues, {-1, -1, -1, 0, 0, 0, 1, 1, 1}, 1e-14));
    QCOMPARE(curvature.kind(), PlaceKind::Saddle);
    // Along an eigenvector of −1 a small distance grows by 1 + η.
    std::vector<double> nudge(9);
    for (int k = 0; k < 9; ++k) nudge[static_cast<std::size_t>(k)] = 1e-6 * curvature.eigenvectors(k, 0);
    const std::vector<double> later = place.trained(nudge, 20).parameters().theta();
    const double grown = Eigen::Map<const Eigen::VectorXd>(later.data(), 9).norm() / 1e-6;
    QVERIFY(isNear(grown, std::pow(1 + place.session.training.optimizer.learningRate, 20), 1e-6));
    QVERIFY(place.trained(nudge, 3000).scoreTrain().loss < 0.1);
  }

  void theExactSolutionsAreAFamily() {
    const Place place(QStringLiteral("xor-solved"));
    QVERIFY(place.loss() < 1e-30);
    for (const double s : {-2.0, -0.3, 0.5, 1.0, 1.7})
      for (const double b : {-1.0, 0.4, 1.0, 2.5}) {
        const double v = 2 / (2 * std::tanh(b) - std::tanh(b + 2 * s) - std::tanh(b - 2 * s));
        const double c = 1 - 2 * v * std::tanh(b);
        const std::vector<double> theta{s, s, s, s, b, -b, v, -v, c};
        QVERIFY(place.lossAt(theta) < 1e-30 * std::max(1.0, v * v));
        if (s == 1 && b == 1)
          for (std::size_t k = 0; k < theta.size(); ++k) QVERIFY(isNear(place.theta.theta()[k], theta[k], 1e-15));
        const Curvature curvature = place.curvatureAt(theta);
        QCOMPARE(curvature.negative, 0);
        QVERIFY(curvature.zero >= 5);
      }
    const Curvature curvature = place.curvature();
    QCOMPARE(curvature.zero, 5);
    for (int zero = 0; zero < 5; ++zero) {
      std::vector<double> nudged = place.theta.theta();
      Eigen::Map<Eigen::VectorXd>(nudged.data(), 9) += 0.1 * curvature.eigenvectors.col(zero);
      QVERIFY2(place.lossAt(nudged) < 1e-3, qPrintable(QString::number(place.lossAt(nudged))));
    }
    QCOMPARE(place.curvature().kind(), PlaceKind::Degenerate);
  }

  void theDuplicatedUnitIsALocalMinimumInside() {
    const Place place(QStringLiteral("duplicated-unit"));
    const TwinLine line = twinLineOf(place.theta, 1, 0).value();
    QCOMPARE(gammaOf(line, place.theta), 0.5);
    const TwinJudgement judgement =
        judgeTwins(line, place.theta, place.session.loss, place.data, place.data.train).value();
    QCOMPARE(judgement.verdict, TwinVerdict::MinimaInside);
    const auto at = [&](double gamma) { return parametersAt(line, place.theta, gamma); };
    for (int k = 0; k <= 60; ++k) QVERIFY(isNear(place.lossAt(at(-1 + 0.05 * k).theta()), place.loss(), 1e-14));
    QVERIFY(isNear(place.loss(), 0.0401, 5e-5));
    QCOMPARE(place.curvatureAt(at(-1).theta()).kind(), PlaceKind::Saddle);
    QCOMPARE(place.curvatureAt(at(-1).theta()).negative, 1);
  }

  void fromOutsideTheDuplicatedUnitsDoBetter() {
    const Place place(QStringLiteral("duplicated-unit"));
    const Parameters outside = parametersAt(twinLineOf(place.theta, 1, 0).value(), place.theta, -1);
    const Curvature curvature = place.curvatureAt(outside.theta());
    for (const double epsilon : {0.1, -0.1}) {
      std::vector<double> nudge(4);
      for (int k = 0; k < 4; ++k) {
        const auto index = static_cast<std::size_t>(k);
        nudge[index] = outside.theta()[index] - place.theta.theta()[index] + epsilon * curvature.eigenvectors(k, 0);
      }
      const double loss = place.trained(nudge, 100000).scoreTrain().loss;
      QVERIFY2(loss < place.loss() - 2e-4, qPrintable(QString::number(loss)));
    }
  }

  void theLandscapeHasASaddleAndTwoValleys() {
    const Place place(QStringLiteral("tanh-landscape"));
    QVERIFY(areNear(place.curvature().eigenvalues, {-0.5, 0.5}, 1e-15));
    const Curvature saddle = place.curvature();
    QCOMPARE(saddle.kind(), PlaceKind::Saddle);
    for (const double epsilon : {0.01, -0.01})
      QVERIFY(place.trained({epsilon * saddle.eigenvectors(0, 0), epsilon * saddle.eigenvectors(1, 0)}, 1000)
                  .scoreTrain()
                  .loss < 1e-6);
    for (const double w : {-2.0, -0.5, 0.3, 1.0, 4.0}) {
      const std::vector<double> valley{w, 0.5 / std::tanh(w)};
      QVERIFY(place.lossAt(valley) < 1e-30);
      QCOMPARE(place.curvatureAt(valley).zero, 1);
      QCOMPARE(place.curvatureAt(valley).positive, 1);
      QVERIFY(isNear(place.lossAt({w, 0.7}), std::pow(0.5 - 0.7 * std::tanh(w), 2) / 2, 1e-15));
    }
  }

  void deadRelusMoveTheOutputsBiasAlone() {
    const Place place(QStringLiteral("dead-relus"));
    Eigen::VectorXd gradient = place.curvature().gradient;
    QCOMPARE(gradient(gradient.size() - 1), 1.0);
    QCOMPARE(gradient.head(gradient.size() - 1).cwiseAbs().maxCoeff(), 0.0);
    const Trainer trainer = place.trained({}, 1000);
    std::vector<double> theta = trainer.parameters().theta();
    QVERIFY(isNear(theta.back(), 0, 1e-12));
    QVERIFY(isNear(trainer.scoreTrain().loss, 0.5, 1e-12));
    theta.back() = place.theta.theta().back();
    QVERIFY(theta == place.theta.theta());
    const Curvature end = place.curvatureAt(trainer.parameters().theta());
    QCOMPARE(end.kind(), PlaceKind::Degenerate);
    QCOMPARE(end.zero, 12);
    QVERIFY(isNear(end.largest(), 1, 1e-15));
    std::vector<double> woken = place.theta.theta();
    woken[6] = 0;  // b₁
    QVERIFY(place.curvatureAt(woken).gradient(6) != 0);
  }

  void theSaturatedPlateauIsNoCriticalPoint() {
    const Place place(QStringLiteral("saturated-plateau"));
    QCOMPARE(place.curvature().kind(), PlaceKind::NotCritical);
    QVERIFY(isNear(place.curvature().gradient.norm(), 5.2e-6, 5e-8));
    QVERIFY(isNear(place.loss() - 1.0 / 3, 2.7e-6, 5e-8));
    QVERIFY(isNear(1 - std::pow(std::tanh(6), 2), 2.5e-5, 5e-7));
    double before = place.loss();
    for (const double scale : {1.2, 1.5, 2.0}) {
      std::vector<double> grown = place.theta.theta();
      for (std::size_t k = 0; k < 6; ++k) grown[k] *= scale;
      QVERIFY(place.lossAt(grown) < before && place.lossAt(grown) > 1.0 / 3);
      before = place.lossAt(grown);
    }
    const double lowered = place.loss() - place.trained({}, 1000).scoreTrain().loss;
    QVERIFY2(lowered > 1e-9 && lowered < 1e-8, qPrintable(QString::number(lowered)));
  }

  void theNeuronStandsBetweenTwoMinima() {
    const Place place(QStringLiteral("neuron-at-maximum"));
    QCOMPARE(place.curvature().kind(), PlaceKind::StrictMaximum);
    const auto endOf = [&](double nudge) { return place.trained({nudge}, 100000).parameters().theta()[0]; };
    const double left = endOf(-0.05);
    const double right = endOf(0.05);
    QVERIFY(isNear(left, -0.15480191860382317, 1e-9));
    QVERIFY2(isNear(right, 2.197224258671741, 1e-9), qPrintable(QString::number(right, 'g', 17)));
    for (const double w : {left, right}) QCOMPARE(place.curvatureAt({w}).kind(), PlaceKind::StrictMinimum);
    QVERIFY(place.lossAt({left}) < place.lossAt({right}));
    // Cross-entropy is convex in w.
    for (double w = -3; w <= 3; w += 0.1) {
      const auto convex =
          measureCurvature(Parameters(place.session.network, {w}), Loss::CrossEntropy, place.data, place.data.train);
      QVERIFY(convex->eigenvalues(0) > 0);
    }
  }
};

QTEST_GUILESS_MAIN(TestKnownPointText)
#include "tst_known_point_text.moc"
