#include "ui/views/mirror_text.h"

#include <QTest>

#include "ui/text/math_text.h"
#include "ui/text/notation.h"

using namespace backscope;
using Kind = Symmetry::Kind;

class TestMirrorText : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { CurrentNotation::instance().set({}); }

  void gesturesCountFromOne() {
    QCOMPARE(gestureText({Kind::Move, 1, 1, 2}), QStringLiteral("unit 2 of layer 1 moved to place 3"));
    QCOMPARE(gestureText({Kind::Swap, 2, 0, 3}), QStringLiteral("units 1 and 4 of layer 2 swapped"));
    QCOMPARE(gestureText({Kind::Flip, 1, 0}), QStringLiteral("unit 1 of layer 1 flipped"));
    QCOMPARE(gestureText({Kind::Rescale, 1, 0, 0, 0.5}), QStringLiteral("unit 1 of layer 1 rescaled by 0.5"));
    CurrentNotation::instance().set({.swapsLetters = false, .isMatrixForm = false, .countsInput = true});
    QCOMPARE(gestureText({Kind::Flip, 1, 0}), QStringLiteral("unit 1 of layer 2 flipped"));
  }

  void everyReasonIsASentence() {
    const Architecture network{.inputs = 2, .bias = true, .layers = {{3, Activation::Relu}, {1, Activation::Identity}}};
    QStringList sentences;
    for (const NoSymmetry reason : {NoSymmetry::NotHidden, NoSymmetry::NoUnit, NoSymmetry::NotOdd, NoSymmetry::NoBias,
                                    NoSymmetry::NotHomogeneous, NoSymmetry::BadFactor}) {
      const QString sentence = reasonText(reason, network, {Kind::Flip, 1, 0});
      QVERIFY(sentence.endsWith(QLatin1Char('.')) && !sentences.contains(sentence));
      sentences.append(sentence);
    }
    QVERIFY(sentences[2].startsWith(QLatin1String("ReLU")));
  }

  void thePointsAreCountedWithTheirFormula_data() {
    QTest::addColumn<std::vector<LayerSpec>>("hidden");
    QTest::addColumn<QString>("formula");
    using Layers = std::vector<LayerSpec>;
    const LayerSpec tanh3{3, Activation::Tanh};
    const LayerSpec elu2{2, Activation::Elu};
    QTest::newRow("none") << Layers{} << QStringLiteral("1");
    QTest::newRow("one") << Layers{tanh3} << QStringLiteral("3! · 2^{3} = 48");
    QTest::newRow("two") << Layers{tanh3, elu2} << QStringLiteral("3! · 2^{3} · 2! = 96");
    QTest::newRow("equal ones") << Layers{tanh3, elu2, tanh3, tanh3}
                                << QStringLiteral("(3! · 2^{3})^{3} · 2! = 221\u2009184");
    QTest::newRow("20 figures") << Layers{{15, Activation::Tanh}, {4, Activation::Tanh}, {2, Activation::Tanh}}
                                << QStringLiteral("15! · 2^{15} · 4! · 2^{4} · 2! · 2^{2} ≈ 1.3·10^{20}");
    QTest::newRow("many") << Layers{{128, Activation::Tanh}} << QStringLiteral("128! · 2^{128} ≈ 1.3·10^{254}");
    QTest::newRow("endless") << Layers{{3, Activation::Relu}} << QStringLiteral("∞");
  }
  void thePointsAreCountedWithTheirFormula() {
    QFETCH(std::vector<LayerSpec>, hidden);
    QFETCH(QString, formula);
    hidden.push_back({1, Activation::Identity});
    QCOMPARE(equalPointsMarkup(equalPointsOf({.inputs = 2, .bias = true, .layers = hidden})), formula);
  }

  void whyTheyAreEndlessIsSaid() {
    const auto hint = [](Activation hidden) {
      return equalPointsHint({.inputs = 2, .bias = true, .layers = {{3, hidden}, {1, Activation::Identity}}});
    };
    QVERIFY(hint(Activation::Relu).contains(QLatin1String("rescaled")));
    QVERIFY(hint(Activation::Sine).contains(QStringLiteral("2π")));
    QVERIFY(!hint(Activation::Tanh).contains(QLatin1String("nfinite")));
  }

  void theOutputsSayHowFarTheyWent() {
    QCOMPARE(outputsText({.examples = 1400, .largest = 2.22e-16, .ulps = 1}),
             QStringLiteral("ŷ of 1\u2009400 examples: largest difference 2.2·10⁻¹⁶ (1 ulp of the largest ŷ)."));
    QVERIFY(outputsText({.examples = 4, .largest = 0, .ulps = 0}).contains(QLatin1String("not a bit")));
  }
};

QTEST_MAIN(TestMirrorText)
#include "tst_mirror_text.moc"
