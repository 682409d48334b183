#include <QSignalSpy>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "ui/panels/readout.h"
#include "ui/panels/title_block.h"
#include "ui/panels/transport_bar.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/button.h"

using namespace backscope;

namespace {

/// The widget of class W with this accessible name.
template <class W>
W* named(const QWidget& root, const QString& name) {
  for (W* widget : root.findChildren<W*>())
    if (widget->accessibleName() == name) return widget;
  return nullptr;
}

}  // namespace

class TestTransportBar : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }

  void theTransportShowsWhereTheRunStands() {
    TransportBar bar;
    const auto snapshot = test::sampleSnapshot(test::sampleSession(), 280);
    const QSize before = bar.sizeHint();
    bar.setSnapshot(*snapshot);
    QStringList shown;
    for (const Readout* readout : bar.findChildren<Readout*>()) shown.append(readout->accessibleName());
    QCOMPARE(shown[0], QStringLiteral("epoch: 10"));
    QCOMPARE(shown[1], QStringLiteral("iteration: 280"));
    QVERIFY(shown[2].startsWith(QStringLiteral("train loss: 0.")));
    QVERIFY(shown[4].contains(QLatin1Char('%')));
    QCOMPARE(bar.sizeHint(), before);
  }

  void theTrainButtonTrainsOrPauses() {
    TransportBar bar;
    QSignalSpy toggled(&bar, &TransportBar::trainingToggled);
    named<Button>(bar, QStringLiteral("Train"))->click();
    QCOMPARE(toggled.size(), 1);
    bar.setRunning(true);
    named<Button>(bar, QStringLiteral("Pause"))->click();
    QCOMPARE(toggled.size(), 2);
  }

  void aNarrowBarClipsNothing_data() {
    QTest::addColumn<int>("width");
    for (const int width : {1920, 1440, 1280, 1024, 900, 600}) QTest::addRow("%d", width) << width;
  }
  void aNarrowBarClipsNothing() {
    QFETCH(int, width);
    TransportBar bar;
    bar.setTitle(QStringLiteral("Vanishing gradient"), QStringLiteral("XOR · 2-8-8-8-8-8-8-1 · sigmoid"));
    bar.resize(width, 52);
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    int right = 0;
    for (const Readout* readout : bar.findChildren<Readout*>()) {
      if (!readout->isVisible()) continue;
      QVERIFY(readout->width() >= readout->sizeHint().width());
      right = std::max(right, readout->geometry().right());
    }
    QVERIFY(right > 0 && right < width);
  }

  void theTitleMovesNoButton() {
    TransportBar bar;
    bar.resize(1440, 52);
    bar.show();
    const auto* reset = named<Button>(bar, QStringLiteral("Reset"));
    QVERIFY(reset != nullptr);
    const int before = reset->x();
    const QString title = QStringLiteral("A title that is longer than there is room for in any bar");
    bar.setTitle(title, QStringLiteral("XOR · 2-128-128-128-128-1 · mixed activations"));
    QCoreApplication::sendPostedEvents();
    QCOMPARE(reset->x(), before);
    QVERIFY(named<TitleBlock>(bar, title + QStringLiteral(": XOR · 2-128-128-128-128-1 · mixed activations")) !=
            nullptr);
    bar.setTitle(QStringLiteral("XOR"), QString());
    QCoreApplication::sendPostedEvents();
    QCOMPARE(reset->x(), before);
  }

  void noReadoutOutgrowsItsRoom() {
    TransportBar bar;
    Snapshot snapshot = *test::sampleSnapshot(test::sampleSession(), 1);
    const QFontMetrics metrics(numberFont(TextSize::Large, QFont::DemiBold));
    for (const std::int64_t count : {9'999'999LL, 12'345'678LL, 999'999'999LL, 88'888'888'888LL})
      for (const double loss : {1.2345e-30, 8.8888e99, 8.8888e300, 1.2345e-6}) {
        snapshot.epoch = snapshot.iteration = count;
        snapshot.train.loss = loss;
        bar.setSnapshot(snapshot);
        for (const Readout* readout : bar.findChildren<Readout*>())
          QVERIFY2(metrics.horizontalAdvance(readout->text()) < readout->widthFor(false), qPrintable(readout->text()));
      }
    snapshot.epoch = 12'345'678;
    bar.setSnapshot(snapshot);
    QCOMPARE(bar.findChildren<Readout*>()[0]->text(), QStringLiteral("12.3 M"));
  }

  void aLongNumberIsNotCutOff() {
    Readout readout(QStringLiteral("iteration"), QStringLiteral("000"));
    readout.resize(readout.sizeHint() + QSize(40, 0));
    readout.setText(QStringLiteral("888888888888"));
    const QImage image = readout.grab().toImage();
    const QRgb empty = image.pixel(0, image.height() / 4);
    // Something is written in the lower half, but not at the very left.
    int leftmost = image.width();
    for (int y = image.height() / 2; y < image.height(); ++y)
      for (int x = 0; x < leftmost; ++x)
        if (image.pixel(x, y) != empty) leftmost = x;
    QVERIFY(leftmost < image.width() / 2);
    QVERIFY(leftmost >= 1);
  }

  void speedGoesFromOneAStepToUnlimited() {
    TransportBar bar;
    QSignalSpy chosen(&bar, &TransportBar::speedChosen);
    bar.chooseFaster(100);
    QCOMPARE(bar.speed(), 0.0);
    bar.chooseFaster(-100);
    QCOMPARE(bar.speed(), 1.0);
    QCOMPARE(chosen.size(), 2);
  }
};

QTEST_MAIN(TestTransportBar)
#include "tst_transport_bar.moc"
