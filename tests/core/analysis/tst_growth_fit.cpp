#include "core/analysis/growth_fit.h"

#include <Eigen/Eigenvalues>
#include <QtTest>
#include <cmath>
#include <functional>

#include "core/math/random.h"
#include "core/training/pass_cursor.h"

using namespace backscope;

/// Rates are held against exponentials that are known, and against the linearized dynamics of training.
class TestGrowthFit : public QObject {
  Q_OBJECT

 private slots:
  void aKnownExponentialIsFound();
  void whatStillGrowsIsFittedUpToNow();
  void whatPrecedesAndEndsTheGrowthIsLeftOut();
  void noiseIsFittedThrough();
  void whatDoesNotGrowHasNoRate_data();
  void whatDoesNotGrowHasNoRate();
  void theLatestStretchBetweenTwoChangesCounts();
  void aNudgeGrowsAsTheLinearizedDynamicsSay_data();
  void aNudgeGrowsAsTheLinearizedDynamicsSay();
};

namespace {

std::vector<GrowthPoint> pointsOf(int count, const std::function<double(double)>& value) {
  std::vector<GrowthPoint> points;
  for (int t = 0; t < count; ++t) points.push_back({100 + 3 * t, value(3.0 * t)});
  return points;
}

/// Two units that start identical and come to stand where all corners get the same output.
Session cornersSession() {
  Session session;
  session.network.layers = {{2, Activation::Tanh}, {1, Activation::Identity}};
  session.data.source = PointList{{-1, -1, -1, 1, 1, -1, 1, 1}, {-1, 1, 1, -1}};
  session.initialization.identical = true;
  session.initialization.seed = 2;
  session.training.batchSize = 4;
  session.training.shuffle = false;
  session.training.optimizer.learningRate = 0.02;
  return session;
}

/// The largest |eigenvalue| of ∂(update)/∂θ at the trainer's θ, by central differences, on what tells the two units
/// apart: vectors that change sign where the units are exchanged.
double largestFactor(const Trainer& trainer) {
  const Parameters& start = trainer.parameters();
  const auto size = static_cast<Eigen::Index>(start.theta().size());
  const auto stepped = [&](Eigen::Index place, double by) {
    Trainer other(trainer.session());
    TrainerState state = trainer.state();
    state.theta[static_cast<std::size_t>(place)] += by;
    other.restore(state);
    other.stepBatch();
    return Eigen::VectorXd(Eigen::Map<const Eigen::VectorXd>(other.parameters().theta().data(), size));
  };
  constexpr double kStep = 1e-5;
  Eigen::MatrixXd jacobian(size, size);
  for (Eigen::Index p = 0; p < size; ++p) jacobian.col(p) = (stepped(p, kStep) - stepped(p, -kStep)) / (2 * kStep);
  const ParameterLayout& layout = start.layout();
  const std::vector<std::pair<std::size_t, std::size_t>> twins{
      {layout.weightIndex(1, 0, 0), layout.weightIndex(1, 1, 0)},
      {layout.weightIndex(1, 0, 1), layout.weightIndex(1, 1, 1)},
      {layout.biasIndex(1, 0), layout.biasIndex(1, 1)},
      {layout.weightIndex(2, 0, 0), layout.weightIndex(2, 0, 1)}};
  Eigen::MatrixXd apart = Eigen::MatrixXd::Zero(size, static_cast<Eigen::Index>(twins.size()));
  for (std::size_t k = 0; k < twins.size(); ++k) {
    apart(static_cast<Eigen::Index>(twins[k].first), static_cast<Eigen::Index>(k)) = std::sqrt(0.5);
    apart(static_cast<Eigen::Index>(twins[k].second), static_cast<Eigen::Index>(k)) = -std::sqrt(0.5);
  }
  const Eigen::MatrixXd reduced = apart.transpose() * jacobian * apart;
  return Eigen::EigenSolver<Eigen::MatrixXd>(reduced).eigenvalues().cwiseAbs().maxCoeff();
}

}  // namespace

void TestGrowthFit::aKnownExponentialIsFound() {
  const auto fit = fitGrowth(pointsOf(400, [](double t) { return 1e-9 * std::pow(1.013, t); }));
  QVERIFY(fit);
  QVERIFY(std::abs(fit->factor() - 1.013) < 1e-12);
  QVERIFY(std::abs(fit->doubling() - std::log(2) / std::log(1.013)) < 1e-9);
  QVERIFY(fit->straightness > 1 - 1e-9);
  QCOMPARE(fit->first, 100);
  QCOMPARE(fit->from, 1e-9);
  QVERIFY(std::abs(fit->to / (1e-9 * std::pow(1.013, 3 * 399)) - 1) < 1e-9);
}

/// From 1e-6 over a bend at its beginning to only ten times as much.
void TestGrowthFit::whatStillGrowsIsFittedUpToNow() {
  const auto fit = fitGrowth(pointsOf(100, [](double t) { return 5e-7 * (std::pow(1.01, t) + std::pow(0.9, t)); }));
  QVERIFY(fit);
  QVERIFY(std::abs(fit->factor() - 1.01) < 1e-3);
  QCOMPARE(fit->last, 100 + 3 * 99);
}

