#include <QSettings>
#include <QTest>

#include "app/analyses.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_window.h"
#include "ui/panels/initialization_panel.h"
#include "ui/views/layer_bars.h"
#include "ui/views/start_view.h"
#include "ui/widgets/slider.h"

using namespace backscope;
using namespace backscope::test;

class TestStartTab : public QObject {
  Q_OBJECT

  FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-start-tab")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() { m_warnings.check(); }

  void thePredictionIsOnlyAskedForWhereItShows() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    QVERIFY(!window->snapshot()->wideNetwork);
    window->workbench().setTab(Workbench::Tab::Start);
    QTRY_VERIFY(window->snapshot()->wideNetwork != nullptr);
  }

  void barsAndLinesFollowTheDial() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window->workbench().setTab(Workbench::Tab::Start);
    QTRY_VERIFY(window->snapshot()->wideNetwork != nullptr);
    const LayerBars& bars = window->workbench().analyses().start().outputs();
    const auto ends = [&bars] {
      const LayerBarLayout layout = bars.currentLayout();
      const auto decade = [&layout](double x) {
        return layout.low + (x - layout.area.left()) / layout.area.width() * (layout.high - layout.low);
      };
      return std::pair(decade(layout.rows[1].bar.right()), decade(layout.rows[1].expected.x2()));
    };
    const auto [bar, line] = ends();
    typeInto(*numberNamed(*window, QStringLiteral("scale")), QStringLiteral("0.01"));
    QTRY_COMPARE(window->snapshot()->session->initialization.scale, 0.01);
    const auto [nextBar, nextLine] = ends();
    QVERIFY2(nextBar < bar - 1 && nextLine < line - 1,
             qPrintable(QStringLiteral("%1 %2 %3 %4").arg(bar).arg(nextBar).arg(line).arg(nextLine)));
    QVERIFY(window->workbench().analyses().start().reading().ratio.contains(QStringLiteral("predicted")));
  }

  void aKeyLeadsToTheDial() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window.press(Qt::Key_I);
    QVERIFY(qobject_cast<Slider*>(window.focus()) != nullptr);
    window.press(Qt::Key_Right);
    QVERIFY(window->editor().session().initialization.scale > 1);
  }

  void whileItTrainsItGoesOnFromTheNewStart() {
    ShownWindow window;
    window.press(Qt::Key_Space);
    QTRY_VERIFY(window.iteration() > 100);
    typeInto(*numberNamed(*window, QStringLiteral("scale")), QStringLiteral("0.5"));
    QTRY_COMPARE(window->snapshot()->session->initialization.scale, 0.5);
    QVERIFY(window.isRunning());
    QTRY_VERIFY(window.iteration() > 100);
  }
};

QTEST_MAIN(TestStartTab)
#include "tst_start_tab.moc"
