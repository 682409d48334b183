#include "ui/views/mirror_view.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "core/analysis/loss_line.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "ui/plots/plot_view.h"
#include "ui/views/mirror_controls.h"
#include "ui/widgets/button.h"
#include "ui/widgets/math_label.h"
#include "ui/widgets/segmented_switch.h"

using namespace backscope;
using Kind = Symmetry::Kind;

class TestMirrorView : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }
  void theChoiceIsTheWayAskedFor();
  void buttonsSayWhatIsChosenAndWhyNot();
  void keysAreForTheChosenUnit();
  void theLineIsDrawnWithItsBarrier();
  void aWayThatIsNoneSaysWhy();
  void whatIsMadeIsShownAtOnce();
  void theOutputsAreToldAfterAGesture();
  void theChoiceStaysWhereTheUnitIs();
  void withoutHiddenUnitsNothingIsAskedFor();
  void whereThereIsLittleRoomThePlotStandsBelow();
};

namespace {

std::shared_ptr<Snapshot> snapshotOf(const std::vector<LayerSpec>& layers) {
  Trainer trainer(test::sampleSession(layers));
  return std::make_shared<Snapshot>(*makeSnapshot(trainer, SnapshotNeeds{}));
}

std::shared_ptr<Snapshot> tanhSnapshot() {
  return snapshotOf({{4, Activation::Tanh}, {2, Activation::Tanh}, {1, Activation::Identity}});
}

/// Adds the line that the view asks for.
std::shared_ptr<Snapshot> answered(const std::shared_ptr<Snapshot>& snapshot, const MirrorView& view) {
  const Parameters mirror = *mirrorImage(snapshot->parameters, view.wantedMirror());
  auto answer = std::make_shared<Snapshot>(*snapshot);
  answer->line = std::make_shared<const LossLine>(
      *lossBetween(snapshot->parameters, mirror, snapshot->session->loss, *snapshot->data));
  return answer;
}

Button* buttonNamed(const MirrorView& view, const QString& name) {
  for (Button* button : view.findChildren<Button*>())
    if (button->accessibleName() == name) return button;
  return nullptr;
}

void choose(const MirrorView& view, const QString& box, int index) {
  for (auto* choice : view.findChildren<QComboBox*>())
    if (choice->accessibleName() == box) {
      choice->setCurrentIndex(index);
      emit choice->activated(index);
    }
}

}  // namespace

void TestMirrorView::theChoiceIsTheWayAskedFor() {
  MirrorView view;
  QSignalSpy changed(&view, &MirrorView::mirrorChanged);
  view.setSnapshot(tanhSnapshot());
  QCOMPARE(view.wantedMirror(), (std::vector<Symmetry>{{Kind::Swap, 1, 0, 1, 2}}));
  QVERIFY(!changed.isEmpty());
  changed.clear();
  choose(view, QStringLiteral("Unit"), 2);
  QCOMPARE(view.wantedMirror().front().unit, 2);
  choose(view, QStringLiteral("Layer"), 1);
  QCOMPARE(view.wantedMirror().front().layer, 2);
  QCOMPARE(view.wantedMirror().front().unit, 1);
  QVERIFY(changed.count() >= 2);
  view.setTarget(MirrorView::Target::Flip);
  QCOMPARE(view.wantedMirror().front().kind, Kind::Flip);
  view.choose({1, 3});
  QCOMPARE(view.controls().unit(), (UnitId{1, 3}));
  view.choose({3, 0});
  QCOMPARE(view.controls().unit(), (UnitId{1, 3}));
}