/// A direction that dies out at first, and a limit at the end.
void TestGrowthFit::whatPrecedesAndEndsTheGrowthIsLeftOut() {
  const auto fit = fitGrowth(pointsOf(800, [](double t) {
    const double grown = 1e-8 * std::pow(1.02, t);
    return 1e-7 * std::pow(0.97, t) + grown / (1 + grown);
  }));
  QVERIFY(fit);
  QVERIFY2(std::abs(fit->factor() - 1.02) < 2e-4, qPrintable(QString::number(fit->factor(), 'g', 9)));
  QVERIFY(fit->first > 100 && fit->to < 0.11);
}

void TestGrowthFit::noiseIsFittedThrough() {
  Random random(3, RandomStream::Data);
  double value = 1e-6;
  const auto fit =
      fitGrowth(pointsOf(300, [&](double) { return value *= std::pow(1.05, 1 + 4 * (random.uniform() - 0.5)); }));
  QVERIFY(fit);
  QVERIFY(fit->straightness < 0.9999);
  QVERIFY2(std::abs(fit->rate * 3 - std::log(1.05)) < 0.01, qPrintable(QString::number(fit->rate)));
}

void TestGrowthFit::whatDoesNotGrowHasNoRate_data() {
  QTest::addColumn<std::vector<GrowthPoint>>("points");
  QTest::newRow("nothing") << std::vector<GrowthPoint>{};
  QTest::newRow("exact zeros") << pointsOf(100, [](double) { return 0.0; });
  QTest::newRow("a constant") << pointsOf(100, [](double) { return 1e-6; });
  QTest::newRow("a decay") << pointsOf(100, [](double t) { return std::pow(0.98, t); });
  QTest::newRow("rounding") << pointsOf(100, [](double t) { return 1e-17 * std::pow(1.01, t); });
  QTest::newRow("less than threefold") << pointsOf(100, [](double t) { return 1e-6 * std::pow(1.002, t); });
  QTest::newRow("less than threefold, then a leap")
      << pointsOf(100, [](double t) { return t < 250 ? 1e-6 * std::pow(1.002, t) : 1e-3; });
  QTest::newRow("too few") << pointsOf(7, [](double t) { return 1e-6 * std::pow(1.5, t); });
}

void TestGrowthFit::whatDoesNotGrowHasNoRate() {
  QFETCH(std::vector<GrowthPoint>, points);
  QVERIFY(!fitGrowth(points));
}

void TestGrowthFit::theLatestStretchBetweenTwoChangesCounts() {
  Series series;
  for (int t = 0; t < 900; ++t) {
    const double value = t < 300 ? 0 : t < 600 ? 1e-9 * std::pow(1.02, t - 300) : 1e-9 * std::pow(1.05, t - 600);
    series.append(t, value);
  }
  const std::vector<std::int64_t> edits{0, 300, 600, 899};
  const auto latest = latestGrowth(series, edits, 1000);
  QVERIFY(latest && std::abs(latest->factor() - 1.05) < 1e-9);
  QCOMPARE(latest->first, 600);
  const auto before = latestGrowth(series, edits, 599);
  QVERIFY(before && std::abs(before->factor() - 1.02) < 1e-9);
  QVERIFY(!latestGrowth(series, edits, 299));
}

void TestGrowthFit::aNudgeGrowsAsTheLinearizedDynamicsSay_data() {
  QTest::addColumn<double>("epsilon");
  for (const double epsilon : {1e-12, 1e-9, 1e-6, 1e-4}) QTest::addRow("%g", epsilon) << epsilon;
}

/// A full batch and plain gradient descent: the update of a nudge is then one matrix, 1 − η times the Hessian, and its
/// largest eigenvalue 1 + η|λ|.
void TestGrowthFit::aNudgeGrowsAsTheLinearizedDynamicsSay() {
  QFETCH(double, epsilon);
  PassCursor cursor(cornersSession());
  while (cursor.trainer().iteration() < 20'000) QVERIFY(cursor.advanceBatch());
  const double wanted = largestFactor(cursor.trainer());
  QVERIFY(wanted > 1.001);
  const double weight = cursor.trainer().parameters().theta()[0];
  cursor.change({{{0, weight + epsilon}}});
  while (cursor.trainer().iteration() < 35'000) QVERIFY(cursor.advanceBatch());
  const RunSeries& series = cursor.history().series();
  for (const Series* curve : {&series.weightDistance[0], &series.outputDistance[0], &series.deltaDistance[0]}) {
    const auto fit = latestGrowth(*curve, series.edits, cursor.trainer().iteration());
    QVERIFY(fit);
    const QString numbers = QStringLiteral("%1, not %2").arg(fit->factor(), 0, 'g', 9).arg(wanted, 0, 'g', 9);
    QVERIFY2(std::abs(fit->rate - std::log(wanted)) < 0.02 * std::log(wanted), qPrintable(numbers));
    QVERIFY(fit->first >= 20'000 && fit->to > 100 * fit->from);
  }
}

QTEST_GUILESS_MAIN(TestGrowthFit)
#include "tst_growth_fit.moc"
