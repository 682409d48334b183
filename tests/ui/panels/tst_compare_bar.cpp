#include "ui/panels/compare_bar.h"

#include <QMenu>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "ui/panels/run_chip.h"
#include "ui/widgets/button.h"

using namespace backscope;

namespace {

QList<RunChip*> shownChips(const CompareBar& bar) {
  QList<RunChip*> chips = bar.findChildren<RunChip*>();
  chips.removeIf([](const RunChip* chip) { return !chip->isVisible(); });
  return chips;
}

void showRuns(CompareBar& bar, int count, int present) {
  const QStringList names{QStringLiteral("sigmoid"), QStringLiteral("ReLU, He normal"),
                          QStringLiteral("1 hidden layer"), QStringLiteral("learning rate 0.001, Adam")};
  const QList<QStringList> differences{
      {},
      {QStringLiteral("hidden layers sigmoid → ReLU"), QStringLiteral("start He normal")},
      {QStringLiteral("less")},
      {}};
  bar.setRuns(names.mid(0, count), differences.mid(0, count), present);
}

QAction* actionOf(const QMenu& menu, const QString& start) {
  for (QAction* action : menu.actions())
    if (action->text().remove(QLatin1Char('&')).startsWith(start)) return action;
  return nullptr;
}

}  // namespace

class TestCompareBar : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;

 private slots:
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }

  void aClickChoosesARunAndOpensThePresentOnesMenu() {
    CompareBar bar;
    bar.resize(1200, 40);
    showRuns(bar, 3, 1);
    bar.show();
    QCOMPARE(shownChips(bar).size(), 3);
    QSignalSpy chosen(&bar, &CompareBar::runChosen);
    QTest::mouseClick(shownChips(bar)[2], Qt::LeftButton);
    QCOMPARE(chosen.takeFirst().first().toInt(), 2);
    QTest::mouseClick(shownChips(bar)[1], Qt::LeftButton);
    QVERIFY(chosen.isEmpty());
    const auto* menu = bar.findChild<QMenu*>();
    QVERIFY(menu != nullptr && menu->isVisible());
    QSignalSpy copied(&bar, &CompareBar::copyRequested);
    QSignalSpy swapped(&bar, &CompareBar::swapRequested);
    const QList<QAction*> copies = actionOf(*menu, QStringLiteral("Copy"))->menu()->actions();
    QCOMPARE(copies.size(), 3);
    copies.last()->trigger();
    QCOMPARE(copied.first(), QVariantList({1, 3}));
    actionOf(*menu, QStringLiteral("Make it the first"))->trigger();
    QCOMPARE(swapped.first(), QVariantList({1, 0}));
  }

  void theDifferencesAreThoseOfThePresentRun() {
    CompareBar bar;
    showRuns(bar, 3, 1);
    QCOMPARE(bar.differencesText(), QStringLiteral("B against A: hidden layers sigmoid → ReLU, start He normal"));
    showRuns(bar, 3, 0);
    QVERIFY(bar.differencesText().contains(QStringLiteral("C against A: less")));
  }

  void aNarrowBarClipsNothing_data() {
    QTest::addColumn<int>("width");
    for (const int width : {1440, 1024, 880}) QTest::addRow("%d", width) << width;
  }
  void aNarrowBarClipsNothing() {
    QFETCH(int, width);
    CompareBar bar;
    bar.resize(width, 40);
    showRuns(bar, 4, 3);
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    QCoreApplication::sendPostedEvents();
    for (const QWidget* widget : bar.findChildren<QWidget*>()) {
      if (!widget->isVisible() || widget->parentWidget() == nullptr || widget->isWindow()) continue;
      const QPoint end = widget->mapTo(&bar, QPoint(widget->width(), widget->height()));
      QVERIFY2(end.x() <= bar.width() && end.y() <= bar.height(), qPrintable(widget->accessibleName()));
      if (qobject_cast<const RunChip*>(widget) != nullptr) QVERIFY(widget->width() >= widget->sizeHint().width());
    }
  }
};

QTEST_MAIN(TestCompareBar)
#include "tst_compare_bar.moc"
