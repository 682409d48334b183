#include <QtTest>
#include <cmath>

#include "core/engine/mirrors.h"
#include "core/training/symmetry_change.h"
#include "tests/support/engine_driver.h"
#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using test::EngineDriver;
using test::sameBits;
using Kind = Symmetry::Kind;

/// Symmetries made of a run, undone, and looked at from their mirror images.
class TestEngineSymmetry : public QObject {
  Q_OBJECT

 private slots:
  void theSnapshotSaysHowFarTheOutputsWent();
  void undoGivesTheSameBitsBack();
  void undoneAndRedoneAreStepsToo();
  void anUndoFromElsewhereComparesNothing();
  void whatTheNetworkDoesNotHaveIsNotMade();
  void theLineIsThereWhereItIsAskedFor();
  void theLineIsComputedWhereThetaChanges();
  void ofALargeNetworkItIsCoarseAtFirst();
};

namespace {

constexpr Symmetry kMove{Kind::Move, 1, 0, 2};
constexpr Symmetry kFlip{Kind::Flip, 1, 3};

Session adamSession() {
  Session session = test::sampleSession();
  session.training.optimizer.kind = OptimizerKind::Adam;
  return session;
}

std::shared_ptr<const Snapshot> afterSteps(EngineDriver& engine, std::int64_t serial) {
  return engine.waitFor(
      [serial](const Snapshot& snapshot) { return snapshot.mirrored && snapshot.mirrored->serial == serial; });
}

SnapshotNeeds needsWith(const std::vector<Symmetry>& mirror) {
  SnapshotNeeds needs;
  needs.mirror = mirror;
  return needs;
}

}  // namespace

void TestEngineSymmetry::theSnapshotSaysHowFarTheOutputsWent() {
  EngineDriver engine(adamSession());
  const auto before = engine.step(StepSize::Batch, 30, 30);
  QVERIFY(!before->mirrored);
  engine.post(ApplySymmetry{kMove, 1});
  const auto after = afterSteps(engine, 1);
  QCOMPARE(after->mirrored->symmetry, kMove);
  QVERIFY(!after->mirrored->isUndone);
  Parameters moved = before->parameters;
  applyTo(moved, kMove);
  QVERIFY(sameBits(after->parameters.theta(), moved.theta()));
  double largest = 0;
  for (std::size_t n = 0; n < before->yhat.size(); ++n)
    largest = std::max(largest, std::abs(after->yhat[n] - before->yhat[n]));
  QCOMPARE(after->mirrored->outputs.examples, 400);
  QCOMPARE(after->mirrored->outputs.largest, largest);
  QVERIFY(after->mirrored->outputs.ulps > 0 && after->mirrored->outputs.ulps <= 4);
}

/// Of θ and of the averages: what is trained after undo is what would have been trained without.
void TestEngineSymmetry::undoGivesTheSameBitsBack() {
  EngineDriver engine(adamSession());
  EngineDriver plain(adamSession());
  const auto before = engine.step(StepSize::Batch, 30, 30);
  engine.post(ApplySymmetry{kMove, 1});
  engine.post(ApplySymmetry{kFlip, 2});
  engine.post(UndoEdit{2});
  engine.post(UndoEdit{1});
  const auto undone = afterSteps(engine, 4);
  QVERIFY(sameBits(undone->parameters.theta(), before->parameters.theta()));
  engine.step(StepSize::Batch, 30, 60);
  plain.step(StepSize::Batch, 60, 60);
  QCOMPARE(*engine.capture().state, *plain.capture().state);
  QVERIFY(sameBits(*engine.capture().parameters, *plain.capture().parameters));
}

void TestEngineSymmetry::undoneAndRedoneAreStepsToo() {
  EngineDriver engine(adamSession());
  engine.post(ApplySymmetry{kMove, 1});
  engine.post(UndoEdit{1});
  const auto undone = afterSteps(engine, 2);
  QCOMPARE(undone->mirrored->symmetry, inverseOf(kMove));
  QVERIFY(undone->mirrored->isUndone);
  engine.post(RedoEdit{1});
  const auto redone = afterSteps(engine, 3);
  QCOMPARE(redone->mirrored->symmetry, kMove);
  QVERIFY(!redone->mirrored->isUndone);
  engine.post(Reset{});
  engine.waitFor([](const Snapshot& snapshot) { return !snapshot.mirrored; });
}

