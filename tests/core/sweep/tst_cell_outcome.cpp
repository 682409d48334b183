#include "core/sweep/cell_outcome.h"

#include <QTest>
#include <cmath>

#include "core/analysis/layer_statistics.h"
#include "core/training/trainer.h"
#include "tests/support/random_session.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;

namespace {

CellOutcome outcomeOf(const Session& session, const CellPlan& plan) {
  return *runCell(session, makeDataset(session), plan, [] { return false; });
}

/// Four corners, all of them a batch.
Session corners() {
  Session session = test::sampleSession();
  session.data.source = GeneratorSettings{.generator = Generator::XorCorners, .count = 4, .noise = 0, .seed = 1};
  session.data.testFraction = 0;
  session.training.batchSize = 4;
  session.training.optimizer.learningRate = 0.1;
  return session;
}

}  // namespace

class TestCellOutcome : public QObject {
  Q_OBJECT

 private slots:
  void aCellIsTrainedAsAnySessionIs() {
    Random random(5, RandomStream::Data);
    for (int k = 0; k < 30; ++k) {
      const Session session = test::drawSession(random);
      Trainer trainer(session);
      for (int step = 0; step < 37; ++step) trainer.stepBatch();
      const CellOutcome outcome = outcomeOf(session, {37, {}});
      QCOMPARE(outcome.iteration, trainer.iteration());
      QCOMPARE(outcome.train.loss, trainer.scoreTrain().loss);
      QCOMPARE(outcome.train.accuracy, trainer.scoreTrain().accuracy);
      QCOMPARE(outcome.test.has_value(), trainer.scoreTest().has_value());
    }
  }

  void theRatioIsThatOfTheLayersStatistics() {
    Random random(6, RandomStream::Data);
    for (int k = 0; k < 30; ++k) {
      const Session session = test::drawSession(random);
      const Dataset data = makeDataset(session);
      const Parameters start = startOf(session);
      const std::vector<LayerStatistics> layers = measureLayers(start, session.loss, data, data.train);
      const double expected = layers.front().delta.rms / layers.back().delta.rms;
      const double ratio = deltaRatio(start, session.loss, data);
      // Dead units pass exactly nothing on, and an output may have none itself.
      QVERIFY(std::isfinite(expected) ? std::abs(ratio - expected) <= 1e-12 * expected
                                      : std::isnan(expected) == std::isnan(ratio) && !std::isfinite(ratio));
      QCOMPARE(outcomeOf(session, {0, {}}).startRatio, ratio);
      QCOMPARE(outcomeOf(session, {0, {}}).endRatio, ratio);
    }
  }

  void needingIsOfTheFirstEpochThatReachesTheTarget() {
    const Session session = corners();
    Trainer trainer(session);
    // The one batch is the epoch, measured with the weights from before its update.
    std::int64_t needed = 0;
    for (double loss = 1; loss > 0.05; ++needed) trainer.stepBatch(loss);
    QVERIFY(needed > 10 && needed < 2000);
    QCOMPARE(outcomeOf(session, {2000, 0.05}).needed, std::optional(needed));
    QCOMPARE(outcomeOf(session, {needed - 1, 0.05}).needed, std::optional<std::int64_t>());
    QCOMPARE(outcomeOf(session, {2000, 0}).needed, std::optional<std::int64_t>());
  }

  void anEpochsMeanWeighsItsBatchesByTheirExamples() {
    Session session = corners();
    session.training.batchSize = 3;
    session.training.optimizer.learningRate = 0;
    const double mean = Trainer(session).scoreTrain().loss;
    QCOMPARE(outcomeOf(session, {4, mean * (1 + 1e-12)}).needed, std::optional<std::int64_t>(2));
    QCOMPARE(outcomeOf(session, {4, mean * (1 - 1e-12)}).needed, std::optional<std::int64_t>());
  }

  void aTenthOfTheBestConstantCountsAsSolved() {
    const auto near = [](double found, double expected) { return std::abs(found - expected) < 1e-15; };
    const Dataset four = makeDataset(corners());
    QVERIFY(near(solvedLoss(four, Loss::Square, Activation::Tanh), 0.05));
    Dataset shares{.inputs = 1, .outputs = 1, .x = {0, 0, 0, 0}, .y = {0, 0, 0, 1}, .train = {0, 1, 2, 3}, .test = {}};
    const double entropy = -0.25 * std::log(0.25) - 0.75 * std::log(0.75);
    QVERIFY(near(solvedLoss(shares, Loss::CrossEntropy, Activation::Sigmoid), entropy / 10));
    QVERIFY(near(solvedLoss(shares, Loss::Square, Activation::Sigmoid), 0.25 * 0.75 / 20));
    shares = {.inputs = 1, .outputs = 2, .x = {0, 0}, .y = {1, 0, 0, 1}, .train = {0, 1}, .test = {}};
    QVERIFY(near(solvedLoss(shares, Loss::CrossEntropy, Activation::Softmax), std::log(2.0) / 10));
    shares.train = {0};
    QCOMPARE(solvedLoss(shares, Loss::CrossEntropy, Activation::Softmax), 0.0);
  }

  void divergingIsAResult() {
    Session session = test::sampleSession(test::sampleLayers(2, 4, Activation::Relu, {1, Activation::Identity}));
    session.training.optimizer.learningRate = 1e9;
    Trainer trainer(session);
    while (trainer.stepBatch()) {
    }
    const CellOutcome outcome = outcomeOf(session, {1000, {}});
    QVERIFY(outcome.divergence);
    QCOMPARE(outcome.divergence, trainer.divergence());
    QCOMPARE(outcome.iteration, trainer.iteration());
    QCOMPARE(outcome.train.loss, trainer.scoreTrain().loss);
  }

  void itStopsAtTheNextUpdate() {
    const Session session = corners();
    int asked = 0;
    const auto stopped = runCell(session, makeDataset(session), {1'000'000'000'000, {}}, [&] { return ++asked > 5; });
    QVERIFY(!stopped);
    QCOMPARE(asked, 6);
  }
};

QTEST_GUILESS_MAIN(TestCellOutcome)
#include "tst_cell_outcome.moc"
