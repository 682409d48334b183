#include "core/engine/run_group.h"

#include <QtTest>
#include <algorithm>
#include <limits>

#include "tests/support/compared_runs.h"
#include "tests/support/random_network.h"

using namespace backscope;
using test::Comparison;
using test::LoneRuns;
using test::Twin;

Q_DECLARE_METATYPE(RunClock)

/// Runs that are compared, without the engine's thread.
class TestRunGroup : public QObject {
  Q_OBJECT

 private slots:
  void aComparedRunIsThatOfTheSameRunAlone_data();
  void aComparedRunIsThatOfTheSameRunAlone();
  void theTimeAfterSomeUpdatesIsWhatTheyLeadTo();
  void byExamplesEachRunStandsAtItsFirstUpdateThere();
  void stepsWithinABatchKeepToOneExample();
  void aRunThatDivergesIsNotWaitedFor();
  void aCuredRunCatchesUp();
  void whereAllDivergeTheyStop();
};

namespace {

/// The rate leads beyond all numbers within some updates.
Session divergent() {
  Session session = test::sampleRun(10, {{4, Activation::Relu}, {1, Activation::Identity}});
  session.training.optimizer.learningRate = 1e3;
  return session;
}

/// One of the commands that a user may give to all, or an edit of one of them.
void doSomething(Comparison& comparison, Random& random, std::int64_t edit) {
  LoneRuns& runs = comparison.runs;
  const std::int64_t iteration = runs.place().iteration;
  const int number = drawInt(random, 1, static_cast<int>(comparison.twins.size()));
  switch (drawInt(random, 0, 7)) {
    case 0:
      return runs.post(Step{StepSize::Batch, drawInt(random, 1, 40)});
    case 1:
      return runs.post(Step{StepSize::Epoch, drawInt(random, 1, 3)});
    case 2:
      return runs.post(Step{StepSize::Batch, -drawInt(random, 1, 9)});
    case 3:
      return runs.post(Seek{drawInt(random, 0, static_cast<int>(iteration))});
    case 4:
      return comparison.edit(SetParameter{static_cast<std::size_t>(drawInt(random, 0, 8)), random.normal(), edit},
                             number);
    case 5: {
      TrainingSettings training = runs.shown(number)->session->training;
      training.optimizer.learningRate = 0.01 * drawInt(random, 1, 5);
      training.batchSize = drawInt(random, 1, 50);
      return comparison.edit(SetTraining{training}, number);
    }
    case 6:
      return runs.post(ChooseRun{number});
    default:
      return runs.trainTo(iteration + 50);
  }
}

constexpr std::int64_t kExamples = 280;  ///< of an epoch

std::int64_t timeOf(const RunState& place, RunClock clock) {
  return clock == RunClock::Iterations ? place.iteration : place.epoch * kExamples + place.position;
}

/// An update earlier.
std::int64_t timeBefore(Twin& twin, RunClock clock) {
  const std::int64_t iteration = twin.alone->place().iteration;
  if (iteration == 0) return -1;
  twin.goTo(iteration - 1);
  const std::int64_t time = timeOf(twin.alone->place(), clock);
  twin.goTo(iteration);
  return time;
}

}  // namespace

void TestRunGroup::aComparedRunIsThatOfTheSameRunAlone_data() {
  QTest::addColumn<RunClock>("clock");
  QTest::addColumn<int>("runs");
  QTest::newRow("two, by iterations") << RunClock::Iterations << 2;
  QTest::newRow("three, by examples") << RunClock::Examples << 3;
  QTest::newRow("four, by iterations") << RunClock::Iterations << 4;
  QTest::newRow("four, by examples") << RunClock::Examples << 4;
}

