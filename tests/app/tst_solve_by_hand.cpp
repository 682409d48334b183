#include <QContextMenuEvent>
#include <QMenu>
#include <QSettings>
#include <QTest>

#include "app/edits.h"
#include "app/session_file.h"
#include "app/window_state.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/same_bits.h"
#include "tests/support/shown_window.h"
#include "ui/panels/network_panel.h"
#include "ui/views/boundary_view.h"
#include "ui/views/lines_switch.h"
#include "ui/views/network_view.h"
#include "ui/views/parameter_editor.h"
#include "ui/views/unit_lines.h"

using namespace backscope;
using namespace backscope::test;

/// Lines that are drawn by hand, weights that are frozen, and a run that goes on from there.
class TestSolveByHand : public QObject {
  Q_OBJECT

  FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-by-lines")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() { m_warnings.check(); }
  void xorIsSolvedByHandAndTrainedToTheEnd();
  void aDragIsOneEditThatCanBeUndone();
  void whatIsPutBackIsNoEdit();
  void linesAreMovedWhileItTrains();
  void theMenuFreezesAndUndoReleases();
  void whatIsFrozenStaysWithTheNetworkThatHasIt();
  void theSwitchAndItsKeyAreRemembered();
};

namespace {

Session xorCorners() { return *openSession(QStringLiteral("xor-corners")).session; }

const Parameters& parametersOf(ShownWindow& window) { return window->snapshot()->parameters; }
const FrozenPlaces& frozenOf(ShownWindow& window) { return window->snapshot()->session->training.frozen; }

void press(ShownWindow& window, Qt::Key key, Qt::KeyboardModifiers modifiers, int times) {
  for (int k = 0; k < times; ++k) QTest::keyClick(window.focus(), key, modifiers);
}

void typeWeight(ShownWindow& window, const NetworkItem& item, const QString& value) {
  NetworkView& network = window->workbench().network();
  network.edit(item);
  auto* editor = network.findChild<ParameterEditor*>();
  QVERIFY(editor != nullptr);
  editor->setText(value);
  QTest::keyClick(editor, Qt::Key_Return);
  const std::size_t index = parameterIndex(parametersOf(window).layout(), item);
  QTRY_COMPARE(parametersOf(window).theta()[index], value.toDouble());
}

QPoint placeOn(const BoundaryView& view, const QPointF& value) {
  return view.plotMapNow().toPixel(value.x(), value.y()).toPoint();
}

void dragLine(BoundaryView& view, const QPointF& from, const QPointF& to) {
  QTest::mousePress(&view, Qt::LeftButton, {}, placeOn(view, from));
  for (const double share : {0.3, 0.6, 1.0}) QTest::mouseMove(&view, placeOn(view, from + share * (to - from)));
  QTest::mouseRelease(&view, Qt::LeftButton, {}, placeOn(view, to));
}

}  // namespace

/// x₁ + x₂ = −1 and x₁ + x₂ = 1 part the corners that are alike from the others.
void TestSolveByHand::xorIsSolvedByHandAndTrainedToTheEnd() {
  ShownWindow window(xorCorners());
  QTRY_VERIFY(window->snapshot() != nullptr);
  QTRY_VERIFY(window->snapshot()->boundary.plane.high < 2);
  window.press(Qt::Key_G);
  window->workbench().boundary().setFocus(Qt::TabFocusReason);
  QCOMPARE(window->workbench().boundary().lines().heldUnit(), std::optional(0));
  press(window, Qt::Key_Left, {}, 12);
  press(window, Qt::Key_Plus, {}, 8);
  press(window, Qt::Key_Tab, {}, 1);
  press(window, Qt::Key_Right, Qt::ShiftModifier, 4);
  press(window, Qt::Key_Right, {}, 12);
  press(window, Qt::Key_Plus, {}, 8);
  press(window, Qt::Key_Return, {}, 1);
  QTRY_VERIFY(planeUnit(parametersOf(window), 1, window->snapshot()->boundary.plane).at({0, 0}) < -1);
  typeWeight(window, {NetworkItem::Kind::Weight, {2, 0}, 0}, QStringLiteral("1"));
  typeWeight(window, {NetworkItem::Kind::Weight, {2, 0}, 1}, QStringLiteral("-1"));
  typeWeight(window, {NetworkItem::Kind::Bias, {2, 0}, 0}, QStringLiteral("-1"));
  QTRY_COMPARE(window->snapshot()->train.accuracy, std::optional(1.0));
  const std::vector<double> byHand = parametersOf(window).theta();
  const double loss = window->snapshot()->train.loss;
  window->workbench().network().setFocus(Qt::TabFocusReason);
  press(window, Qt::Key_Right, {}, 2);
  press(window, Qt::Key_K, Qt::ShiftModifier, 1);
  QTRY_COMPARE(frozenOf(window).size(), std::size_t{6});
  press(window, Qt::Key_Space, {}, 1);
  QTRY_VERIFY(window.iteration() > 60);
  press(window, Qt::Key_Space, {}, 1);
  QTRY_VERIFY(!window.isRunning());
  QVERIFY(window->snapshot()->train.loss < loss / 2);
  const std::vector<double>& trained = parametersOf(window).theta();
  QVERIFY(sameBits(std::span(trained).first(6), std::span(byHand).first(6)));
  QVERIFY(trained[6] != byHand[6]);
}

