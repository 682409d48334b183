#include "ui/views/loss_change.h"

#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "ui/views/pass_marks.h"

using namespace backscope;

namespace {

/// The first example's passes, to the end of this step.
PassInstant instantAfter(PassStepKind kind) {
  Session session = test::sampleSession();
  session.training.batchSize = 1;
  PassCursor cursor(session);
  do cursor.advance(StepSize::Unit);
  while (cursor.instant().taken().back().kind != kind);
  return cursor.instant();
}

}  // namespace

class tst_loss_change : public QObject {
  Q_OBJECT

 private slots:
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }

  void itIsKnownAfterTheUpdate() {
    QVERIFY(!lossChangeOf(PassInstant{}));
    QVERIFY(!lossChangeOf(instantAfter(PassStepKind::Loss)));
    QVERIFY(!lossChangeOf(instantAfter(PassStepKind::Mean)));
    const PassInstant instant = instantAfter(PassStepKind::NewParameters);
    QCOMPARE(lossChangeOf(instant), std::optional(LossChange{instant.trace.loss, instant.lossAfter}));
    QVERIFY(instant.lossAfter < instant.trace.loss);
  }

  void anUpdateThatDivergesHasNone() {
    PassInstant instant = instantAfter(PassStepKind::NewParameters);
    instant.update.reset();
    QVERIFY(!lossChangeOf(instant));
  }

  void itCoversNothing() {
    const PassInstant instant = instantAfter(PassStepKind::NewParameters);
    const QSizeF size = lossChangeSize({1, 2});
    for (const QSizeF area : {QSizeF(700, 400), QSizeF(400, 260)}) {
      const NetworkLayout layout = layoutNetwork(instant.parameters.architecture(), area, {});
      const std::optional<QRectF> place = placeLossChange(layout, area, size);
      QVERIFY(place.has_value());
      QVERIFY(QRectF(QPointF(), area).contains(*place));
      QVERIFY(place->top() > layout.captionBaseline);
      for (const NetworkColumn& column : layout.columns)
        for (const UnitBox& box : column.units) QVERIFY(!box.rect.intersects(*place));
      const auto sizeOf = [](const QString& markup) { return QSizeF(6.5 * static_cast<double>(markup.size()), 17); };
      const auto edges = chooseEdges(layout, instant.parameters, 400);
      const PassMarks marks(instant);
      for (const PassTag& tag : layoutPassTags(marks, layout, edges, area, sizeOf, *place))
        QVERIFY(!tag.rect.intersects(*place));
    }
  }

  void withoutRoomItStandsNowhere() {
    const QSizeF area(300, 120);
    const NetworkLayout layout = layoutNetwork(instantAfter(PassStepKind::Loss).parameters.architecture(), area, {});
    QVERIFY(!placeLossChange(layout, area, {140, 100}));
  }

 private:
  test::FailOnWarnings m_warnings;
};

QTEST_MAIN(tst_loss_change)
#include "tst_loss_change.moc"
