#include "ui/views/init_map_view.h"

#include <QCheckBox>
#include <QImage>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "ui/theme/theme.h"
#include "ui/views/init_map_chart.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/number_edit.h"

using namespace backscope;

namespace {

CellOutcome outcomeOf(double loss) {
  CellOutcome outcome;
  outcome.train = {loss, 0.5};
  outcome.startRatio = outcome.endRatio = 1;
  return outcome;
}

/// A view with a map of scale against seed of which nothing is done.
struct Shown {
  InitMapView view;
  InitMapChart* chart = view.findChild<InitMapChart*>();

  Shown() {
    view.resize(640, 260);
    view.begin(emptyMap(test::sampleSession(), {}));
    view.show();
    QApplication::setActiveWindow(&view);
  }
  template <class W>
  W* named(const char* name) const {
    for (W* widget : view.findChildren<W*>())
      if (widget->accessibleName() == QLatin1String(name)) return widget;
    qFatal("no %s", name);
  }
  QPoint middleOf(std::size_t cell) const { return chart->currentLayout().cell(cell).center().toPoint(); }
  QColor colorAt(std::size_t cell) const { return chart->grab().toImage().pixelColor(middleOf(cell) + QPoint(4, 4)); }
};

}  // namespace

class TestInitMapView : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { Theme::instance().setMode(Theme::Mode::Light); }
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }

  void aClickChoosesACell() {
    Shown shown;
    QSignalSpy chosen(&shown.view, &InitMapView::cellChosen);
    QTest::mouseClick(shown.chart, Qt::LeftButton, {}, shown.middleOf(42));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<std::size_t>(), std::size_t{42});
    QTest::mouseClick(shown.chart, Qt::RightButton, {}, shown.middleOf(43));
    QTest::mouseClick(shown.chart, Qt::LeftButton, {}, QPoint(2, 2));
    QCOMPARE(chosen.size(), 1);
  }

  void pointingSaysWhatACellIs() {
    Shown shown;
    shown.view.setCell(42, outcomeOf(0.25));
    QTest::mouseMove(shown.chart, shown.middleOf(42));
    QVERIFY(shown.chart->words().startsWith(QStringLiteral("scale 0.032, seed 5: loss 0.2500")));
    QCOMPARE(shown.chart->accessibleDescription(), shown.chart->words());
    // News of the cell that is pointed at.
    shown.view.setCell(42, outcomeOf(0.125));
    QVERIFY(shown.chart->words().contains(QStringLiteral("0.1250")));
    QTest::mouseMove(shown.chart, QPoint(2, 2));
    QVERIFY(shown.chart->words().startsWith(QStringLiteral("Point at a run")));
  }

  void arrowsAndEnterDoTheSame() {
    Shown shown;
    QSignalSpy chosen(&shown.view, &InitMapView::cellChosen);
    shown.view.setPresent(55, false);
    shown.chart->setFocus();
    QCOMPARE(shown.chart->current(), std::optional<std::size_t>(55));
    QVERIFY(shown.chart->words().contains(QStringLiteral("nearest to the settings")));
    for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Up, Qt::Key_Up, Qt::Key_Left, Qt::Key_Down, Qt::Key_Return})
      QTest::keyClick(shown.chart, key);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<std::size_t>(), std::size_t{65});
  }

  void theCurrentCellLeavesWithMouseAndKeyboard() {
    Shown shown;
    shown.chart->setFocus();
    QTest::keyClick(shown.chart, Qt::Key_Up);
    QCOMPARE(shown.chart->current(), std::optional<std::size_t>(10));
    shown.chart->clearFocus();
    QVERIFY(!shown.chart->current());
  }

  void cellsAreColoredAndHatched() {
    Shown shown;
    const QColor pending = shown.colorAt(40);
    shown.view.setCell(40, outcomeOf(0.01));
    shown.view.setCell(60, outcomeOf(0.5));
    const ThemeColors& colors = Theme::instance().colors();
    QCOMPARE(shown.colorAt(40), layerColor(colors, 1, 2));
    QCOMPARE(shown.colorAt(60), layerColor(colors, 2, 2));
    QVERIFY(shown.colorAt(41) == pending);
    CellOutcome diverged = outcomeOf(0.1);
    diverged.divergence = Divergence{};
    shown.view.setCell(41, diverged);
    const QImage image = shown.chart->grab().toImage();
    const QRect cell = shown.chart->currentLayout().cell(41).toRect().adjusted(1, 1, -1, -1);
    int hatched = 0;
    for (int x = cell.left(); x < cell.right(); ++x)
      for (int y = cell.top(); y < cell.bottom(); ++y) hatched += image.pixelColor(x, y) == colors.mutedText ? 1 : 0;
    QVERIFY(hatched > 5);
  }

  void choicesAreOfferedAndTold() {
    Shown shown;
    QSignalSpy changed(&shown.view, &InitMapView::choiceChanged);
    auto* rows = shown.named<ChoiceBox>("What the map varies");
    rows->setCurrentIndex(2);
    emit rows->activated(2);
    auto* side = shown.named<ChoiceBox>("Runs");
    side->setCurrentIndex(1);
    emit side->activated(1);
    auto* iterations = shown.named<NumberEdit>("Iterations of each run");
    iterations->setFocus();
    iterations->selectAll();
    QTest::keyClicks(iterations, QStringLiteral("300"));
    QTest::keyClick(iterations, Qt::Key_Return);
    QCOMPARE(changed.size(), 3);
    QCOMPARE(shown.view.choice(), (InitMapChoice{MapRows::LearningRate, 20, 300}));
    auto* color = shown.named<ChoiceBox>("What the colours show");
    emit color->activated(3);
    QCOMPARE(shown.chart->color(), MapColor::Needed);
    QCOMPARE(changed.size(), 3);
    QVERIFY(shown.view.follows());
    shown.view.findChild<QCheckBox*>()->click();
    QVERIFY(!shown.view.follows());
  }

  void theButtonStartsAndStops() {
    Shown shown;
    QSignalSpy started(&shown.view, &InitMapView::startRequested);
    QSignalSpy stopped(&shown.view, &InitMapView::stopRequested);
    auto* button = shown.view.findChild<Button*>();
    QCOMPARE(button->text(), QStringLiteral("Start"));
    button->click();
    QVERIFY(started.size() == 1 && stopped.isEmpty());
    shown.view.setRunning(true);
    QCOMPARE(button->text(), QStringLiteral("Stop"));
    QCOMPARE(button->accessibleName(), QStringLiteral("Stop the map"));
    button->click();
    QVERIFY(started.size() == 1 && stopped.size() == 1);
  }

  void theStatusSaysHowFarItIs() {
    Shown shown;
    QCOMPARE(shown.view.status(), QStringLiteral("A map of short runs, each begun in its own way."));
    shown.view.setCell(3, outcomeOf(1));
    shown.view.setRunning(true);
    QCOMPARE(shown.view.status(), QStringLiteral("1 of 100 runs are done."));
    shown.view.setPresent(std::nullopt, true);
    QCOMPARE(shown.view.status(), QStringLiteral("1 of 100 runs are done. They are of other settings."));
    shown.view.setProblem(QStringLiteral("There is none."));
    QVERIFY(shown.view.status().startsWith(QStringLiteral("There is none.")));
    shown.view.begin(emptyMap(test::sampleSession(), {}));
    QVERIFY(!shown.view.status().contains(QStringLiteral("There is none.")));
  }

  void itIsDrawnInEverySizeAndTheme() {
    for (const Theme::Mode mode : {Theme::Mode::Dark, Theme::Mode::Light}) {
      Theme::instance().setMode(mode);
      for (const QSize& size : {QSize(1, 1), QSize(320, 150), QSize(1600, 900)}) {
        Shown shown;
        shown.view.setMinimumSize(1, 1);
        shown.view.resize(size);
        for (const MapColor color : {MapColor::Loss, MapColor::StartRatio, MapColor::Needed}) {
          shown.chart->setColor(color);
          QVERIFY(!shown.view.grab().isNull());
        }
      }
    }
  }
};

QTEST_MAIN(TestInitMapView)
#include "tst_init_map_view.moc"
