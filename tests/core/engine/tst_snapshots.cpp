#include <QtTest>
#include <algorithm>
#include <cmath>

#include "core/training/trainer.h"
#include "tests/support/engine_driver.h"
#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using test::EngineDriver;

/// What comes up from the worker: when, how much, and that nothing of the curves is lost.
class TestSnapshots : public QObject {
  Q_OBJECT

 private slots:
  void theNewestReplacesThoseThatNobodyTook();
  void curvesNeverLoseASpike();
  void curvesAreScoredAtEndsOfEpochs();
  void needsDecideWhatIsComputed();
  void theLadderIsThatOfTheNextUpdate();
  void theWideNetworkIsThatOfTheStartAndComputedOnce();
  void needsOfAnotherNetworkDoNoHarm();
  void slopesAreOnlySampledWhereTheyAreWanted();
  void aNetworkOfOneInputIsShownFromTheStart();
  void handedOutCurvesNeverChange();
  void rateIsThatOfExamples();
  void smallNetworksAreWholeFromTheStart();
  void aLargeNetworkIsCoarseWhileItTrainsAndWholeAtRest();
  void anAbandonedSnapshotIsNone();
  void setsTooLargeToScoreShowTheirLastScore();
};

namespace {

/// A rough ride: single examples at a high rate.
Session roughSession() {
  Session session = test::sampleSession();
  session.training.batchSize = 1;
  session.training.optimizer.learningRate = 0.5;
  return session;
}

struct Extremes {
  double min = 1e300, max = -1e300;
  void see(double value) {
    min = std::min(min, value);
    max = std::max(max, value);
  }
};

Extremes extremesOf(const Series& series) {
  Extremes extremes;
  for (const SeriesBucket& bucket : series.buckets()) {
    extremes.see(bucket.min);
    extremes.see(bucket.max);
  }
  return extremes;
}

Session oneInput() {
  Session session;
  session.network.inputs = 1;
  session.network.layers = {{3, Activation::Tanh}, {1, Activation::Identity}};
  session.data.source = PointList{{-3, 0.5, 2}, {0.3, -1, 0.25}};
  return session;
}

Session largeSession(int count = 100) {
  Session session = test::sampleSession(test::sampleLayers(6, kMaxUnits, Activation::Relu));
  std::get<GeneratorSettings>(session.data.source).count = count;
  return session;
}

SnapshotNeeds wholeNeeds() {
  SnapshotNeeds needs;
  needs.boundaryResolution = 128;
  needs.unitMapResolution = 48;
  return needs;
}

}  // namespace

void TestSnapshots::theNewestReplacesThoseThatNobodyTook() {
  EngineDriver engine(test::sampleSession());
  engine.post(SetSpeed{0, StepSize::Epoch});
  for (int round = 1; round <= 10; ++round) {
    engine.post(Step{StepSize::Batch, 5});
    while (engine.capture().state->iteration < 5 * round) {
    }
    engine.capture();  // what came before it was published
  }
  QCOMPARE(engine.wakes(), 1);
  const auto only = engine.take();
  QVERIFY(only);
  QCOMPARE(only->iteration, 50);
  engine.capture();
  if (const auto next = engine.take()) QCOMPARE(next->iteration, 50);
  QVERIFY(engine.wakes() <= 3);
}

