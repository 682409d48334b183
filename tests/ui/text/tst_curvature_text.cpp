#include <QTest>

#include "ui/text/curvature_text.h"

using namespace backscope;
using Kind = FlatReason::Kind;

/// What is said of a place, and above all what is not.
class TestCurvatureText : public QObject {
  Q_OBJECT

 private slots:
  void reasonsOfOneKindAreSaidOnce() {
    FlatDirections flat;
    for (const int unit : {0, 1, 2, 4}) flat.reasons.push_back({Kind::DeadUnit, 1, unit, -1, 3});
    flat.reasons.push_back({Kind::EqualUnits, 2, 3, 1, 2});
    flat.reasons.push_back({Kind::DeadUnit, 2, 0, -1, 5});
    flat.reasons.push_back({Kind::EqualUnits, 2, 5, 1, 2});
    flat.reasons.push_back({Kind::SoftmaxShift, 3, 0, -1, 4});
    const std::vector<ReasonInWords> said = reasonsInWords(flat);
    QCOMPARE(said.size(), 4);
    QCOMPARE(said[0].count, 12);
    QCOMPARE(said[0].sentence,
             QStringLiteral("Units 1 to 3 and 5 of layer 1 are dead: what enters them does nothing."));
    QCOMPARE(said[1].count, 4);
    QCOMPARE(said[1].sentence,
             QStringLiteral("Units 2, 4 and 6 of layer 2 do the same: what leaves one can be given to another."));
    QCOMPARE(said[2].sentence, QStringLiteral("Unit 1 of layer 2 is dead: what enters it does nothing."));
    QCOMPARE(said[3].sentence, QStringLiteral("Softmax does not see what is added to all units of layer 3 alike."));
  }

  void everyReasonHasASentenceWithoutGaps() {
    for (int kind = 0; kind <= static_cast<int>(Kind::ExactFit); ++kind) {
      const auto one = static_cast<Kind>(kind);
      const FlatReason reason{one, 2, 1, one == Kind::EqualUnits ? 0 : -1, 1};
      const QString sentence = reasonsInWords({{reason}, reason.count})[0].sentence;
      QVERIFY2(sentence.endsWith(QLatin1Char('.')) && !sentence.contains(QLatin1Char('%')), qPrintable(sentence));
    }
  }

  void theEndsOfASpectrumAreNeverCalledAMinimum() {
    CurvatureEnds curvature;
    curvature.gradient = Eigen::VectorXd::Zero(2000);
    curvature.criticalBelow = 1e-8;
    curvature.zeroBelow = 1e-10;
    curvature.examples = curvature.allExamples = 500;
    curvature.ends.lowest = {{0.5, 1e-12, {}}};
    curvature.ends.highest = {{2, 1e-12, {}}};
    curvature.ends.isConverged = true;
    QCOMPARE(curvature.kind(), EndsKind::NoneBelow);
    QVERIFY(placeInWords(curvature).contains(QStringLiteral("Whether it is a minimum that does not tell")));
    curvature.ends.lowest[0] = {-0.5, 0.6, {}};
    QCOMPARE(curvature.kind(), EndsKind::NoneBelow);
    curvature.ends.lowest[0].residual = 0.1;
    curvature.ends.isConverged = false;
    curvature.examples = 100;
    QCOMPARE(curvature.kind(), EndsKind::Saddle);
    const QString text = placeInWords(curvature);
    QVERIFY2(text.startsWith(QStringLiteral("A saddle:")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("to within 0.10")), qPrintable(text));
    QVERIFY2(text.endsWith(QStringLiteral("The Hessian is that of 100 of the 500 examples.")), qPrintable(text));
  }
};

QTEST_GUILESS_MAIN(TestCurvatureText)
#include "tst_curvature_text.moc"
