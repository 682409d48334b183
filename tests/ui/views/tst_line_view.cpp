#include "ui/views/line_view.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QTest>
#include <cmath>
#include <limits>

#include "core/analysis/loss_line.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "ui/plots/plot_readout.h"
#include "ui/plots/plot_view.h"
#include "ui/widgets/button.h"
#include "ui/widgets/segmented_switch.h"

using namespace backscope;
using namespace backscope::test;
using PointKind = SavedPoint::Kind;

class TestLineView : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }
  void aBarrierIsDrawnAndPrinted();
  void endsOfDifferentLossesHaveAChord();
  void whatLiesBeyondDoesNotPressTheWayTogether();
  void whatIsNotFiniteIsSaidAndLeftOut();
  void placesAreReadAndChosenWithKeysAndMouse();
  void whatWasChosenStaysAsLongAsItIsThere();
  void theOtherWayRoundIsAnotherChoice();
};

namespace {

const SavedPoint kNow{.kind = PointKind::Now};
const SavedPoint kStart{.kind = PointKind::Start};
const SavedPoint kSwapped{.kind = PointKind::Mirror, .number = 0};

Architecture network() {
  return {.inputs = 2, .bias = true, .layers = {{2, Activation::Tanh}, {1, Activation::Identity}}};
}

/// Losses at α = −¼ … 1¼ in steps of ¼, with what follows from them.
LossProfile profileOf(const std::vector<double>& train) {
  LossProfile profile;
  profile.sampling = {.steps = 4, .before = 1, .after = 1};
  profile.train = train;
  profile.trainExamples = 280;
  profile.distance = 2.5;
  return profile;
}

LossProfile barrierOf() {
  LossProfile profile = profileOf({0.1, 0, 0.3, 0.5, 0.3, 0, 0.1});
  profile.barrier = profile.rise = 0.5;
  profile.highest = profile.mostAbove = 3;
  return profile;
}

/// 400 × 240, from now to the first mirror image.
struct ShownView : LineView {
  ShownView() {
    setSnapshot(sampleSnapshot(sampleSession(), 0));
    setPoints({kNow, kStart, kSwapped}, network(), {});
    setEnds(kNow, kSwapped);
    resize(600, 240);
    show();
  }
  void setProfile(const LossProfile& profile) { LineView::setProfile(std::make_shared<const LossProfile>(profile)); }
  PlotView* plotView() { return findChild<PlotView*>(); }
  QComboBox* box(int k) { return findChildren<QComboBox*>()[k]; }
};

std::int64_t lastOf(const PlotCurve& curve) { return curve.series->buckets().back().last; }

}  // namespace

void TestLineView::aBarrierIsDrawnAndPrinted() {
  ShownView view;
  view.setProfile(barrierOf());
  QCOMPARE(view.finding(), QString("A barrier of 0.5000 stands between them: the loss is not convex."));
  QVERIFY(view.accessibleDescription().contains("L(θ₀)\u00a0=\u00a00.0000, L(θ₁)"));
  const PlotContent& content = view.plot().content();
  QCOMPARE(content.curves.size(), std::size_t{1});
  QCOMPARE(content.curves.front().series->buckets().size(), std::size_t{7});
  QCOMPARE(lastOf(content.curves.front()), 150);
  QCOMPARE(content.way->start, 25);
  QCOMPARE(content.way->first->name, QString("now"));
  QCOMPARE(content.way->last->name, QString("units 1, 2 of layer 1 swapped"));
  QCOMPARE(content.way->bracket->iteration, 75.0);
  QCOMPARE(content.way->bracket->low, 0.0);
  QCOMPARE(content.way->bracket->text, QString("barrier 0.5000"));
}

void TestLineView::endsOfDifferentLossesHaveAChord() {
  ShownView view;
  LossProfile profile = profileOf({1.1, 1, 0.9, 0.75, 0.5, 0.2, 0.3});
  profile.highest = 1;
  profile.rise = 0.15;
  profile.mostAbove = 3;
  view.setProfile(profile);
  QVERIFY(view.finding().startsWith("No barrier, but up to 0.1500 above the straight line"));
  const std::vector<PlotCurve>& curves = view.plot().content().curves;
  QCOMPARE(curves.size(), std::size_t{2});
  QCOMPARE(curves.front().series->buckets()[2].mean, 0.6);
  QCOMPARE(curves.front().series->buckets().front().first, 25);
  QCOMPARE(lastOf(curves.front()), 125);
  QVERIFY(std::abs(view.plot().content().way->bracket->low - 0.6) < 1e-15);
  profile.rise = 0;
  view.setProfile(profile);
  QVERIFY(view.finding().startsWith("No barrier: nowhere above"));
  QVERIFY(!view.plot().content().way->bracket);
}

