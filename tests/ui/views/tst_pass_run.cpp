#include "ui/views/pass_run.h"

#include <QPaintEvent>
#include <QProxyStyle>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "tests/support/shown_network.h"
#include "ui/text/number_format.h"
#include "ui/theme/movement.h"

using namespace backscope;

namespace {

/// A system that asks for animations of this length.
class StyleWithAnimations : public QProxyStyle {
 public:
  explicit StyleWithAnimations(int milliseconds) : m_milliseconds(milliseconds) {}
  int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                QStyleHintReturn* data) const override {
    return hint == SH_Widget_Animation_Duration ? m_milliseconds : QProxyStyle::styleHint(hint, option, widget, data);
  }

 private:
  int m_milliseconds;
};

/// Snapshots of a run that is gone through in unit steps.
class Stepper {
 public:
  Stepper() : m_cursor(session()) {}

  std::shared_ptr<const Snapshot> forwards() {
    m_cursor.advance(StepSize::Unit);
    return snapshot();
  }
  std::shared_ptr<const Snapshot> back() {
    m_cursor.retreat(StepSize::Unit);
    return snapshot();
  }
  std::shared_ptr<const Snapshot> forwardsTo(PassStepKind kind) {
    while (m_cursor.instant().taken().empty() || m_cursor.instant().taken().back().kind != kind)
      m_cursor.advance(StepSize::Unit);
    return snapshot();
  }
  std::shared_ptr<const Snapshot> snapshot() {
    SnapshotContext context;
    context.step = m_cursor.step();
    context.pass = std::make_shared<const PassInstant>(m_cursor.instant());
    return makeSnapshot(m_cursor.trainer(), test::sampleNeeds(m_cursor.trainer()), context);
  }

 private:
  static Session session() {
    Session session = test::sampleSession();
    session.training.batchSize = 1;
    return session;
  }

  PassCursor m_cursor;
};

/// What was painted of a widget.
class PaintedArea : public QObject {
 public:
  QRegion area;

 protected:
  bool eventFilter(QObject*, QEvent* event) override {
    if (event->type() == QEvent::Paint) area += static_cast<QPaintEvent*>(event)->region();
    return false;
  }
};

}  // namespace

class tst_pass_run : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_warnings.watch();
    QApplication::setStyle(new StyleWithAnimations(200));
    Movement::instance().setWanted(true);
  }
  void cleanup() { m_warnings.check(); }

  void aStepMovesAndComesToRest() {
    Stepper steps;
    PassRun run;
    run.follow(*steps.snapshot());
    QVERIFY(!run.isMoving());
    run.follow(*steps.forwards());
    QVERIFY(run.isMoving());
    QVERIFY(run.share() < 0.5);
    QTRY_VERIFY(!run.isMoving());
    QCOMPARE(run.share(), 1.0);
  }

  void aFasterStepTakesOver() {
    Stepper steps;
    PassRun run;
    run.follow(*steps.snapshot());
    run.follow(*steps.forwards());
    QTRY_VERIFY(run.share() > 0.6);
    if (!run.isMoving()) QSKIP("the machine was too slow to be faster than the movement");
    run.follow(*steps.forwards());
    QVERIFY(run.share() < 0.5);
  }

  void theSamePlaceAgainChangesNothing() {
    Stepper steps;
    PassRun run;
    run.follow(*steps.forwards());
    QVERIFY(!run.isMoving());
    const std::shared_ptr<const Snapshot> next = steps.forwards();
    run.follow(*next);
    run.follow(*next);
    QVERIFY(run.isMoving());
    QTRY_VERIFY(!run.isMoving());
    run.follow(*next);
    QVERIFY(!run.isMoving());
  }

  void aStepBackStandsAtOnce() {
    Stepper steps;
    PassRun run;
    run.follow(*steps.forwards());
    run.follow(*steps.forwards());
    QVERIFY(run.isMoving());
    run.follow(*steps.back());
    QVERIFY(!run.isMoving());
  }

  void nothingMovesWhereItIsNotWished() {
    Stepper steps;
    PassRun run;
    run.follow(*steps.snapshot());
    run.follow(*steps.forwards());
    Movement::instance().setWanted(false);
    QVERIFY(!run.isMoving());
    run.follow(*steps.forwards());
    QVERIFY(!run.isMoving());
    Movement::instance().setWanted(true);
    QApplication::setStyle(new StyleWithAnimations(0));
    run.follow(*steps.forwards());
    QVERIFY(!run.isMoving());
  }

  void pulsesGoTheWayOfThePass() {
    Stepper steps;
    const auto middle = [](const std::shared_ptr<const Snapshot>& snapshot, double share) {
      const test::Shown shown(snapshot);
      const std::vector<QPointF> pulses = pulsesAt(PassMarks(*snapshot->pass), shown.view->edges(), share);
      return pulses.empty() ? -1 : pulses.front().x();
    };
    const auto forward = steps.forwardsTo(PassStepKind::Unit);
    QVERIFY(middle(forward, 0.1) < middle(forward, 0.9));
    const auto backward = steps.forwardsTo(PassStepKind::HiddenDelta);
    QVERIFY(middle(backward, 0.1) > middle(backward, 0.9));
    QCOMPARE(middle(steps.forwardsTo(PassStepKind::Loss), 0.5), -1.0);
    QCOMPARE(middle(steps.forwardsTo(PassStepKind::NewParameters), 0.5), -1.0);
  }

  void theNetworkSaysWhatActsAndItsValue() {
    Stepper steps;
    steps.forwards();
    const auto snapshot = steps.forwards();
    const test::Shown shown(snapshot);
    const QString description = shown.view->accessibleDescription();
    QVERIFY2(description.startsWith(u"Unit 1 of layer 1: pre-activation and output: z₁⁽¹⁾ = "_qs),
             qPrintable(description));
    QVERIFY(description.contains(formatNumber(snapshot->pass->trace.layers[0].z(0)) + u". Network 2-4-2-1"_qs));
  }

  void onlyWhatActsIsPaintedAgain() {
    Stepper steps;
    test::Shown shown(steps.forwards());
    QVERIFY(QTest::qWaitForWindowExposed(&shown.window));
    const auto next = steps.forwards();
    shown.view->setSnapshot(next);
    QVERIFY(shown.view->isMoving());
    shown.view->repaint();
    PaintedArea painted;
    shown.view->installEventFilter(&painted);
    QTRY_VERIFY(!shown.view->isMoving());
    const QRect acts =
        movingArea(PassMarks(*next->pass), shown.view->networkLayout(), shown.view->edges()).toAlignedRect();
    QVERIFY(!painted.area.isEmpty());
    QVERIFY((painted.area - acts).isEmpty());
    QVERIFY(acts.right() < shown.view->networkLayout().find({3, 0})->rect.left());
  }

 private:
  test::FailOnWarnings m_warnings;
};

QTEST_MAIN(tst_pass_run)
#include "tst_pass_run.moc"