void TestMirrorView::buttonsSayWhatIsChosenAndWhyNot() {
  MirrorView view;
  view.setSnapshot(tanhSnapshot());
  QSignalSpy chosen(&view, &MirrorView::symmetryChosen);
  buttonNamed(view, QStringLiteral("Move down"))->click();
  QCOMPARE(chosen.takeFirst().front().value<Symmetry>(), (Symmetry{Kind::Move, 1, 0, 1}));
  buttonNamed(view, QStringLiteral("Flip the sign"))->click();
  QCOMPARE(chosen.takeFirst().front().value<Symmetry>().kind, Kind::Flip);
  choose(view, QStringLiteral("The other unit"), 2);
  buttonNamed(view, QStringLiteral("Swap with"))->click();
  QCOMPARE(chosen.takeFirst().front().value<Symmetry>().place, 3);
  const Button* up = buttonNamed(view, QStringLiteral("Move up"));
  QVERIFY(!up->isEnabled() && up->toolTip().endsWith(QLatin1Char('.')));
  const Button* rescale = buttonNamed(view, QStringLiteral("Rescale by"));
  QVERIFY(!rescale->isEnabled() && rescale->toolTip().contains(QLatin1String("tanh")));
  view.setSnapshot(snapshotOf({{4, Activation::Relu}, {1, Activation::Identity}}));
  QVERIFY(rescale->isEnabled());
  QVERIFY(!buttonNamed(view, QStringLiteral("Flip the sign"))->isEnabled());
  buttonNamed(view, QStringLiteral("Rescale by"))->click();
  QCOMPARE(chosen.takeFirst().front().value<Symmetry>().factor, 2.0);
}

void TestMirrorView::keysAreForTheChosenUnit() {
  MirrorView view;
  view.setSnapshot(tanhSnapshot());
  view.choose({1, 2});
  QSignalSpy chosen(&view, &MirrorView::symmetryChosen);
  QTest::keyClick(&view, Qt::Key_Up, Qt::AltModifier);
  QCOMPARE(chosen.takeFirst().front().value<Symmetry>(), (Symmetry{Kind::Move, 1, 2, 1}));
  QTest::keyClick(&view, Qt::Key_F);
  QCOMPARE(chosen.takeFirst().front().value<Symmetry>().unit, 2);
}

void TestMirrorView::theLineIsDrawnWithItsBarrier() {
  MirrorView view;
  const auto snapshot = tanhSnapshot();
  view.setSnapshot(snapshot);
  const auto shown = answered(snapshot, view);
  view.setSnapshot(shown);
  const std::vector<PlotCurve>& curves = view.plot().content().curves;
  QCOMPARE(curves.size(), std::size_t{2});
  QCOMPARE(curves[0].series->buckets().size(), std::size_t{101});
  QCOMPARE(curves[0].series->buckets().back().last, 100);
  QCOMPARE(curves[0].series->buckets()[50].latest, shown->line->train[50]);
  QCOMPARE(curves[1].series->buckets()[50].latest, shown->line->test[50]);
  QVERIFY(view.finding().contains(QString::number(shown->line->barrier, 'f', 4)));
  QVERIFY(view.finding().contains(QString::number(280 * shown->line->barrier, 'f', 4)));
  QVERIFY(!view.finding().contains(QLatin1String("Over the first")));
  QVERIFY(view.accessibleDescription().contains(view.finding()));
  // Of fewer examples it is said.
  const auto cut = std::make_shared<Snapshot>(*shown);
  auto line = *shown->line;
  line.trainExamples = 64;
  cut->line = std::make_shared<const LossLine>(line);
  view.setSnapshot(cut);
  QVERIFY(view.finding().endsWith(QLatin1String("Over the first 64 examples.")));
  view.setLogScale(true);
  QCOMPARE(view.plot().content().axis, ValueAxis::Log);
}

void TestMirrorView::aWayThatIsNoneSaysWhy() {
  MirrorView view;
  view.resize(600, 300);
  view.setTarget(MirrorView::Target::Rescale);
  view.setSnapshot(tanhSnapshot());
  QVERIFY(view.plot().accessibleDescription().contains(QLatin1String("rescaled")));
  QVERIFY(view.plot().content().curves.empty());
  view.setTarget(MirrorView::Target::Made);
  QVERIFY(view.wantedMirror().empty());
  QVERIFY(view.plot().accessibleDescription().contains(QLatin1String("Nothing is made yet")));
}

