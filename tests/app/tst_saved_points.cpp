#include "app/saved_points.h"

#include <QTest>

#include "app/runs.h"
#include "core/analysis/loss_line.h"
#include "core/network/symmetry_presets.h"
#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"
#include "ui/text/point_text.h"

using namespace backscope;
using namespace backscope::test;
using PointKind = SavedPoint::Kind;

class TestSavedPoints : public QObject {
  Q_OBJECT

 private slots:
  void aRunHasNowItsStartAndItsMirrorImages();
  void bookmarksAreOfferedWhereTheyCanBeReached();
  void otherRunsOfTheSameShapeAreOffered();
  void aFewOfTheManyStartsAreOffered();
  void ofAnotherNetworkTheyAreLeftOutAndItIsSaid();
};

namespace {

Session tanhRun(int units = 3) { return sampleSession({{units, Activation::Tanh}, {1, Activation::Identity}}); }

/// After an epoch.
std::shared_ptr<Snapshot> trained(const Session& session, int run = Runs::kFirstNumber) {
  auto snapshot = std::make_shared<Snapshot>(*sampleSnapshot(session, 28));
  snapshot->run = run;
  return snapshot;
}

QStringList namesOf(const SavedPointList& list, const Snapshot& snapshot) {
  QStringList names;
  for (const SavedPoint& point : list.points) names.append(pointText(point, snapshot.parameters.architecture()));
  return names;
}

StartOutcome outcomeOf(std::uint64_t seed, StartEnd end, std::size_t size) {
  StartOutcome outcome;
  outcome.seed = seed;
  outcome.end = end;
  outcome.theta.assign(size, static_cast<double>(seed));
  return outcome;
}

}  // namespace

void TestSavedPoints::aRunHasNowItsStartAndItsMirrorImages() {
  const Session session = tanhRun();
  const std::shared_ptr<Snapshot> snapshot = trained(session);
  const Runs runs(session);
  const SavedPointList list = listPoints(*snapshot, runs, {});
  QCOMPARE(namesOf(list, *snapshot),
           QStringList({"now", "the start", "units 1, 2 of layer 1 swapped", "unit 1 of layer 1 flipped"}));
  QVERIFY(list.points.front().theta.empty());
  const auto find = [&](std::size_t k) { return findPoint(list.points[k], *snapshot, runs, {}).value().theta; };
  QVERIFY(sameBits(find(0), snapshot->parameters.theta()));
  QVERIFY(sameBits(find(1), startOf(session).theta()));
  for (std::size_t k = 0; k < 2; ++k) {
    const std::vector<Symmetry> chain{symmetryPresets(session.network)[k]};
    QVERIFY(sameBits(find(2 + k), mirrorImage(snapshot->parameters, chain)->theta()));
  }
  QVERIFY(!findPoint({PointKind::Mirror, 2}, *snapshot, runs, {}));
}

void TestSavedPoints::bookmarksAreOfferedWhereTheyCanBeReached() {
  const Session session = tanhRun();
  const std::shared_ptr<Snapshot> snapshot = trained(session);
  const Runs runs(session);
  const std::vector<double> kept(snapshot->parameters.theta().size(), 0.5);
  auto history = std::make_shared<HistoryPlace>();
  history->bookmarks = {{"gone", 0, 4}, {"here", 0, 7}, {"here", 0, 9}};
  auto path = std::make_shared<ThetaPath>();
  path->points = {{0, std::vector<double>(kept.size(), 2)}, {28, snapshot->parameters.theta()}};
  path->bookmarks = {{}, kept, snapshot->parameters.theta()};
  snapshot->history = history;
  snapshot->path = path;
  const SavedPointList list = listPoints(*snapshot, runs, {});
  QCOMPARE(namesOf(list, *snapshot).mid(2, 2), QStringList({"bookmark “here”", "bookmark “here”"}));
  QVERIFY(!list.points[2].isSameAs(list.points[3]));
  QVERIFY(sameBits(findPoint(list.points[2], *snapshot, runs, {})->theta, kept));
  QVERIFY(sameBits(findPoint(list.points[3], *snapshot, runs, {})->theta, snapshot->parameters.theta()));
  // Of a branch the start is its own.
  QCOMPARE(findPoint(list.points[1], *snapshot, runs, {})->theta.front(), 2.0);
  QVERIFY(!findPoint({PointKind::Bookmark, 4, "gone"}, *snapshot, runs, {}));
  // Before the path has come, none is given up.
  snapshot->path = nullptr;
  QCOMPARE(listPoints(*snapshot, runs, {}).points.size(), list.points.size() + 1);
  QVERIFY(!findPoint(list.points[2], *snapshot, runs, {}));
}

