#include <QTest>

#include "core/engine/kept_runs.h"
#include "tests/support/engine_driver.h"
#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using test::EngineDriver;
using test::sameBits;

namespace {

Session sample(double scale = 1) {
  Session session = test::sampleSession();
  session.initialization.scale = scale;
  return session;
}

std::vector<double> startAt(double scale) { return startOf(sample(scale)).theta(); }

KeptRun runOf(const Session& session) {
  KeptRun run;
  run.cursor = std::make_unique<PassCursor>(session);
  return run;
}

auto isOf(std::uint64_t generation) {
  return [generation](const Snapshot& snapshot) { return snapshot.generation == generation; };
}

}  // namespace

class TestKeptRuns : public QObject {
  Q_OBJECT

 private slots:
  void aRunComesBackAsItStoodAndGoesOn() {
    EngineDriver engine(sample());
    const auto before = engine.step(StepSize::Batch, 40, 40);
    const Session captured = engine.capture();
    engine.post(ReplaceSession{sample(0.5), 2, 1});
    QVERIFY(sameBits(engine.waitFor(isOf(2))->parameters.theta(), startAt(0.5)));
    engine.post(ExchangeRun{1, 3, sample()});
    const auto back = engine.waitFor(isOf(3));
    QCOMPARE(back->iteration, 40);
    QVERIFY(sameBits(back->parameters.theta(), before->parameters.theta()));
    QCOMPARE(back->series->batchLoss.buckets().size(), before->series->batchLoss.buckets().size());
    QVERIFY(engine.capture() == captured);
    Trainer alone(sample());
    while (alone.iteration() < 60) alone.stepBatch();
    QVERIFY(sameBits(engine.step(StepSize::Batch, 20, 60)->parameters.theta(), alone.parameters().theta()));
  }

  void theOtherRunComesBackToo() {
    EngineDriver engine(sample());
    engine.post(ReplaceSession{sample(0.5), 2, 1});
    const auto trained = engine.step(StepSize::Batch, 7, 7);
    engine.post(ExchangeRun{1, 3, sample()});
    QCOMPARE(engine.waitFor(isOf(3))->iteration, 0);
    engine.post(ExchangeRun{1, 4, sample(0.5)});
    const auto again = engine.waitFor(isOf(4));
    QCOMPARE(again->iteration, 7);
    QVERIFY(sameBits(again->parameters.theta(), trained->parameters.theta()));
  }

  void ofADragTheRunFromBeforeItIsKept() {
    EngineDriver engine(sample());
    engine.step(StepSize::Batch, 3, 3);
    for (int k = 1; k <= 5; ++k) engine.post(ReplaceSession{sample(1 + 0.1 * k), static_cast<std::uint64_t>(1 + k), 1});
    QVERIFY(sameBits(engine.waitFor(isOf(6))->parameters.theta(), startAt(1 + 0.1 * 5)));
    engine.post(ExchangeRun{1, 7, sample()});
    QCOMPARE(engine.waitFor(isOf(7))->iteration, 3);
  }

  void whereOnlyTheStartChangesTheDataIsTheSameObject() {
    EngineDriver engine(sample());
    const auto first = engine.waitFor(isOf(1));
    engine.post(ReplaceSession{sample(3), 2, 1});
    QCOMPARE(engine.waitFor(isOf(2))->data, first->data);
    Session other = sample(3);
    std::get<GeneratorSettings>(other.data.source).seed = 9;
    engine.post(ReplaceSession{other, 3, 2});
    const auto third = engine.waitFor(isOf(3));
    QVERIFY(third->data != first->data);
    QVERIFY(third->data->x != first->data->x);
  }

  void editsOfARunAreUndoneInIt() {
    EngineDriver engine(sample());
    const double before = startAt(1).front();
    engine.post(SetParameter{0, 0.75, 1});
    engine.post(ReplaceSession{sample(0.5), 2, 2});
    engine.post(SetParameter{0, -3, 3});
    engine.post(UndoEdit{3});
    engine.post(ExchangeRun{2, 3, sample()});
    QCOMPARE(engine.waitFor(isOf(3))->parameters.theta().front(), 0.75);
    engine.post(UndoEdit{1});
    const auto undone =
        engine.waitFor([&](const Snapshot& snapshot) { return snapshot.parameters.theta().front() == before; });
    QCOMPARE(undone->history->lostEdits, 0);
  }

  void aResetCanBeTakenBack() {
    EngineDriver engine(sample());
    const auto trained = engine.step(StepSize::Batch, 12, 12);
    engine.post(Reset{1});
    const auto reset = engine.waitFor([](const Snapshot& snapshot) { return snapshot.iteration == 0; });
    QVERIFY(sameBits(reset->parameters.theta(), startAt(1)));
    engine.post(ExchangeRun{1, 2, sample()});
    QVERIFY(sameBits(engine.waitFor(isOf(2))->parameters.theta(), trained->parameters.theta()));
  }

  void aResetOfASavedRunLeadsToItsStart() {
    Trainer trainer(sample());
    for (int k = 0; k < 5; ++k) trainer.stepBatch();
    EngineDriver engine(trainer.capture());
    QCOMPARE(engine.waitFor(isOf(1))->iteration, 5);
    engine.post(Reset{1});
    const auto reset = engine.waitFor([](const Snapshot& snapshot) { return snapshot.iteration == 0; });
    QVERIFY(sameBits(reset->parameters.theta(), startAt(1)));
  }

  void aRunThatIsNotKeptBeginsAnew() {
    EngineDriver engine(sample());
    engine.step(StepSize::Batch, 3, 3);
    engine.post(ExchangeRun{5, 2, sample(2)});
    const auto begun = engine.waitFor(isOf(2));
    QCOMPARE(begun->iteration, 0);
    QVERIFY(sameBits(begun->parameters.theta(), startAt(2)));
    engine.post(ExchangeRun{5, 3, sample()});
    QCOMPARE(engine.waitFor(isOf(3))->iteration, 3);
  }

  void anotherSessionForgetsThem() {
    EngineDriver engine(sample());
    engine.step(StepSize::Batch, 3, 3);
    engine.post(ReplaceSession{sample(0.5), 2, 1});
    engine.post(ReplaceSession{sample(0.25), 3});
    engine.post(ExchangeRun{1, 4, sample()});
    QCOMPARE(engine.waitFor(isOf(4))->iteration, 0);
  }

  void theOldestAreGivenUpWhereTheyTakeTooMuch() {
    Session large = test::sampleSession(test::sampleLayers(8, 128, Activation::Tanh));
    large.training.optimizer.kind = OptimizerKind::Adam;
    KeptRuns runs;
    for (std::int64_t edit = 1; edit <= 12; ++edit) runs.put(edit, runOf(large));
    QVERIFY(!runs.has(1));
    QVERIFY(runs.has(12));
    QVERIFY(!runs.take(1));
    QVERIFY(runs.take(12).has_value());
    QVERIFY(!runs.has(12));
  }
};

QTEST_GUILESS_MAIN(TestKeptRuns)
#include "tst_kept_runs.moc"
