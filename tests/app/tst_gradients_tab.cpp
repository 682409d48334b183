#include <QSettings>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_network.h"
#include "tests/support/shown_window.h"
#include "ui/views/gradient_check_panel.h"
#include "ui/views/gradient_strips.h"
#include "ui/views/gradient_view.h"
#include "ui/views/pass_view.h"

using namespace backscope;
using namespace backscope::test;

class TestGradientsTab : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-gradients-tab")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() { m_warnings.check(); }

  void everyExamplesGradientIsOnlyAskedForWhereItShows() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    QVERIFY(!window->snapshot()->spread);
    window.chooseByKey(Qt::Key_4);
    QCOMPARE(window->workbench().tab(), Workbench::Tab::Gradients);
    QTRY_VERIFY(window->snapshot()->spread);
    QTRY_VERIFY(!window->workbench().gradients().strips().rows().rows.empty());
    window.chooseByKey(Qt::Key_2);
    QTRY_VERIFY(!window->snapshot()->spread);
  }

  void aWeightPointedAtInTheNetworkIsChosenAndStays() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window.chooseByKey(Qt::Key_4);
    NetworkView& network = window->workbench().network();
    const GradientView& gradients = window->workbench().gradients();
    QTRY_VERIFY(!network.edges().empty());
    const std::size_t edge = network.edges().size() - 1;
    QTest::mouseMove(&network, clearPlaceOn(network, edge).toPoint());
    const NetworkItem weight{NetworkItem::Kind::Weight, network.edges()[edge].to, network.edges()[edge].from.unit};
    QTRY_COMPARE(gradients.item(), weight);
    QTest::mouseMove(&network, QPoint(1, 1));
    QTRY_VERIFY(!network.litItem());
    QCOMPARE(gradients.item(), weight);
    // Its layer's gradients come.
    QTRY_VERIFY(gradients.batchSentence().contains(QLatin1String("cancels")));
  }

  void aTermPointedAtInTheFormulaIsChosen() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    emit window->workbench().pass().termHovered(TermRef{TermRef::WeightGradient, 2, 1, 0});
    QCOMPARE(window->workbench().gradients().item(), (NetworkItem{NetworkItem::Kind::Weight, {2, 1}, 0}));
  }

  void theArrowsLightTheNetworkAndLeaveTheRunAlone() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window.chooseByKey(Qt::Key_4);
    GradientView& gradients = window->workbench().gradients();
    gradients.setFocus();
    QTRY_VERIFY(gradients.hasFocus());
    window.press(Qt::Key_Right);
    window.press(Qt::Key_Down);
    QCOMPARE(gradients.item(), (NetworkItem{NetworkItem::Kind::Weight, {1, 1}, 1}));
    QCOMPARE(window->workbench().network().litItem(), std::optional(gradients.item()));
    QTest::qWait(50);
    QCOMPARE(window.iteration(), 0);
    window->workbench().setFocus();
    QVERIFY(!window->workbench().network().litItem());
  }

  void stepsAreFollowed() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window.chooseByKey(Qt::Key_4);
    window.press(Qt::Key_1);
    const GradientView& gradients = window->workbench().gradients();
    for (int k = 0; k < 6; ++k) window.press(Qt::Key_S);
    // x, then four units of layer 1, then the first of layer 2.
    QTRY_COMPARE(gradients.item(), (NetworkItem{NetworkItem::Kind::Unit, {2, 0}, 0}));
    QTRY_VERIFY(gradients.check().text().finding.startsWith(QLatin1String("They agree")));
  }
};

QTEST_MAIN(TestGradientsTab)
#include "tst_gradients_tab.moc"
