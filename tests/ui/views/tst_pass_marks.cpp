#include "ui/views/pass_marks.h"

#include <QTest>
#include <cmath>

#include "tests/support/sample_snapshot.h"
#include "ui/text/number_format.h"

using namespace backscope;

class TestPassMarks : public QObject {
  Q_OBJECT

 private slots:
  void beforeTheFirstStepNothingIsDimmedAndNoNumberIsThere();
  void aNumberStandsAtAUnitOnceItIsComputed();
  void theBackwardPassLightsWhatItReads();
  void gradientsStandOnTheEdgesTheyBelongTo();
  void aLayersStepLightsAllItsUnits();
  void anUpdateActsOnEverything();
  void noTagCoversAUnitOrAnotherTag();
  void arrowsGrowByDecades();
};

namespace {

/// 2-2-1, after so many steps of its first example.
PassInstant instantAfter(int steps,
                         std::vector<LayerSpec> layers = {{2, Activation::Tanh}, {1, Activation::Identity}}) {
  Session session = test::sampleSession(std::move(layers));
  session.training.batchSize = 1;
  PassCursor cursor(session);
  for (int k = 0; k < steps; ++k) cursor.advance(StepSize::Unit);
  return cursor.instant();
}

int stepsUpTo(const PassStep& wanted) {
  const PassInstant instant = instantAfter(0);
  const auto place = std::ranges::find(instant.steps, wanted);
  return static_cast<int>(place - instant.steps.begin()) + 1;
}

QString markupAt(const PassMarks& marks, const NetworkItem& item) {
  for (const PassValue& value : marks.values())
    if (value.item == item) return value.markup;
  return {};
}

NetworkItem unit(int layer, int j) { return {NetworkItem::Kind::Unit, {layer, j}, 0}; }
NetworkItem weight(int layer, int j, int i) { return {NetworkItem::Kind::Weight, {layer, j}, i}; }
NetworkEdge edge(int layer, int j, int i) { return {0, {layer - 1, i}, {layer, j}, {}}; }

}  // namespace

void TestPassMarks::beforeTheFirstStepNothingIsDimmedAndNoNumberIsThere() {
  const PassMarks marks(instantAfter(0));
  QVERIFY(marks.values().empty());
  QVERIFY(marks.actsOn(UnitId{1, 1}) && marks.actsOn(edge(2, 0, 1)));
}

void TestPassMarks::aNumberStandsAtAUnitOnceItIsComputed() {
  const PassInstant instant = instantAfter(2);  // z^(0), then the first unit
  const PassMarks marks(instant);
  QCOMPARE(markupAt(marks, unit(0, 1)), QStringLiteral("z = ") + formatNumber(instant.trace.x(1)));
  QCOMPARE(markupAt(marks, unit(1, 0)), QStringLiteral("z = ") + formatNumber(instant.trace.layers[0].z(0)));
  QVERIFY(markupAt(marks, unit(1, 1)).isEmpty());
  QVERIFY(markupAt(marks, unit(2, 0)).isEmpty());
  QVERIFY(marks.actsOn(UnitId{1, 0}) && marks.actsOn(UnitId{0, 0}) && !marks.actsOn(UnitId{1, 1}));
  QVERIFY(marks.actsOn(edge(1, 0, 1)) && !marks.actsOn(edge(1, 1, 1)) && !marks.actsOn(edge(2, 0, 0)));
  QCOMPARE(markupAt(marks, weight(1, 0, 1)), QStringLiteral("w = ") + formatNumber(instant.parameters.W(1)(0, 1)));
  QVERIFY(marks.deltas().empty());
}

void TestPassMarks::theBackwardPassLightsWhatItReads() {
  const PassInstant instant = instantAfter(stepsUpTo({PassStepKind::HiddenDelta, 1, 1}));
  const PassMarks marks(instant);
  QCOMPARE(marks.phase(), PassPhase::Backward);
  QCOMPARE(markupAt(marks, unit(1, 1)), QStringLiteral("δ = ") + formatNumber(instant.trace.layers[0].delta(1)));
  QCOMPARE(marks.deltas().size(), std::size_t{3});
  QVERIFY(marks.actsOn(UnitId{1, 1}) && marks.actsOn(UnitId{2, 0}) && !marks.actsOn(UnitId{1, 0}));
  QVERIFY(marks.actsOn(edge(2, 0, 1)) && !marks.actsOn(edge(2, 0, 0)) && !marks.actsOn(edge(1, 1, 0)));
}

