#include "ui/views/unit_lines.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "ui/views/boundary_view.h"

using namespace backscope;
using namespace backscope::test;

namespace {

/// XOR's corners and three units: a level line, an upright one, and one without weights.
Session corners(int inputs = 2, bool bias = true) {
  Session session = sampleSession({{3, Activation::Tanh}, {1, Activation::Identity}}, Generator::XorCorners);
  session.network.inputs = inputs;
  session.network.bias = bias;
  session.data.testFraction = 0;
  if (inputs == 1) session.data.source = PointList{{-1, 1}, {-1, 1}};
  Parameters parameters = drawParameters(session.network, session.initialization);
  if (inputs == 2) {
    const double first[] = {0, 2, 1.5, 0, 0, 0};
    std::copy(std::begin(first), std::end(first), parameters.theta().begin());
  }
  session.parameters = parameters.theta();
  return session;
}

/// A view with lines, and the model that does what they ask for, as the engine would.
class Hand {
 public:
  explicit Hand(const Session& session = corners()) : m_trainer(session), m_needs(sampleNeeds(m_trainer)) {
    QObject::connect(&view.lines(), &UnitLines::edited, &view,
                     [this](const std::vector<ValueAt>& values, const QString& text, std::size_t hold) {
                       m_trainer.change({values});
                       lastText = text;
                       holds.push_back(hold);
                       if (!isBehind) show();
                     });
    view.resize(360, 400);
    show();
    view.lines().setShown(true);
    view.show();
    QApplication::setActiveWindow(&view);
  }

  std::shared_ptr<const Snapshot> snapshot() const { return makeSnapshot(m_trainer, m_needs); }
  void show() { view.setSnapshot(snapshot()); }
  PlaneUnit unit(int j) const { return planeUnit(m_trainer.parameters(), j, m_needs.plane); }
  QPoint pixel(double x, double y) const { return view.plotMapNow().toPixel(x, y).toPoint(); }
  /// As by the tabulator.
  void focus() {
    view.clearFocus();
    view.setFocus(Qt::TabFocusReason);
  }
  void drag(const QPoint& from, const QPoint& to) {
    QTest::mousePress(&view, Qt::LeftButton, {}, from);
    QTest::mouseMove(&view, (from + to) / 2);
    QTest::mouseMove(&view, to);
    QTest::mouseRelease(&view, Qt::LeftButton, {}, to);
  }
  Trainer& trainer() { return m_trainer; }

  BoundaryView view;
  QString lastText;
  std::vector<std::size_t> holds;
  bool isBehind = false;  ///< snapshots do not come yet

 private:
  Trainer m_trainer;
  SnapshotNeeds m_needs;
};

/// What a pixel can be off by.
bool isNear(double a, double b) { return std::abs(a - b) < 0.03; }

}  // namespace

class TestUnitLines : public QObject {
  Q_OBJECT

  FailOnWarnings m_warnings;

 private slots:
  void cleanup() { m_warnings.check(); }

  void everyUnitHasItsLineOrARemark() {
    const Hand hand;
    QCOMPARE(hand.view.lines().lines().size(), std::size_t{2});
    QCOMPARE(hand.view.lines().remarks(), QStringList{QStringLiteral("Unit 3 has no line: its w is 0.")});
    QVERIFY(hand.view.accessibleDescriptionNow().contains(QStringLiteral("The lines of 2 units are shown.")));
  }

  void aLineOutsideIsSaidToBeThere() {
    Session session = corners();
    (*session.parameters)[6] = 9;
    const Hand hand(session);
    QVERIFY(hand.view.lines().remarks().contains(QStringLiteral("The line of unit 1 lies outside.")));
    QCOMPARE(hand.view.lines().shortRemark(), QStringLiteral("no line: 1, 3"));
  }

  void withOneInputThereAreNone() {
    const Hand hand(corners(1));
    QVERIFY(!hand.view.lines().isPossible());
    QVERIFY(hand.view.lines().lines().empty() && hand.view.lines().remarks().isEmpty());
  }

  void theMiddleMovesALine() {
    Hand hand;
    hand.drag(hand.pixel(-0.3, 0), hand.pixel(-0.1, 0.4));
    QVERIFY(isNear(hand.unit(0).at({0.7, 0.4}), 0));
    QCOMPARE(hand.unit(0).u, 0.0);
    QCOMPARE(hand.unit(0).v, 2.0);
    QCOMPARE(hand.lastText, QStringLiteral("the line of unit 1"));
  }

  void anEndTurnsALineAboutItsMiddle() {
    Hand hand;
    hand.drag(hand.pixel(1, 0), hand.pixel(0.7, 0.7));
    const PlaneUnit unit = hand.unit(0);
    QVERIFY(isNear(unit.at({0, 0}), 0));
    QVERIFY(isNear(unit.at({0.7, 0.7}) / unit.norm(), 0));
    QVERIFY(isNear(unit.norm(), 2));
    QVERIFY(unit.v > 0 && unit.u < 0);
  }

