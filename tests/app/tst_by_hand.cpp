#include <QLineEdit>
#include <QSettings>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_window.h"
#include "ui/text/number_format.h"
#include "ui/views/answer_row.h"
#include "ui/views/network_view.h"
#include "ui/views/pass_sheet.h"
#include "ui/views/pass_view.h"

using namespace backscope;
using namespace backscope::test;

class TestByHand : public QObject {
  Q_OBJECT

  FailOnWarnings m_warnings;

 private slots:
  void initTestCase();
  void init();
  void cleanup() { m_warnings.check(); }
  void aForwardPassIsWorkedOutWithTheKeyboardAlone();
  void nothingOnScreenTellsWhatIsAsked();
};

namespace {

QLineEdit* entryOf(const PassView& pass) { return widgetNamed<QLineEdit>(pass, QStringLiteral("Your number")); }

}  // namespace

void TestByHand::initTestCase() { setUpWindowTests(QStringLiteral("backscope-by-hand")); }

void TestByHand::init() {
  m_warnings.watch();
  QSettings().clear();
}

void TestByHand::aForwardPassIsWorkedOutWithTheKeyboardAlone() {
  ShownWindow window;
  window.press(Qt::Key_H);
  const PassView& pass = window->workbench().pass();
  QVERIFY(pass.isByHand());
  QTRY_VERIFY(window->snapshot() != nullptr && window->snapshot()->pass != nullptr);
  window.press(Qt::Key_S);
  window.press(Qt::Key_S);
  QTRY_COMPARE(window->snapshot()->pass->done, 2);
  QLineEdit* entry = entryOf(pass);
  entry->setFocus();
  QTest::keyClicks(entry, QStringLiteral("77"));
  QTest::keyClick(entry, Qt::Key_Return);
  QVERIFY(!pass.answerRow().verdict().isEmpty());
  const LayerTrace layer = window->snapshot()->pass->trace.layers[0];
  for (const double value : {layer.a(0), layer.z(0)}) {
    entry->selectAll();
    QTest::keyClicks(entry, formatNumber(value).replace(QChar(0x2212), QLatin1Char('-')));
    QTest::keyClick(entry, Qt::Key_Return);
  }
  // The keyboard is at the button that goes on.
  window.press(Qt::Key_Return);
  QTRY_COMPARE(window->snapshot()->pass->done, 3);
  QTRY_VERIFY(entry->isVisible() && entry->hasFocus());
}

void TestByHand::nothingOnScreenTellsWhatIsAsked() {
  ShownWindow window;
  window.press(Qt::Key_H);
  QTRY_VERIFY(window->snapshot() != nullptr && window->snapshot()->pass != nullptr);
  window.press(Qt::Key_S);
  window.press(Qt::Key_S);
  QTRY_COMPARE(window->snapshot()->pass->done, 2);
  const PassView& pass = window->workbench().pass();
  const QString z = formatNumber(window->snapshot()->pass->trace.layers[0].z(0));
  QVERIFY(!pass.sheet().accessibleDescription().contains(z));
  QVERIFY(!window->workbench().network().accessibleDescription().contains(z));
  QCOMPARE(pass.known()->pass->done, 1);
  window.press(Qt::Key_H);
  QVERIFY(pass.sheet().accessibleDescription().contains(z));
}

QTEST_MAIN(TestByHand)
#include "tst_by_hand.moc"
