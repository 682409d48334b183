#include "core/training/ladder_recorder.h"

#include <QTest>
#include <cmath>

#include "core/training/history.h"
#include "tests/support/random_session.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;

/// The sizes of a run's updates, and when they are measured.
class TestLadderRecorder : public QObject {
  Q_OBJECT

 private slots:
  void everyUpdateIsTheOneThatWasMade();
  void whatIsFrozenDoesNotMove();
  void lengthsFollowFromTheRms();
  void measuredLessAndLessOften();
  void largeNetworksAreMeasuredMoreSparsely();
  void aReplayMeasuresAtTheSameIterations();
  void aMillionIterationsStayWithinTheirMemory();
};

namespace {

Session smallSession() {
  Session session = test::sampleSession({{2, Activation::Tanh}, {1, Activation::Tanh}});
  std::get<GeneratorSettings>(session.data.source).count = 8;
  session.training.batchSize = 4;
  return session;
}

double latestOf(const std::vector<Series>& series, int l) {
  return series[static_cast<std::size_t>(l - 1)].buckets().back().latest;
}

std::vector<std::int64_t> iterationsOf(const Series& series) {
  std::vector<std::int64_t> iterations;
  for (const SeriesBucket& bucket : series.buckets()) iterations.push_back(bucket.last);
  return iterations;
}

bool isSame(const Series& left, const Series& right) {
  const auto same = [](const SeriesBucket& a, const SeriesBucket& b) {
    return a.first == b.first && a.last == b.last && a.min == b.min && a.max == b.max && a.mean == b.mean;
  };
  return std::ranges::equal(left.buckets(), right.buckets(), same);
}

constexpr LadderChoice kUpdates{LadderQuantity::Update, DeltaSize::Mean};
constexpr LadderChoice kDeltaRms{LadderQuantity::Delta, DeltaSize::Rms};

}  // namespace

/// With any optimizer and batch, also at an epoch's end: from the states before and after, and from the preview's
/// gradient.
void TestLadderRecorder::everyUpdateIsTheOneThatWasMade() {
  Random random(21, RandomStream::Data);
  for (int k = 0; k < 60; ++k) {
    Trainer trainer(test::drawSession(random));
    LadderRecorder recorder;
    recorder.restart(trainer);
    const Architecture& network = trainer.session().network;
    for (int n = 0; n < 12; ++n) {
      const Parameters before = trainer.parameters();
      const std::vector<int> batch(trainer.batch().begin(), trainer.batch().end());
      const Parameters gradient(network, trainer.previewUpdate().value().gradient);
      BatchReport report;
      QVERIFY(trainer.stepBatch(&report));
      QVERIFY(std::ranges::equal(trainer.updatedBatch(), batch));
      recorder.record(trainer);
      for (int l = 1; l <= network.outputLayer(); ++l) {
        const LayerSizes& sizes = recorder.latest()[static_cast<std::size_t>(l - 1)];
        const double change = (trainer.parameters().W(l) - before.W(l)).norm() / before.W(l).norm();
        QVERIFY(std::abs(sizes.update - change) <= 1e-12 * change);
        QVERIFY(std::abs(sizes.gradient.length - gradient.W(l).norm()) <= 1e-12 * sizes.gradient.length);
        const double mean = report.deltaMean[static_cast<std::size_t>(l - 1)];
        QVERIFY(std::abs(sizes.delta.mean - mean) <= 1e-12 * mean);
        QCOMPARE(latestOf(recorder.seriesOf(kUpdates), l), sizes.update);
      }
    }
  }
}

void TestLadderRecorder::whatIsFrozenDoesNotMove() {
  Session session = smallSession();
  session.training.frozen = {0, 1, 2, 3};  // all of W^(1)
  Trainer trainer(session);
  LadderRecorder recorder;
  recorder.restart(trainer);
  trainer.stepBatch();
  recorder.record(trainer);
  QCOMPARE(latestOf(recorder.seriesOf(kUpdates), 1), 0.0);
  QVERIFY(latestOf(recorder.seriesOf(kUpdates), 2) > 0);
}

