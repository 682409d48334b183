#include <QSettings>
#include <QStandardPaths>
#include <QTest>

#include "app/window_setup.h"
#include "app/window_state.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_window.h"
#include "ui/panels/transport_bar.h"

using namespace backscope;
using namespace backscope::test;

namespace {

/// The shown children of `parent` lie within it, none narrower than it must be and none over another.
void checkChildren(const QWidget& parent, const QByteArray& where) {
  QList<const QWidget*> seen;
  for (const QWidget* child : parent.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
    if (!child->isVisible()) continue;
    const QByteArray what = where + ": " + child->accessibleName().toUtf8();
    QVERIFY2(parent.rect().contains(child->geometry()), what.constData());
    QVERIFY2(child->width() >= child->minimumSizeHint().width(), what.constData());
    for (const QWidget* other : seen) QVERIFY2(!child->geometry().intersects(other->geometry()), what.constData());
    seen.append(child);
  }
}

}  // namespace

class TestLargeType : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    setUpApplication();
  }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() {
    applyFontSize(WindowState().fontSize);
    m_warnings.check();
  }

  void theTransportFitsAtEverySize_data() {
    QTest::addColumn<int>("width");
    for (const int width : {880, 1024, 1440}) QTest::addRow("%d", width) << width;
  }
  void theTransportFitsAtEverySize() {
    QFETCH(int, width);
    ShownWindow window;
    window->resize(width, 768);
    QTRY_COMPARE(window.iteration(), 0);
    const auto check = [&](double points) {
      applyFontSize(points);
      QTRY_COMPARE(window->workbench().transport().width(), width);
      QCoreApplication::sendPostedEvents();
      checkChildren(window->workbench().transport(), QByteArray::number(points) + " pt");
    };
    for (double points = kSmallestFont; points <= kLargestFont; ++points) check(points);
    for (double points = kLargestFont; points >= kSmallestFont; --points) check(points);
  }

  void largerTypeByKeyReachesItsEnd() {
    ShownWindow window;
    window->resize(1440, 900);
    QTRY_COMPARE(window.iteration(), 0);
    for (int i = 0; i < 30; ++i) QTest::keyClick(window.focus(), Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(QApplication::font().pointSizeF(), kLargestFont);
    for (int i = 0; i < 30; ++i) QTest::keyClick(window.focus(), Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(QApplication::font().pointSizeF(), kSmallestFont);
    QTRY_COMPARE(window->workbench().transport().width(), window->width());
  }
};

QTEST_MAIN(TestLargeType)
#include "tst_large_type.moc"
