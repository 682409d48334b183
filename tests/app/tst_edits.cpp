#include "app/edits.h"

#include <QSettings>
#include <QTest>

#include "app/window_menu.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/same_bits.h"
#include "tests/support/shown_window.h"
#include "ui/values/values_view.h"
#include "ui/views/network_view.h"
#include "ui/views/parameter_editor.h"

using namespace backscope;
using namespace backscope::test;

class TestEdits : public QObject {
  Q_OBJECT

  FailOnWarnings m_warnings;

 private slots:
  void initTestCase();
  void init();
  void cleanup() { m_warnings.check(); }
  void anEditIsUndoneAndRedone();
  void undoGoesBackToWhereItWasMade();
  void theStepsOfADragAreOneEdit();
  void anInputMakesATypedExampleThatCanBeUndone();
  void beforeAResetTheyAreUndoneToo();
  void theMenuSaysWhatIsUndone();
};

namespace {

const std::vector<double>& theta(ShownWindow& window) { return window->snapshot()->parameters.theta(); }

QAction* actionNamed(ShownWindow& window, const QString& start) {
  for (QAction* action : window->actions())
    if (action->text().remove(QLatin1Char('&')).startsWith(start)) return action;
  return nullptr;
}

ParameterEditor* editorIn(QWidget& widget) { return widget.findChild<ParameterEditor*>(); }

}  // namespace

void TestEdits::initTestCase() { setUpWindowTests(QStringLiteral("backscope-edits")); }

void TestEdits::init() {
  m_warnings.watch();
  QSettings().clear();
}

void TestEdits::anEditIsUndoneAndRedone() {
  ShownWindow window;
  QTRY_VERIFY(window->snapshot() != nullptr);
  const double before = theta(window)[1];
  emit window->workbench().network().parameterChosen(1, 0.5);
  QTRY_COMPARE(theta(window)[1], 0.5);
  QTest::keyClick(window.focus(), Qt::Key_Z, Qt::ControlModifier);
  QTRY_COMPARE(theta(window)[1], before);
  QTest::keyClick(window.focus(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
  QTRY_COMPARE(theta(window)[1], 0.5);
  QTest::keyClick(window.focus(), Qt::Key_Z, Qt::ControlModifier);
  QTRY_COMPARE(theta(window)[1], before);
  QTest::keyClick(window.focus(), Qt::Key_Y, Qt::ControlModifier);
  QTRY_COMPARE(theta(window)[1], 0.5);
}

void TestEdits::undoGoesBackToWhereItWasMade() {
  ShownWindow window;
  window.press(Qt::Key_5);
  for (int k = 0; k < 3; ++k) window.press(Qt::Key_S);
  QTRY_COMPARE(window.iteration(), 3);
  const std::vector<double> before = theta(window);
  emit window->workbench().values().parameterChosen(2, -1.5);
  window.press(Qt::Key_S);
  window.press(Qt::Key_S);
  QTRY_COMPARE(window.iteration(), 5);
  QTest::keyClick(window.focus(), Qt::Key_Z, Qt::ControlModifier);
  QTRY_COMPARE(window.iteration(), 3);
  QVERIFY(sameBits(theta(window), before));
  QCOMPARE(window->snapshot()->history->branches.size(), std::size_t{2});
}

void TestEdits::theStepsOfADragAreOneEdit() {
  ShownWindow window;
  QTRY_VERIFY(window->snapshot() != nullptr);
  const double before = theta(window)[0];
  NetworkView& network = window->workbench().network();
  network.edit({NetworkItem::Kind::Weight, {1, 0}, 0});
  QVERIFY(editorIn(network) != nullptr);
  for (int k = 0; k < 3; ++k) QTest::keyClick(editorIn(network), Qt::Key_Up);
  QTRY_VERIFY(std::abs(theta(window)[0] - before - 0.3) < 1e-9);
  QTest::keyClick(editorIn(network), Qt::Key_Return);
  QTest::keyClick(window.focus(), Qt::Key_Z, Qt::ControlModifier);
  QTRY_COMPARE(theta(window)[0], before);
  QVERIFY(!actionNamed(window, QStringLiteral("Undo"))->isEnabled());
  network.edit({NetworkItem::Kind::Weight, {1, 0}, 0});
  QTest::keyClick(editorIn(network), Qt::Key_Up);
  QTest::keyClick(editorIn(network), Qt::Key_Escape);
  QVERIFY(!actionNamed(window, QStringLiteral("Undo"))->isEnabled());
  QTRY_COMPARE(theta(window)[0], before);
}

void TestEdits::anInputMakesATypedExampleThatCanBeUndone() {
  ShownWindow window;
  QTRY_VERIFY(window->snapshot() != nullptr);
  const Snapshot first = *window->snapshot();
  emit window->workbench().values().inputEdited(0, 0.25);
  QTRY_VERIFY(window->snapshot()->typed.has_value());
  QCOMPARE(window->snapshot()->trace.x(0), 0.25);
  QCOMPARE(window->snapshot()->trace.x(1), first.trace.x(1));
  QCOMPARE(window->snapshot()->trace.y(0), first.trace.y(0));
  QTest::keyClick(window.focus(), Qt::Key_Z, Qt::ControlModifier);
  QTRY_VERIFY(!window->snapshot()->isExampleChosen);
  QCOMPARE(window->snapshot()->example, first.example);
}

void TestEdits::beforeAResetTheyAreUndoneToo() {
  ShownWindow window;
  QTRY_VERIFY(window->snapshot() != nullptr);
  const double before = theta(window)[1];
  emit window->workbench().network().parameterChosen(1, 0.5);
  QTRY_COMPARE(theta(window)[1], 0.5);
  window.press(Qt::Key_R);
  QTRY_COMPARE(theta(window)[1], before);
  QTest::keyClick(window.focus(), Qt::Key_Z, Qt::ControlModifier);
  QTRY_COMPARE(theta(window)[1], 0.5);
  QTest::keyClick(window.focus(), Qt::Key_Z, Qt::ControlModifier);
  QTRY_COMPARE(theta(window)[1], before);
  QVERIFY(!actionNamed(window, QStringLiteral("Undo"))->isEnabled());
}

void TestEdits::theMenuSaysWhatIsUndone() {
  ShownWindow window;
  QTRY_VERIFY(window->snapshot() != nullptr);
  emit window->workbench().network().parameterChosen(1, 0.4);
  QTRY_COMPARE(theta(window)[1], 0.4);
  emit window->workbench().network().parameterChosen(1, 0.5);
  QTRY_COMPARE(theta(window)[1], 0.5);
  QAction* undo = actionNamed(window, QStringLiteral("Undo"));
  QCOMPARE(undo->text().remove(QLatin1Char('&')), QStringLiteral("Undo: w₁₂⁽¹⁾ from 0.4000 to 0.5000"));
  undo->trigger();
  QTRY_COMPARE(theta(window)[1], 0.4);
  QCOMPARE(actionNamed(window, QStringLiteral("Redo"))->text().remove(QLatin1Char('&')),
           QStringLiteral("Redo: w₁₂⁽¹⁾ from 0.4000 to 0.5000"));
}

QTEST_MAIN(TestEdits)
#include "tst_edits.moc"
