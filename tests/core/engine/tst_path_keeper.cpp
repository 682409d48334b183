#include "core/engine/path_keeper.h"

#include <QtTest>

#include "tests/support/engine_driver.h"
#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using test::EngineDriver;
using test::sameBits;

class TestPathKeeper : public QObject {
  Q_OBJECT

 private slots:
  void thePathIsTheRuns();
  void aLongPathKeepsItsPointsApart();
  void theStartAndTheLatestStayOfALargeNetwork();
  void aBranchsPathBeginsWithItsParents();
  void theLastStepIsThatOfTheUpdate();
  void aChangeByHandIsNoStep();
  void bookmarksKnowTheirWeights();
  void snapshotsShareThePathAndOnlyWhereItIsWanted();
};

namespace {

void go(PassCursor& cursor, int updates) {
  for (int k = 0; k < updates; ++k) QVERIFY(cursor.advanceBatch());
}

/// By training alone.
std::vector<double> thetaAfter(const Session& session, std::int64_t updates) {
  Trainer trainer(session);
  while (trainer.iteration() < updates) trainer.stepBatch();
  return trainer.parameters().theta();
}

std::vector<double> stepTo(const Session& session, std::int64_t iteration) {
  std::vector<double> step = thetaAfter(session, iteration);
  const std::vector<double> before = thetaAfter(session, iteration - 1);
  for (std::size_t k = 0; k < step.size(); ++k) step[k] -= before[k];
  return step;
}

}  // namespace

void TestPathKeeper::thePathIsTheRuns() {
  PassCursor cursor(test::sampleSession());
  PathKeeper keeper;
  QCOMPARE(keeper.pathOf(cursor)->points.size(), std::size_t{1});
  go(cursor, 90);
  const auto path = keeper.pathOf(cursor);
  QCOMPARE(path->points.size(), std::size_t{91});
  for (const ThetaPath::Point& point : path->points)
    QVERIFY(sameBits(point.theta, thetaAfter(test::sampleSession(), point.iteration)));
  QCOMPARE(keeper.pathOf(cursor), path);
  // What came later stays.
  cursor.seek(40);
  QCOMPARE(keeper.pathOf(cursor), path);
}

void TestPathKeeper::aLongPathKeepsItsPointsApart() {
  PassCursor cursor(test::sampleSession());
  PathKeeper keeper;
  go(cursor, 5000);
  const auto path = keeper.pathOf(cursor);
  QVERIFY(path->points.size() > ThetaPath::kMostPoints / 2 && path->points.size() <= ThetaPath::kMostPoints);
  QCOMPARE(path->points.front().iteration, 0);
  QVERIFY(cursor.trainer().iteration() - path->points.back().iteration < 64);
  for (std::size_t k = 1; k < path->points.size(); ++k)
    QVERIFY(path->points[k - 1].iteration < path->points[k].iteration);
  QVERIFY(sameBits(path->points[50].theta, thetaAfter(test::sampleSession(), path->points[50].iteration)));
}

void TestPathKeeper::theStartAndTheLatestStayOfALargeNetwork() {
  std::vector<KeptTheta> kept;
  for (int k = 0; k < 100; ++k) kept.push_back({k, {}});
  for (const std::size_t most : {2u, 3u, 10u, 99u, 100u, 200u}) {
    const std::vector<KeptTheta> some = thinned(kept, most);
    QVERIFY(some.size() <= most);
    QCOMPARE(some.front().iteration, 0);
    QCOMPARE(some.back().iteration, 99);
  }
  QCOMPARE(thinned({{7, {}}}, 2).size(), std::size_t{1});
}

void TestPathKeeper::aBranchsPathBeginsWithItsParents() {
  PassCursor cursor(test::sampleSession());
  PathKeeper keeper;
  go(cursor, 30);
  cursor.seek(20);
  cursor.change({{{2, 1.5}}});
  const std::vector<double> edited = cursor.trainer().parameters().theta();
  go(cursor, 5);
  const auto path = keeper.pathOf(cursor);
  QCOMPARE(path->points.size(), std::size_t{26});
  QVERIFY(sameBits(path->points[19].theta, thetaAfter(test::sampleSession(), 19)));
  QVERIFY(sameBits(path->points[20].theta, edited));
  QVERIFY(sameBits(path->points[25].theta, cursor.trainer().parameters().theta()));
  cursor.chooseBranch(0);
  QCOMPARE(keeper.pathOf(cursor)->points.size(), std::size_t{31});
  QVERIFY(sameBits(keeper.pathOf(cursor)->points[20].theta, thetaAfter(test::sampleSession(), 20)));
}

