#include <QSettings>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_network.h"
#include "tests/support/shown_window.h"
#include "ui/views/pass_view.h"
#include "ui/views/slope_canvas.h"
#include "ui/views/slope_view.h"

using namespace backscope;
using namespace backscope::test;

class TestSlopesTab : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-slopes-tab")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() { m_warnings.check(); }

  void slopesAreOnlyAskedForWhereTheyShow() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    QVERIFY(!window->snapshot()->slopes);
    window.chooseByKey(Qt::Key_5);
    QCOMPARE(window->workbench().tab(), Workbench::Tab::Slopes);
    QTRY_VERIFY(window->snapshot()->slopes);
    QTRY_VERIFY(window->workbench().slopes().canvas().isVisible());
    window.chooseByKey(Qt::Key_2);
    QTRY_VERIFY(!window->snapshot()->slopes);
  }

  void aUnitPointedAtInTheNetworkIsChosenAndStaysUntilEscape() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window.chooseByKey(Qt::Key_5);
    NetworkView& network = window->workbench().network();
    SlopeView& slopes = window->workbench().slopes();
    QTRY_VERIFY(!network.edges().empty());
    const UnitBox* unit = network.networkLayout().find({2, 1});
    QTest::mouseMove(&network, unit->rect.center().toPoint());
    const LayerPart part{2, 1};
    QTRY_COMPARE(slopes.part(), part);
    QTRY_VERIFY(window->snapshot()->slopes && window->snapshot()->slopes->part == part);
    QTest::mouseMove(&network, QPoint(1, 1));
    QTRY_VERIFY(!network.litItem());
    QCOMPARE(slopes.part(), part);
    slopes.setFocus();
    QTRY_VERIFY(slopes.hasFocus());
    window.press(Qt::Key_Escape);
    QTRY_VERIFY(window->snapshot()->slopes && window->snapshot()->slopes->part == LayerPart{.layer = 2});
  }

  void aTermPointedAtInTheFormulaIsChosen() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    emit window->workbench().pass().termHovered(TermRef{TermRef::A, 1, 2, 0});
    QCOMPARE(window->workbench().slopes().part(), (LayerPart{1, 2}));
  }

  void theArrowsLightTheNetworkAndLeaveTheRunAlone() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window.chooseByKey(Qt::Key_5);
    SlopeView& slopes = window->workbench().slopes();
    slopes.setFocus();
    QTRY_VERIFY(slopes.hasFocus());
    window.press(Qt::Key_Down);
    window.press(Qt::Key_Right);
    const NetworkItem unit{NetworkItem::Kind::Unit, {2, 0}, 0};
    QCOMPARE(window->workbench().network().litItem(), std::optional(unit));
    QCOMPARE(slopes.part(), (LayerPart{2, 0}));
    QTest::qWait(50);
    QCOMPARE(window.iteration(), 0);
    window->workbench().setFocus();
    QVERIFY(!window->workbench().network().litItem());
  }

  void theExampleOfADotIsFollowed() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window.chooseByKey(Qt::Key_5);
    SlopeView& slopes = window->workbench().slopes();
    QTRY_VERIFY(slopes.canvas().isVisible());
    slopes.setFocus();
    QTRY_VERIFY(slopes.hasFocus());
    for (int k = 0; k < 3; ++k) window.press(Qt::Key_PageDown);
    const int example = slopes.canvas().pointed()->example;
    window.press(Qt::Key_Return);
    QTRY_VERIFY(window->snapshot()->isExampleChosen);
    QCOMPARE(window->snapshot()->example, example);
  }

  void theTabIsRemembered() {
    {
      ShownWindow window;
      QTRY_COMPARE(window.iteration(), 0);
      window.chooseByKey(Qt::Key_5);
      window->close();
    }
    ShownWindow window;
    QCOMPARE(window->workbench().tab(), Workbench::Tab::Slopes);
  }

  void dotsMoveWhileItTrains() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window.chooseByKey(Qt::Key_5);
    QTRY_VERIFY(window->snapshot()->slopes);
    const double before = window->snapshot()->slopes->dots.front().a;
    window.press(Qt::Key_S);
    QTRY_VERIFY(window.iteration() > 0);
    QVERIFY(window->snapshot()->slopes->dots.front().a != before);
  }
};

QTEST_MAIN(TestSlopesTab)
#include "tst_slopes_tab.moc"
