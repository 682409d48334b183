#include "ui/views/rung_bars.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "tests/support/fail_on_warnings.h"
#include "ui/views/rung_words.h"

using namespace backscope;

namespace {

const RungBarTexts kTexts{.labelWidth = 60, .numberWidth = 50, .lineHeight = 14, .tickWidth = 36};
const QRectF kRect(0, 0, 420, 200);

DeltaRung rungOf(double weights, double slope) {
  return {.above = 0.5, .pulled = 0.5 * weights, .below = 0.5 * weights * slope, .largestSlope = 0.25, .weightNorm = 2};
}

Architecture sigmoids(int hidden) {
  Architecture network{.inputs = 2, .layers = {}};
  for (int l = 0; l < hidden; ++l) network.layers.push_back({3, Activation::Sigmoid});
  network.layers.push_back({1, Activation::Identity});
  return network;
}

}  // namespace

class TestRungBars : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;

 private slots:
  void cleanup() { m_warnings.check(); }

  /// From 1 at the output, over 0.3 in layer 2, to 0.003 in layer 1.
  void theRowsAddUpToTheRatioOfTheLayers() {
    const RungBarLayout layout = layoutRungBars({rungOf(0.5, 0.02), rungOf(3, 0.1)}, kRect, kTexts);
    QVERIFY(std::abs(layout.rows[1].end - layout.xAt(std::log10(0.3))) < 1e-9);
    QVERIFY(std::abs(layout.rows[0].end - layout.xAt(std::log10(0.003))) < 1e-9);
  }

  void theSlopesGoOnWhereTheWeightsEnd() {
    const RungBarLayout layout = layoutRungBars({rungOf(0.5, 0.02), rungOf(3, 0.1)}, kRect, kTexts);
    const RungBarLayout::Row& growing = layout.rows[1];
    const RungBarLayout::Row& shrinking = layout.rows[0];
    QVERIFY(std::abs(growing.weights.left() - layout.xAt(0)) < 1e-9);
    QVERIFY(std::abs(growing.weights.right() - growing.slope.right()) < 1e-9);
    QVERIFY(std::abs(growing.slope.left() - shrinking.weights.right()) < 1e-9);
    QVERIFY(std::abs(shrinking.weights.left() - shrinking.slope.right()) < 1e-9);
    QVERIFY(std::abs(shrinking.slope.left() - shrinking.end) < 1e-9);
  }

  void theAxisHoldsEveryBar() {
    const RungBarLayout layout = layoutRungBars({rungOf(1e-7, 0.2), rungOf(40, 0.2)}, kRect, kTexts);
    QCOMPARE(layout.low, -7.0);
    QCOMPARE(layout.high, 2.0);
  }

  void whatIsZeroReachesTheEndAndNothingComesAfterIt() {
    const RungBarLayout layout = layoutRungBars({rungOf(1, 0.5), rungOf(1, 0)}, kRect, kTexts);
    QVERIFY(std::abs(layout.rows[1].slope.left() - layout.area.left()) < 1e-9);
    QVERIFY(std::isnan(layout.rows[1].end));
    QVERIFY(layout.rows[0].weights.isNull() && layout.rows[0].slope.isNull());
  }

  void sixteenLayersFit() {
    const RungBarLayout layout =
        layoutRungBars(std::vector<DeltaRung>(16, rungOf(0.8, 0.2)), QRectF(0, 0, 420, 130), kTexts);
    QVERIFY(layout.rows.back().all.bottom() + kTexts.lineHeight <= 130);
    QVERIFY(layout.rows.front().label.isNull());
  }

  void theArrowKeysPointAtRungs() {
    RungBars bars;
    bars.setRungs({rungOf(1, 0.2), rungOf(1, 0.2)});
    QSignalSpy pointed(&bars, &RungBars::rowPointed);
    QTest::keyClick(&bars, Qt::Key_Down);
    QCOMPARE(bars.pointedRow(), std::optional(0));
    QTest::keyClick(&bars, Qt::Key_Down);
    QTest::keyClick(&bars, Qt::Key_Down);
    QCOMPARE(bars.pointedRow(), std::optional(1));
    QCOMPARE(pointed.count(), 2);
    bars.setRungs({rungOf(1, 0.2)});
    QVERIFY(!bars.pointedRow());
  }

  void theDescriptionNamesEveryFactor() {
    RungBars bars;
    bars.setRungs({rungOf(0.8, 0.25)});
    QCOMPARE(bars.accessibleDescription(), QStringLiteral("into layer 1: weights ×0.80, slopes ×0.25, together ×0.20"));
  }

  void theBlameNamesTheFactorsOfALayer() {
    // Factors 0.5 · 2 and 0.1 · 0.4: the geometric means are 1 and 0.2.
    std::vector<DeltaRung> rungs{rungOf(0.5, 0.1), rungOf(2, 0.4)};
    rungs[0] = {.above = 0.4, .pulled = 0.2, .below = 0.02, .largestSlope = 0.25, .weightNorm = 2};
    rungs[1] = {.above = 0.5, .pulled = 1, .below = 0.4, .largestSlope = 0.25, .weightNorm = 2};
    QCOMPARE(blameOf(sigmoids(2), rungs),
             QStringLiteral("Layer 1 receives 0.040 of the output’s δ: 2 sigmoid layers multiply it by 0.20 each with "
                            "their slopes (never above 0.25) and by 1.0 with their weights."));
  }

  void whereNothingCanBeBlamedNothingIsSaid() {
    QVERIFY(blameOf(sigmoids(0), {}).isEmpty());
    QVERIFY(blameOf(sigmoids(1), {rungOf(1, 0)}).isEmpty());
    QVERIFY(blameOf(sigmoids(1), {rungOf(std::nan(""), 1)}).isEmpty());
  }

  void aRungIsToldWithItsBound() {
    const QString words = rungInWords(1, rungOf(0.8, 0.25), {0.25, 0.1});
    QVERIFY2(words.contains(QStringLiteral("0.25 · 2.0 = 0.50")), qPrintable(words));
    QVERIFY2(words.contains(QStringLiteral("0.25, 0.10")), qPrintable(words));
  }
};

QTEST_MAIN(TestRungBars)
#include "tst_rung_bars.moc"
