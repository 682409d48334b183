#include "app/notation_menu.h"

#include <QSettings>

#include "app/window_state.h"
#include "core/session/session_json.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_window.h"
#include "ui/theme/movement.h"

using namespace backscope;
using test::ShownWindow;

namespace {

QList<Notation> allNotations() {
  QList<Notation> all;
  for (int k = 0; k < 8; ++k)
    all.append({.swapsLetters = (k & 1) != 0, .isMatrixForm = (k & 2) != 0, .countsInput = (k & 4) != 0});
  return all;
}

/// Into the middle of the forward pass.
void goToFirstUnits(ShownWindow& window) {
  QTRY_COMPARE(window.iteration(), 0);
  window.press(Qt::Key_1);
  for (int step = 1; step <= 2; ++step) {
    window.press(Qt::Key_S);
    QTRY_VERIFY(window->snapshot()->pass && window->snapshot()->step == step);
  }
}

/// What is seen, and what is read out: names, descriptions and tool tips.
struct Look {
  QStringList texts;
  QImage picture;
};

Look lookOf(ShownWindow& window) {
  // What waits to be laid out is laid out.
  QCoreApplication::sendPostedEvents();
  QCoreApplication::sendPostedEvents();
  Look look;
  for (const QWidget* widget : window->findChildren<QWidget*>())
    look.texts.append(widget->accessibleName() + widget->accessibleDescription() + widget->toolTip());
  look.picture = window->workbench().grab().toImage();
  return look;
}

}  // namespace

class tst_notation_menu : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { test::setUpWindowTests(QStringLiteral("backscope-notation-menu")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() {
    CurrentNotation::instance().set({});
    Movement::instance().setWanted(true);
    m_warnings.check();
  }

  void eachEntrySwitchesItsPart() {
    const NotationMenu menu;
    QCOMPARE(menu.actions().size(), 3);
    menu.actions().at(0)->trigger();
    QCOMPARE(notation(), (Notation{.swapsLetters = true}));
    menu.actions().at(1)->trigger();
    QCOMPARE(notation(), (Notation{.swapsLetters = true, .isMatrixForm = true}));
    menu.actions().at(2)->trigger();
    menu.actions().at(0)->trigger();
    QCOMPARE(notation(), (Notation{.isMatrixForm = true, .countsInput = true}));
  }

  void theMenuShowsWhatIsInForce() {
    const NotationMenu menu;
    CurrentNotation::instance().set({.countsInput = true});
    QVERIFY(menu.actions().at(2)->isChecked());
    QVERIFY(!menu.actions().at(0)->isChecked());
    const NotationMenu later;
    QVERIFY(later.actions().at(2)->isChecked());
  }

  void theNotationAndMovementAreRemembered() {
    const Notation chosen{.swapsLetters = true, .countsInput = true};
    {
      ShownWindow window;
      QTRY_COMPARE(window.iteration(), 0);
      CurrentNotation::instance().set(chosen);
      Movement::instance().setWanted(false);
      QVERIFY(window->close());
    }
    CurrentNotation::instance().set({});
    Movement::instance().setWanted(true);
    ShownWindow window;
    QCOMPARE(notation(), chosen);
    QVERIFY(!Movement::instance().isWanted());
  }

  /// A window that is switched looks and reads as one that was opened so: nothing is kept of what stood there.
  void aSwitchReachesEveryView_data() {
    QTest::addColumn<int>("tab");
    QTest::newRow("activations") << static_cast<int>(Workbench::Tab::Activations);
    QTest::newRow("deltas") << static_cast<int>(Workbench::Tab::Deltas);
    QTest::newRow("mirrors") << static_cast<int>(Workbench::Tab::Mirrors);
  }
  void aSwitchReachesEveryView() {
    QFETCH(int, tab);
    WindowState state;
    state.tab = tab;
    state.isMovementWanted = false;
    QList<Look> opened;
    for (const Notation& each : allNotations()) {
      state.notation = each;
      saveWindowState(state);
      ShownWindow window;
      goToFirstUnits(window);
      opened.append(lookOf(window));
    }
    ShownWindow switched;
    goToFirstUnits(switched);
    for (qsizetype k = 0; k < opened.size(); ++k) {
      CurrentNotation::instance().set(allNotations()[k]);
      const Look look = lookOf(switched);
      QCOMPARE(look.texts, opened[k].texts);
      QVERIFY2(look.picture == opened[k].picture, qPrintable(QString::number(k)));
    }
  }

  void aSessionIsWrittenTheSame() {
    const Session session = test::sampleSession();
    const std::string before = writeSession(session);
    for (const Notation& each : allNotations()) {
      CurrentNotation::instance().set(each);
      QCOMPARE(writeSession(session), before);
    }
  }

 private:
  test::FailOnWarnings m_warnings;
};

QTEST_MAIN(tst_notation_menu)
#include "tst_notation_menu.moc"