void TestRunGroup::aComparedRunIsThatOfTheSameRunAlone() {
  QFETCH(RunClock, clock);
  QFETCH(int, runs);
  const std::vector<Session> all{
      test::sampleRun(10, {{4, Activation::Tanh}, {1, Activation::Tanh}}, OptimizerKind::Adam),
      test::sampleRun(7, {{3, Activation::Relu}, {2, Activation::Sigmoid}, {1, Activation::Tanh}},
                      OptimizerKind::RmsProp),
      test::sampleRun(1, {{2, Activation::Sigmoid}, {1, Activation::Tanh}}),
      test::sampleRun(64, test::sampleLayers(6, 4, Activation::Sigmoid), OptimizerKind::Sgd)};
  Comparison comparison({all.begin(), all.begin() + runs}, clock);
  Random random(static_cast<std::uint64_t>(runs) + 1, RandomStream::Data);
  for (int k = 1; k <= 30; ++k) {
    doSomething(comparison, random, k);
    const std::shared_ptr<const Snapshot> shown = comparison.runs.shown();
    for (const auto& other : shown->others) QVERIFY(!other->isCatchingUp);
    std::int64_t earliest = std::numeric_limits<std::int64_t>::max(), latestBefore = -1;
    for (Twin& twin : comparison.twins) {
      QVERIFY2(twin.isLike(comparison.runs), qPrintable(QString::number(k)));
      earliest = std::min(earliest, timeOf(twin.alone->place(), clock));
      latestBefore = std::max(latestBefore, timeBefore(twin, clock));
    }
    // So there is a time at which all of them have just arrived.
    QVERIFY(latestBefore < earliest);
  }
}

void TestRunGroup::theTimeAfterSomeUpdatesIsWhatTheyLeadTo() {
  Random random(5, RandomStream::Data);
  for (const int batchSize : {1, 7, 10, 280, 1000}) {
    Trainer trainer(test::sampleRun(batchSize));
    for (int k = 0; k < 30; ++k) {
      const int updates = drawInt(random, 0, 90);
      const std::int64_t iterations = timeAfter(trainer, RunClock::Iterations, updates);
      const std::int64_t examples = timeAfter(trainer, RunClock::Examples, updates);
      for (int update = 0; update < updates; ++update) trainer.stepBatch();
      QCOMPARE(timeOf(trainer, RunClock::Iterations), iterations);
      QCOMPARE(timeOf(trainer, RunClock::Examples), examples);
    }
  }
}

void TestRunGroup::byExamplesEachRunStandsAtItsFirstUpdateThere() {
  Comparison comparison({test::sampleRun(10), test::sampleRun(64), test::sampleRun(3)}, RunClock::Examples);
  LoneRuns& runs = comparison.runs;
  const auto isAt = [&](int run, std::int64_t iteration, std::int64_t epoch, std::int64_t position) {
    const auto shown = runs.shown(run);
    return shown->iteration == iteration && shown->epoch == epoch && shown->position == position;
  };
  // 280 examples an epoch: 28, 5 and 94 updates.
  runs.post(Step{StepSize::Batch, 13});
  QVERIFY(isAt(1, 13, 0, 130) && isAt(2, 3, 0, 192) && isAt(3, 44, 0, 132));
  runs.post(Step{StepSize::Epoch, 2});
  QVERIFY(isAt(1, 56, 2, 0) && isAt(2, 10, 2, 0) && isAt(3, 188, 2, 0));
  runs.post(Step{StepSize::Batch, -1});
  QVERIFY(isAt(1, 55, 1, 270) && isAt(2, 10, 2, 0) && isAt(3, 184, 1, 270));
  runs.post(Seek{1});
  QVERIFY(isAt(1, 1, 0, 10) && isAt(2, 1, 0, 64) && isAt(3, 4, 0, 12));
  runs.post(SetRunClock{RunClock::Iterations});
  QVERIFY(isAt(1, 1, 0, 10) && isAt(2, 1, 0, 64) && isAt(3, 1, 0, 3));
}