void TestMirrorView::whatIsMadeIsShownAtOnce() {
  MirrorView view;
  view.setSnapshot(tanhSnapshot());
  const std::vector<Symmetry> made{{Kind::Flip, 1, 0}, {Kind::Move, 1, 0, 3}};
  QSignalSpy changed(&view, &MirrorView::mirrorChanged);
  view.setMade({made.front()});
  QCOMPARE(view.target(), MirrorView::Target::Made);
  view.setMade(made);
  QCOMPARE(view.wantedMirror(), made);
  QVERIFY(changed.count() >= 2);
  // Chosen otherwise, it stays so.
  view.setTarget(MirrorView::Target::Swap);
  view.setMade({made.front()});
  QCOMPARE(view.target(), MirrorView::Target::Swap);
  view.setTarget(MirrorView::Target::Made);
  QSignalSpy remembered(&view, &MirrorView::rememberRequested);
  buttonNamed(view, QStringLiteral("Count what is made from here"))->click();
  QCOMPARE(remembered.count(), 1);
}

void TestMirrorView::theOutputsAreToldAfterAGesture() {
  MirrorView view;
  const auto snapshot = tanhSnapshot();
  view.setSnapshot(snapshot);
  QVERIFY(view.result().isEmpty());
  snapshot->mirrored = std::make_shared<const MirrorStep>(
      MirrorStep{1, {Kind::Flip, 1, 1}, false, {.examples = 400, .largest = 0, .ulps = 0}});
  view.setSnapshot(snapshot);
  QVERIFY(view.result().startsWith(QStringLiteral("Made: unit 2 of layer 1 flipped. ŷ of 400 examples")));
}

void TestMirrorView::theChoiceStaysWhereTheUnitIs() {
  MirrorView view;
  view.setSnapshot(tanhSnapshot());
  choose(view, QStringLiteral("The other unit"), 2);
  // The two were swapped: the same button swaps them back.
  view.choose({1, 3});
  QCOMPARE(view.controls().choice(Kind::Swap), (Symmetry{Kind::Swap, 1, 3, 0, 2}));
  view.setSnapshot(snapshotOf({{2, Activation::Tanh}, {1, Activation::Identity}}));
  QCOMPARE(view.controls().unit(), (UnitId{1, 1}));
  QCOMPARE(view.controls().choice(Kind::Swap).place, 0);
}

void TestMirrorView::withoutHiddenUnitsNothingIsAskedFor() {
  MirrorView view;
  view.setSnapshot(snapshotOf({{1, Activation::Tanh}}));
  QVERIFY(view.wantedMirror().empty());
  QVERIFY(!view.controls().isEnabled());
  QVERIFY(view.plot().accessibleDescription().contains(QLatin1String("no hidden unit")));
  QTest::keyClick(&view, Qt::Key_F);
  view.setSnapshot(snapshotOf({{1, Activation::Tanh}, {1, Activation::Identity}}));
  QVERIFY(view.controls().isEnabled());
  QVERIFY(!buttonNamed(view, QStringLiteral("Swap with"))->isEnabled());
  QVERIFY(buttonNamed(view, QStringLiteral("Flip the sign"))->isEnabled());
}

void TestMirrorView::whereThereIsLittleRoomThePlotStandsBelow() {
  MirrorView view;
  view.setSnapshot(tanhSnapshot());
  view.resize(720, 300);
  view.show();
  const auto left = [&view](const QWidget& widget) { return widget.mapTo(&view, QPoint()).x(); };
  QTRY_VERIFY(left(view.plot()) > left(view.controls()) + view.controls().width());
  view.resize(300, 300);
  QTRY_VERIFY(left(view.plot()) < left(view.controls()) + 20);
  QVERIFY(view.controls().width() >= view.controls().minimumSizeHint().width());
}

QTEST_MAIN(TestMirrorView)
#include "tst_mirror_view.moc"
