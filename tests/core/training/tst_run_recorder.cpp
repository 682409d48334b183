#include <QtTest>
#include <algorithm>
#include <cmath>

#include "core/training/run_recorder.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;

/// Which numbers of a run are kept, and at which iterations.
class TestRunRecorder : public QObject {
  Q_OBJECT

 private slots:
  void everyUpdateIsKept();
  void scoresComeAtTheStartAndAtEndsOfEpochs();
  void afterManyEpochsScoresComeLessOften();
  void scoresOfOneIterationAreKeptOnce();
  void anEditReplacesTheScoreOfItsIteration();
  void editsLateInARunAreNotAveraged();
  void restartForgetsAll();
  void aReopenedRunIsRecordedFromWhereItStands();
  void numbersThatAreNotFiniteAreLeftOut();
  void withoutATestSetThereIsNoTestLoss();
  void distancesComeLessAndLessOften();
  void anEditIsMeasuredCloselyAgain();
  void aCutCourseMeasuresAtTheSameIterations();
};

namespace {

/// Two short batches to an epoch, so that epochs go by quickly.
Session smallSession(int count = 8) {
  Session session = test::sampleSession({{2, Activation::Tanh}, {1, Activation::Tanh}});
  std::get<GeneratorSettings>(session.data.source).count = count;
  session.training.batchSize = 4;
  return session;
}

void record(Trainer& trainer, RunRecorder& recorder, std::int64_t updates) {
  BatchReport report;
  for (std::int64_t k = 0; k < updates; ++k) {
    trainer.stepBatch(&report);
    recorder.recordUpdate(trainer, report);
  }
}

std::vector<std::int64_t> iterationsOf(const Series& series) {
  std::vector<std::int64_t> iterations;
  for (const SeriesBucket& bucket : series.buckets()) iterations.push_back(bucket.last);
  return iterations;
}

}  // namespace

void TestRunRecorder::everyUpdateIsKept() {
  Trainer trainer(smallSession());
  RunRecorder recorder;
  recorder.restart(trainer);
  BatchReport report;
  for (std::size_t k = 0; k < 50; ++k) {
    trainer.stepBatch(&report);
    recorder.recordUpdate(trainer, report);
    QCOMPARE(recorder.series().batchLoss.buckets().size(), k + 1);
    QCOMPARE(recorder.series().batchLoss.buckets().back().latest, report.loss);
    for (std::size_t l = 0; l < 2; ++l)
      QCOMPARE(recorder.series().delta[l].buckets().back().latest, report.deltaMean[l]);
  }
}

void TestRunRecorder::scoresComeAtTheStartAndAtEndsOfEpochs() {
  Trainer trainer(smallSession());
  QCOMPARE(trainer.data().train.size(), std::size_t{6});  // two batches to an epoch
  RunRecorder recorder;
  recorder.restart(trainer);
  QCOMPARE(recorder.series().trainLoss.buckets().back().latest, trainer.scoreTrain().loss);
  record(trainer, recorder, 9);
  QCOMPARE(iterationsOf(recorder.series().trainLoss), (std::vector<std::int64_t>{0, 2, 4, 6, 8}));
  QCOMPARE(iterationsOf(recorder.series().testLoss), (std::vector<std::int64_t>{0, 2, 4, 6, 8}));
  recorder.recordScores(trainer);
  QCOMPARE(recorder.series().trainLoss.buckets().back().last, 9);
  QCOMPARE(recorder.series().trainLoss.buckets().back().latest, trainer.scoreTrain().loss);
  QCOMPARE(recorder.series().testLoss.buckets().back().latest, trainer.scoreTest()->loss);
}

