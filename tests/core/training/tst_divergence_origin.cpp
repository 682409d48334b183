#include "core/training/divergence_origin.h"

#include <QtTest>
#include <cmath>

#include "tests/support/sample_snapshot.h"

using namespace backscope;
using Cause = DivergenceOrigin::Cause;

/// Where constructed explosions began, and why.
class TestDivergenceOrigin : public QObject {
  Q_OBJECT

 private slots:
  void tooLongAStepOnALinearUnitIsFound();
  void aSlowGrowthIsFoundInAThinnedRun();
  void tooLargeAStartIsFoundInTheLayers();
  void aGrowthThatBeganInACalmRunIsFoundThere();
  void whatOverflowsAtOnceIsFoundInItsLayer();
  void aRunThatDoesNotDivergeHasNoOrigin();
};

namespace {

bool near(double value, double expected, double share) { return std::abs(value - expected) <= share * expected; }

/// ŷ = w x with x = 1 and y = 0: an update multiplies w by 1 − η.
Session linearUnit(double rate) {
  Session session;
  session.network = {.inputs = 1, .bias = false, .layers = {{1, Activation::Identity}}};
  session.parameters = std::vector<double>{1};
  session.data.source = PointList{{1}, {0}};
  session.training.batchSize = 1;
  session.training.optimizer.learningRate = rate;
  return session;
}

}  // namespace

/// By η = 10 the loss grows by 9² = 81 at each update, and falls for steps below a fifth of it: an eighth.
void TestDivergenceOrigin::tooLongAStepOnALinearUnitIsFound() {
  const std::optional<DivergenceOrigin> origin = traceDivergence(linearUnit(10), 10'000);
  QVERIFY(origin);
  QVERIFY(origin->cause() == Cause::Step);
  QCOMPARE(origin->begin, 0);
  // ½ · 81ᵏ is finite up to k = 161.
  QCOMPARE(origin->end, 162);
  QVERIFY(near(origin->lossGrowth, 81, 1e-12));
  QCOMPARE(origin->lossBefore, 0.5);
  QCOMPARE(origin->lossAfter, 40.5);
  QCOMPARE(origin->loweringShare, std::optional(0.125));
  QCOMPARE(origin->movedLayer, 1);
  QCOMPARE(origin->movedBy, 10.0);
  QCOMPARE(origin->grownLayer, 1);
  QVERIFY(near(std::log10(origin->grownBy), 162 * std::log10(9.0), 1e-12));
}

void TestDivergenceOrigin::aSlowGrowthIsFoundInAThinnedRun() {
  const std::optional<DivergenceOrigin> origin = traceDivergence(linearUnit(2.1), 10'000);
  QVERIFY(origin);
  QVERIFY(origin->end > 3000);
  QVERIFY(origin->cause() == Cause::Step);
  QCOMPARE(origin->begin, 0);
  QVERIFY(near(origin->lossGrowth, 1.21, 1e-12));
  QCOMPARE(origin->loweringShare, std::optional(0.5));
}

/// Each layer multiplies by about 10 on the way up and down.
void TestDivergenceOrigin::tooLargeAStartIsFoundInTheLayers() {
  Session session = test::sampleSession(test::sampleLayers(16, 8, Activation::Relu, {1, Activation::Identity}));
  session.initialization.scheme = InitializationScheme::HeNormal;
  session.initialization.scale = 10;
  const std::optional<DivergenceOrigin> origin = traceDivergence(session, 1000);
  QVERIFY(origin);
  QVERIFY(origin->cause() == Cause::Layers);
  QCOMPARE(origin->begin, 0);
  QCOMPARE(origin->up.size(), std::size_t{17});
  QCOMPARE(origin->down.size(), std::size_t{16});
  QVERIFY(origin->upFactor() > 1e12 && origin->downFactor() > 1e12);
  QVERIFY(origin->movedBy > 1);
  QVERIFY(origin->lossAfter > 10 * origin->lossBefore);
}

/// A rate that is set too high at update 200.
void TestDivergenceOrigin::aGrowthThatBeganInACalmRunIsFoundThere() {
  Session session = test::sampleSession({{4, Activation::Identity}, {1, Activation::Identity}});
  Trainer trainer(session);
  History history(trainer);
  BatchReport report;
  const auto step = [&] {
    if (!trainer.stepBatch(&report)) return false;
    history.record(trainer, report);
    return true;
  };
  while (trainer.iteration() < 200) QVERIFY(step());
  TrainingSettings training = session.training;
  training.optimizer.learningRate = 3;
  trainer.setTraining(training);
  history.recordEdit(trainer);
  while (trainer.iteration() < 2000 && step()) continue;
  QVERIFY(trainer.divergence());
  Trainer replay(trainer.session(), trainer.data());
  const DivergenceOrigin origin = traceDivergence(history, replay);
  QVERIFY(origin.cause() == Cause::Step);
  QCOMPARE(origin.begin, 200);
  QCOMPARE(origin.end, trainer.iteration());
  QVERIFY(origin.lossGrowth > 1);
  QVERIFY(*origin.loweringShare < 1 && origin.lossAfter > origin.lossBefore);
}

void TestDivergenceOrigin::whatOverflowsAtOnceIsFoundInItsLayer() {
  Session session = linearUnit(0.1);
  session.network.layers = {{1, Activation::Identity}, {1, Activation::Identity}};
  session.parameters = std::vector<double>{1, 1e250};
  session.data.source = PointList{{1e-150}, {0}};
  const std::optional<DivergenceOrigin> origin = traceDivergence(session, 100);
  QVERIFY(origin);
  QCOMPARE(origin->begin, origin->end);
  QCOMPARE(origin->down, std::vector<double>{HUGE_VAL});
  QVERIFY(origin->cause() == Cause::Layers);
  QVERIFY(!origin->loweringShare);
  QVERIFY(std::isnan(origin->lossGrowth));
}

void TestDivergenceOrigin::aRunThatDoesNotDivergeHasNoOrigin() {
  QVERIFY(!traceDivergence(linearUnit(0.1), 500));
  QVERIFY(!traceDivergence(linearUnit(10), 100));
}

QTEST_GUILESS_MAIN(TestDivergenceOrigin)
#include "tst_divergence_origin.moc"
