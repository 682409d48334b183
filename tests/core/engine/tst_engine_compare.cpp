#include <QTest>
#include <algorithm>

#include "tests/support/engine_driver.h"
#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using test::EngineDriver;
using test::sameBits;

namespace {

Session sample(int batchSize, int depth = 2) {
  Session session = test::sampleSession(test::sampleLayers(depth, 4, Activation::Tanh));
  session.training.batchSize = batchSize;
  return session;
}

bool isTogether(const Snapshot& snapshot) {
  return std::ranges::all_of(snapshot.others, [&](const auto& other) {
    return other->iteration == snapshot.iteration && !other->isCatchingUp && other->running == snapshot.running &&
           generationOf(*other) == generationOf(snapshot) && other->commands == snapshot.commands;
  });
}

/// Small pictures.
SetNeeds needs() {
  SnapshotNeeds small;
  small.boundaryResolution = small.unitMapResolution = 8;
  return {small, small};
}

auto hasRuns(std::size_t count) {
  return [count](const Snapshot& snapshot) { return snapshot.others.size() + 1 == count && isTogether(snapshot); };
}

}  // namespace

/// A comparison on the engine's threads.
class TestEngineCompare : public QObject {
  Q_OBJECT

 private slots:
  void everySnapshotIsOneInstantOfAllRuns_data() {
    QTest::addColumn<double>("stepsPerSecond");
    QTest::newRow("at full speed") << 0.0;
    QTest::newRow("at a limited speed") << 500.0;
  }

  void everySnapshotIsOneInstantOfAllRuns() {
    QFETCH(double, stepsPerSecond);
    EngineDriver engine(sample(10));
    engine.post(needs());
    for (const int number : {2, 3, 4}) engine.post(AddRun{number, sample(number, number)});
    engine.post(SetSpeed{stepsPerSecond, StepSize::Batch});
    engine.post(Train{});
    engine.waitFor(hasRuns(4));
    for (int k = 0; k < 8; ++k) QVERIFY(engine.waitFor([](const Snapshot&) { return true; })->running);
    engine.post(Pause{});
    const auto paused = engine.waitFor([](const Snapshot& shown) { return !shown.running && isTogether(shown); });
    QVERIFY(paused->iteration > 0);
    for (const auto& other : paused->others) {
      Trainer alone(sample(other->run, other->run));
      while (alone.iteration() < paused->iteration) alone.stepBatch();
      QVERIFY(sameBits(other->parameters.theta(), alone.parameters().theta()));
      QCOMPARE(engine.capture(other->run).state->iteration, paused->iteration);
    }
  }

  void runsComeAndGoWhileTheyTrain() {
    EngineDriver engine(sample(10));
    engine.post(needs());
    engine.post(Train{});
    for (int round = 0; round < 3; ++round) {
      const int number = 10 * (round + 1);
      engine.post(AddRun{number, sample(5)});
      engine.post(CopyRun{number, number + 1});
      engine.waitFor(hasRuns(3));
      engine.post(ChooseRun{number + 1});
      engine.post(RemoveRun{number});
      QCOMPARE(engine.waitFor(hasRuns(2))->run, number + 1);
      engine.post(RemoveRun{round == 0 ? 1 : number - 9});
      engine.waitFor(hasRuns(1));
    }
    QVERIFY(engine.waitFor([](const Snapshot&) { return true; })->running);
    engine.post(SetParameter{0, 0.5}, 3);
    engine.post(Reset{});
    QCOMPARE(engine.waitFor([](const Snapshot& shown) { return !shown.running; })->iteration, 0);
  }

  void theEngineCanGoWhileARunCatchesUp() {
    EngineDriver engine(sample(400));
    engine.post(needs());
    engine.step(StepSize::Batch, 2'000, 2'000);
    engine.post(AddRun{2, sample(1, 16)});
    const auto behind = engine.waitFor([](const Snapshot& shown) { return shown.others.size() == 1; });
    QCOMPARE(behind->iteration, 2'000);
  }
};

QTEST_GUILESS_MAIN(TestEngineCompare)
#include "tst_engine_compare.moc"
