#include <QtTest>
#include <algorithm>
#include <cmath>
#include <fstream>

#include "core/session/session_json.h"
#include "core/training/trainer.h"
#include "tests/support/engine_driver.h"
#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using test::EngineDriver;
using test::sameBits;
using Clock = std::chrono::steady_clock;

/// The worker thread, as the window uses it.
class TestEngine : public QObject {
  Q_OBJECT

 private slots:
  void theFirstSnapshotComesUnasked();
  void trainingMovesAndPauseStopsIt();
  void pauseActsWithinAChunk();
  void stepsAreExact_data();
  void stepsAreExact();
  void stepsThatArriveTogetherAddUp();
  void aStepEndsTraining();
  void trainedEpochsAreThoseOfATrainerAlone();
  void interruptedTrainingIsThatOfATrainerAlone();
  void resetReturnsToTheStart();
  void anotherSessionEndsTheOldGeneration();
  void limitedSpeedIsKept_data();
  void limitedSpeedIsKept();
  void capturedSessionsGoOnWithTheSameBits();
  void changedSettingsAndParametersShow();
  void theChosenExampleIsTraced();
  void divergenceIsReportedOverTheLastGoodState();
  void destructionStopsATrainingEngine();
  void tenEnginesDoNotDisturbEachOther();
};

namespace {

bool isPaused(const Snapshot& snapshot) { return !snapshot.running; }

Session sessionAtRate(double rate) {
  Session session = test::sampleSession({{4, Activation::Tanh}, {2, Activation::Tanh}, {1, Activation::Identity}});
  session.training.optimizer.learningRate = rate;
  return session;
}

std::vector<double> thetaAfter(const Session& session, std::int64_t updates) {
  Trainer trainer(session);
  while (trainer.iteration() < updates && trainer.stepBatch()) {
  }
  return trainer.parameters().theta();
}

}  // namespace

Q_DECLARE_METATYPE(StepSize)

void TestEngine::theFirstSnapshotComesUnasked() {
  EngineDriver engine(test::sampleSession(), 7);
  const auto snapshot = engine.waitFor([](const Snapshot&) { return true; });
  QCOMPARE(snapshot->generation, std::uint64_t{7});
  QCOMPARE(snapshot->iteration, 0);
  QVERIFY(!snapshot->running);
  QCOMPARE(snapshot->layers.size(), std::size_t{3});
  QCOMPARE(snapshot->measuredExamples, 280);
  QCOMPARE(snapshot->yhat.size(), std::size_t{400});
  QCOMPARE(snapshot->series->trainLoss.buckets().size(), std::size_t{1});
  const Trainer trainer(test::sampleSession());
  QCOMPARE(snapshot->train.loss, trainer.scoreTrain().loss);
  QCOMPARE(snapshot->test->loss, trainer.scoreTest()->loss);
  QVERIFY(sameBits(snapshot->parameters.theta(), trainer.parameters().theta()));
}

void TestEngine::trainingMovesAndPauseStopsIt() {
  EngineDriver engine(test::sampleSession());
  engine.post(Train{});
  const auto first = engine.waitFor([](const Snapshot& snapshot) { return snapshot.iteration > 0; });
  QVERIFY(first->running);
  const auto later = engine.waitFor([&](const Snapshot& snapshot) { return snapshot.iteration > first->iteration; });
  QVERIFY(later->examplesPerSecond > 0);
  engine.post(Pause{});
  const auto paused = engine.waitFor(isPaused);
  QCOMPARE(paused->examplesPerSecond, 0.0);
  QCOMPARE(engine.capture().state->iteration, paused->iteration);
  QCOMPARE(engine.capture().state->iteration, paused->iteration);
}

/// The best of five, because the machine may be busy with other things.
void TestEngine::pauseActsWithinAChunk() {
  EngineDriver engine(test::sampleSession());
  Clock::duration best = Clock::duration::max();
  for (int attempt = 0; attempt < 5; ++attempt) {
    engine.post(Train{});
    engine.waitFor([](const Snapshot& snapshot) { return snapshot.running; });
    const Clock::time_point asked = Clock::now();
    engine.post(Pause{});
    engine.waitFor(isPaused);
    best = std::min(best, Clock::now() - asked);
  }
  QVERIFY2(best < std::chrono::milliseconds(100),
           qPrintable(QStringLiteral("%1 ms").arg(std::chrono::duration<double, std::milli>(best).count())));
}

