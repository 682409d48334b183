#include "ui/views/pass_view.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "ui/text/number_format.h"
#include "ui/views/pass_outline.h"
#include "ui/views/pass_sheet.h"

using namespace backscope;

class TestPassView : public QObject {
  Q_OBJECT

 private slots:
  void theStepIsSaidInWordsWithItsNumbers();
  void nothingOverlapsAtAnyWidth();
  void aClickOnARowAsksForTheStepsThatLeadThere();
  void beforeTheFirstStepItSaysHowToBegin();
};

namespace {

std::shared_ptr<const Snapshot> snapshotAfter(int steps,
                                              std::vector<LayerSpec> layers = test::sampleLayers(2, 3,
                                                                                                 Activation::Tanh)) {
  Session session = test::sampleSession(std::move(layers));
  session.training.batchSize = 1;
  PassCursor cursor(session);
  for (int k = 0; k < steps; ++k) cursor.advance(StepSize::Unit);
  SnapshotContext context;
  context.step = cursor.step();
  context.pass = std::make_shared<const PassInstant>(cursor.instant());
  return makeSnapshot(cursor.trainer(), test::sampleNeeds(cursor.trainer()), context);
}

}  // namespace

void TestPassView::theStepIsSaidInWordsWithItsNumbers() {
  PassView view;
  view.resize(340, 420);
  const auto snapshot = snapshotAfter(2);
  view.setSnapshot(snapshot);
  QVERIFY(view.sheet().accessibleDescription().contains(formatNumber(snapshot->trace.layers[0].z(0))));
  QVERIFY(view.progress().contains(QLatin1Char('2')));
  QVERIFY(!view.outline().accessibleDescription().isEmpty());
}

void TestPassView::nothingOverlapsAtAnyWidth() {
  const int count = static_cast<int>(snapshotAfter(0)->pass->steps.size());
  PassSheet sheet;
  for (const int width : {220, 340, 700})
    for (int steps = 1; steps <= count; steps += 3) {
      const auto snapshot = snapshotAfter(steps);
      sheet.resize(width, 300);
      sheet.setText(passTextFor(*snapshot->pass, *snapshot->session));
      const std::vector<QRectF> places = sheet.places();
      QVERIFY(!places.empty());
      for (std::size_t k = 1; k < places.size(); ++k) QVERIFY(places[k].top() >= places[k - 1].bottom());
      QVERIFY(sheet.minimumHeight() >= places.back().bottom());
    }
}

void TestPassView::aClickOnARowAsksForTheStepsThatLeadThere() {
  PassView view;
  view.resize(340, 600);
  view.setSnapshot(snapshotAfter(5));
  QSignalSpy chosen(&view, &PassView::stepsChosen);
  auto* outline = view.findChild<PassOutline*>();
  QTest::mouseClick(outline, Qt::LeftButton, {}, outline->placeOf(0).center().toPoint());
  QCOMPARE(chosen.takeFirst().front().toInt(), 1 - 5);  // the input is one step
  QTest::mouseClick(outline, Qt::LeftButton, {}, outline->placeOf(1).center().toPoint());
  QCOMPARE(chosen.takeFirst().front().toInt(), 1 + 3 - 5);  // then the three units of layer 1
}

void TestPassView::beforeTheFirstStepItSaysHowToBegin() {
  PassView view;
  view.setSnapshot(snapshotAfter(0));
  QVERIFY(view.sheet().accessibleDescription().contains(QLatin1String("S goes one step")));
  QVERIFY(view.progress().isEmpty());
}

QTEST_MAIN(TestPassView)
#include "tst_pass_view.moc"