void TestLadderRecorder::lengthsFollowFromTheRms() {
  Trainer trainer(test::sampleSession());
  LadderRecorder recorder;
  recorder.restart(trainer);
  trainer.stepBatch();
  recorder.record(trainer);
  QVERIFY(recorder.seriesOf({LadderQuantity::Delta, DeltaSize::Mean}).empty());
  for (int l = 1; l <= 3; ++l)
    for (const DeltaSize size : kDeltaSizes) {
      const LayerSizes& sizes = recorder.latest()[static_cast<std::size_t>(l - 1)];
      const double gradient = latestOf(recorder.seriesOf({LadderQuantity::Gradient, size}), l);
      QVERIFY(std::abs(gradient - sizes.gradient.of(size)) <= 1e-14 * gradient);
      if (size == DeltaSize::Mean) continue;
      const double delta = latestOf(recorder.seriesOf({LadderQuantity::Delta, size}), l);
      QVERIFY(std::abs(delta - sizes.delta.of(size)) <= 1e-14 * delta);
    }
}

/// At each of the first 512 updates, then at every second, fourth, … and after an edit closely again.
void TestLadderRecorder::measuredLessAndLessOften() {
  Trainer trainer(smallSession());
  History history(trainer);
  BatchReport report;
  const auto go = [&](int updates) {
    for (int k = 0; k < updates && trainer.stepBatch(&report); ++k) history.record(trainer, report);
  };
  go(801);
  trainer.setParameter(0, 0.5);
  history.recordEdit(trainer);
  go(3);
  const std::vector<std::int64_t> measured = iterationsOf(history.seriesWith(kDeltaRms).ladder[0]);
  QCOMPARE(measured.size(), std::size_t{512 + 144 + 3});
  QCOMPARE(measured.front(), 1);
  QCOMPARE(measured[measured.size() - 4], 800);
  QCOMPARE(measured.back(), 804);
  QVERIFY(history.seriesWith(kDeltaRms).delta.empty());
  QCOMPARE(ladderOf(history.seriesWith({}))[0].buckets().size(), std::size_t{804});
}

/// 2-128-128-1 has 2 · 8192 weights and some: every second, once that is an eighth of what there was.
void TestLadderRecorder::largeNetworksAreMeasuredMoreSparsely() {
  Session session = smallSession();
  session.network.layers = test::sampleLayers(2, 128, Activation::Tanh);
  Trainer trainer(session);
  RunRecorder recorder;
  recorder.restart(trainer);
  BatchReport report;
  for (int k = 0; k < 700 && trainer.stepBatch(&report); ++k) recorder.recordUpdate(trainer, report);
  const std::vector<std::int64_t> measured = iterationsOf(recorder.seriesWith(kUpdates).ladder[0]);
  QCOMPARE(measured.size(), std::size_t{16 + (700 - 16) / 2});
  for (std::size_t k = 1; k < measured.size(); ++k) QCOMPARE(measured[k] - measured[k - 1], measured[k] <= 16 ? 1 : 2);
}

/// The curves of a branch are those of a run that was changed there at once, edits on the way included.
void TestLadderRecorder::aReplayMeasuresAtTheSameIterations() {
  struct Run {
    Trainer trainer{smallSession()};
    History history{trainer};
    void go(std::int64_t end) {
      BatchReport report;
      while (trainer.iteration() < end && trainer.stepBatch(&report)) history.record(trainer, report);
    }
    void edit(double value) {
      trainer.setParameter(0, value);
      history.recordEdit(trainer);
    }
  };
  Run straight;
  straight.go(1505);
  straight.edit(0.3);
  straight.go(1506);
  straight.edit(0.7);
  Run back;
  back.go(1505);
  back.edit(0.3);
  back.go(4000);
  back.history.seek(back.trainer, 1506);
  back.edit(0.7);
  QCOMPARE(back.history.branches().size(), std::size_t{2});
  for (Run* run : {&straight, &back}) run->go(3000);
  for (const LadderChoice choice : {kUpdates, kDeltaRms}) {
    const RunSeries left = straight.history.seriesWith(choice);
    const RunSeries right = back.history.seriesWith(choice);
    for (std::size_t l = 0; l < 2; ++l) QVERIFY(isSame(left.ladder[l], right.ladder[l]));
  }
}

void TestLadderRecorder::aMillionIterationsStayWithinTheirMemory() {
  Trainer trainer(test::sampleSession());
  History history(trainer);
  BatchReport report;
  while (trainer.iteration() < 1'000'000 && trainer.stepBatch(&report)) history.record(trainer, report);
  QVERIFY2(history.bytes() < 4u << 20, qPrintable(QString::number(history.bytes())));
  for (const Series& series : history.seriesWith(kDeltaRms).ladder)
    QVERIFY(series.buckets().size() > Series::kMaxBuckets / 2 - 1);
}

QTEST_GUILESS_MAIN(TestLadderRecorder)
#include "tst_ladder_recorder.moc"