void TestSavedPoints::otherRunsOfTheSameShapeAreOffered() {
  const Session session = tanhRun();
  Session other = session;
  other.training.optimizer.learningRate = 0.3;
  const Session wider = tanhRun(4);
  Runs runs(session);
  for (const Session& added : {other, wider}) runs.add(SessionEditor(added));
  const std::shared_ptr<Snapshot> snapshot = trained(session);
  snapshot->others = {trained(wider, runs.numberAt(2)), trained(other, runs.numberAt(1))};
  const SavedPointList list = listPoints(*snapshot, runs, {});
  QCOMPARE(namesOf(list, *snapshot)[2], QString("run B"));
  QVERIFY(list.points[3].kind == PointKind::Mirror);
  QCOMPARE(list.otherRuns, std::vector<int>{2});
  QVERIFY(sameBits(findPoint(list.points[2], *snapshot, runs, {})->theta, snapshot->others[1]->parameters.theta()));
  QVERIFY(!findPoint({PointKind::Run, 2}, *snapshot, runs, {}));
  QCOMPARE(leftOutText(list.otherRuns, false), QString("Run C is not offered: its network has another shape."));
}

void TestSavedPoints::aFewOfTheManyStartsAreOffered() {
  const Session session = tanhRun();
  const std::size_t size = startOf(session).theta().size();
  std::vector<StartOutcome> done;
  for (std::uint64_t seed = 40; seed > 0; --seed) done.push_back(outcomeOf(seed, StartEnd::Solved, size));
  done[3].end = StartEnd::Stuck;  // seed 37
  done[5].theta.clear();          // seed 35
  const StartSolutions solutions = solutionsOf(session.network, done, std::vector<std::size_t>{3, 0, 5});
  const std::shared_ptr<Snapshot> snapshot = trained(session);
  const Runs runs(session);
  const SavedPointList list = listPoints(*snapshot, runs, solutions);
  const QStringList names = namesOf(list, *snapshot).mid(4);
  QCOMPARE(names.size(), 11);
  QCOMPARE(names.first(), QString("seed 1 (solved)"));
  QCOMPARE(names.mid(9), QStringList({"seed 37 (stuck)", "seed 40 (solved)"}));
  QCOMPARE(findPoint(list.points.back(), *snapshot, runs, solutions)->theta, std::vector<double>(size, 40));
}

void TestSavedPoints::ofAnotherNetworkTheyAreLeftOutAndItIsSaid() {
  const Session session = tanhRun();
  const Runs runs(session);
  const std::shared_ptr<Snapshot> snapshot = trained(session);
  const Architecture other = tanhRun(4).network;
  const StartOutcome outcome = outcomeOf(1, StartEnd::Solved, ParameterLayout(other).size());
  const StartSolutions solutions = solutionsOf(other, std::vector{outcome}, {});
  const SavedPointList list = listPoints(*snapshot, runs, solutions);
  QCOMPARE(list.points.size(), std::size_t{4});
  QVERIFY(list.hasOtherSolutions);
  QVERIFY(leftOutText({}, true).startsWith("The many starts are not offered"));
  QVERIFY(leftOutText({}, false).isEmpty());
  QVERIFY(!findPoint(solutions.points.front(), *snapshot, runs, solutions));
}

QTEST_GUILESS_MAIN(TestSavedPoints)
#include "tst_saved_points.moc"