/// Also where it was forgotten: what shows the passes computes the next one. Where it would take long to find it again,
/// it is not known.
void TestPathKeeper::theLastStepIsThatOfTheUpdate() {
  const Session session = test::sampleSession();
  PassCursor cursor(session);
  QVERIFY(!cursor.lastStep(100));
  go(cursor, 50);
  QVERIFY(sameBits(*cursor.lastStep(0), stepTo(session, 50)));
  QVERIFY(cursor.trainer().previewUpdate());
  QVERIFY(!cursor.lastStep(0));
  const Session before = cursor.capture();
  QVERIFY(sameBits(*cursor.lastStep(1), stepTo(session, 50)));
  QVERIFY(cursor.capture() == before);
  cursor.seek(20);
  QVERIFY(sameBits(*cursor.lastStep(1), stepTo(session, 20)));
  cursor.advance(StepSize::Example);
  QVERIFY(sameBits(*cursor.lastStep(1), stepTo(session, 20)));
  QCOMPARE(cursor.trainer().exampleInBatch(), 1);
  PathKeeper keeper;
  QVERIFY(sameBits(keeper.lastStepOf(cursor, true), stepTo(session, 20)));
}

void TestPathKeeper::aChangeByHandIsNoStep() {
  const Session session = test::sampleSession();
  PassCursor cursor(session);
  PathKeeper keeper;
  go(cursor, 20);
  TrainingSettings faster = session.training;
  faster.optimizer.learningRate *= 2;
  cursor.setTraining(faster);
  QVERIFY(sameBits(keeper.lastStepOf(cursor, true), stepTo(session, 20)));
  cursor.change({{{2, 1.5}}});
  QVERIFY(keeper.lastStepOf(cursor, true).empty());
  go(cursor, 1);
  const std::vector<double> step = keeper.lastStepOf(cursor, false);
  QCOMPARE(step.size(), cursor.trainer().parameters().theta().size());
  cursor.seek(20);
  QVERIFY(keeper.lastStepOf(cursor, true).empty());
  cursor.seek(21);
  QVERIFY(sameBits(keeper.lastStepOf(cursor, true), step));
}

void TestPathKeeper::bookmarksKnowTheirWeights() {
  PassCursor cursor(test::sampleSession());
  PathKeeper keeper;
  go(cursor, 20);
  cursor.addBookmark("twenty");
  go(cursor, 20);
  cursor.addBookmark("forty");
  cursor.change({{{2, 1.5}}});
  const std::vector<double> edited = cursor.trainer().parameters().theta();
  cursor.seek(30);
  cursor.change({{{3, 0.5}}});
  const PassCursor copy = cursor.copy();
  for (const PassCursor* each : std::initializer_list<const PassCursor*>{&cursor, &copy}) {
    const auto path = PathKeeper().pathOf(*each);
    QCOMPARE(path->bookmarks.size(), std::size_t{2});
    QVERIFY(sameBits(path->bookmarks[0], thetaAfter(test::sampleSession(), 20)));
    // What is found there by now.
    QVERIFY(sameBits(path->bookmarks[1], edited));
  }
  cursor.discardBranch(0);
  QCOMPARE(cursor.history().bookmarks().size(), std::size_t{1});
  QVERIFY(sameBits(keeper.pathOf(cursor)->bookmarks.front(), thetaAfter(test::sampleSession(), 20)));
  cursor.removeBookmark(0);
  QVERIFY(keeper.pathOf(cursor)->bookmarks.empty());
}

void TestPathKeeper::snapshotsShareThePathAndOnlyWhereItIsWanted() {
  EngineDriver engine(test::sampleSession());
  const auto without = engine.step(StepSize::Batch, 30, 30);
  QVERIFY(!without->path && without->lastStep.empty());
  SnapshotNeeds needs;
  needs.path = true;
  engine.post(SetNeeds{needs});
  const auto with = engine.waitFor([](const Snapshot& snapshot) { return snapshot.path != nullptr; });
  QCOMPARE(with->path->points.back().iteration, 30);
  QVERIFY(sameBits(with->lastStep, stepTo(test::sampleSession(), 30)));
  needs.rungs = true;
  engine.post(SetNeeds{needs});
  QCOMPARE(engine.waitFor([](const Snapshot& snapshot) { return !snapshot.rungs.empty(); })->path, with->path);
  engine.post(Reset{});
  const auto anew = engine.waitFor([](const Snapshot& snapshot) { return snapshot.iteration == 0; });
  QCOMPARE(anew->path->points.size(), std::size_t{1});
  QVERIFY(anew->lastStep.empty());
  engine.post(Train{});
  const auto trained = engine.waitFor([](const Snapshot& snapshot) { return snapshot.iteration > 1000; });
  QVERIFY(trained->running && !trained->lastStep.empty());
}

QTEST_GUILESS_MAIN(TestPathKeeper)
#include "tst_path_keeper.moc"
