#include "core/training/lone_example.h"

#include <QtTest>

#include "core/training/pass_instant.h"
#include "tests/support/random_session.h"
#include "tests/support/same_bits.h"

using namespace backscope;
using test::sameBits;

class TestLoneExample : public QObject {
  Q_OBJECT

 private slots:
  void itsPassesAreThoseOfTheRunsWeights();
  void itsUpdateIsThatOfARunWithThisExampleAlone();
  void theRunIsLeftAsItWas();
  void impossibleExamplesAreNamed();
};

namespace {

/// A run some updates after its start, so that the optimizer's averages are not empty.
Trainer runOnItsWay(Random& random) {
  Trainer run(test::drawSession(random));
  for (int k = 0; k < 5; ++k) run.stepBatch();
  return run;
}

TypedExample drawExample(Random& random, const Trainer& run) {
  TypedExample example = exampleOf(run.data(), drawInt(random, 0, run.data().count() - 1));
  for (double& x : example.x) x += random.normal();
  return example;
}

}  // namespace

void TestLoneExample::itsPassesAreThoseOfTheRunsWeights() {
  Random random(11, RandomStream::Data);
  for (int k = 0; k < 100; ++k) {
    const Trainer run = runOnItsWay(random);
    const TypedExample example = drawExample(random, run);
    Trainer lone = loneTrainer(run, example);
    const PassInstant instant = makeInstant(lone, 3);
    const ExampleTrace expected = traceExample(run.parameters(), run.session().loss, example.x, example.y);
    QVERIFY(sameBits(instant.parameters.theta(), run.parameters().theta()));
    QCOMPARE(instant.trace.loss, expected.loss);
    QCOMPARE(instant.trace.layers.front().delta, expected.layers.front().delta);
    QCOMPARE(instant.batchSize, 1);
    QCOMPARE(instant.done, 3);
    QVERIFY(instant.steps == stepsOfLone(run));
  }
}

void TestLoneExample::itsUpdateIsThatOfARunWithThisExampleAlone() {
  Random random(12, RandomStream::Data);
  for (int k = 0; k < 100; ++k) {
    Session session = test::drawSession(random);
    PointList& points = std::get<PointList>(session.data.source);
    points.x.resize(static_cast<std::size_t>(session.network.inputs));
    points.y.resize(static_cast<std::size_t>(session.network.outputs()));
    Trainer run(session);
    for (int updates = 0; updates < 3; ++updates) run.stepBatch();
    Trainer lone = loneTrainer(run, {points.x, points.y});
    const PassInstant instant = makeInstant(lone, 0);
    if (!run.stepBatch()) continue;
    QVERIFY(instant.update.has_value());
    QVERIFY(sameBits(instant.update->theta, run.parameters().theta()));
  }
}

void TestLoneExample::theRunIsLeftAsItWas() {
  Random random(13, RandomStream::Data);
  const Trainer run = runOnItsWay(random);
  const TrainerState before = run.state();
  Trainer lone = loneTrainer(run, drawExample(random, run));
  lone.stepBatch();
  QVERIFY(run.state() == before);
}

void TestLoneExample::impossibleExamplesAreNamed() {
  Session session;
  session.network.layers = {{1, Activation::Sigmoid}};
  session.loss = Loss::CrossEntropy;
  QVERIFY(!checkExample(session, {{0.5, 0.25}, {1}}));
  const std::optional<Problem> target = checkExample(session, {{0.5, 0.25}, {2}});
  QVERIFY(target.has_value());
  QCOMPARE(target->path, std::string("data.points[0].y[0]"));
  QCOMPARE(checkExample(session, {{0.5}, {1}})->path, std::string("data.points"));
  QVERIFY(checkExample(session, {{0.5, std::nan("")}, {1}}).has_value());
}

QTEST_GUILESS_MAIN(TestLoneExample)
#include "tst_lone_example.moc"