  void theArrowScalesALine() {
    Hand hand;
    const QPointF tip = hand.view.lines().lines().front().tip;
    hand.drag(hand.pixel(tip.x(), tip.y()), hand.pixel(tip.x(), 1.5 * tip.y()));
    QVERIFY(std::abs(hand.unit(0).v - 3) < 0.2);
    QCOMPARE(hand.unit(0).u, 0.0);
    hand.drag(hand.pixel(0, hand.view.lines().lines().front().tip.y()), hand.pixel(0, -0.5));
    QVERIFY(hand.unit(0).v < 0);
  }

  void aDragIsOneHoldAndAnotherIsAnother() {
    Hand hand;
    hand.drag(hand.pixel(-0.3, 0), hand.pixel(-0.3, 0.4));
    QVERIFY(hand.holds.size() >= 2);
    const std::size_t first = hand.holds.front();
    QVERIFY(std::ranges::all_of(hand.holds, [first](std::size_t hold) { return hold == first; }));
    hand.drag(hand.pixel(-0.3, 0.4), hand.pixel(-0.3, 0.2));
    QVERIFY(hand.holds.back() != first);
  }

  void anExampleBelowALineIsChosenWhereItIsDrawn() {
    Session session = corners();
    (*session.parameters)[6] = -2;  // the level line runs through the upper corners
    Hand hand(session);
    const QSignalSpy chosen(&hand.view, &BoundaryView::exampleChosen);
    QTest::mouseClick(&hand.view, Qt::LeftButton, {}, hand.pixel(1, 1));
    QCOMPARE(chosen.size(), 1);
    QVERIFY(!hand.view.lines().heldUnit());
    QTest::mouseClick(&hand.view, Qt::LeftButton, {}, hand.pixel(0.3, 1));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(hand.view.lines().heldUnit(), std::optional(0));
  }

  void theReadoutHasTheNumbersOfTheLine() {
    Hand hand;
    QTest::mouseMove(&hand.view, hand.pixel(0, 0.7));
    const std::vector<ReadoutCell> cells = hand.view.readoutNow();
    QCOMPARE(cells.size(), std::size_t{3});
    QCOMPARE(cells[0], (ReadoutCell{QStringLiteral("w_{21}^{(1)}"), QStringLiteral("1.5000")}));
    QCOMPARE(cells[2].letter, QStringLiteral("b_{2}^{(1)}"));
  }