void TestSolveByHand::aDragIsOneEditThatCanBeUndone() {
  ShownWindow window(xorCorners());
  QTRY_VERIFY(window->snapshot() != nullptr);
  window.press(Qt::Key_G);
  const std::vector<double> before = parametersOf(window).theta();
  BoundaryView& boundary = window->workbench().boundary();
  QTRY_COMPARE(boundary.lines().lines().size(), std::size_t{2});
  const QLineF line = boundary.lines().lines()[0].segment;
  dragLine(boundary, line.pointAt(0.35), line.pointAt(0.35) + QPointF(0.4, 0.4));
  QTRY_VERIFY(parametersOf(window).theta()[4] < -0.5);
  QTest::keyClick(window.focus(), Qt::Key_Z, Qt::ControlModifier);
  QTRY_VERIFY(sameBits(parametersOf(window).theta(), before));
  QTest::keyClick(window.focus(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
  QTRY_VERIFY(parametersOf(window).theta()[4] < -0.5);
}

void TestSolveByHand::whatIsPutBackIsNoEdit() {
  ShownWindow window(xorCorners());
  QTRY_VERIFY(window->snapshot() != nullptr);
  const auto* edits = window->findChild<Edits*>();
  window.press(Qt::Key_G);
  window->workbench().boundary().setFocus(Qt::TabFocusReason);
  press(window, Qt::Key_Up, {}, 2);
  QCOMPARE(edits->undoText(), QStringLiteral("the line of unit 1"));
  press(window, Qt::Key_Escape, {}, 1);
  QVERIFY(edits->undoText().isEmpty());
  QVERIFY(!window->workbench().boundary().lines().heldUnit());
}

void TestSolveByHand::linesAreMovedWhileItTrains() {
  ShownWindow window(xorCorners());
  QTRY_VERIFY(window->snapshot() != nullptr);
  QTRY_VERIFY(window->snapshot()->boundary.plane.high < 2);
  window.press(Qt::Key_G);
  window->workbench().boundary().setFocus(Qt::TabFocusReason);
  press(window, Qt::Key_Space, {}, 1);
  QTRY_VERIFY(window.isRunning());
  press(window, Qt::Key_Right, {}, 10);
  QTRY_VERIFY(parametersOf(window).theta()[4] < -0.3);
  QVERIFY(window.isRunning());
  press(window, Qt::Key_Space, {}, 1);
  QTRY_VERIFY(!window.isRunning());
}

void TestSolveByHand::theMenuFreezesAndUndoReleases() {
  ShownWindow window(xorCorners());
  QTRY_VERIFY(window->snapshot() != nullptr);
  NetworkView& network = window->workbench().network();
  const QPoint place = network.networkLayout().find({1, 1})->rect.center().toPoint();
  QContextMenuEvent event(QContextMenuEvent::Mouse, place, network.mapToGlobal(place));
  QApplication::sendEvent(&network, &event);
  auto* menu = network.findChild<QMenu*>();
  QVERIFY(menu != nullptr && menu->isVisible());
  menu->actions().front()->trigger();
  menu->close();
  QTRY_VERIFY(frozenOf(window) == (FrozenPlaces{2, 3, 5}));
  QVERIFY(window->isUnsaved());
  // The menu had it.
  QApplication::setActiveWindow(&*window);
  QTest::keyClick(window.focus(), Qt::Key_Z, Qt::ControlModifier);
  QTRY_VERIFY(frozenOf(window).empty());
  QVERIFY(window->editor().session().training.frozen.empty());
}

void TestSolveByHand::whatIsFrozenStaysWithTheNetworkThatHasIt() {
  ShownWindow window(xorCorners());
  QTRY_VERIFY(window->snapshot() != nullptr);
  window->workbench().network().setFocus(Qt::TabFocusReason);
  press(window, Qt::Key_Right, {}, 2);
  press(window, Qt::Key_K, Qt::ShiftModifier, 1);
  QTRY_COMPARE(frozenOf(window).size(), std::size_t{6});
  Architecture wider = window->editor().session().network;
  wider.layers.front().units = 3;
  emit window->workbench().networkPanel().networkChosen(wider);
  QTRY_COMPARE(parametersOf(window).architecture().unitsOf(1), 3);
  QVERIFY(frozenOf(window) == (FrozenPlaces{0, 1, 2, 3, 6, 7}));
  QVERIFY(window.message().isEmpty());
  wider.layers.front().units = 1;
  emit window->workbench().networkPanel().networkChosen(wider);
  QTRY_COMPARE(parametersOf(window).architecture().unitsOf(1), 1);
  QVERIFY(frozenOf(window) == (FrozenPlaces{0, 1, 2}));
  QCOMPARE(window.message(), QStringLiteral("Of what was frozen, only what the network still has is."));
}

void TestSolveByHand::theSwitchAndItsKeyAreRemembered() {
  {
    ShownWindow window(xorCorners());
    QTRY_VERIFY(window->snapshot() != nullptr);
    auto* lines = window->findChild<LinesSwitch*>();
    QVERIFY(lines != nullptr && lines->isVisible() && !lines->isChecked());
    QTest::mouseClick(lines, Qt::LeftButton, {}, QPoint(8, lines->height() / 2));
    QVERIFY(window->workbench().boundary().lines().isShown());
    window.press(Qt::Key_G);
    QVERIFY(!lines->isChecked());
    window.press(Qt::Key_G);
    window->close();
  }
  QVERIFY(loadWindowState().areLinesShown);
  ShownWindow again(xorCorners());
  QVERIFY(again->workbench().boundary().lines().isShown());
}

QTEST_MAIN(TestSolveByHand)
#include "tst_solve_by_hand.moc"
