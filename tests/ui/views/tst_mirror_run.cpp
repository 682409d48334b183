#include "ui/views/mirror_run.h"

#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "tests/support/shown_network.h"
#include "ui/theme/movement.h"

using namespace backscope;
using test::changed;
using SymmetryKind = Symmetry::Kind;

class TestMirrorRun : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;
  std::shared_ptr<const Snapshot> m_snapshot;

 private slots:
  void initTestCase() { m_snapshot = test::sampleSnapshot(); }
  void init() {
    m_warnings.watch();
    Movement::instance().setWanted(true);
  }
  void cleanup() { m_warnings.check(); }
  void unitsSlideFromWhereTheyWere();
  void aDroppedUnitStartsWhereItWasLeft();
  void edgesStayAtTheirUnits();
  void weightsThatChangeGoThroughWhatLiesBetween();
  void itRunsOnceForEverySymmetry();
  void itRunsForNothingElse();
  void theViewIsAtRestAfterwards();
  void withMovementOffNothingRuns();
};

namespace {

NetworkLayout layoutOf(const Snapshot& snapshot) {
  return layoutNetwork(snapshot.parameters.architecture(), QSizeF(730, 450), {});
}

QPointF placeOf(const NetworkLayout& layout, int unit) { return layout.find({1, unit})->rect.topLeft(); }

/// The same snapshot after another symmetry.
std::shared_ptr<Snapshot> mirrored(const std::shared_ptr<const Snapshot>& snapshot, std::int64_t serial,
                                   const Symmetry& symmetry) {
  auto after = changed(snapshot);
  after->mirrored = std::make_shared<const MirrorStep>(MirrorStep{serial, symmetry, false, {}});
  return after;
}

constexpr Symmetry kMove{SymmetryKind::Move, 1, 0, 2};

}  // namespace

void TestMirrorRun::unitsSlideFromWhereTheyWere() {
  const NetworkLayout layout = layoutOf(*m_snapshot);
  const NetworkLayout start = layoutBetween(layout, kMove, 0);
  QCOMPARE(placeOf(start, 2), placeOf(layout, 0));
  QCOMPARE(placeOf(start, 0), placeOf(layout, 1));
  QCOMPARE(placeOf(start, 1), placeOf(layout, 2));
  QCOMPARE(placeOf(start, 3), placeOf(layout, 3));
  const NetworkLayout middle = layoutBetween(layout, kMove, 0.5);
  // The moved one passes beside those that make way for it.
  QVERIFY(placeOf(middle, 2).x() > placeOf(layout, 2).x() + 20);
  QCOMPARE(placeOf(middle, 0).x(), placeOf(layout, 0).x());
  QCOMPARE(placeOf(middle, 0).y(), (placeOf(layout, 0).y() + placeOf(layout, 1).y()) / 2);
  const NetworkLayout end = layoutBetween(layout, kMove, 1);
  for (int unit = 0; unit < 4; ++unit) QVERIFY((placeOf(end, unit) - placeOf(layout, unit)).manhattanLength() < 1e-6);
  QCOMPARE(start.find({2, 1})->rect, layout.find({2, 1})->rect);
}

void TestMirrorRun::aDroppedUnitStartsWhereItWasLeft() {
  const NetworkLayout layout = layoutOf(*m_snapshot);
  const QRectF dropped = layout.find({1, 2})->rect.translated(20, -15);
  QCOMPARE(placeOf(layoutBetween(layout, kMove, 0, dropped), 2), dropped.topLeft());
  QCOMPARE(placeOf(layoutBetween(layout, kMove, 0, dropped), 0), placeOf(layout, 1));
  QCOMPARE(placeOf(layoutBetween(layout, kMove, 1, dropped), 2), placeOf(layout, 2));
}

void TestMirrorRun::edgesStayAtTheirUnits() {
  const NetworkLayout layout = layoutOf(*m_snapshot);
  const NetworkLayout moved = layoutBetween(layout, kMove, 0.3);
  const std::vector<NetworkEdge> edges = edgesOn(moved, chooseEdges(layout, m_snapshot->parameters, 400));
  for (const NetworkEdge& edge : edges) {
    const EdgeCurve curve = edgeBetween(moved.find(edge.from)->rect, moved.find(edge.to)->rect);
    QCOMPARE(edge.curve.from, curve.from);
    QCOMPARE(edge.curve.to, curve.to);
  }
}

void TestMirrorRun::weightsThatChangeGoThroughWhatLiesBetween() {
  const Parameters& theta = m_snapshot->parameters;
  QCOMPARE(thetaBetween(theta, kMove, 0.3), theta.theta());
  const Symmetry flip{SymmetryKind::Flip, 1, 1};
  const std::size_t entering = theta.layout().weightIndex(1, 1, 0);
  const std::size_t other = theta.layout().weightIndex(1, 0, 0);
  QCOMPARE(thetaBetween(theta, flip, 0)[entering], -theta.theta()[entering]);
  QCOMPARE(thetaBetween(theta, flip, 0.5)[entering], 0.0);
  QCOMPARE(thetaBetween(theta, flip, 1)[entering], theta.theta()[entering]);
  QCOMPARE(thetaBetween(theta, flip, 0.5)[other], theta.theta()[other]);
}

void TestMirrorRun::itRunsOnceForEverySymmetry() {
  MirrorRun run;
  QSignalSpy moved(&run, &MirrorRun::moved);
  run.follow(*m_snapshot);
  QVERIFY(!run.isMoving());
  run.follow(*mirrored(m_snapshot, 1, kMove));
  QVERIFY(run.isMoving());
  run.follow(*mirrored(m_snapshot, 1, kMove));
  QTRY_VERIFY(!run.isMoving());
  QVERIFY(moved.count() > 2);
  run.follow(*mirrored(m_snapshot, 1, kMove));
  QVERIFY(!run.isMoving());
  run.follow(*mirrored(m_snapshot, 2, inverseOf(kMove)));
  QVERIFY(run.isMoving());
}

void TestMirrorRun::itRunsForNothingElse() {
  MirrorRun run;
  // A run that was opened late.
  run.follow(*mirrored(m_snapshot, 3, kMove));
  QVERIFY(!run.isMoving());
  const auto other = mirrored(m_snapshot, 4, kMove);
  other->generation = 7;
  run.follow(*other);
  QVERIFY(!run.isMoving());
  // A reset counts anew.
  const auto reset = changed(m_snapshot);
  reset->generation = 7;
  run.follow(*reset);
  QVERIFY(!run.isMoving());
}

void TestMirrorRun::theViewIsAtRestAfterwards() {
  test::Shown shown(m_snapshot);
  const QImage before = shown.paint();
  // The picture is that of the same weights, so that only what moves is another one.
  shown.view->setSnapshot(mirrored(m_snapshot, 1, kMove));
  QVERIFY(shown.view->isMoving());
  QVERIFY(shown.paint() != before);
  QTRY_VERIFY(!shown.view->isMoving());
  QCOMPARE(shown.paint(), before);
}

void TestMirrorRun::withMovementOffNothingRuns() {
  Movement::instance().setWanted(false);
  MirrorRun run;
  run.follow(*m_snapshot);
  run.follow(*mirrored(m_snapshot, 1, kMove));
  QVERIFY(!run.isMoving());
  Movement::instance().setWanted(true);
  run.follow(*mirrored(m_snapshot, 2, kMove));
  QVERIFY(run.isMoving());
  Movement::instance().setWanted(false);
  QVERIFY(!run.isMoving());
}

QTEST_MAIN(TestMirrorRun)
#include "tst_mirror_run.moc"
