#include "ui/views/symmetry_text.h"

#include <QTest>

#include "tests/support/symmetry_snapshot.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"

using namespace backscope;
using namespace backscope::test;

class TestSymmetryText : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { CurrentNotation::instance().set({}); }
  void theNumberOfDifferentUnitsIsSaid();
  void equalUnitsAreSaidToStayEqual();
  void theGrowthIsSaidWithItsRate();
  void aGrowthThatIsOverIsSaidToBe();
  void anInstantInThePastKnowsNoFuture();
  void aNudgeThatDoesNotGrowIsSaidNotTo();
  void thePlateausOfTheCornersAreNamed();
  void otherDataHaveTheirLossAlone();
  void layersAreCountedAsTheNotationDoes();
};

namespace {

/// As formatCount() writes it, but never broken.
QString countText(qint64 count) { return formatCount(count).replace(QChar(0x2009), QChar(0x202f)); }

void verifyHas(const QString& text, const QString& part) { QVERIFY2(text.contains(part), qPrintable(text)); }

}  // namespace

void TestSymmetryText::theNumberOfDifferentUnitsIsSaid() {
  const Session session = sampleSession();
  Parameters parameters = drawParameters(session.network, {.identical = true});
  QCOMPARE(differentUnitsText(parameters),
           QStringLiteral("Different units: 1 of 4 in layer 1, 1 of 2 in layer 2. The network can do no more than "
                          "2-1-1-1."));
  parameters.b(1)[1] = 0.5;
  parameters.b(2)[1] = 0.5;
  QCOMPARE(differentUnitsText(parameters),
           QStringLiteral("Different units: 2 of 4 in layer 1, 2 of 2 in layer 2. The network can do no more than "
                          "2-2-2-1."));
  QCOMPARE(differentUnitsText(drawParameters(session.network, {})),
           QStringLiteral("Different units: 4 of 4 in layer 1, 2 of 2 in layer 2."));
  QCOMPARE(differentUnitsText(Parameters(Architecture{})), QStringLiteral("There is no hidden layer."));
}

void TestSymmetryText::equalUnitsAreSaidToStayEqual() {
  SymmetryRun run(equalCorners());
  run.go(1000);
  verifyHas(growthText(*run.snapshot(), 1), QStringLiteral("The distance is exactly 0"));
  QVERIFY(!growthOf(*run.snapshot(), 1));
  QVERIFY(growthText(*run.snapshot(), 2).isEmpty());
  verifyHas(growthText(*SymmetryRun(sampleSession({{1, Activation::Tanh}, {1}})).snapshot(), 1),
            QStringLiteral("One unit alone"));
}

void TestSymmetryText::theGrowthIsSaidWithItsRate() {
  SymmetryRun run(equalCorners());
  run.go(4000);
  run.nudge(0, 1e-6);
  run.go(500);
  const QString text = growthText(*run.snapshot(), 1);
  verifyHas(text,
            QStringLiteral("The distance grows ×1.0140 an iteration and doubles every 50 (fitted from iteration %1")
                .arg(countText(4085)));
  verifyHas(differentUnitsText(run.snapshot()->parameters), QStringLiteral("2 of 2 in layer 1."));
}

void TestSymmetryText::aGrowthThatIsOverIsSaidToBe() {
  SymmetryRun run(equalCorners());
  run.go(4000);
  run.nudge(0, 1e-6);
  run.go(6000);
  verifyHas(growthText(*run.snapshot(), 1), QStringLiteral("The distance grew ×1.014"));
  verifyHas(plateauText(*run.snapshot()), QStringLiteral("XOR is learned: Σℓ\u00a0=\u00a0"));
}

void TestSymmetryText::anInstantInThePastKnowsNoFuture() {
  SymmetryRun run(equalCorners());
  run.go(4000);
  run.nudge(0, 1e-6);
  run.go(3000);
  run.seek(3500);
  verifyHas(growthText(*run.snapshot(), 1), QStringLiteral("exactly 0"));
  QVERIFY(!growthOf(*run.snapshot(), 1));
  run.seek(4300);
  const auto fit = growthOf(*run.snapshot(), 1);
  QVERIFY(fit && fit->last <= 4300);
}

void TestSymmetryText::aNudgeThatDoesNotGrowIsSaidNotTo() {
  SymmetryRun run(equalCorners(3));
  run.go(4000);
  run.nudge(0, 1e-6);
  QCOMPARE(growthText(*run.snapshot(), 1), QStringLiteral("The distance is 1.0·10⁻⁶."));
  run.go(200);
  verifyHas(growthText(*run.snapshot(), 1),
            QStringLiteral("No exponential growth is seen since iteration %1: the distance was 1.0·10⁻⁶ and is ")
                .arg(countText(4000)));
}

void TestSymmetryText::thePlateausOfTheCornersAreNamed() {
  SymmetryRun mean(equalCorners(2));
  mean.go(4000);
  QCOMPARE(plateauText(*mean.snapshot()),
           QStringLiteral(
               "Plateau, now at Σℓ\u00a0=\u00a02.0000: all four corners get the same output, the mean of the targets: "
               "Σℓ\u00a0=\u00a02. One unit can’t get below Σℓ\u00a0=\u00a04/3."));
  SymmetryRun unit(equalCorners(3));
  unit.go(20'000);
  verifyHas(
      plateauText(*unit.snapshot()),
      QStringLiteral("three corners get the same output, which is the best that one unit can do: Σℓ\u00a0=\u00a04/3."));
  Session zeroOne = equalCorners(3);
  zeroOne.network.layers.back().activation = Activation::Sigmoid;
  SymmetryRun logistic(zeroOne);
  logistic.go(10);
  verifyHas(plateauText(*logistic.snapshot()), QStringLiteral("One unit can’t get below Σℓ\u00a0=\u00a01/3."));
  zeroOne.loss = Loss::CrossEntropy;
  verifyHas(plateauText(*SymmetryRun(zeroOne).snapshot()),
            QStringLiteral("One unit can’t get below Σℓ\u00a0=\u00a01.9095."));
  QCOMPARE(plateauText(*SymmetryRun(zeroOne).snapshot()).left(9), QStringLiteral("Now Σℓ\u00a0=\u00a0"));
}

void TestSymmetryText::otherDataHaveTheirLossAlone() {
  Session session = sampleSession();
  session.initialization.identical = true;
  SymmetryRun run(session);
  verifyHas(plateauText(*run.snapshot()), QStringLiteral("The loss moves: L\u00a0=\u00a0"));
  run.go(20'000);
  verifyHas(plateauText(*run.snapshot()),
            QStringLiteral("The loss stands still since iteration %1: L\u00a0=\u00a0").arg(countText(15'000)));
}

void TestSymmetryText::layersAreCountedAsTheNotationDoes() {
  CurrentNotation::instance().set({.countsInput = true});
  verifyHas(differentUnitsText(drawParameters(sampleSession().network, {})),
            QStringLiteral("4 of 4 in layer 2, 2 of 2 in layer 3."));
}

QTEST_MAIN(TestSymmetryText)
#include "tst_symmetry_text.moc"
