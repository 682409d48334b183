#include "app/known_lab.h"

#include <QSettings>
#include <QTest>
#include <cmath>

#include "app/session_file.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_window.h"
#include "ui/views/known_points.h"
#include "ui/views/known_view.h"
#include "ui/views/network_view.h"
#include "ui/views/twin_chart.h"
#include "ui/views/twin_view.h"
#include "ui/widgets/choice_list.h"
#include "ui/widgets/slider.h"

using namespace backscope;
using namespace backscope::test;

namespace {

KnownView& knownOf(ShownWindow& window) { return window->workbench().analyses().known(); }

const std::vector<double>& theta(ShownWindow& window) { return window->snapshot()->parameters.theta(); }

Session point(const char* name) { return openSession(QString::fromLatin1(name)).session.value(); }

}  // namespace

class TestKnownLab : public QObject {
  Q_OBJECT

  FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-known-lab")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() { m_warnings.check(); }

  void aPointIsChosenAndOpenedByKeys() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window->workbench().setTab(Workbench::Tab::Known);
    auto* list = widgetNamed<ChoiceList>(knownOf(window), QStringLiteral("Known points"));
    QTRY_VERIFY(list->hasFocus());
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(knownOf(window).points().name(), QStringLiteral("strict-saddle"));
    QVERIFY(knownOf(window).points().words().contains(QStringLiteral("λ = ±‖c‖")));
    QTest::keyClick(list, Qt::Key_Up);
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_VERIFY(window->snapshot() && window->snapshot()->session->title == "XOR at θ = 0");
    QVERIFY(theta(window) == std::vector<double>(9));
    QCOMPARE(window->workbench().tab(), Workbench::Tab::Known);
  }

  void theWholeLandscapeIsSeenOnceItIsOpened() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window->workbench().setTab(Workbench::Tab::Known);
    emit knownOf(window).points().openRequested(QStringLiteral("tanh-landscape"));
    QTRY_COMPARE(window->workbench().tab(), Workbench::Tab::Surface);
    QCOMPARE(theta(window).size(), std::size_t{2});
  }

  void whereAPointWasOpenedItsWordsAreThere() {
    ShownWindow window(point("dead-relus"));
    QTRY_COMPARE(window.iteration(), 0);
    window->workbench().setTab(Workbench::Tab::Known);
    QCOMPARE(knownOf(window).points().name(), QStringLiteral("dead-relus"));
  }

  void aUnitOfTheRunIsDuplicatedAndTheLossStays() {
    ShownWindow window(point("xor-corners"));
    QTRY_COMPARE(window.iteration(), 0);
    window->workbench().setTab(Workbench::Tab::Known);
    knownOf(window).showPage(KnownView::Twins);
    const double loss = window->snapshot()->train.loss;
    const std::vector<double> before = theta(window);
    emit window->workbench().network().unitChosen({1, 1});
    QCOMPARE(knownOf(window).twins().unit(), (UnitId{1, 1}));
    QTest::mouseClick(widgetNamed<Button>(knownOf(window), QStringLiteral("Duplicate the unit")), Qt::LeftButton);
    QTRY_VERIFY(window->snapshot() && theta(window).size() == 13);
    QVERIFY(std::abs(window->snapshot()->train.loss - loss) < 1e-15);
    QCOMPARE(window.message(), QString());
    Slider* slider = widgetNamed<Slider>(knownOf(window), QStringLiteral("γ, the first unit’s share of v, slider"));
    QTRY_VERIFY(slider->isEnabled());
    for (const int place : {0, 1000, 400}) {
      slider->setValue(place);
      const double v = before[7];
      const double gamma = -1 + 3 * place / 1000.0;
      QTRY_VERIFY(std::abs(theta(window)[10] - gamma * v) < 1e-15);
      QVERIFY(std::abs(theta(window)[11] - (1 - gamma) * v) < 1e-15);
      QVERIFY(std::abs(window->snapshot()->train.loss - loss) < 1e-14);
    }
    // The whole way along the line is one edit, the duplication another.
    window.chooseByKey(Qt::Key_Z);
    QTRY_VERIFY(std::abs(theta(window)[10] - before[7] / 2) < 1e-15);
    window.chooseByKey(Qt::Key_Z);
    QTRY_VERIFY(window->snapshot() && theta(window) == before);
  }

  void theSpectrumAndTheTheoremComeByThemselves() {
    ShownWindow window(point("duplicated-unit"));
    QTRY_COMPARE(window.iteration(), 0);
    window->workbench().setTab(Workbench::Tab::Known);
    knownOf(window).showPage(KnownView::Twins);
    TwinView& twins = knownOf(window).twins();
    QTRY_VERIFY2(
        twins.words().contains(QStringLiteral("At γ = 0.5 the eigenvalues go from 0 to 0.99; below 0: 0, zero: 1.")),
        qPrintable(twins.words()));
    QVERIFY(twins.words().contains(QStringLiteral("local minima for 0 < γ < 1")));
    // A click on the chart leads there; what is shown then is of that place.
    const TwinChartLayout layout = twins.chart().currentLayout();
    QTest::mouseClick(&twins.chart(), Qt::LeftButton, {},
                      QPointF(layout.xOf(-0.5), layout.area.center().y()).toPoint());
    QTRY_VERIFY2(twins.words().contains(QStringLiteral("At γ = −0.5")), qPrintable(twins.words()));
    QVERIFY2(twins.words().contains(QStringLiteral("below 0: 1, zero: 1.")), qPrintable(twins.words()));
    QVERIFY(window->snapshot()->train.loss < 0.0402);
  }

  void unitsThatTrainingPartsAreNoTwinsAnyMore() {
    ShownWindow window(point("duplicated-unit"));
    QTRY_COMPARE(window.iteration(), 0);
    window->workbench().setTab(Workbench::Tab::Known);
    knownOf(window).showPage(KnownView::Twins);
    QTRY_VERIFY(knownOf(window).twins().words().contains(QStringLiteral("share v")));
    emit window->workbench().network().parameterChosen(0, 1.0);
    QTRY_VERIFY(knownOf(window).twins().words().startsWith(QStringLiteral("Duplicate a hidden unit")));
  }

  void thePageFitsANarrowColumn() {
    KnownView view;
    QVERIFY2(view.minimumSizeHint().width() <= 380, qPrintable(QString::number(view.minimumSizeHint().width())));
  }
};

QTEST_MAIN(TestKnownLab)
#include "tst_known_lab.moc"