/// Each of the first 256, every second of the next 256, every fourth of the next 512.
void TestRunRecorder::afterManyEpochsScoresComeLessOften() {
  Trainer trainer(smallSession());
  RunRecorder recorder;
  recorder.restart(trainer);
  record(trainer, recorder, 2 * 1024);
  const std::vector<std::int64_t> scored = iterationsOf(recorder.series().trainLoss);
  QCOMPARE(scored.size(), std::size_t{1 + 256 + 128 + 128});
  for (std::size_t k = 1; k < scored.size(); ++k) {
    const std::int64_t epochs = (scored[k] - scored[k - 1]) / 2;
    const std::int64_t before = scored[k - 1] / 2;
    QCOMPARE(epochs, before < 256 ? 1 : before < 512 ? 2 : 4);
  }
}

void TestRunRecorder::scoresOfOneIterationAreKeptOnce() {
  Trainer trainer(smallSession());
  RunRecorder recorder;
  recorder.restart(trainer);
  recorder.recordScores(trainer);
  record(trainer, recorder, 2);
  recorder.recordScores(trainer);
  QCOMPARE(iterationsOf(recorder.series().trainLoss), (std::vector<std::int64_t>{0, 2}));
}

void TestRunRecorder::anEditReplacesTheScoreOfItsIteration() {
  Trainer trainer(smallSession());
  RunRecorder recorder;
  recorder.restart(trainer);
  record(trainer, recorder, 2);
  const double before = trainer.scoreTrain().loss;
  for (const double weight : {1.0, -2.0, 40.0, 3.0}) {
    trainer.setParameter(0, weight);
    recorder.recordEdit(trainer);
  }
  QCOMPARE(iterationsOf(recorder.series().trainLoss), (std::vector<std::int64_t>{0, 2}));
  const SeriesBucket& last = recorder.series().trainLoss.buckets().back();
  QCOMPARE(last.latest, trainer.scoreTrain().loss);
  QVERIFY(last.latest != before);
  QVERIFY(last.min == last.latest && last.max == last.latest && last.mean == last.latest);
  QCOMPARE(recorder.series().testLoss.buckets().back().mean, trainer.scoreTest()->loss);
}

/// Where buckets hold several scores.
void TestRunRecorder::editsLateInARunAreNotAveraged() {
  Trainer trainer(smallSession());
  RunRecorder recorder;
  recorder.restart(trainer);
  for (int k = 0; k < 1500; ++k) {
    record(trainer, recorder, 1);
    recorder.recordScores(trainer);
  }
  const SeriesBucket before = recorder.series().trainLoss.buckets().back();
  const double first = trainer.parameters().theta()[0];
  trainer.setParameter(0, 50);
  recorder.recordEdit(trainer);
  QVERIFY(recorder.series().trainLoss.buckets().back().max > before.max);
  trainer.setParameter(0, first);
  recorder.recordEdit(trainer);
  const SeriesBucket after = recorder.series().trainLoss.buckets().back();
  QVERIFY(after.first == before.first && after.last == before.last);
  QVERIFY(after.min == before.min && after.max == before.max && after.mean == before.mean);
}

void TestRunRecorder::restartForgetsAll() {
  Trainer trainer(smallSession());
  RunRecorder recorder;
  recorder.restart(trainer);
  record(trainer, recorder, 2 * 600);
  trainer.reset();
  recorder.restart(trainer);
  QVERIFY(recorder.series().batchLoss.empty());
  QVERIFY(recorder.series().delta[0].empty());
  QCOMPARE(iterationsOf(recorder.series().trainLoss), (std::vector<std::int64_t>{0}));
  record(trainer, recorder, 4);
  QCOMPARE(iterationsOf(recorder.series().trainLoss), (std::vector<std::int64_t>{0, 2, 4}));
}

void TestRunRecorder::aReopenedRunIsRecordedFromWhereItStands() {
  Trainer straight(smallSession());
  while (straight.epoch() < 700) QVERIFY(straight.stepBatch());
  Trainer reopened(straight.capture());
  RunRecorder recorder;
  recorder.restart(reopened);
  record(reopened, recorder, 2 * 20);
  const std::vector<std::int64_t> scored = iterationsOf(recorder.series().trainLoss);
  QCOMPARE(scored.front(), 1400);
  QVERIFY(scored.size() >= 5 && scored.size() <= 8);  // every fourth epoch
  QCOMPARE(recorder.series().batchLoss.buckets().front().first, 1401);
}