void TestPassMarks::gradientsStandOnTheEdgesTheyBelongTo() {
  const PassInstant instant = instantAfter(stepsUpTo({PassStepKind::WeightGradient, 1, 0}));
  const PassMarks marks(instant);
  for (int i = 0; i < 2; ++i)
    QCOMPARE(markupAt(marks, weight(1, 0, i)),
             QStringLiteral("∂ℓ/∂w = ") + formatNumber(instant.trace.layers[0].dW(0, i)));
  QVERIFY(markupAt(marks, weight(1, 1, 0)).isEmpty());
}

void TestPassMarks::aLayersStepLightsAllItsUnits() {
  const PassMarks forward(instantAfter(stepsUpTo({PassStepKind::Unit, 1, 1})), StepSize::Layer);
  QVERIFY(forward.actsOn(UnitId{1, 0}) && forward.actsOn(UnitId{1, 1}) && !forward.actsOn(UnitId{2, 0}));
  QVERIFY(forward.actsOn(edge(1, 0, 1)) && forward.actsOn(edge(1, 1, 0)) && !forward.actsOn(edge(2, 0, 0)));
  QVERIFY(!markupAt(forward, weight(1, 0, 1)).isEmpty() && !markupAt(forward, weight(1, 1, 1)).isEmpty());
  const PassMarks half(instantAfter(stepsUpTo({PassStepKind::Unit, 1, 0})), StepSize::Layer);
  QVERIFY(half.actsOn(UnitId{1, 0}) && !half.actsOn(UnitId{1, 1}));
  const PassMarks backward(instantAfter(stepsUpTo({PassStepKind::HiddenDelta, 1, 1})), StepSize::Phase);
  QVERIFY(backward.actsOn(UnitId{1, 0}) && backward.actsOn(edge(2, 0, 0)) && !backward.actsOn(edge(1, 0, 0)));
}

void TestPassMarks::anUpdateActsOnEverything() {
  const PassInstant instant = instantAfter(static_cast<int>(instantAfter(0).steps.size()));
  const PassMarks marks(instant);
  QCOMPARE(marks.phase(), PassPhase::Update);
  QVERIFY(marks.actsOn(UnitId{0, 0}) && marks.actsOn(UnitId{2, 0}) && marks.actsOn(edge(1, 0, 0)));
}

void TestPassMarks::noTagCoversAUnitOrAnotherTag() {
  const std::vector<std::vector<LayerSpec>> shapes{{{2, Activation::Tanh}, {1, Activation::Identity}},
                                                   test::sampleLayers(4, 8, Activation::Tanh),
                                                   test::sampleLayers(16, 30, Activation::Relu),
                                                   {{128, Activation::Tanh}, {8, Activation::Softmax}}};
  for (const std::vector<LayerSpec>& shape : shapes)
    for (const QSizeF area : {QSizeF(700, 400), QSizeF(400, 260)}) {
      const PassInstant start = instantAfter(0, shape);
      for (const double share : {0.1, 0.5, 0.9}) {
        const PassInstant instant =
            instantAfter(static_cast<int>(share * static_cast<double>(start.steps.size())), shape);
        const PassMarks marks(instant);
        const NetworkLayout layout = layoutNetwork(instant.parameters.architecture(), area, {});
        const auto edges = chooseEdges(layout, instant.parameters, 400);
        const auto tags = layoutPassTags(marks, layout, edges, area, [](const QString& markup) {
          return QSizeF(6.5 * static_cast<double>(markup.size()), 17);
        });
        QVERIFY(!tags.empty());
        for (std::size_t k = 0; k < tags.size(); ++k) {
          QVERIFY(QRectF(QPointF(), area).contains(tags[k].rect));
          for (std::size_t other = 0; other < k; ++other) QVERIFY(!tags[k].rect.intersects(tags[other].rect));
          QVERIFY(tags[k].rect.top() > layout.captionBaseline);
          for (const NetworkColumn& column : layout.columns)
            for (const UnitBox& box : column.units)
              QVERIFY(!box.rect.intersects(tags[k].rect) || (tags[k].value->acts && !marks.actsOn(box.id)));
        }
      }
    }
}

void TestPassMarks::arrowsGrowByDecades() {
  QCOMPARE(deltaArrowShare(0), 0.0);
  QCOMPARE(deltaArrowShare(1), 1.0);
  QCOMPARE(deltaArrowShare(-50), 1.0);
  QCOMPARE(deltaArrowShare(1e-3), 0.5);
  QCOMPARE(deltaArrowShare(1e-12), 0.1);
  QCOMPARE(deltaArrowShare(std::nan("")), 0.0);
}

QTEST_MAIN(TestPassMarks)
#include "tst_pass_marks.moc"
