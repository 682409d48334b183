#include <QtTest>
#include <algorithm>

#include "tests/support/engine_driver.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using test::EngineDriver;

class TestEngineExamples : public QObject {
  Q_OBJECT

 private slots:
  void aChosenExampleIsSteppedThroughWhileTheRunStandsStill();
  void aTypedExampleIsTracedAndAnImpossibleOneIsNot();
  void theBatchsGradientsComeWhereTheyAreAskedFor();
};

void TestEngineExamples::aChosenExampleIsSteppedThroughWhileTheRunStandsStill() {
  EngineDriver engine(test::sampleSession());
  engine.post(SetNeeds{{.plane = {}, .enlargedUnit = {}, .pass = true}});
  engine.post(Step{StepSize::Unit, 4});
  engine.waitFor([](const Snapshot& shown) { return shown.pass && shown.pass->done == 4; });
  engine.post(SelectExample{17});
  const auto chosen = engine.waitFor([](const Snapshot& shown) { return shown.pass && shown.pass->example == 17; });
  QVERIFY(chosen->pass->isAlone);
  QCOMPARE(chosen->pass->done, 4);
  QCOMPARE(chosen->pass->trace.x(0), chosen->data->inputOf(17)[0]);
  engine.post(Step{StepSize::Phase, 1});
  const auto end = engine.waitFor([](const Snapshot& shown) { return shown.pass && shown.pass->done > 4; });
  QCOMPARE(phaseOf(end->pass->last()->kind), PassPhase::Forward);
  engine.post(Step{StepSize::Unit, 1000});
  const auto last = engine.waitFor([&](const Snapshot& shown) { return shown.pass->done > end->pass->done; });
  QCOMPARE(last->pass->done, static_cast<int>(last->pass->steps.size()));
  QCOMPARE(last->iteration, 0);
  QCOMPARE(last->step, 4);
  engine.post(Step{StepSize::Unit, -2});
  engine.waitFor([&](const Snapshot& shown) { return shown.pass->done == last->pass->done - 2; });
  engine.post(SelectExample{});
  const auto back = engine.waitFor([](const Snapshot& shown) { return !shown.isExampleChosen; });
  QCOMPARE(back->pass->done, 4);
}

void TestEngineExamples::aTypedExampleIsTracedAndAnImpossibleOneIsNot() {
  EngineDriver engine(test::sampleSession());
  const auto start = engine.waitFor([](const Snapshot&) { return true; });
  engine.post(SelectExample{{}, TypedExample{{1}, {1}}});
  const TypedExample typed{{0.25, -7}, std::vector<double>(static_cast<std::size_t>(start->data->outputs), 0)};
  engine.post(SelectExample{{}, typed});
  const auto shown = engine.waitFor([](const Snapshot& snapshot) { return snapshot.typed.has_value(); });
  QVERIFY(*shown->typed == typed);
  QCOMPARE(shown->example, -1);
  const ExampleTrace expected = traceExample(shown->parameters, shown->session->loss, typed.x, typed.y);
  QCOMPARE(shown->trace.loss, expected.loss);
  QCOMPARE(shown->trace.yhat(), expected.yhat());
}

void TestEngineExamples::theBatchsGradientsComeWhereTheyAreAskedFor() {
  EngineDriver engine(test::sampleSession());
  engine.post(SetNeeds{{.plane = {}, .enlargedUnit = {}, .spread = {1, 4}}});
  const auto snapshot = engine.waitFor([](const Snapshot& shown) { return shown.spread != nullptr; });
  Trainer trainer(test::sampleSession());
  QVERIFY(std::ranges::equal(snapshot->spread->examples, trainer.batch()));
  QCOMPARE(snapshot->spread->mean[2], trainer.previewUpdate()->gradient[3]);
}

QTEST_GUILESS_MAIN(TestEngineExamples)
#include "tst_engine_examples.moc"
