#include "ui/views/unit_drag.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "tests/support/shown_network.h"

using namespace backscope;
using SymmetryKind = Symmetry::Kind;

class TestUnitDrag : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;
  std::shared_ptr<const Snapshot> m_snapshot;

 private slots:
  void initTestCase() { m_snapshot = test::sampleSnapshot(); }
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }
  void thePlaceIsBetweenTheOthers();
  void theMarkIsWhereItWouldGo();
  void onlyHiddenUnitsWithOthersCanBeDragged();
  void aDraggedUnitIsAskedToBeMoved();
  void escapeLetsItGo();
  void aPressAloneMovesNothing();
  void whatIsDroppedStaysUntilItHasArrived();
};

namespace {

NetworkLayout layoutOf(const Snapshot& snapshot) {
  return layoutNetwork(snapshot.parameters.architecture(), QSizeF(730, 450), {});
}

QPointF centreOf(const NetworkView& view, const UnitId& unit) { return view.networkLayout().find(unit)->rect.center(); }

/// Pressed on one unit and moved to where another is.
void drag(NetworkView& view, const UnitId& unit, const UnitId& place) {
  QTest::mousePress(&view, Qt::LeftButton, Qt::NoModifier, centreOf(view, unit).toPoint());
  QTest::mouseMove(&view, (centreOf(view, unit) + QPointF(0, 12)).toPoint());
  QTest::mouseMove(&view, (centreOf(view, place) + QPointF(0, 3)).toPoint());
}

}  // namespace

void TestUnitDrag::thePlaceIsBetweenTheOthers() {
  const NetworkLayout layout = layoutOf(*m_snapshot);
  const NetworkColumn& column = layout.columns[1];
  const auto centre = [&column](int unit) { return column.units[static_cast<std::size_t>(unit)].rect.center().y(); };
  QCOMPARE(placeAt(column, 0, centre(0)), 0);
  QCOMPARE(placeAt(column, 0, centre(1) - 1), 0);
  QCOMPARE(placeAt(column, 0, centre(1) + 1), 1);
  QCOMPARE(placeAt(column, 0, 1e9), 3);
  QCOMPARE(placeAt(column, 2, centre(0) - 1), 0);
  QCOMPARE(placeAt(column, 2, centre(0) + 1), 1);
}

void TestUnitDrag::theMarkIsWhereItWouldGo() {
  const NetworkLayout layout = layoutOf(*m_snapshot);
  const NetworkColumn& column = layout.columns[1];
  const auto rect = [&column](int unit) { return column.units[static_cast<std::size_t>(unit)].rect; };
  QVERIFY(!insertionMark(column, 1, 1));
  const QLineF down = *insertionMark(column, 0, 2);
  QVERIFY(down.y1() > rect(2).bottom() && down.y1() < rect(3).top());
  QVERIFY(down.x1() < rect(2).left() && down.x2() > rect(2).right());
  const QLineF up = *insertionMark(column, 3, 1);
  QVERIFY(up.y1() > rect(0).bottom() && up.y1() < rect(1).top());
  QVERIFY(insertionMark(column, 3, 0)->y1() < rect(0).top());
  QVERIFY(insertionMark(column, 0, 3)->y1() > rect(3).bottom());
}

void TestUnitDrag::onlyHiddenUnitsWithOthersCanBeDragged() {
  const NetworkLayout layout = layoutOf(*m_snapshot);
  QVERIFY(isMovable(layout, {1, 0}) && isMovable(layout, {2, 1}));
  QVERIFY(!isMovable(layout, {0, 0}) && !isMovable(layout, {3, 0}));
  const Architecture lonely{.inputs = 2, .bias = true, .layers = {{1, Activation::Tanh}, {1, Activation::Identity}}};
  QVERIFY(!isMovable(layoutNetwork(lonely, QSizeF(730, 450), {}), {1, 0}));
}

void TestUnitDrag::aDraggedUnitIsAskedToBeMoved() {
  test::Shown shown(m_snapshot);
  QSignalSpy asked(shown.view, &NetworkView::symmetryChosen);
  drag(*shown.view, {1, 0}, {1, 2});
  QVERIFY(!shown.view->litItem());
  QCOMPARE(shown.view->cursor().shape(), Qt::ClosedHandCursor);
  const QImage during = shown.paint();
  QTest::mouseRelease(shown.view, Qt::LeftButton, Qt::NoModifier, centreOf(*shown.view, {1, 2}).toPoint());
  QCOMPARE(asked.count(), 1);
  QCOMPARE(asked[0][0].value<Symmetry>(), (Symmetry{SymmetryKind::Move, 1, 0, 2}));
  // The mark is gone.
  QVERIFY(shown.paint() != during);
}

void TestUnitDrag::escapeLetsItGo() {
  test::Shown shown(m_snapshot);
  shown.pointAt(QPointF(4, 446));
  const QImage before = shown.paint();
  QSignalSpy asked(shown.view, &NetworkView::symmetryChosen);
  drag(*shown.view, {1, 3}, {1, 0});
  QVERIFY(shown.paint() != before);
  QTest::keyClick(shown.view, Qt::Key_Escape);
  QCOMPARE(shown.paint(), before);
  QTest::mouseRelease(shown.view, Qt::LeftButton, Qt::NoModifier, centreOf(*shown.view, {1, 0}).toPoint());
  QVERIFY(asked.isEmpty());
}

void TestUnitDrag::aPressAloneMovesNothing() {
  test::Shown shown(m_snapshot);
  QSignalSpy asked(shown.view, &NetworkView::symmetryChosen);
  QSignalSpy chosen(shown.view, &NetworkView::unitChosen);
  const QPointF centre = centreOf(*shown.view, {1, 1});
  QTest::mousePress(shown.view, Qt::LeftButton, Qt::NoModifier, centre.toPoint());
  QTest::mouseMove(shown.view, (centre + QPointF(1, 2)).toPoint());
  QTest::mouseRelease(shown.view, Qt::LeftButton, Qt::NoModifier, centre.toPoint());
  QVERIFY(asked.isEmpty());
  QCOMPARE(chosen.count(), 1);
  // Back where it was is nowhere else.
  drag(*shown.view, {1, 1}, {1, 1});
  QTest::mouseRelease(shown.view, Qt::LeftButton, Qt::NoModifier, centre.toPoint());
  QVERIFY(asked.isEmpty());
}

void TestUnitDrag::whatIsDroppedStaysUntilItHasArrived() {
  const NetworkLayout layout = layoutOf(*m_snapshot);
  UnitDrag dragged;
  dragged.press(layout, {1, 0}, {100, 100});
  QVERIFY(!dragged.moveTo(layout, {101, 101}));
  QVERIFY(!dragged.box());
  QVERIFY(dragged.moveTo(layout, {100, 300}));
  QVERIFY(dragged.isDragging());
  const QRectF box = *dragged.box();
  QVERIFY(dragged.drop());
  QVERIFY(!dragged.isDragging());
  QVERIFY(!dragged.moveTo(layout, {100, 100}));
  QCOMPARE(dragged.box(), std::optional(box));
  dragged.cancel();
  QVERIFY(!dragged.box());
}

QTEST_MAIN(TestUnitDrag)
#include "tst_unit_drag.moc"
