#include <QTest>
#include <cmath>

#include "tests/support/fail_on_warnings.h"
#include "ui/text/notation.h"
#include "ui/views/example_spread.h"
#include "ui/views/layer_bars.h"

using namespace backscope;

namespace {

const LayerBarTexts kTexts{.labelWidth = 24, .numberWidth = 50, .expectedWidth = 50, .lineHeight = 14, .tickWidth = 36};
const PlotScale kScale{.axis = ValueAxis::Log, .low = -5, .high = 0, .zeroLane = true};

}  // namespace

/// What was expected beside the bars, which tst_delta_view.cpp looks at.
class TestLayerBars : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;

 private slots:
  void cleanup() {
    CurrentNotation::instance().set({});
    m_warnings.check();
  }

  void theLineEndsAtWhatWasExpectedUnderItsBar() {
    const LayerBarLayout layout =
        layoutLayerBars({1e-4, 1e-2, 1.0}, kScale, QRectF(0, 0, 300, 120), kTexts, {1e-3, 1e-2, 10.0});
    for (const LayerBarLayout::Row& row : layout.rows) {
      QCOMPARE(row.expected.x1(), layout.area.left());
      QVERIFY(row.expected.y1() > row.bar.bottom() && row.expected.y1() < row.all.bottom());
    }
    QCOMPARE(layout.rows[0].expected.x2(), layout.xAt(-3));
    QCOMPARE(layout.rows[1].expected.x2(), layout.rows[1].bar.right());
    QCOMPARE(layout.rows[2].expected.x2(), layout.area.right());
  }

  void whereNothingWasExpectedThereIsNoLine() {
    const LayerBarLayout none = layoutLayerBars({1e-4, 1e-2}, kScale, QRectF(0, 0, 300, 120), kTexts);
    for (const LayerBarLayout::Row& row : none.rows) QVERIFY(row.expected.isNull());
    const LayerBarLayout odd =
        layoutLayerBars({1e-4, 1e-2, 1}, kScale, QRectF(0, 0, 300, 120), kTexts, {std::nan(""), HUGE_VAL, 0.0});
    QVERIFY(odd.rows[0].expected.isNull());
    QVERIFY(odd.rows[1].expected.isNull());
    QVERIFY(odd.lane.contains(odd.rows[2].expected.p2()));
  }

  void theNumbersStandBesideEachOther() {
    const LayerBarLayout layout = layoutLayerBars({1e-4, 1e-2}, kScale, QRectF(0, 0, 300, 120), kTexts, {1e-4, 1e-2});
    for (const LayerBarLayout::Row& row : layout.rows) {
      QVERIFY(row.bar.right() <= row.number.left());
      QVERIFY(row.number.right() < row.expectedNumber.left());
      QVERIFY(row.expectedNumber.right() <= 300);
    }
  }

  void lowRowsLeaveOutBothNumbers() {
    const std::vector<double> values(17, 0.5);
    const LayerBarLayout layout = layoutLayerBars(values, kScale, QRectF(0, 0, 300, 120), kTexts, values);
    int labelled = 0;
    for (const LayerBarLayout::Row& row : layout.rows) {
      QCOMPARE(row.expectedNumber.isNull(), row.label.isNull());
      labelled += row.label.isNull() ? 0 : 1;
      QVERIFY(row.expected.y1() < row.all.bottom());
    }
    QVERIFY(labelled > 3 && labelled < 17);
  }

  void ratiosStandBetweenTheRows() {
    LayerBarTexts texts = kTexts;
    texts.ratioWidth = 60;
    const LayerBarLayout layout = layoutLayerBars({1e-4, 1e-2, 1.0}, kScale, QRectF(0, 0, 400, 120), texts);
    for (std::size_t i = 0; i < 2; ++i) {
      const LayerBarLayout::Row& row = layout.rows[i];
      QVERIFY(std::abs(row.ratio.center().y() - row.all.bottom()) < 1e-9);
      QVERIFY(row.ratio.left() >= row.number.right() && row.ratio.right() <= 400);
    }
    QVERIFY(layout.rows[2].ratio.isNull());
    for (const LayerBarLayout::Row& row :
         layoutLayerBars(std::vector<double>(17, 0.5), kScale, QRectF(0, 0, 400, 120), texts).rows)
      QVERIFY(row.ratio.isNull());
  }

  void examplesAreToldWithTheirZeros() {
    LayerBars bars(LayerBars::Quantity::Delta, QStringLiteral("mean |δ|: %1"));
    bars.resize(300, 100);
    ExampleSizes spread{{0, 1e-3, 0.02, 0.05, 0.5}, 0, 1, 12, 400};
    bars.setSpreads({spread, spread});
    bars.setValues({0.02, 0.02}, kScale);
    const QString words = QStringLiteral("median 0.020, half of the examples in 0.0010 … 0.050, all in 0 … 1.0");
    QCOMPARE(bars.accessibleDescription(),
             QStringLiteral("mean |δ|: layer 1: %1, 12 of 400 exactly 0; layer 2: %1, 12 of 400 exactly 0").arg(words));
    const ValueExtent extent = extentOf({spread});
    QVERIFY(extent.hasZero && extent.lowPositive == 1e-3 && extent.high == 1);
    const double lane = bars.currentLayout().lane.width();
    spread.zeros = 0;
    bars.setSpreads({spread, spread});
    QVERIFY(bars.currentLayout().lane.width() < lane);
  }

  void theDescriptionNamesBoth() {
    LayerBars bars(LayerBars::Quantity::Output, QStringLiteral("rms: %1"));
    bars.setValues({0.5, 0}, kScale, {0.25, 1e-6});
    QCOMPARE(bars.accessibleDescription(),
             QStringLiteral("rms: layer 1: 0.50, expected 0.25; layer 2: exactly 0, expected 1.0·10⁻⁶"));
    bars.setValues({0.5, 0}, kScale);
    QCOMPARE(bars.accessibleDescription(), QStringLiteral("rms: layer 1: 0.50, layer 2: exactly 0"));
    CurrentNotation::instance().set({.countsInput = true});
    QVERIFY(bars.accessibleDescription().contains(QStringLiteral("layer 3: exactly 0")));
  }
};

QTEST_MAIN(TestLayerBars)
#include "tst_layer_bars.moc"