void TestSnapshots::curvesNeverLoseASpike() {
  EngineDriver engine(roughSession());
  const auto snapshot = engine.step(StepSize::Batch, 20'000, 20'000);
  Trainer trainer(roughSession());
  Extremes loss;
  double mean = 0;
  std::vector<Extremes> delta(3);
  BatchReport report;
  for (int k = 0; k < 20'000; ++k) {
    QVERIFY(trainer.stepBatch(&report));
    loss.see(report.loss);
    mean += report.loss / 20'000;
    for (std::size_t l = 0; l < 3; ++l) delta[l].see(report.deltaMean[l]);
  }
  QVERIFY2(loss.max > 3 * mean, "there was no spike that could have been lost");
  const RunSeries& series = *snapshot->series;
  QCOMPARE(extremesOf(series.batchLoss).max, loss.max);
  QCOMPARE(extremesOf(series.batchLoss).min, loss.min);
  QCOMPARE(series.batchLoss.buckets().front().first, 1);
  QCOMPARE(series.batchLoss.buckets().back().last, 20'000);
  QCOMPARE(series.batchLoss.buckets().back().latest, report.loss);
  for (std::size_t l = 0; l < 3; ++l) {
    QCOMPARE(extremesOf(series.delta[l]).max, delta[l].max);
    QCOMPARE(extremesOf(series.delta[l]).min, delta[l].min);
  }
}

void TestSnapshots::curvesAreScoredAtEndsOfEpochs() {
  EngineDriver engine(test::sampleSession());
  const auto snapshot = engine.step(StepSize::Epoch, 40, 40 * 28);
  const std::vector<SeriesBucket>& train = snapshot->series->trainLoss.buckets();
  QCOMPARE(train.size(), std::size_t{41});
  QCOMPARE(snapshot->series->testLoss.buckets().size(), std::size_t{41});
  Trainer trainer(test::sampleSession());
  for (std::size_t epoch = 0; epoch < train.size(); ++epoch) {
    QCOMPARE(train[epoch].last, static_cast<std::int64_t>(28 * epoch));
    QCOMPARE(train[epoch].latest, trainer.scoreTrain().loss);
    QVERIFY(trainer.stepEpoch());
  }
}

void TestSnapshots::needsDecideWhatIsComputed() {
  EngineDriver engine(test::sampleSession());
  SnapshotNeeds needs;
  needs.plane = {.horizontal = 1, .vertical = 0, .low = -2, .high = 3, .held = {}};
  needs.boundaryResolution = 64;
  needs.unitMapResolution = 32;
  needs.enlargedUnit = UnitId{1, 2};
  needs.histogramBins = 20;
  engine.post(SetNeeds{needs});
  const auto full = engine.waitFor([](const Snapshot& shown) { return shown.units.resolution == 32; });
  QVERIFY(full->units.plane == needs.plane && full->boundary.plane == needs.plane);
  QCOMPARE(full->boundary.resolution, 64);
  QCOMPARE(full->units.maps[1].size(), std::size_t{4});
  QCOMPARE(full->units.maps[1][0].size(), std::size_t{32 * 32});
  QVERIFY(full->boundary.maps[1].empty() && full->boundary.maps[0].empty());
  QVERIFY(full->enlargedUnit == needs.enlargedUnit);
  QCOMPARE(full->enlargedMap, computeGrid(full->parameters, needs.plane, 64, GridLayers::All).maps[1][2]);
  QCOMPARE(full->boundary.maps[3][0],
           computeGrid(full->parameters, needs.plane, 64, GridLayers::OutputOnly).maps[3][0]);
  QCOMPARE(full->layers[0].zHistogram.counts.size(), std::size_t{20});
  needs.enlargedUnit = UnitId{3, 0};
  engine.post(SetNeeds{needs});
  const auto output = engine.waitFor([&](const Snapshot& shown) { return shown.enlargedUnit == needs.enlargedUnit; });
  QCOMPARE(output->enlargedMap, output->boundary.maps[3][0]);
  engine.post(SetNeeds{{.plane = needs.plane, .boundaryResolution = 0, .unitMapResolution = 0, .enlargedUnit = {}}});
  const auto bare = engine.waitFor([](const Snapshot& shown) { return shown.units.resolution == 0; });
  QCOMPARE(bare->boundary.resolution, 0);
  QVERIFY(bare->boundary.maps.empty() && bare->units.maps.empty() && bare->enlargedMap.empty());
  QVERIFY(bare->layers[0].zHistogram.counts.empty());
}

/// The window's wishes may be older than the network.
void TestSnapshots::slopesAreOnlySampledWhereTheyAreWanted() {
  EngineDriver engine(test::sampleSession());
  QVERIFY(!engine.waitFor([](const Snapshot&) { return true; })->slopes);
  SnapshotNeeds needs;
  needs.slopes = LayerPart{.layer = 2, .unit = 1};
  engine.post(SetNeeds{needs});
  const auto wanted = engine.waitFor([](const Snapshot& shown) { return shown.slopes != nullptr; });
  QVERIFY(wanted->slopes->part == needs.slopes);
  QCOMPARE(wanted->slopes->examples, wanted->measuredExamples);
  needs.slopes = LayerPart{.layer = 1};
  engine.post(SetNeeds{needs});
  const auto layer = engine.waitFor([](const Snapshot& shown) { return shown.slopes && !shown.slopes->part.unit; });
  QCOMPARE(layer->slopes->saturatedValues, layer->layers[0].saturatedValues);
  // No such unit: nothing, and no harm.
  needs.slopes = LayerPart{.layer = 7, .unit = 100};
  engine.post(SetNeeds{needs});
  QVERIFY(engine.waitFor([](const Snapshot& shown) { return !shown.slopes; }));
}

/// Against the update that the trainer then makes; δ against the statistics of the layers.
void TestSnapshots::theLadderIsThatOfTheNextUpdate() {
  EngineDriver engine(test::sampleSession());
  engine.step(StepSize::Batch, 30, 30);
  Trainer trainer(test::sampleSession());
  while (trainer.iteration() < 30) QVERIFY(trainer.stepBatch());
  const Architecture& network = trainer.session().network;
  const Parameters before = trainer.parameters();
  const Parameters gradient(network, trainer.previewUpdate()->gradient);
  QVERIFY(trainer.stepBatch());
  SnapshotNeeds needs;
  needs.exampleSizes = needs.rungs = true;
  const auto snapshotOf = [&](LadderQuantity quantity, DeltaSize size) {
    needs.ladder = {quantity, size};
    engine.post(SetNeeds{needs});
    return engine.waitFor([&](const Snapshot& shown) { return shown.ladder == needs.ladder; });
  };
  const auto updates = snapshotOf(LadderQuantity::Update, DeltaSize::Mean);
  const auto gradients = snapshotOf(LadderQuantity::Gradient, DeltaSize::Length);
  const auto deltas = snapshotOf(LadderQuantity::Delta, DeltaSize::Rms);
  const auto isNear = [](double value, double expected) { return std::abs(value - expected) <= 1e-12 * expected; };
  for (int l = 1; l <= 3; ++l) {
    const auto at = static_cast<std::size_t>(l - 1);
    const double change = (trainer.parameters().W(l) - before.W(l)).norm() / before.W(l).norm();
    QVERIFY(isNear(updates->layerSizes[at], change));
    QVERIFY(isNear(gradients->layerSizes[at], gradient.W(l).norm()));
    QVERIFY(isNear(deltas->layerSizes[at], deltas->layers[at].delta.rms));
    QVERIFY(l == 3 || isNear(deltas->rungs[at].below, deltas->layerSizes[at]));
    QCOMPARE(deltas->exampleSizes[at].examples, deltas->measuredExamples);
    QCOMPARE(updates->series->ladder[at].buckets().size(), std::size_t{30});
  }
  QVERIFY(updates->series->delta.empty());
}

void TestSnapshots::theWideNetworkIsThatOfTheStartAndComputedOnce() {
  EngineDriver engine(test::sampleSession());
  QVERIFY(!engine.waitFor([](const Snapshot&) { return true; })->wideNetwork);
  SnapshotNeeds needs;
  needs.wideNetwork = true;
  engine.post(SetNeeds{needs});
  const auto first = engine.waitFor([](const Snapshot& snapshot) { return snapshot.wideNetwork != nullptr; });
  QCOMPARE(first->wideNetwork->layers.size(), first->layers.size());
  QCOMPARE(engine.step(StepSize::Batch, 5, 5)->wideNetwork, first->wideNetwork);
  Session other = test::sampleSession();
  other.initialization.scale = 0.5;
  engine.post(ReplaceSession{other, 2, 1});
  const auto next = engine.waitFor([](const Snapshot& snapshot) { return snapshot.generation == 2; });
  QVERIFY(next->wideNetwork->layers.front().z < first->wideNetwork->layers.front().z);
}

void TestSnapshots::needsOfAnotherNetworkDoNoHarm() {
  EngineDriver engine(test::sampleSession());
  SnapshotNeeds needs;
  needs.plane.horizontal = 1;
  needs.plane.vertical = 0;
  needs.enlargedUnit = UnitId{2, 1};
  engine.post(SetNeeds{needs});
  engine.post(ReplaceSession{oneInput(), 2});
  const auto shown = engine.waitFor([](const Snapshot& snapshot) { return snapshot.generation == 2; });
  QCOMPARE(shown->units.plane.horizontal, 0);
  QCOMPARE(shown->units.plane.vertical, -1);
  QVERIFY(!shown->enlargedUnit && shown->enlargedMap.empty());
}

void TestSnapshots::aNetworkOfOneInputIsShownFromTheStart() {
  EngineDriver engine(oneInput());
  const auto shown = engine.waitFor([](const Snapshot&) { return true; });
  QCOMPARE(shown->boundary.rows, 1);
  QCOMPARE(shown->units.maps[1][2].size(), std::size_t{48});
  QVERIFY(shown->units.plane == planeFor(*shown->session, *shown->data));
}

void TestSnapshots::handedOutCurvesNeverChange() {
  EngineDriver engine(test::sampleSession());
  const auto early = engine.step(StepSize::Batch, 10, 10);
  const SeriesBucket last = early->series->batchLoss.buckets().back();
  engine.step(StepSize::Batch, 5000, 5010);
  QCOMPARE(early->series->batchLoss.buckets().size(), std::size_t{10});
  QCOMPARE(early->series->batchLoss.buckets().back().last, last.last);
  QCOMPARE(early->series->batchLoss.buckets().back().latest, last.latest);
  QCOMPARE(early->iteration, 10);
}

/// Between a tenth and ten times what the clock says: the rate is a running mean.
void TestSnapshots::rateIsThatOfExamples() {
  EngineDriver engine(test::sampleSession());
  const auto begin = std::chrono::steady_clock::now();
  engine.post(Train{});
  const auto shown = engine.waitFor([&](const Snapshot& snapshot) {
    return snapshot.running && snapshot.examplesPerSecond > 0 &&
           std::chrono::steady_clock::now() - begin > std::chrono::milliseconds(300);
  });
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  const double rate = 10 * static_cast<double>(shown->iteration) / seconds;
  QVERIFY(shown->examplesPerSecond > rate / 10);
  QVERIFY(shown->examplesPerSecond < rate * 10);
}

void TestSnapshots::smallNetworksAreWholeFromTheStart() {
  for (const Session& session :
       {test::sampleSession(), test::sampleSession(test::sampleLayers(6, 20, Activation::Tanh))}) {
    SnapshotNeeds needs = wholeNeeds();
    needs.boundaryResolution = 256;
    const SnapshotBudget budget(session.network);
    QVERIFY(budget.within(needs) == needs);
    QCOMPARE(budget.measuredExamples, kMaxMeasuredExamples);
    QVERIFY(budget.scoredExamples > 50'000);
    Trainer trainer(session);
    SnapshotContext context;
    context.detail = SnapshotDetail::Quick;
    QVERIFY(!makeSnapshot(trainer, needs, context)->isCoarse);
  }
}

void TestSnapshots::aLargeNetworkIsCoarseWhileItTrainsAndWholeAtRest() {
  EngineDriver engine(largeSession());
  engine.post(SetNeeds{wholeNeeds()});
  engine.post(Train{});
  const auto running = engine.waitFor([](const Snapshot& shown) { return shown.running && shown.iteration > 0; });
  QVERIFY(running->isCoarse);
  const SnapshotBudget budget(running->session->network);
  QCOMPARE(running->boundary.resolution, budget.boundaryResolution);
  QVERIFY(budget.boundaryResolution >= 16 && budget.boundaryResolution < 64);
  QVERIFY(running->units.resolution <= budget.unitMapResolution);
  engine.post(Pause{});
  const auto whole = engine.waitFor([](const Snapshot& shown) { return !shown.running && !shown.isCoarse; });
  QCOMPARE(whole->boundary.resolution, 128);
  QCOMPARE(whole->units.resolution, 48);
  QCOMPARE(whole->iteration, engine.capture().state->iteration);
}

void TestSnapshots::anAbandonedSnapshotIsNone() {
  const Trainer trainer(largeSession());
  int asked = 0;
  SnapshotContext context;
  context.interrupted = [&asked] { return ++asked == 3; };
  QVERIFY(!makeSnapshot(trainer, wholeNeeds(), context));
  QCOMPARE(asked, 3);
}

void TestSnapshots::setsTooLargeToScoreShowTheirLastScore() {
  const Trainer trainer(largeSession(5000));
  SnapshotContext context;
  context.detail = SnapshotDetail::Quick;
  context.latestScores = RunScores{{0.25, 0.75}, Score{0.5, 0.625}};
  const auto quick = makeSnapshot(trainer, wholeNeeds(), context);
  QCOMPARE(quick->train.loss, 0.25);
  QCOMPARE(quick->test->accuracy, std::optional(0.625));
  QVERIFY(quick->measuredExamples < kMaxMeasuredExamples && quick->measuredExamples >= 64);
  context.detail = SnapshotDetail::Whole;
  const auto whole = makeSnapshot(trainer, wholeNeeds(), context);
  QCOMPARE(whole->train.loss, trainer.scoreTrain().loss);
  QCOMPARE(whole->measuredExamples, kMaxMeasuredExamples);
}

QTEST_GUILESS_MAIN(TestSnapshots)
#include "tst_snapshots.moc"