  void theKeyboardGoesFromLineToLine() {
    Hand hand;
    hand.focus();
    QCOMPARE(hand.view.lines().heldUnit(), std::optional(0));
    QTest::keyClick(&hand.view, Qt::Key_Tab);
    QCOMPARE(hand.view.lines().heldUnit(), std::optional(1));
    QTest::keyClick(&hand.view, Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(hand.view.lines().heldUnit(), std::optional(0));
    QTest::keyClick(&hand.view, Qt::Key_Return);
    QVERIFY(!hand.view.lines().heldUnit());
    QTest::keyClick(&hand.view, Qt::Key_Return);
    QCOMPARE(hand.view.lines().heldUnit(), std::optional(0));
    QVERIFY(hand.view.accessibleDescriptionNow().startsWith(QStringLiteral("The line of unit 1 is held: w₁₁⁽¹⁾ = ")));
  }

  void arrowsMoveAHeldLineTowardsWhereTheyPoint() {
    Hand hand;
    hand.focus();
    QTest::keyClick(&hand.view, Qt::Key_Up);
    const double step = -hand.unit(0).c / 2;
    QVERIFY(step > 0);
    QTest::keyClick(&hand.view, Qt::Key_Left);
    QCOMPARE(hand.unit(0).c, -2 * step);
    QTest::keyClick(&hand.view, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(hand.unit(0).c, -2 * 0.9 * step);
  }

  void shiftTurnsAHeldLineAndPlusScalesIt() {
    Hand hand;
    hand.focus();
    for (int k = 0; k < 18; ++k) QTest::keyClick(&hand.view, Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(std::abs(hand.unit(0).u + 2) < 1e-9 && std::abs(hand.unit(0).v) < 1e-9);
    for (int k = 0; k < 18; ++k) QTest::keyClick(&hand.view, Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(std::abs(hand.unit(0).v - 2) < 1e-9);
    QTest::keyClick(&hand.view, Qt::Key_Plus);
    QVERIFY(std::abs(hand.unit(0).v - 2.2) < 1e-9);
    QTest::keyClick(&hand.view, Qt::Key_Minus);
    QVERIFY(std::abs(hand.unit(0).v - 2) < 1e-9);
  }

  void turningAMovedLineBackLeadsBack() {
    Hand hand;
    hand.focus();
    for (int k = 0; k < 8; ++k) QTest::keyClick(&hand.view, Qt::Key_Up);
    const PlaneUnit before = hand.unit(0);
    for (int k = 0; k < 9; ++k) QTest::keyClick(&hand.view, Qt::Key_Up, Qt::ShiftModifier);
    for (int k = 0; k < 9; ++k) QTest::keyClick(&hand.view, Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(std::abs(hand.unit(0).c - before.c) < 1e-9 && std::abs(hand.unit(0).u) < 1e-9);
  }

  void aLineIsTurnedWhereItWasMovedTo() {
    Hand hand;
    hand.focus();
    for (int k = 0; k < 4; ++k) QTest::keyClick(&hand.view, Qt::Key_Up, Qt::ShiftModifier);
    for (int k = 0; k < 8; ++k) QTest::keyClick(&hand.view, Qt::Key_Up);
    const QPointF middle = hand.view.lines().lines().front().segment.center();
    QTest::keyClick(&hand.view, Qt::Key_Up, Qt::ShiftModifier);
    QVERIFY(std::abs(hand.unit(0).at(middle)) < 1e-9);
  }

  void escapePutsALineBack() {
    Hand hand;
    const std::vector<double> before = hand.trainer().parameters().theta();
    hand.focus();
    QTest::keyClick(&hand.view, Qt::Key_Up);
    QTest::keyClick(&hand.view, Qt::Key_Up, Qt::ShiftModifier);
    QVERIFY(hand.trainer().parameters().theta() != before);
    QTest::keyClick(&hand.view, Qt::Key_Escape);
    QVERIFY(hand.trainer().parameters().theta() == before);
    QVERIFY(!hand.view.lines().heldUnit());
  }

  void keysThatComeFasterThanSnapshotsAreNotLost() {
    Hand hand;
    hand.focus();
    QTest::keyClick(&hand.view, Qt::Key_Up);
    const double step = hand.unit(0).c;
    hand.isBehind = true;
    QTest::keyClick(&hand.view, Qt::Key_Up);
    const std::shared_ptr<const Snapshot> older = hand.snapshot();
    for (int k = 0; k < 2; ++k) QTest::keyClick(&hand.view, Qt::Key_Up);
    QVERIFY(std::abs(hand.unit(0).c - 4 * step) < 1e-12);
    hand.view.setSnapshot(older);
    QTest::keyClick(&hand.view, Qt::Key_Up);
    QVERIFY(std::abs(hand.unit(0).c - 5 * step) < 1e-12);
    // What was changed elsewhere is what the next key goes on from.
    hand.trainer().setParameter(6, 0.5);
    hand.isBehind = false;
    hand.show();
    QTest::keyClick(&hand.view, Qt::Key_Up);
    QVERIFY(std::abs(hand.unit(0).c - (0.5 + step)) < 1e-12);
  }

  void withoutABiasALineOnlyTurnsAndScales() {
    Session session = corners(2, false);
    Hand hand(session);
    const PlaneUnit before = hand.unit(0);
    hand.drag(hand.pixel(-0.3, 0), hand.pixel(-0.3, 0.4));
    QVERIFY(hand.unit(0) == before);
    hand.drag(hand.pixel(1, 0), hand.pixel(0.7, 0.7));
    QVERIFY(isNear(hand.unit(0).at({0.7, 0.7}) / 2, 0));
    QVERIFY(hand.holds.size() > 0);
  }

  void theUnitOfALineIsNamedToOtherViews() {
    Hand hand;
    QTest::mouseMove(&hand.view, hand.pixel(-0.8, 0.7));
    std::vector<std::optional<NetworkItem>> pointed;
    QObject::connect(&hand.view.lines(), &UnitLines::unitPointed, &hand.view,
                     [&pointed](const std::optional<NetworkItem>& item) { pointed.push_back(item); });
    QTest::mouseMove(&hand.view, hand.pixel(0, 0.7));
    QCOMPARE(pointed.size(), std::size_t{1});
    QVERIFY(pointed.back() == (NetworkItem{NetworkItem::Kind::Unit, {1, 1}, 0}));
    QTest::mouseMove(&hand.view, hand.pixel(-0.8, 0.7));
    QVERIFY(!pointed.back());
  }

  void hiddenLinesAreNotHeld() {
    Hand hand;
    hand.view.lines().setShown(false);
    QTest::mousePress(&hand.view, Qt::LeftButton, {}, hand.pixel(-0.3, 0));
    QVERIFY(!hand.view.lines().heldUnit());
    QTest::keyClick(&hand.view, Qt::Key_Return);
    QVERIFY(!hand.view.lines().heldUnit());
  }
};

QTEST_MAIN(TestUnitLines)
#include "tst_unit_lines.moc"
