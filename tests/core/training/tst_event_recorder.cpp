#include "core/training/event_recorder.h"

#include <QtTest>
#include <algorithm>

#include "core/training/history.h"
#include "tests/support/random_session.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using Kind = RunEvent::Kind;

/// What is noted of units and layers in the course of a run, and when.
class TestEventRecorder : public QObject {
  Q_OBJECT

 private slots:
  void placesComeLessAndLessOften();
  void aUnitIsNotedWhereItDiesAndRecovers();
  void aBranchNotesWhatTheSameRunWouldHave();
  void aUnitThatComesAndGoesIsRestless();
  void aLayerHasStoppedAfterAThousandSlowUpdates();
  void aCutWithinASlowTimeLetsItGoOn();
  void aFrozenLayerHasNotStopped();
  void aRunWhoseFirstLayersGetNothingSaysSo();
};

namespace {

/// A trainer with its history.
struct Run {
  explicit Run(const Session& session) : trainer(session), history(trainer) {}
  void goTo(std::int64_t iteration) {
    while (trainer.iteration() < iteration && trainer.stepBatch(&report)) history.record(trainer, report);
  }
  void edit(std::size_t index, double value) {
    trainer.setParameter(index, value);
    history.recordEdit(trainer);
  }
  const std::vector<RunEvent>& events() const { return history.series().events; }
  Trainer trainer;
  History history;
  BatchReport report;
};

Session reluSession() { return test::sampleSession({{3, Activation::Relu}, {1, Activation::Identity}}); }

/// A trainer that is moved without training: what is noted depends on the numbers given alone.
struct Walk {
  explicit Walk(const Session& session = reluSession()) : trainer(session) { recorder.restart(trainer); }
  bool measureAt(std::int64_t iteration, const std::vector<double>& relativeUpdates) {
    TrainerState state = trainer.state();
    state.iteration = iteration;
    trainer.restore(state);
    std::vector<LayerSizes> sizes;
    for (const double update : relativeUpdates) sizes.push_back({.delta = {}, .gradient = {}, .update = update});
    return recorder.measure(trainer, sizes);
  }
  Trainer trainer;
  EventRecorder recorder;
};

}  // namespace

void TestEventRecorder::placesComeLessAndLessOften() {
  std::int64_t latest = 0;
  std::int64_t count = 0;
  for (std::int64_t since = 0; since < 4096; ++since) {
    if (EventRecorder::isDue(since)) latest = since;
    if (EventRecorder::isDue(since)) ++count;
    QCOMPARE(EventRecorder::latestDue(since), latest);
  }
  QCOMPARE(count, 64 + 6 * 32);
}

void TestEventRecorder::aUnitIsNotedWhereItDiesAndRecovers() {
  Run run(reluSession());
  const ParameterLayout layout(run.trainer.session().network);
  const double bias = run.trainer.parameters().theta()[layout.biasIndex(1, 2)];
  run.goTo(40);
  QVERIFY(run.events().empty());
  run.edit(layout.biasIndex(1, 2), -1e3);
  QCOMPARE(run.events(), (std::vector<RunEvent>{{40, Kind::UnitDead, 1, 2}}));
  run.edit(layout.biasIndex(1, 2), bias);
  QVERIFY(run.events().empty());
  run.edit(layout.biasIndex(1, 2), -1e3);
  run.goTo(500);
  run.edit(layout.biasIndex(1, 2), bias);
  QCOMPARE(run.events(), (std::vector<RunEvent>{{40, Kind::UnitDead, 1, 2}, {500, Kind::UnitRecovered, 1, 2}}));
}

/// At a rate at which units saturate and die.
void TestEventRecorder::aBranchNotesWhatTheSameRunWouldHave() {
  Random random(31, RandomStream::Data);
  std::size_t noted = 0;
  for (int k = 0; k < 60; ++k) {
    Session session = test::drawSession(random);
    session.training.optimizer.learningRate = 0.3;
    const int fork = drawInt(random, 1, 300);
    const int edit = drawInt(random, 0, fork);
    const auto goToEdit = [&](Run& run) {
      run.goTo(edit);
      run.edit(0, 0.5);
    };
    Run straight(session);
    goToEdit(straight);
    straight.goTo(fork);
    straight.edit(0, -0.5);
    straight.goTo(600);
    Run back(session);
    goToEdit(back);
    back.goTo(600);
    if (back.history.end() < fork) continue;
    back.history.seek(back.trainer, fork);
    back.edit(0, -0.5);
    back.goTo(600);
    QCOMPARE(back.events(), straight.events());
    noted += straight.events().size();
  }
  QVERIFY2(noted > 100, qPrintable(QString::number(noted)));
}

