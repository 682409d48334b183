#include "ui/views/gradient_items.h"

#include <QTest>

#include "tests/support/sample_snapshot.h"
#include "ui/text/math_text.h"

using namespace backscope;

namespace {

using Kind = NetworkItem::Kind;

Architecture network(bool bias = true) {
  Architecture architecture;
  architecture.bias = bias;
  architecture.layers = {{3, Activation::Tanh}, {2, Activation::Identity}};
  return architecture;
}

}  // namespace

class TestGradientItems : public QObject {
  Q_OBJECT

 private slots:
  void inputsHaveNoGradient() {
    QVERIFY(!hasGradient(network(), {Kind::Unit, {0, 0}, 0}));
    QVERIFY(hasGradient(network(), {Kind::Unit, {2, 1}, 0}));
    QVERIFY(!hasGradient(network(), {Kind::Unit, {2, 2}, 0}));
    QVERIFY(!hasGradient(network(), {Kind::Weight, {1, 0}, 2}));
    QVERIFY(!hasGradient(network(false), {Kind::Bias, {1, 0}, 0}));
  }

  void downRunsThroughAllParametersOfAllUnits() {
    for (const bool bias : {true, false}) {
      const Architecture architecture = network(bias);
      NetworkItem item{Kind::Unit, {1, 0}, 0};
      std::vector<NetworkItem> seen{item};
      for (int k = 0; k < 100; ++k) {
        const NetworkItem next = nextGradient(architecture, item, Direction::Down);
        if (next == item) break;
        QVERIFY(hasGradient(architecture, next));
        QCOMPARE(nextGradient(architecture, next, Direction::Up), item);
        seen.push_back(item = next);
      }
      // Five units, 3·2 + 2·3 weights, and their biases.
      QCOMPARE(seen.size(), std::size_t{5 + 12} + (bias ? 5 : 0));
    }
  }

  void rightGoesToTheSameParameterOfTheNextUnit() {
    const NetworkItem weight{Kind::Weight, {1, 1}, 1};
    QCOMPARE(nextGradient(network(), weight, Direction::Right), (NetworkItem{Kind::Weight, {1, 2}, 1}));
    const NetworkItem last{Kind::Weight, {2, 0}, 2};
    QCOMPARE(nextGradient(network(), last, Direction::Left), (NetworkItem{Kind::Weight, {1, 2}, 1}));
    const NetworkItem first{Kind::Bias, {1, 0}, 0};
    QCOMPARE(nextGradient(network(), first, Direction::Left), first);
  }

  void aStepIsAboutItsUnitOrTheFirstWeightOfItsRow() {
    const Architecture architecture = network();
    QCOMPARE(itemOfStep(architecture, {PassStepKind::HiddenDelta, 1, 2}), (NetworkItem{Kind::Unit, {1, 2}, 0}));
    QCOMPARE(itemOfStep(architecture, {PassStepKind::WeightGradient, 2, 1}), (NetworkItem{Kind::Weight, {2, 1}, 0}));
    QCOMPARE(itemOfStep(architecture, {PassStepKind::Loss, 0, -1}), (NetworkItem{Kind::Unit, {2, 0}, 0}));
    QVERIFY(!itemOfStep(architecture, {PassStepKind::Input, 0, -1}));
    QVERIFY(!itemOfStep(architecture, {PassStepKind::NewParameters, 0, -1}));
  }

  void aSmallLayerIsAskedForWholeAndOfALargeOneTheUnit() {
    const Parameters small(network());
    QCOMPARE(spreadRange(small, {Kind::Weight, {2, 1}, 0}), (IndexRange{9, 17}));
    Architecture architecture;
    architecture.layers = {{128, Activation::Tanh}, {128, Activation::Tanh}, {1, Activation::Identity}};
    const Parameters large(architecture);
    const std::size_t begin = large.layout().weightOffset(2);
    QCOMPARE(spreadRange(large, {Kind::Unit, {2, 1}, 0}), (IndexRange{begin + 128, begin + 256}));
    const std::size_t biases = large.layout().biasOffset(2);
    QCOMPARE(spreadRange(large, {Kind::Bias, {2, 1}, 0}), (IndexRange{biases, biases + 128}));
  }

  void theGradientIsTheTraces() {
    const std::shared_ptr<const Snapshot> snapshot = test::sampleSnapshot(test::sampleSession(), 0);
    const LayerTrace& layer = snapshot->trace.layers[1];
    QCOMPARE(gradientOf(snapshot->trace, {Kind::Weight, {2, 1}, 3}), layer.dW(1, 3));
    QCOMPARE(gradientOf(snapshot->trace, {Kind::Bias, {2, 1}, 0}), layer.db(1));
    QCOMPARE(gradientOf(snapshot->trace, {Kind::Unit, {2, 0}, 0}), layer.delta(0));
  }

  void namesCountFromOne() {
    QCOMPARE(plainMath(gradientMarkup(network(), {Kind::Weight, {1, 1}, 0})), QStringLiteral("∂ℓ/∂w₂₁⁽¹⁾"));
    QCOMPARE(plainMath(gradientMarkup(network(), {Kind::Unit, {2, 0}, 0})), QStringLiteral("δ₁⁽²⁾"));
    QCOMPARE(gradientWords({Kind::Weight, {1, 1}, 0}),
             QStringLiteral("weight from unit 1 of layer 0 to unit 2 of layer 1"));
  }
};

QTEST_MAIN(TestGradientItems)
#include "tst_gradient_items.moc"