void TestRunGroup::stepsWithinABatchKeepToOneExample() {
  const Session shallow = test::sampleRun(3, {{2, Activation::Tanh}, {1, Activation::Tanh}});
  const Session deep = test::sampleRun(3, test::sampleLayers(5, 2, Activation::Tanh));
  Comparison comparison({shallow, deep}, RunClock::Iterations);
  LoneRuns& runs = comparison.runs;
  const auto place = [&](int run) {
    const auto shown = runs.shown(run);
    return std::tuple(shown->iteration, shown->exampleInBatch, shown->step);
  };
  int waits = 0;
  while (runs.shown(2)->iteration < 2) {
    const auto before = std::pair(place(1), place(2));
    runs.post(Step{StepSize::Layer, 1});
    const auto [iteration, example, step] = place(1);
    QVERIFY(place(2) != before.second);
    if (place(1) != before.first) continue;
    // It has finished the example in which the other one still is.
    QCOMPARE(step, 0);
    QVERIFY(std::tuple(iteration, example) > std::tuple(std::get<0>(before.second), std::get<1>(before.second)));
    ++waits;
  }
  QVERIFY(waits > 20);
  QCOMPARE(place(1), place(2));
  for (Twin& twin : comparison.twins) QVERIFY(twin.isLike(runs));
  for (int k = 0; k < 500; ++k) runs.post(Step{StepSize::Layer, -1});
  QCOMPARE(place(1), place(2));
  QCOMPARE(place(1), std::tuple(0, 0, 0));
  runs.post(Step{StepSize::Unit, 5});
  QCOMPARE(runs.shown(1)->step, 5);
  QCOMPARE(runs.shown(2)->step, 5);
  runs.post(Step{StepSize::Batch, 1});
  QCOMPARE(place(2), std::tuple(1, 0, 0));
}

void TestRunGroup::aRunThatDivergesIsNotWaitedFor() {
  Comparison comparison({divergent(), test::sampleRun()}, RunClock::Iterations);
  LoneRuns& runs = comparison.runs;
  runs.post(Step{StepSize::Batch, 300});
  QVERIFY(runs.shown(1)->divergence.has_value());
  QCOMPARE(runs.shown(2)->iteration, 300);
  runs.trainTo(0);
  runs.send(Train{});
  QVERIFY(runs.shown()->running);
  while (runs.place(2).iteration < 500) runs.work();
  QVERIFY(runs.shown()->running);
  runs.post(Pause{});
  QVERIFY(!runs.shown(1)->isCatchingUp);
  const std::int64_t last = runs.shown(1)->iteration;
  runs.post(Seek{last - 2});
  QVERIFY(!runs.shown(1)->divergence);
  QCOMPARE(runs.shown(1)->iteration, last - 2);
  QCOMPARE(runs.shown(2)->iteration, last - 2);
}

void TestRunGroup::aCuredRunCatchesUp() {
  Comparison comparison({test::sampleRun(), divergent()}, RunClock::Iterations);
  LoneRuns& runs = comparison.runs;
  runs.post(Step{StepSize::Batch, 300});
  TrainingSettings training = divergent().training;
  training.optimizer.learningRate = 1e-3;
  runs.send(SetTraining{training}, 2);
  runs.send(SetParameter{0, 0.5}, 2);
  QVERIFY(runs.shown(2)->isCatchingUp);
  while (runs.group().hasWork()) runs.work();
  QVERIFY(!runs.shown(2)->isCatchingUp);
  QVERIFY(runs.shown(2)->divergence || runs.shown(2)->iteration == 300);
  QCOMPARE(runs.shown(1)->iteration, 300);
}

void TestRunGroup::whereAllDivergeTheyStop() {
  Session later = divergent();
  later.training.batchSize = 40;
  Comparison comparison({divergent(), later}, RunClock::Examples);
  LoneRuns& runs = comparison.runs;
  runs.send(Train{});
  while (runs.group().hasWork()) runs.work();
  QVERIFY(!runs.shown()->running);
  QVERIFY(runs.shown(1)->divergence && runs.shown(2)->divergence);
  runs.post(Step{StepSize::Unit, 3});
  runs.post(Step{StepSize::Batch, 3});
  const std::int64_t last = runs.shown(1)->iteration;
  runs.post(Step{StepSize::Batch, -1});
  QCOMPARE(runs.shown(1)->iteration, last - 1);
}

QTEST_GUILESS_MAIN(TestRunGroup)
#include "tst_run_group.moc"