void TestEngine::stepsAreExact_data() {
  QTest::addColumn<StepSize>("size");
  QTest::addColumn<int>("count");
  QTest::addColumn<int>("iteration");
  QTest::addColumn<int>("epoch");
  QTest::addColumn<int>("position");
  QTest::addColumn<int>("exampleInBatch");
  // 280 training examples in batches of 10.
  QTest::newRow("one example") << StepSize::Example << 1 << 0 << 0 << 0 << 1;
  QTest::newRow("ten examples") << StepSize::Example << 10 << 1 << 0 << 10 << 0;
  QTest::newRow("577 examples") << StepSize::Example << 577 << 57 << 2 << 10 << 7;
  QTest::newRow("one batch") << StepSize::Batch << 1 << 1 << 0 << 10 << 0;
  QTest::newRow("37 batches") << StepSize::Batch << 37 << 37 << 1 << 90 << 0;
  QTest::newRow("one epoch") << StepSize::Epoch << 1 << 28 << 1 << 0 << 0;
  QTest::newRow("twelve epochs") << StepSize::Epoch << 12 << 336 << 12 << 0 << 0;
}

void TestEngine::stepsAreExact() {
  QFETCH(StepSize, size);
  QFETCH(int, count);
  QFETCH(int, iteration);
  QFETCH(int, epoch);
  QFETCH(int, position);
  QFETCH(int, exampleInBatch);
  EngineDriver engine(test::sampleSession());
  engine.post(Step{size, count});
  const auto there = engine.waitFor([&](const Snapshot& snapshot) {
    return snapshot.iteration >= iteration && snapshot.exampleInBatch >= exampleInBatch;
  });
  QVERIFY(!there->running);
  const RunState state = *engine.capture().state;
  QCOMPARE(state.iteration, iteration);
  QCOMPARE(state.epoch, epoch);
  QCOMPARE(state.position, position);
  QCOMPARE(state.exampleInBatch, exampleInBatch);
  QCOMPARE(there->series->trainLoss.buckets().back().last, iteration);
}

void TestEngine::stepsThatArriveTogetherAddUp() {
  EngineDriver engine(test::sampleSession());
  for (int k = 0; k < 30; ++k) engine.post(Step{StepSize::Epoch, 1});
  engine.waitFor([](const Snapshot& snapshot) { return snapshot.epoch >= 30; });
  const RunState state = *engine.capture().state;
  QCOMPARE(state.iteration, 30 * 28);
  QCOMPARE(state.position, 0);
}

void TestEngine::aStepEndsTraining() {
  EngineDriver engine(test::sampleSession());
  engine.post(Train{});
  engine.waitFor([](const Snapshot& snapshot) { return snapshot.iteration > 0; });
  engine.post(Pause{});
  const std::int64_t paused = engine.capture().state->iteration;
  engine.post(Train{});
  engine.waitFor([&](const Snapshot& snapshot) { return snapshot.iteration > paused; });
  engine.post(Step{StepSize::Batch, 1});
  const auto stopped = engine.waitFor(isPaused);
  QVERIFY(engine.capture().state->iteration <= stopped->iteration + 1);
  const Session before = engine.capture();
  QVERIFY(engine.capture() == before);
}

void TestEngine::trainedEpochsAreThoseOfATrainerAlone() {
  EngineDriver engine(test::sampleSession());
  engine.post(Step{StepSize::Epoch, 50});
  // Every command cuts a chunk short.
  SnapshotNeeds needs;
  for (int k = 0; k < 200; ++k) {
    needs.unitMapResolution = k % 2 == 0 ? 16 : 0;
    engine.post(SetNeeds{needs});
    engine.take();
  }
  const auto done = engine.waitFor([](const Snapshot& snapshot) { return snapshot.epoch >= 50; });
  QCOMPARE(done->epoch, 50);
  QVERIFY(sameBits(done->parameters.theta(), thetaAfter(test::sampleSession(), 50 * 28)));
}

