#include <QAction>
#include <QSettings>
#include <QTest>

#include "core/analysis/loss_line.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/same_bits.h"
#include "tests/support/shown_network.h"
#include "tests/support/shown_window.h"
#include "ui/views/mirror_controls.h"
#include "ui/views/mirror_view.h"

using namespace backscope;
using namespace backscope::test;
using SymmetryKind = Symmetry::Kind;

class TestMirrors : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-mirrors")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() { m_warnings.check(); }
  void aUnitIsMovedByKeysAndTakenBack();
  void whatIsMadeIsAChainThatUndoShortens();
  void theWayIsOnlyAskedForWhereItShows();
  void whatIsNotPossibleIsSaid();
  void aClickedUnitIsChosen();
};

namespace {

const std::vector<double>& theta(ShownWindow& window) { return window->snapshot()->parameters.theta(); }
MirrorView& mirrors(ShownWindow& window) { return window->workbench().analyses().mirrors(); }
void undo(ShownWindow& window) { QTest::keyClick(window.focus(), Qt::Key_Z, Qt::ControlModifier); }

/// The first unit of layer 1 has the focus.
void focusUnit(ShownWindow& window) {
  NetworkView& network = window->workbench().network();
  network.setFocus(Qt::TabFocusReason);
  for (int k = 0; k < 2; ++k) QTest::keyClick(&network, Qt::Key_Right);
  for (int k = 0; k < 8; ++k) QTest::keyClick(&network, Qt::Key_Up);
  QCOMPARE(network.litItem(), std::optional(NetworkItem{NetworkItem::Kind::Unit, {1, 0}, 0}));
}

QString undoText(ShownWindow& window) {
  for (const QAction* action : window->actions())
    if (action->text().remove(QLatin1Char('&')).startsWith(QLatin1String("Undo"))) return action->text();
  return {};
}

}  // namespace

void TestMirrors::aUnitIsMovedByKeysAndTakenBack() {
  ShownWindow window;
  QTRY_COMPARE(window.iteration(), 0);
  const std::vector<double> before = theta(window);
  focusUnit(window);
  QTest::keyClick(window.focus(), Qt::Key_Down, Qt::AltModifier);
  QTest::keyClick(window.focus(), Qt::Key_Down, Qt::AltModifier);
  // The focus goes with it.
  QCOMPARE(window->workbench().network().litItem()->unit, (UnitId{1, 2}));
  QTRY_VERIFY(window->snapshot()->mirrored && window->snapshot()->mirrored->serial == 2);
  Parameters moved(window->snapshot()->parameters.architecture(), before);
  applyTo(moved, {SymmetryKind::Move, 1, 0, 2});
  QVERIFY(sameBits(theta(window), moved.theta()));
  QVERIFY(undoText(window).endsWith(QLatin1String("unit 2 of layer 1 moved to place 3")));
  undo(window);
  undo(window);
  QTRY_VERIFY(sameBits(theta(window), before));
}

void TestMirrors::whatIsMadeIsAChainThatUndoShortens() {
  ShownWindow window;
  QTRY_COMPARE(window.iteration(), 0);
  window.chooseByKey(Qt::Key_8);
  focusUnit(window);
  window.press(Qt::Key_F);
  QTest::keyClick(window.focus(), Qt::Key_Down, Qt::AltModifier);
  const std::vector<Symmetry> made{{SymmetryKind::Flip, 1, 0, 0}, {SymmetryKind::Move, 1, 0, 1}};
  QCOMPARE(mirrors(window).wantedMirror(), made);
  QTRY_VERIFY(window->snapshot()->mirrored && window->snapshot()->mirrored->serial == 2);
  QTRY_VERIFY(window->snapshot()->line);
  undo(window);
  QCOMPARE(mirrors(window).wantedMirror(), std::vector{made.front()});
  emit mirrors(window).rememberRequested();
  QVERIFY(mirrors(window).wantedMirror().empty());
  emit mirrors(window).symmetryChosen(made.back());
  QCOMPARE(mirrors(window).wantedMirror(), std::vector{made.back()});
  undo(window);
  undo(window);
  QVERIFY(mirrors(window).wantedMirror().empty());
  emit mirrors(window).symmetryChosen(made.back());
  QCOMPARE(mirrors(window).wantedMirror(), std::vector{made.back()});
}

void TestMirrors::theWayIsOnlyAskedForWhereItShows() {
  ShownWindow window;
  QTRY_COMPARE(window.iteration(), 0);
  QVERIFY(!window->snapshot()->line);
  window.chooseByKey(Qt::Key_8);
  QCOMPARE(window->workbench().tab(), Workbench::Tab::Mirrors);
  QTRY_VERIFY(window->snapshot()->line);
  window.chooseByKey(Qt::Key_2);
  QTRY_VERIFY(!window->snapshot()->line);
}

void TestMirrors::whatIsNotPossibleIsSaid() {
  ShownWindow window(sampleSession(sampleLayers(1, 3, Activation::Relu)));
  QTRY_COMPARE(window.iteration(), 0);
  const std::vector<double> before = theta(window);
  focusUnit(window);
  window.press(Qt::Key_F);
  QVERIFY(window.message().contains(QLatin1String("cannot be flipped")));
  QVERIFY(sameBits(theta(window), before));
  QCOMPARE(undoText(window).remove(QLatin1Char('&')), QStringLiteral("Undo"));
}

void TestMirrors::aClickedUnitIsChosen() {
  ShownWindow window;
  QTRY_COMPARE(window.iteration(), 0);
  window.chooseByKey(Qt::Key_8);
  NetworkView& network = window->workbench().network();
  QTRY_VERIFY(!network.edges().empty());
  const QRectF unit = network.networkLayout().find({2, 1})->rect;
  QTest::mouseMove(&network, unit.center().toPoint());
  QVERIFY(mirrors(window).controls().unit() != (UnitId{2, 1}));
  QTest::mouseClick(&network, Qt::LeftButton, Qt::NoModifier, unit.center().toPoint());
  QCOMPARE(mirrors(window).controls().unit(), (UnitId{2, 1}));
}

QTEST_MAIN(TestMirrors)
#include "tst_mirrors.moc"