void TestEventRecorder::aUnitThatComesAndGoesIsRestless() {
  Walk walk;
  const ParameterLayout layout(walk.trainer.session().network);
  for (int k = 1; k <= 30; ++k) {
    walk.trainer.setParameter(layout.biasIndex(1, 0), k % 2 == 1 ? -1e3 : 0);
    walk.measureAt(k, {});
  }
  const std::vector<RunEvent>& events = walk.recorder.events();
  QCOMPARE(events.size(), std::size_t{EventRecorder::kMostOfUnit});
  QVERIFY(events[6] == (RunEvent{7, Kind::UnitDead, 1, 0}));
  QVERIFY(events[7] == (RunEvent{8, Kind::UnitRestless, 1, 0}));
  walk.recorder.cutAfter(7, 7);
  QCOMPARE(walk.recorder.events().size(), std::size_t{7});
  QVERIFY(walk.measureAt(8, {}));
  QVERIFY(walk.recorder.events()[7] == (RunEvent{8, Kind::UnitRestless, 1, 0}));
}

void TestEventRecorder::aLayerHasStoppedAfterAThousandSlowUpdates() {
  Walk walk;
  QVERIFY(!walk.measureAt(100, {0.9e-5, 1}));
  QVERIFY(!walk.measureAt(1099, {0.9e-5, 1}));
  QVERIFY(walk.measureAt(1100, {0, 1}));
  QCOMPARE(walk.recorder.events(), (std::vector<RunEvent>{{100, Kind::LayerStopped, 1, -1}}));
  QVERIFY(!walk.measureAt(2000, {0, 1e-7}));
  QVERIFY(walk.measureAt(2500, {1e-5, 1e-7}));
  QVERIFY(!walk.measureAt(2900, {1e-7, 1}));
  QVERIFY(!walk.measureAt(3899, {1, 1}));
  QCOMPARE(walk.recorder.events(),
           (std::vector<RunEvent>{{100, Kind::LayerStopped, 1, -1}, {2500, Kind::LayerWentOn, 1, -1}}));
}

void TestEventRecorder::aCutWithinASlowTimeLetsItGoOn() {
  Walk walk;
  walk.measureAt(100, {0, 1});
  walk.measureAt(600, {0, 1});
  walk.measureAt(1200, {0, 1});
  walk.measureAt(1300, {1, 1});
  QCOMPARE(walk.recorder.events().size(), std::size_t{2});
  walk.recorder.cutAfter(1250, 1200);
  QCOMPARE(walk.recorder.events(), (std::vector<RunEvent>{{100, Kind::LayerStopped, 1, -1}}));
  walk.recorder.cutAfter(700, 600);
  QVERIFY(walk.recorder.events().empty());
  QVERIFY(!walk.measureAt(600, {1, 1}));
  QVERIFY(!walk.measureAt(1050, {0, 1}));
  QVERIFY(walk.measureAt(1100, {0, 1}));
}

void TestEventRecorder::aFrozenLayerHasNotStopped() {
  Session session = reluSession();
  session.training.frozen = placesOfLayer(session.network, 1);
  Walk walk(session);
  walk.measureAt(100, {0, 0});
  walk.measureAt(1200, {0, 0});
  QCOMPARE(walk.recorder.events(), (std::vector<RunEvent>{{100, Kind::LayerStopped, 2, -1}}));
}

/// Eight logistic layers: what reaches the first is too little to move it.
void TestEventRecorder::aRunWhoseFirstLayersGetNothingSaysSo() {
  Run run(test::sampleSession(test::sampleLayers(8, 4, Activation::Sigmoid, {1, Activation::Identity})));
  run.goTo(1500);
  const auto stopped = std::ranges::find_if(
      run.events(), [](const RunEvent& event) { return event.kind == Kind::LayerStopped && event.layer == 1; });
  QVERIFY(stopped != run.events().end());
  const std::vector<Series> updates =
      run.history.seriesWith({.quantity = LadderQuantity::Update, .size = DeltaSize::Mean}).ladder;
  for (const SeriesBucket& bucket : updates[0].buckets())
    if (bucket.first >= stopped->iteration) QVERIFY(bucket.max < kStoppedLevel);
  QVERIFY(std::ranges::none_of(run.events(), [](const RunEvent& event) { return event.layer == 9; }));
}

QTEST_GUILESS_MAIN(TestEventRecorder)
#include "tst_event_recorder.moc"
