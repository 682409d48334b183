#include <QtTest>

#include "tests/support/engine_driver.h"
#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using test::EngineDriver;
using test::sameBits;

/// The run through its commands: back, to any place, and on from there.
class TestEngineHistory : public QObject {
  Q_OBJECT

 private slots:
  void stepsGoBackAsFarAsTheyWent();
  void anyPlaceOfTheRunComesBack();
  void changingThePastKeepsTheOldFuture();
  void settingsComeBackWithThePlace();
  void thePassesShowTheStepTakenLast();
};

void TestEngineHistory::stepsGoBackAsFarAsTheyWent() {
  EngineDriver engine(test::sampleSession());
  const auto start = engine.waitFor([](const Snapshot&) { return true; });
  for (const StepSize size :
       {StepSize::Unit, StepSize::Layer, StepSize::Phase, StepSize::Example, StepSize::Batch, StepSize::Epoch}) {
    engine.post(Step{size, 5});
    const auto there = engine.waitFor([](const Snapshot& snapshot) {
      return snapshot.iteration > 0 || snapshot.exampleInBatch > 0 || snapshot.step > 0;
    });
    engine.post(Step{size, -5});
    const auto back = engine.waitFor([](const Snapshot& snapshot) {
      return snapshot.iteration == 0 && snapshot.exampleInBatch == 0 && snapshot.step == 0;
    });
    QVERIFY(!back->running);
    QVERIFY(sameBits(back->parameters.theta(), start->parameters.theta()));
  }
}

void TestEngineHistory::anyPlaceOfTheRunComesBack() {
  EngineDriver engine(test::sampleSession());
  const auto early = engine.step(StepSize::Batch, 123, 123);
  const auto late = engine.step(StepSize::Batch, 500, 623);
  engine.post(Seek{123});
  const auto back = engine.waitFor([](const Snapshot& snapshot) { return snapshot.iteration == 123; });
  QVERIFY(sameBits(back->parameters.theta(), early->parameters.theta()));
  QCOMPARE(back->history->end, 623);
  QCOMPARE(back->series->batchLoss.buckets().back().last, 623);
  const auto again = engine.step(StepSize::Batch, 500, 623);
  QVERIFY(sameBits(again->parameters.theta(), late->parameters.theta()));
  QCOMPARE(again->history->branches.size(), std::size_t{1});
}

void TestEngineHistory::changingThePastKeepsTheOldFuture() {
  EngineDriver engine(test::sampleSession());
  const auto late = engine.step(StepSize::Batch, 100, 100);
  engine.post(AddBookmark{"before"});
  engine.post(Seek{40});
  engine.post(SetParameter{2, 1.5});
  engine.post(Step{StepSize::Batch, 10});
  const auto branched = engine.waitFor([](const Snapshot& snapshot) { return snapshot.iteration == 50; });
  QCOMPARE(branched->history->branches.size(), std::size_t{2});
  QCOMPARE(branched->history->end, 50);
  QVERIFY(branched->history->bookmarks == (std::vector<Bookmark>{{"before", 0, 100}}));
  engine.post(ChooseBranch{0});
  const auto chosen = engine.waitFor([](const Snapshot& snapshot) { return snapshot.iteration == 100; });
  QVERIFY(sameBits(chosen->parameters.theta(), late->parameters.theta()));
  engine.post(DiscardBranch{1});
  engine.post(RemoveBookmark{0});
  const auto discarded = engine.waitFor([](const Snapshot& snapshot) { return snapshot.history->bookmarks.empty(); });
  QCOMPARE(discarded->history->branches.size(), std::size_t{1});
}

void TestEngineHistory::settingsComeBackWithThePlace() {
  EngineDriver engine(test::sampleSession());
  engine.step(StepSize::Batch, 10, 10);
  TrainingSettings faster = test::sampleSession().training;
  faster.optimizer.learningRate *= 2;
  engine.post(SetTraining{faster});
  const auto later = engine.step(StepSize::Batch, 10, 20);
  QCOMPARE(later->history->moves, 0);
  engine.post(Seek{5});
  const auto back = engine.waitFor([](const Snapshot& snapshot) { return snapshot.iteration == 5; });
  QVERIFY(back->session->training == test::sampleSession().training);
  QCOMPARE(back->history->moves, 1);
  const auto again = engine.step(StepSize::Batch, 15, 20);
  QVERIFY(again->session->training == faster);
  QVERIFY(sameBits(again->parameters.theta(), later->parameters.theta()));
}

void TestEngineHistory::thePassesShowTheStepTakenLast() {
  EngineDriver engine(test::sampleSession());
  SnapshotNeeds needs;
  needs.pass = true;
  engine.post(SetNeeds{needs});
  const auto atStart = engine.waitFor([](const Snapshot& snapshot) { return snapshot.pass != nullptr; });
  QCOMPARE(atStart->pass->done, 0);
  engine.post(Step{StepSize::Phase, 1});
  const auto forward = engine.waitFor([](const Snapshot& snapshot) { return snapshot.step > 0; });
  QVERIFY(forward->pass->last()->kind == PassStepKind::Prediction);
  QCOMPARE(forward->example, forward->pass->example);
  QCOMPARE(forward->trace.loss, forward->pass->trace.loss);
  engine.post(Step{StepSize::Batch, 1});
  const auto updated = engine.waitFor([](const Snapshot& snapshot) { return snapshot.iteration == 1; });
  QVERIFY(updated->pass->last()->kind == PassStepKind::NewParameters);
  QVERIFY(sameBits(updated->pass->parameters.theta(), atStart->parameters.theta()));
  QVERIFY(sameBits(updated->pass->update->theta, updated->parameters.theta()));
  QCOMPARE(updated->pass->exampleInBatch, 9);
}

QTEST_GUILESS_MAIN(TestEngineHistory)
#include "tst_engine_history.moc"