void TestEngine::interruptedTrainingIsThatOfATrainerAlone() {
  EngineDriver engine(test::sampleSession());
  for (int pause = 1; pause <= 5; ++pause) {
    engine.post(Train{});
    engine.waitFor([&](const Snapshot& snapshot) { return snapshot.running && snapshot.iteration > 0; });
    engine.post(Pause{});
    const Session captured = engine.capture();
    QVERIFY(sameBits(*captured.parameters, thetaAfter(test::sampleSession(), captured.state->iteration)));
    engine.post(Reset{});
  }
}

void TestEngine::resetReturnsToTheStart() {
  EngineDriver engine(test::sampleSession());
  const Session start = engine.capture();
  engine.post(Train{});
  engine.waitFor([](const Snapshot& snapshot) { return snapshot.iteration > 100; });
  engine.post(Reset{});
  const auto snapshot = engine.waitFor([](const Snapshot& shown) { return shown.iteration == 0; });
  QVERIFY(!snapshot->running);
  QCOMPARE(snapshot->series->trainLoss.buckets().size(), std::size_t{1});
  QVERIFY(snapshot->series->batchLoss.empty());
  QVERIFY(engine.capture() == start);
}

void TestEngine::anotherSessionEndsTheOldGeneration() {
  EngineDriver engine(test::sampleSession(), 1);
  engine.post(Train{});
  engine.waitFor([](const Snapshot& snapshot) { return snapshot.iteration > 0; });
  engine.post(Pause{});
  engine.post(ReplaceSession{test::sampleSession(test::sampleLayers(1, 5, Activation::Relu)), 2});
  const auto first = engine.waitFor([](const Snapshot& snapshot) { return snapshot.generation == 2; });
  QCOMPARE(first->iteration, 0);
  QCOMPARE(first->layers.size(), std::size_t{2});
  QVERIFY(first->series->batchLoss.empty());
  for (int k = 0; k < 20; ++k) {
    engine.post(Step{StepSize::Batch, 1});
    const auto next = engine.waitFor([&](const Snapshot& snapshot) { return snapshot.iteration > k; });
    QCOMPARE(next->generation, std::uint64_t{2});
    QCOMPARE(next->session->network.layers.size(), std::size_t{2});
  }
}

void TestEngine::limitedSpeedIsKept_data() {
  QTest::addColumn<double>("speed");
  QTest::addColumn<StepSize>("size");
  QTest::addColumn<int>("steps");
  QTest::newRow("1000 batches a second") << 1000.0 << StepSize::Batch << 500;
  QTest::newRow("50 epochs a second") << 50.0 << StepSize::Epoch << 20;
  QTest::newRow("20 examples a second") << 20.0 << StepSize::Example << 10;
}

/// Never faster; slower only by what the machine has no time for.
void TestEngine::limitedSpeedIsKept() {
  QFETCH(double, speed);
  QFETCH(StepSize, size);
  QFETCH(int, steps);
  EngineDriver engine(test::sampleSession());
  engine.post(SetSpeed{speed, size});
  engine.waitFor([](const Snapshot&) { return true; });
  const Clock::time_point begin = Clock::now();
  engine.post(Train{});
  engine.waitFor([&](const Snapshot& snapshot) {
    const std::int64_t examples = snapshot.epoch * 280 + snapshot.position + snapshot.exampleInBatch;
    return examples >= std::int64_t{steps} * (size == StepSize::Example ? 1 : size == StepSize::Batch ? 10 : 280);
  });
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  QVERIFY2(seconds >= (steps - 3) / speed, qPrintable(QString::number(seconds)));
  QVERIFY2(seconds <= 5 * steps / speed + 1, qPrintable(QString::number(seconds)));
}

void TestEngine::capturedSessionsGoOnWithTheSameBits() {
  EngineDriver engine(test::sampleSession());
  engine.step(StepSize::Example, 4321, 432);
  const Session captured = engine.capture();
  QCOMPARE(captured.state->exampleInBatch, 1);
  EngineDriver resumed(readSession(writeSession(captured)).value());
  const auto straight = engine.step(StepSize::Batch, 500, 932);
  const auto again = resumed.step(StepSize::Batch, 500, 932);
  QVERIFY(sameBits(straight->parameters.theta(), again->parameters.theta()));
  QVERIFY(engine.capture() == resumed.capture());
}

