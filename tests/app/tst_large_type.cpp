#include <QSettings>
#include <QSplitter>
#include <QTest>

#include "app/columns.h"
#include "app/settings_column.h"
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
    if (!child->isVisible() || child->inherits("QSplitterHandle")) continue;
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
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-large-type")); }
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

  void theViewsKeepTheirRoom_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("points");
    for (const QSize size : {QSize(880, 600), QSize(1024, 768), QSize(1440, 900), QSize(1920, 1080)})
      for (const double points : {9.0, 14.0, 18.0, 22.0, 28.0})
        QTest::addRow("%dx%d, %g pt", size.width(), size.height(), points) << size << points;
  }
  void theViewsKeepTheirRoom() {
    QFETCH(QSize, size);
    QFETCH(double, points);
    ShownWindow window;
    window->resize(size);
    QTRY_COMPARE(window.iteration(), 0);
    applyFontSize(points);
    QCoreApplication::processEvents();
    Columns& columns = window->workbench().columns();
    const auto* settings = columns.findChild<SettingsColumn*>();
    const auto checkViews = [&] {
      QCoreApplication::processEvents();
      for (const QSplitter* part : columns.findChildren<QSplitter*>()) {
        for (int i = 0; i < part->count(); ++i) {
          const QWidget* widget = part->widget(i);
          const QSize least = widget->minimumSizeHint();
          QVERIFY2(widget->width() >= least.width() && widget->height() >= least.height(),
                   qPrintable(widget->accessibleName()));
        }
      }
    };
    checkViews();
    // Beside the views, or gone.
    if (columns.areSettingsShown()) checkChildren(columns, "columns");
    window.chooseByKey(Qt::Key_B);
    window.chooseByKey(Qt::Key_B);
    checkViews();
    if (!columns.areSettingsShown()) window.chooseByKey(Qt::Key_B);
    QCoreApplication::processEvents();
    QVERIFY(columns.rect().contains(settings->geometry()));
    QVERIFY(settings->width() >= std::min(settings->wantedWidth(), columns.width() - 12));
  }

  void theSettingsGoByThemselvesAndComeOverTheViews() {
    ShownWindow window;
    window->resize(1440, 900);
    QTRY_COMPARE(window.iteration(), 0);
    const Columns& columns = window->workbench().columns();
    QVERIFY(columns.areSettingsShown() && !columns.areSettingsFloating());
    applyFontSize(20);
    QTRY_VERIFY(!columns.areSettingsShown());
    window.chooseByKey(Qt::Key_B);
    QVERIFY(columns.areSettingsFloating());
    window->workbench().setFocus();
    window.press(Qt::Key_Escape);
    QVERIFY(!columns.areSettingsShown());
    applyFontSize(10);
    QTRY_VERIFY(columns.areSettingsShown());
  }

  void hiddenSettingsStayHidden() {
    {
      ShownWindow window;
      QTRY_COMPARE(window.iteration(), 0);
      numberNamed(*window, QStringLiteral("learning rate"))->setFocus();
      window.chooseByKey(Qt::Key_B);
      QVERIFY(!window->workbench().columns().areSettingsShown());
      QVERIFY(window->workbench().hasFocus());
      window->close();
    }
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    QVERIFY(!window->workbench().columns().areSettingsShown());
    window.chooseByKey(Qt::Key_B);
    QVERIFY(window->workbench().columns().areSettingsShown());
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