void TestEngineSymmetry::anUndoFromElsewhereComparesNothing() {
  EngineDriver engine(adamSession());
  const auto before = engine.step(StepSize::Batch, 3, 3);
  engine.post(ApplySymmetry{kMove, 1});
  engine.step(StepSize::Batch, 3, 6);
  engine.post(UndoEdit{1});
  const auto undone = engine.waitFor([](const Snapshot& snapshot) { return snapshot.iteration == 3; });
  QVERIFY(sameBits(undone->parameters.theta(), before->parameters.theta()));
  QCOMPARE(undone->mirrored->serial, 1);
}

void TestEngineSymmetry::whatTheNetworkDoesNotHaveIsNotMade() {
  EngineDriver engine(test::sampleSession(test::sampleLayers(1, 4, Activation::Relu)));
  engine.post(SetParameter{0, 1e10});
  const auto before = engine.waitFor([](const Snapshot& snapshot) { return snapshot.commands >= 1; });
  engine.post(ApplySymmetry{kFlip, 1});
  engine.post(ApplySymmetry{{Kind::Rescale, 1, 0, 0, 1e300}, 2});
  engine.post(ApplySymmetry{{Kind::Move, 2, 0, 0}, 3});
  const auto after = engine.waitFor([](const Snapshot& snapshot) { return snapshot.commands >= 4; });
  QVERIFY(!after->mirrored);
  QVERIFY(sameBits(after->parameters.theta(), before->parameters.theta()));
}

void TestEngineSymmetry::theLineIsThereWhereItIsAskedFor() {
  EngineDriver engine(test::sampleSession());
  QVERIFY(!engine.step(StepSize::Batch, 100, 100)->line);
  engine.post(SetNeeds{needsWith({kMove, kFlip})});
  const auto asked = engine.waitFor([](const Snapshot& snapshot) { return snapshot.line != nullptr; });
  const Parameters mirror = *mirrorImage(asked->parameters, std::vector{kMove, kFlip});
  QCOMPARE(*asked->line, *lossBetween(asked->parameters, mirror, Loss::Square, *asked->data));
  QCOMPARE(asked->line->trainExamples, 280);
  QCOMPARE(asked->line->testExamples, 120);
  QVERIFY(!asked->isCoarse);
  // Impossible here.
  engine.post(SetNeeds{needsWith({{Kind::Rescale, 1, 0, 0, 2}})});
  engine.waitFor([](const Snapshot& snapshot) { return snapshot.line == nullptr; });
}

void TestEngineSymmetry::theLineIsComputedWhereThetaChanges() {
  EngineDriver engine(test::sampleSession());
  engine.post(SetNeeds{needsWith({kMove})});
  const auto first = engine.waitFor([](const Snapshot& snapshot) { return snapshot.line != nullptr; });
  engine.post(Step{StepSize::Example, 1});
  const auto second = engine.waitFor([](const Snapshot& snapshot) { return snapshot.exampleInBatch == 1; });
  QCOMPARE(second->line, first->line);
  const auto third = engine.step(StepSize::Batch, 1, 1);
  QVERIFY(third->line != first->line);
  QVERIFY(third->line->train.front() != first->line->train.front());
}

void TestEngineSymmetry::ofALargeNetworkItIsCoarseAtFirst() {
  const SnapshotBudget small(test::sampleSession().network);
  QCOMPARE(small.quickLine.points, 101);
  QVERIFY(small.quickLine.examples >= 400);
  Trainer trainer(test::sampleSession(test::sampleLayers(16, 128, Activation::Tanh)));
  Mirrors mirrors;
  const auto never = [] { return false; };
  const Mirrors::Line quick = mirrors.lineTo({kMove}, trainer, SnapshotDetail::Quick, never);
  QVERIFY(quick.isCoarse);
  QVERIFY(quick.line->train.size() < 101 && quick.line->train.size() % 2 == 1);
  QCOMPARE(quick.line->trainExamples, 64);
  const Mirrors::Line abandoned = mirrors.lineTo({kMove}, trainer, SnapshotDetail::Whole, [] { return true; });
  QVERIFY(abandoned.isAbandoned && !abandoned.line);
  const Mirrors::Line whole = mirrors.lineTo({kMove}, trainer, SnapshotDetail::Whole, never);
  QVERIFY(!whole.isCoarse);
  QCOMPARE(whole.line->train.size(), std::size_t{101});
  QCOMPARE(mirrors.lineTo({kMove}, trainer, SnapshotDetail::Quick, never).line, whole.line);
}

QTEST_GUILESS_MAIN(TestEngineSymmetry)
#include "tst_engine_symmetry.moc"