void TestEngine::changedSettingsAndParametersShow() {
  EngineDriver engine(test::sampleSession());
  TrainingSettings settings = test::sampleSession().training;
  settings.batchSize = 40;
  engine.post(SetTraining{settings});
  const auto changed =
      engine.waitFor([](const Snapshot& snapshot) { return snapshot.session->training.batchSize == 40; });
  QVERIFY(changed->session->training == settings);
  QCOMPARE(engine.step(StepSize::Epoch, 1, 7)->iteration, 7);
  const double lossBefore = changed->train.loss;
  engine.post(SetParameter{2, 1.5});
  const auto edited = engine.waitFor([](const Snapshot& snapshot) { return snapshot.parameters.theta()[2] == 1.5; });
  QVERIFY(edited->train.loss != lossBefore);
  QCOMPARE(edited->series->trainLoss.buckets().back().latest, edited->train.loss);
}

void TestEngine::theChosenExampleIsTraced() {
  EngineDriver engine(test::sampleSession());
  engine.post(SelectExample{17});
  const auto chosen = engine.waitFor([](const Snapshot& snapshot) { return snapshot.example == 17; });
  QCOMPARE(chosen->trace.x(1), chosen->data->inputOf(17)[1]);
  QCOMPARE(chosen->trace.loss, chosen->exampleLoss[17]);
  const auto stepped = engine.step(StepSize::Batch, 1, 1);
  Trainer trainer(test::sampleSession());
  trainer.stepBatch();
  QCOMPARE(stepped->example, trainer.nextExample());
}

void TestEngine::divergenceIsReportedOverTheLastGoodState() {
  const Session session = sessionAtRate(1e6);
  EngineDriver engine(session);
  engine.post(Train{});
  const auto snapshot = engine.waitFor([](const Snapshot& shown) { return shown.divergence.has_value(); });
  QVERIFY(!snapshot->running);
  QCOMPARE(snapshot->divergence->iteration, snapshot->iteration + 1);
  QVERIFY(std::ranges::all_of(snapshot->parameters.theta(), [](double value) { return std::isfinite(value); }));
  QVERIFY(sameBits(snapshot->parameters.theta(), thetaAfter(session, 100'000)));
  engine.post(Train{});
  engine.post(Step{StepSize::Epoch, 3});
  engine.capture();
  QCOMPARE(engine.capture().state->iteration, snapshot->iteration);
  engine.post(Reset{});
  const auto reset = engine.waitFor([](const Snapshot& shown) { return shown.iteration == 0; });
  QVERIFY(!reset->divergence);
}

void TestEngine::destructionStopsATrainingEngine() {
  for (int k = 0; k < 20; ++k) {
    EngineDriver engine(test::sampleSession());
    engine.post(Train{});
    if (k % 2 == 0) engine.waitFor([](const Snapshot& snapshot) { return snapshot.iteration > 0; });
  }
  const Clock::time_point begin = Clock::now();
  {
    EngineDriver sleeping(test::sampleSession());
    sleeping.post(SetSpeed{0.001, StepSize::Epoch});
    sleeping.post(Train{});
    sleeping.waitFor([](const Snapshot& snapshot) { return snapshot.running; });
  }
  QVERIFY(Clock::now() - begin < std::chrono::seconds(10));
}

void TestEngine::tenEnginesDoNotDisturbEachOther() {
  std::vector<std::unique_ptr<EngineDriver>> engines;
  std::vector<Session> sessions;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    sessions.push_back(test::sampleSession());
    sessions.back().initialization.seed = seed;
    engines.push_back(std::make_unique<EngineDriver>(sessions.back()));
    engines.back()->post(Train{});
  }
  for (const auto& engine : engines) {
    engine->waitFor([](const Snapshot& snapshot) { return snapshot.iteration > 0; });
    engine->post(Pause{});
  }
  for (std::size_t k = 0; k < engines.size(); ++k) {
    const Session captured = engines[k]->capture();
    QVERIFY(sameBits(*captured.parameters, thetaAfter(sessions[k], captured.state->iteration)));
  }
}

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
