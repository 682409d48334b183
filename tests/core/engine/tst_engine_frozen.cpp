#include <QtTest>

#include "tests/support/engine_driver.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using test::EngineDriver;

class TestEngineFrozen : public QObject {
  Q_OBJECT

 private slots:
  void whatIsFrozenIsShownAndLeftAlone();
  void otherSettingsReleaseNothing();
  void freezingIsUndoneAndDoneAgain();
  void whatTheNetworkHasNotIsNotFrozen();
};

namespace {

const FrozenPlaces& frozenIn(const Snapshot& snapshot) { return snapshot.session->training.frozen; }

}  // namespace

void TestEngineFrozen::whatIsFrozenIsShownAndLeftAlone() {
  EngineDriver engine(test::sampleSession());
  engine.post(SetFrozen{{{2, true}, {5, true}}, 1});
  const auto frozen = engine.waitFor([](const Snapshot& shown) { return !frozenIn(shown).empty(); });
  QVERIFY(frozenIn(*frozen) == (FrozenPlaces{2, 5}));
  const auto trained = engine.step(StepSize::Epoch, 1, 28);
  QCOMPARE(trained->parameters.theta()[5], frozen->parameters.theta()[5]);
  QVERIFY(trained->parameters.theta()[4] != frozen->parameters.theta()[4]);
  QVERIFY(engine.capture().training.frozen == (FrozenPlaces{2, 5}));
}

void TestEngineFrozen::otherSettingsReleaseNothing() {
  EngineDriver engine(test::sampleSession());
  engine.post(SetFrozen{{{2, true}}, 1});
  TrainingSettings settings = test::sampleSession().training;
  settings.optimizer.learningRate = 0.5;
  settings.frozen = {7};
  engine.post(SetTraining{settings});
  const Session captured = engine.capture();
  QCOMPARE(captured.training.optimizer.learningRate, 0.5);
  QVERIFY(captured.training.frozen == (FrozenPlaces{2}));
}

void TestEngineFrozen::freezingIsUndoneAndDoneAgain() {
  EngineDriver engine(test::sampleSession());
  engine.post(SetFrozen{{{2, true}, {3, true}}, 1});
  engine.post(SetFrozen{{{2, false}}, 2});
  QVERIFY(engine.capture().training.frozen == (FrozenPlaces{3}));
  engine.post(UndoEdit{2});
  QVERIFY(engine.capture().training.frozen == (FrozenPlaces{2, 3}));
  engine.post(UndoEdit{1});
  engine.waitFor([](const Snapshot& shown) { return shown.commands == 6 && frozenIn(shown).empty(); });
  engine.post(RedoEdit{1});
  QVERIFY(engine.capture().training.frozen == (FrozenPlaces{2, 3}));
}

void TestEngineFrozen::whatTheNetworkHasNotIsNotFrozen() {
  EngineDriver engine(test::sampleSession({{1, Activation::Identity}}));
  engine.post(SetFrozen{{{1, true}, {1000, true}}, 1});
  QVERIFY(engine.capture().training.frozen == (FrozenPlaces{1}));
}

QTEST_GUILESS_MAIN(TestEngineFrozen)
#include "tst_engine_frozen.moc"
