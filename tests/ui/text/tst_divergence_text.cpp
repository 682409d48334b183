#include "ui/text/divergence_text.h"

#include <QTest>
#include <cmath>

using namespace backscope;

class TestDivergenceText : public QObject {
  Q_OBJECT

 private slots:
  void tooLongStepsAreSaid() {
    DivergenceOrigin origin;
    origin.begin = 41;
    origin.end = 203;
    origin.lossGrowth = 81;
    origin.up = {9};
    origin.lossBefore = 0.5;
    origin.lossAfter = 40.5;
    origin.loweringShare = 0.125;
    origin.grownLayer = 1;
    origin.grownBy = 3.1e150;
    const QString said = QStringLiteral(
        "From iteration 41 on the loss grew ×81 an update in the mean. The first update took the loss of its batch "
        "from "
        "0.50 to 41, which 1/8 of it would have lowered: the steps are too long. The weights of layer 1 grew most, "
        "×3.1·10¹⁵⁰.");
    QCOMPARE(describe(origin), said);
    QCOMPARE(
        explainDivergence({Divergence::Where::Loss, 1, 204}, &origin),
        QStringLiteral("diverged: the loss after layer 1 at iteration 204 is not finite. %1 Lower the learning rate, "
                       "then reset (R).")
            .arg(said));
  }

  void layersThatMultiplyAreSaid() {
    DivergenceOrigin origin;
    origin.end = 1;
    origin.up = {1, 1, 1, 1};
    origin.down = {10, 40, 10};
    origin.movedLayer = 3;
    origin.movedBy = 2e30;
    QCOMPARE(
        describe(origin),
        QStringLiteral("At iteration 0 δ grew ×4000 from layer 4 down to layer 1: ×16 a layer in the mean, most into "
                       "layer 2 (×40). The next update changed the weights of layer 3 by 2.0·10³⁰ times their size."));
    origin.up = {2, 1000, std::nan(""), 10};
    QVERIFY(describe(origin).startsWith(QStringLiteral(
        "At iteration 0 |z| grew ×2.0·10⁴ from layer 0 up to layer 4: ×27 a layer in the mean, most in layer "
        "2 (×1000).")));
  }

  void whatIsNotKnownIsNotSaid() {
    QCOMPARE(describe(DivergenceOrigin()), QString());
    QCOMPARE(explainDivergence({Divergence::Where::Delta, 2, 17}, nullptr),
             QStringLiteral("diverged: layer 2's deltas at iteration 17 are not finite. Lower the learning rate or the "
                            "scale of the start, then reset (R)."));
  }
};

QTEST_GUILESS_MAIN(TestDivergenceText)
#include "tst_divergence_text.moc"