void TestLineView::whatLiesBeyondDoesNotPressTheWayTogether() {
  ShownView view;
  LossProfile profile = barrierOf();
  profile.train.front() = 40;
  view.setProfile(profile);
  QCOMPARE(view.plot().scale().high, 1.0);
  profile.train.front() = 0.8;
  view.setProfile(profile);
  QCOMPARE(view.plot().scale().high, 0.8);
  view.setLogScale(true);
  profile.train.front() = 1e9;
  view.setProfile(profile);
  QCOMPARE(view.plot().scale().high, 1.0);
}

void TestLineView::whatIsNotFiniteIsSaidAndLeftOut() {
  ShownView view;
  LossProfile profile = barrierOf();
  profile.train[3] = std::numeric_limits<double>::infinity();
  profile.barrier = profile.rise = std::numeric_limits<double>::quiet_NaN();
  view.setProfile(profile);
  QCOMPARE(view.finding(), QString("On the way the loss is not finite."));
  QCOMPARE(view.plot().content().curves.front().series->buckets().size(), std::size_t{6});
  profile.train.back() = profile.train[5] = profile.train[4] = profile.train[3];
  view.setProfile(profile);
  QCOMPARE(view.plot().currentLayout().frame.lastIteration, 150.0);
  profile = barrierOf();
  profile.distance = 0;
  view.setProfile(profile);
  QVERIFY(view.finding().startsWith("Both ends are the same point"));
  view.LineView::setProfile(nullptr);
  QVERIFY(view.plot().content().curves.empty());
}

void TestLineView::placesAreReadAndChosenWithKeysAndMouse() {
  ShownView view;
  QSignalSpy chosen(&view, &LineView::placeChosen);
  PlotView* plot = view.plotView();
  QTest::keyClick(plot, Qt::Key_Return);
  view.setProfile(barrierOf());
  QTest::keyClick(plot, Qt::Key_Return);
  QCOMPARE(chosen.count(), 0);
  plot->setReadOut(0);
  QCOMPARE(describe(*readOutAt(plot->content(), 0), plot->content()), QString("α = −0.25: train 0.1000"));
  QTest::keyClick(plot, Qt::Key_Return);
  QCOMPARE(chosen.takeFirst().front().toDouble(), -0.25);
  const PlotFrame frame = plot->currentLayout().frame;
  const QPoint middle(static_cast<int>(frame.xAt(75)), static_cast<int>(frame.area.center().y()));
  QTest::mouseDClick(plot, Qt::LeftButton, {}, middle);
  QVERIFY(std::abs(chosen.takeFirst().front().toDouble() - 0.5) < 0.01);
}

void TestLineView::whatWasChosenStaysAsLongAsItIsThere() {
  ShownView view;
  QSignalSpy changed(&view, &LineView::choiceChanged);
  const SavedPoint run{.kind = PointKind::Run, .number = 1};
  view.setPoints({kNow, kStart, run, kSwapped}, network(), "Run C is not offered.");
  QCOMPARE(view.box(1)->currentText(), QString("units 1, 2 of layer 1 swapped"));
  QCOMPARE(view.box(0)->toolTip(), QString("Run C is not offered."));
  QCOMPARE(changed.count(), 0);
  view.box(0)->setCurrentIndex(2);
  QCOMPARE(changed.count(), 1);
  QVERIFY(view.from().isSameAs(run));
  view.setPoints({kNow, kStart}, network(), {});
  QVERIFY(view.from().isSameAs(kStart));
  QVERIFY(view.to().isSameAs(kNow));
}

void TestLineView::theOtherWayRoundIsAnotherChoice() {
  ShownView view;
  QSignalSpy changed(&view, &LineView::choiceChanged);
  view.findChildren<Button*>().front()->click();
  QVERIFY(view.from().isSameAs(kSwapped));
  QVERIFY(view.to().isSameAs(kNow));
  QCOMPARE(view.beyond(), 0.25);
  emit view.findChild<SegmentedSwitch*>()->chosen(0);
  QCOMPARE(changed.count(), 2);
}

QTEST_MAIN(TestLineView)
#include "tst_line_view.moc"
