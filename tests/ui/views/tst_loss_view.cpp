#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "ui/theme/theme.h"
#include "ui/views/loss_view.h"

using namespace backscope;

namespace {

QStringList namesOf(const PlotView& plot) {
  QStringList names;
  for (const PlotCurve& curve : plot.content().curves) names.append(curve.name);
  return names;
}

Session withoutTestSet() {
  Session session = test::sampleSession();
  session.data.testFraction = 0;
  return session;
}

}  // namespace

class TestLossView : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;

 private slots:
  void cleanup() { m_warnings.check(); }

  void showsTrainTestAndBatchLoss() {
    LossView view;
    view.setSnapshot(test::sampleSnapshot());
    QCOMPARE(namesOf(view.plot()), (QStringList{"batch", "train", "test"}));
    const std::vector<PlotCurve>& curves = view.plot().content().curves;
    QCOMPARE(curves[0].style, PlotCurve::Style::Band);
    QVERIFY(curves[1].style != curves[2].style);
    QVERIFY(curves[1].color != curves[2].color);
  }

  void curvesAreThoseOfTheSnapshot() {
    const std::shared_ptr<const Snapshot> snapshot = test::sampleSnapshot();
    LossView view;
    view.setSnapshot(snapshot);
    QCOMPARE(view.plot().content().curves[1].series.get(), &snapshot->series->trainLoss);
    QCOMPARE(view.plot().content().curves[2].series.get(), &snapshot->series->testLoss);
  }

  void withoutTestSetThereIsNoTestCurve() {
    LossView view;
    view.setSnapshot(test::sampleSnapshot(withoutTestSet()));
    QCOMPARE(namesOf(view.plot()), (QStringList{"batch", "train"}));
  }

  void beforeTrainingThereIsAnEmptyFrame() {
    LossView view;
    view.resize(340, 320);
    view.setSnapshot(test::sampleSnapshot(test::sampleSession(), 0));
    QVERIFY(view.plot().currentLayout().endLabels.empty());
    QVERIFY(!view.plot().accessibleDescription().isEmpty());
    QVERIFY(!view.grab().isNull());
  }

  void switchChoosesTheScaleAndSaysSo() {
    LossView view;
    view.setSnapshot(test::sampleSnapshot());
    QSignalSpy chosen(&view, &LossView::logScaleChosen);
    auto* button = view.findChild<QToolButton*>();
    QVERIFY(view.isLogScale());
    QCOMPARE(view.plot().scale().axis, ValueAxis::Log);
    button->click();
    QVERIFY(!view.isLogScale());
    QCOMPARE(view.plot().scale().axis, ValueAxis::Linear);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.front().front().toBool(), false);
    QCOMPARE(button->text(), QString("linear scale"));
    button->click();
    QCOMPARE(chosen.back().front().toBool(), true);
  }

  void settingTheScaleIsNoChoice() {
    LossView view;
    QSignalSpy chosen(&view, &LossView::logScaleChosen);
    view.setLogScale(false);
    QVERIFY(!view.isLogScale());
    QCOMPARE(view.plot().scale().axis, ValueAxis::Linear);
    view.setLogScale(true);
    QCOMPARE(chosen.count(), 0);
  }

  void everyControlHasANameAndItsShortcutOnTheToolTip() {
    LossView view;
    auto* button = view.findChild<QToolButton*>();
    QVERIFY(!button->accessibleName().isEmpty());
    QVERIFY(button->toolTip().contains(button->shortcut().toString(QKeySequence::NativeText)));
    QVERIFY(!view.accessibleName().isEmpty());
  }

  void descriptionTellsThePresentLosses() {
    const std::shared_ptr<const Snapshot> snapshot = test::sampleSnapshot();
    LossView view;
    view.setSnapshot(snapshot);
    const QString train = QString::number(snapshot->series->trainLoss.buckets().back().mean, 'f', 4);
    const QString description = view.accessibleDescription();
    QVERIFY2(description.contains("train " + train), qPrintable(description));
    QVERIFY2(description.contains("test "), qPrintable(description));
    view.setLogScale(false);
    QVERIFY(view.accessibleDescription() != description);
  }

  void themeColoursTheCurves() {
    Theme::instance().setMode(Theme::Mode::Light);
    LossView view;
    view.setSnapshot(test::sampleSnapshot());
    QCOMPARE(view.plot().content().curves[1].color, Theme::instance().colors().trainCurve);
    const QColor light = view.plot().content().curves[1].color;
    Theme::instance().setMode(Theme::Mode::Dark);
    QCOMPARE(view.plot().content().curves[1].color, Theme::instance().colors().trainCurve);
    QVERIFY(view.plot().content().curves[1].color != light);
  }

  void readsTheLossUnderTheCursor() {
    LossView view;
    view.resize(360, 340);
    view.setSnapshot(test::sampleSnapshot());
    view.show();
    auto* plot = view.findChild<PlotView*>();
    const PlotFrame frame = plot->currentLayout().frame;
    QTest::mouseMove(plot, QPointF(frame.xAt(300), frame.area.center().y()).toPoint());
    QVERIFY(plot->readOut().has_value());
    QVERIFY(plot->accessibleDescription().contains("iteration"));
  }
};

QTEST_MAIN(TestLossView)
#include "tst_loss_view.moc"
