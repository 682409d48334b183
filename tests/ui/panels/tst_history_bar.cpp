#include "ui/panels/history_bar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;

class TestHistoryBar : public QObject {
  Q_OBJECT

 private slots:
  void aSnapshotMovesTheSliderWithoutAnEcho();
  void draggingGoesToAnIteration();
  void veryLongRunsFitTheSlider();
  void branchesAreChosenAndTheOldFutureDiscarded();
  void aBookmarkIsNamedWithTheKeyboard();
  void eventsAreMarkedAndTheNewestSaid();
};

namespace {

Snapshot snapshotAt(std::int64_t iteration, const HistoryPlace& history) {
  Snapshot snapshot;
  snapshot.iteration = iteration;
  snapshot.history = std::make_shared<const HistoryPlace>(history);
  return snapshot;
}

HistoryPlace straight(std::int64_t begin, std::int64_t end) {
  HistoryPlace history;
  history.begin = begin;
  history.end = end;
  history.branches = {{0, -1, begin, end}};
  return history;
}

}  // namespace

void TestHistoryBar::aSnapshotMovesTheSliderWithoutAnEcho() {
  HistoryBar bar;
  QSignalSpy chosen(&bar, &HistoryBar::iterationChosen);
  bar.setSnapshot(snapshotAt(70, straight(50, 100)));
  const auto* slider = bar.findChild<QSlider*>();
  QCOMPARE(slider->maximum(), 50);
  QCOMPARE(slider->value(), 20);
  QCOMPARE(bar.placeText(), QStringLiteral("iteration 70 of 100"));
  QCOMPARE(chosen.size(), 0);
}

void TestHistoryBar::draggingGoesToAnIteration() {
  HistoryBar bar;
  QSignalSpy chosen(&bar, &HistoryBar::iterationChosen);
  bar.setSnapshot(snapshotAt(70, straight(50, 100)));
  bar.findChild<QSlider*>()->setValue(5);
  QCOMPARE(chosen.takeFirst().front().value<qint64>(), 55);
}

void TestHistoryBar::veryLongRunsFitTheSlider() {
  HistoryBar bar;
  QSignalSpy chosen(&bar, &HistoryBar::iterationChosen);
  const std::int64_t end = 1'000'000'000'000;
  bar.setSnapshot(snapshotAt(end, straight(0, end)));
  auto* slider = bar.findChild<QSlider*>();
  QCOMPARE(slider->value(), slider->maximum());
  slider->setValue(slider->maximum() / 2);
  QVERIFY(std::abs(chosen.takeFirst().front().value<qint64>() - end / 2) < 1000);
}

void TestHistoryBar::branchesAreChosenAndTheOldFutureDiscarded() {
  HistoryBar bar;
  bar.show();
  bar.setSnapshot(snapshotAt(10, straight(0, 100)));
  auto* branches = bar.findChild<QComboBox*>();
  QVERIFY(!branches->isVisible());
  HistoryPlace forked = straight(0, 40);
  forked.branches = {{0, -1, 0, 100}, {3, 0, 30, 40}};
  forked.branch = 3;
  bar.setSnapshot(snapshotAt(40, forked));
  QVERIFY(branches->isVisible());
  QCOMPARE(branches->currentData().toInt(), 3);
  QSignalSpy chosen(&bar, &HistoryBar::branchChosen);
  emit branches->activated(0);
  QCOMPARE(chosen.takeFirst().front().toInt(), 0);
  QSignalSpy discarded(&bar, &HistoryBar::branchDiscarded);
  for (auto* button : bar.findChildren<QAbstractButton*>())
    if (button->accessibleName().startsWith(QLatin1String("Discard"))) button->click();
  QCOMPARE(discarded.takeFirst().front().toInt(), 0);
}

void TestHistoryBar::aBookmarkIsNamedWithTheKeyboard() {
  QWidget window;
  HistoryBar bar(&window);
  window.show();
  QApplication::setActiveWindow(&window);
  bar.setSnapshot(snapshotAt(10, straight(0, 100)));
  QSignalSpy named(&bar, &HistoryBar::bookmarkNamed);
  bar.startBookmark();
  auto* name = bar.findChild<QLineEdit*>();
  QVERIFY(name->isVisible());
  QTest::keyClicks(name, QStringLiteral("it turns"));
  QTest::keyClick(name, Qt::Key_Return);
  QCOMPARE(named.takeFirst().front().toString(), QStringLiteral("it turns"));
  bar.startBookmark();
  QTest::keyClick(name, Qt::Key_Escape);
  QVERIFY(!name->isVisible());
  QCOMPARE(named.size(), 0);
}

void TestHistoryBar::eventsAreMarkedAndTheNewestSaid() {
  HistoryBar bar;
  bar.resize(800, 40);
  Snapshot snapshot = snapshotAt(100, straight(0, 100));
  bar.setSnapshot(snapshot);
  const QImage without = bar.grab().toImage();
  auto series = std::make_shared<RunSeries>();
  for (int k = 0; k < 5; ++k) series->events.push_back({10 * k, RunEvent::Kind::UnitDead, 1, k});
  snapshot.series = series;
  bar.setSnapshot(snapshot);
  QVERIFY(bar.grab().toImage() != without);
  const QString said = bar.findChild<QSlider*>()->accessibleDescription();
  QVERIFY(said.startsWith(QStringLiteral("unit 5 of layer 1 is dead since iteration 40")));
  QVERIFY(!said.contains(QStringLiteral("unit 2 of")));
  snapshot.series.reset();
  bar.setSnapshot(snapshot);
  QVERIFY(bar.findChild<QSlider*>()->accessibleDescription().isEmpty());
}

QTEST_MAIN(TestHistoryBar)
#include "tst_history_bar.moc"