void TestRunRecorder::numbersThatAreNotFiniteAreLeftOut() {
  Trainer trainer(smallSession());
  RunRecorder recorder;
  recorder.restart(trainer);
  trainer.stepBatch();
  recorder.recordUpdate(trainer, {std::nan(""), {HUGE_VAL, 0.5}});
  QVERIFY(recorder.series().batchLoss.empty());
  QVERIFY(recorder.series().delta[0].empty());
  QCOMPARE(recorder.series().delta[1].buckets().size(), std::size_t{1});
}

void TestRunRecorder::withoutATestSetThereIsNoTestLoss() {
  Session session = smallSession();
  session.data.testFraction = 0;
  Trainer trainer(session);
  RunRecorder recorder;
  recorder.restart(trainer);
  record(trainer, recorder, 20);
  QVERIFY(recorder.series().testLoss.empty());
  QVERIFY(!recorder.series().trainLoss.empty());
}

/// At each of the first 512 updates, then at every second, fourth, …
void TestRunRecorder::distancesComeLessAndLessOften() {
  Trainer trainer(smallSession());
  RunRecorder recorder;
  recorder.restart(trainer);
  record(trainer, recorder, 1500);
  const std::vector<std::int64_t> measured = iterationsOf(recorder.series().weightDistance[0]);
  QCOMPARE(measured.size(), std::size_t{512 + 256 + 120});
  for (std::size_t k = 1; k < measured.size(); ++k)
    QCOMPARE(measured[k] - measured[k - 1], measured[k] <= 512 ? 1 : measured[k] <= 1024 ? 2 : 4);
  QCOMPARE(iterationsOf(recorder.series().deltaDistance[0]), measured);
  UnitMeter meter(trainer.session().network, trainer.session().loss);
  QCOMPARE(measured.back(), trainer.iteration());
  QCOMPARE(recorder.series().outputDistance[0].buckets().back().latest,
           meter.measure(trainer.parameters(), trainer.data())[0].output);
}

void TestRunRecorder::anEditIsMeasuredCloselyAgain() {
  Session session = smallSession();
  session.initialization.identical = true;
  Trainer trainer(session);
  RunRecorder recorder;
  recorder.restart(trainer);
  record(trainer, recorder, 702);
  QVERIFY(std::ranges::all_of(recorder.series().weightDistance[0].buckets(),
                              [](const SeriesBucket& bucket) { return bucket.max == 0; }));
  trainer.setParameter(0, trainer.parameters().theta()[0] + 1e-6);
  recorder.recordEdit(trainer);
  recorder.recordEdit(trainer);
  record(trainer, recorder, 100);
  QCOMPARE(recorder.series().edits, (std::vector<std::int64_t>{0, 702}));
  const auto& buckets = recorder.series().weightDistance[0].buckets();
  QCOMPARE(buckets.back().last, 802);
  QCOMPARE(buckets[buckets.size() - 101].last, 702);
  QVERIFY(std::abs(buckets[buckets.size() - 101].latest - 1e-6) < 1e-15);
  QCOMPARE(buckets[buckets.size() - 102].last, 700);
}

void TestRunRecorder::aCutCourseMeasuresAtTheSameIterations() {
  Trainer trainer(smallSession());
  RunRecorder recorder;
  recorder.restart(trainer);
  record(trainer, recorder, 2000);
  const std::vector<std::int64_t> measured = iterationsOf(recorder.series().weightDistance[0]);
  const std::int64_t known = recorder.cutAfter(1301);
  QVERIFY(known <= 1301);
  trainer.reset();
  while (trainer.iteration() < known) trainer.stepBatch();
  record(trainer, recorder, 2000 - known);
  QCOMPARE(iterationsOf(recorder.series().weightDistance[0]), measured);
}

QTEST_GUILESS_MAIN(TestRunRecorder)
#include "tst_run_recorder.moc"
