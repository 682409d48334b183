#include <QTest>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/views/slope_layout.h"

using namespace backscope;

namespace {

const SlopeTexts kTexts{.line = 14, .headHeight = 18, .gutter = 30, .tickWidth = 28, .letterWidth = 14};
const QRectF kWide(0, 0, 700, 190);
const QRectF kTall(0, 0, 300, 340);

/// The largest |value − curve| over the points of the pieces.
double distanceFromCurve(const std::vector<QPolygonF>& pieces, SlopeCurve curve, Activation activation) {
  double distance = 0;
  for (const QPolygonF& piece : pieces)
    for (const QPointF& point : piece)
      distance = std::max(distance, std::abs(point.y() - valueOf(curve, activation, point.x())));
  return distance;
}

std::vector<QRectF> partsOf(const SlopePlot& plot) {
  std::vector<QRectF> parts{plot.head, plot.area, plot.side};
  if (!plot.strip.isNull()) parts.push_back(plot.strip);
  return parts;
}

}  // namespace

class TestSlopeLayout : public QObject {
  Q_OBJECT

 private slots:
  void theRangeHoldsAllExamplesAndTheBendAtZero() {
    QCOMPARE(slopeRange(-0.01, 0.02, {}), (HistogramRange{-2, 2}));
    QCOMPARE(slopeRange(-3.3, 0.5, {}), (HistogramRange{-4, 2}));
    QCOMPARE(slopeRange(4, 7, {}), (HistogramRange{-2, 8}));
    QCOMPARE(slopeRange(0, 0, {}), (HistogramRange{-2, 2}));
    QCOMPARE(slopeRange(-1e6, 3, {}), (HistogramRange{-1e6, 3}));
  }

  void eachSideOfTheRangeStandsStillUntilItIsLeftOrMuchTooWide() {
    const HistogramRange before{-8, 3};
    QCOMPARE(slopeRange(-3, 2.9, before), before);
    QCOMPARE(slopeRange(-8, 1.1, before), before);
    QCOMPARE(slopeRange(-8.1, 2, before), (HistogramRange{-10, 3}));
    QCOMPARE(slopeRange(-2.2, 2, before), (HistogramRange{-2.5, 3}));
  }

  void aSlowlyGrowingRangeMovesSeldom() {
    std::optional<HistogramRange> range;
    int moves = 0;
    for (double reach = 1; reach < 100; reach *= 1.01) {
      const HistogramRange next = slopeRange(-reach, reach, range);
      QVERIFY(next.low <= -reach && next.high >= reach);
      if (range && next != *range) ++moves;
      range = next;
    }
    QVERIFY(moves > 5 && moves < 20);
  }

  void curvesAreExact_data() {
    QTest::addColumn<int>("activation");
    for (const Activation activation : kActivations)
      if (isElementwise(activation)) QTest::newRow(nameOf(activation).data()) << static_cast<int>(activation);
  }

  void curvesAreExact() {
    QFETCH(int, activation);
    const auto h = static_cast<Activation>(activation);
    for (const SlopeCurve curve : {SlopeCurve::Value, SlopeCurve::Slope}) {
      const std::vector<QPolygonF> pieces = curvePieces(curve, h, {-5, 3}, 160);
      QCOMPARE(distanceFromCurve(pieces, curve, h), 0.0);
      QCOMPARE(pieces.front().front().x(), -5.0);
      QCOMPARE(pieces.back().back().x(), 3.0);
      QVERIFY(std::ranges::any_of(pieces.front(), [](const QPointF& point) { return point.x() == 0; }));
      const bool jumps = curve == SlopeCurve::Slope && (h == Activation::Relu || h == Activation::LeakyRelu);
      QCOMPARE(pieces.size(), std::size_t{jumps ? 2U : 1U});
    }
  }

  void aJumpIsNoSlopingLine() {
    const std::vector<QPolygonF> pieces = curvePieces(SlopeCurve::Slope, Activation::Relu, {-1e6, 1e6}, 7);
    QCOMPARE(pieces.size(), std::size_t{2});
    for (const QPointF& point : pieces[0]) QCOMPARE(point.y(), 0.0);
    for (const QPointF& point : pieces[1]) QCOMPARE(point.y(), 1.0);
    QCOMPARE(pieces[0].back().x(), 0.0);
    QVERIFY(pieces[1].front().x() < 1e-300);
  }

  void aKinkIsAPointOfTheCurve() {
    const QPolygonF h = curvePieces(SlopeCurve::Value, Activation::Relu, {-1e6, 1e6}, 7).front();
    QVERIFY(std::ranges::find(h, QPointF(0, 0)) != h.end());
  }

  void aWaveFinerThanThePixelsFillsItsBand() {
    const std::vector<QPolygonF> pieces = curvePieces(SlopeCurve::Value, Activation::Sine, {-1e6, 1e6}, 300);
    QCOMPARE(pieces.size(), std::size_t{1});
    QCOMPARE(pieces[0].size(), qsizetype{602});
    for (qsizetype k = 0; k < pieces[0].size(); k += 2) QCOMPARE(pieces[0][k].y(), -pieces[0][k + 1].y());
  }

  void plotsStandSideBySideWhereThatIsWide() {
    const SlopeLayout wide = layoutSlopes(Activation::Tanh, {-3, 3}, kWide, kTexts);
    QVERIFY(wide.slope.head.left() > wide.value.side.right());
    QCOMPARE(wide.slope.area.height(), wide.value.area.height());
    QVERIFY(!wide.value.strip.isNull());
    const SlopeLayout tall = layoutSlopes(Activation::Tanh, {-3, 3}, kTall, kTexts);
    QVERIFY(tall.slope.head.top() >= tall.value.area.bottom());
    QCOMPARE(tall.slope.area.left(), tall.value.area.left());
    QCOMPARE(tall.slope.area.width(), tall.value.area.width());
    QVERIFY(tall.value.strip.isNull());
    QVERIFY(!tall.slope.strip.isNull());
  }

  void nothingOverlaps() {
    const QSizeF least = leastSlopeSize(kTexts);
    for (const QRectF& rect : {kWide, kTall, QRectF(QPointF(), least), QRectF(0, 0, 1200, 500)}) {
      const SlopeLayout layout = layoutSlopes(Activation::Gelu, {-3, 3}, rect, kTexts);
      std::vector<QRectF> parts = partsOf(layout.value);
      std::ranges::copy(partsOf(layout.slope), std::back_inserter(parts));
      for (std::size_t i = 0; i < parts.size(); ++i) {
        QVERIFY(rect.adjusted(-1, -1, 1, 1).contains(parts[i]));
        for (std::size_t j = 0; j < i; ++j)
          QVERIFY(!parts[i].adjusted(0.5, 0.5, -0.5, -0.5).intersects(parts[j].adjusted(0.5, 0.5, -0.5, -0.5)));
      }
      QVERIFY(layout.slope.strip.bottom() + kTexts.line <= rect.bottom() + 1);
    }
  }

  void theNameOfAHasRoomBesideItsNumbers() {
    SlopeTexts texts = kTexts;
    texts.letterWidth = 50;
    const SlopeLayout layout = layoutSlopes(Activation::Tanh, {-3, 3}, kWide, texts);
    QVERIFY(layout.value.side.width() >= 50);
    QVERIFY(layout.slope.side.right() <= kWide.right());
  }

  void valuesHaveAtLeastTwoNumbersAndNeverMoreThanHaveRoom() {
    for (double height = leastSlopeSize(kTexts).height(); height < 400; height += 7) {
      const SlopeLayout layout = layoutSlopes(Activation::Sigmoid, {-2, 2}, QRectF(0, 0, 600, height), kTexts);
      for (const SlopePlot* plot : {&layout.value, &layout.slope}) {
        QVERIFY(plot->ticks.size() >= 2);
        for (std::size_t k = 1; k < plot->ticks.size(); ++k)
          QVERIFY(plot->yAt(plot->ticks[k - 1].coordinate) - plot->yAt(plot->ticks[k].coordinate) >= kTexts.line);
      }
    }
  }

  void bothCurvesShareTheirA() {
    const SlopeLayout layout = layoutSlopes(Activation::Tanh, {-4, 2}, kTall, kTexts);
    for (const double a : {-4.0, -1.3, 0.0, 2.0})
      QCOMPARE(layout.xAt(SlopeCurve::Value, a), layout.xAt(SlopeCurve::Slope, a));
    QCOMPARE(layout.xAt(SlopeCurve::Slope, -4), layout.slope.area.left());
    QCOMPARE(layout.xAt(SlopeCurve::Slope, 2), layout.slope.area.right());
  }

  void theWholeCurveIsWithinItsPlot_data() { curvesAreExact_data(); }

  void theWholeCurveIsWithinItsPlot() {
    QFETCH(int, activation);
    const auto h = static_cast<Activation>(activation);
    for (const HistogramRange& range : {HistogramRange{-2, 2}, HistogramRange{-1e6, 2}, HistogramRange{-2, 1e6}}) {
      const SlopeLayout layout = layoutSlopes(h, range, kWide, kTexts);
      for (const SlopeCurve curve : {SlopeCurve::Value, SlopeCurve::Slope}) {
        const SlopePlot& plot = layout.plot(curve);
        QVERIFY(plot.ticks.size() >= 2);
        for (const QPolygonF& piece : curvePieces(curve, h, range, 500))
          for (const QPointF& point : piece) {
            QVERIFY(plot.yAt(point.y()) >= plot.area.top());
            QVERIFY(plot.yAt(point.y()) <= plot.area.bottom());
          }
      }
    }
  }

  void everyFiniteValueIsCountedInItsClass() {
    const std::vector<double> values{-1, -0.9, 0, 0, 0, 1, std::nan("")};
    const std::vector<int> classes{0, 1, 0, 1, 1, 1, 0};
    const ClassCounts counts = countByClass(values, classes, 2, {-1, 1}, 4);
    QCOMPARE(counts.counts, (std::vector<int>{1, 1, 0, 0, 1, 2, 0, 1}));
    QCOMPARE(counts.total, 6.0);
    QCOMPARE(counts.shareOf(2), 0.5);
    QCOMPARE(counts.largestShare(), 0.5);
  }

  void aPileIsTheLongestBarAndItsClassesShareIt() {
    const std::vector<double> values{-1, 0, 0, 0, 0};
    const std::vector<int> classes{0, 0, 1, 1, 1};
    const ClassCounts counts = countByClass(values, classes, 2, {-1, 1}, 2);
    const QRectF rect(10, 20, 100, 40);
    const std::vector<ClassBar> upright = classBars(counts, 0.8, rect, Qt::Vertical);
    QCOMPARE(upright.size(), std::size_t{3});
    QCOMPARE(upright[0].rect, QRectF(10, 40, 50, 20));  // a fifth of all: √(0.2 / 0.8) of the height
    QCOMPARE(upright[1].rect, QRectF(60, 50, 50, 10));
    QCOMPARE(upright[2].rect, QRectF(60, 20, 50, 30));
    QCOMPARE(upright[2].classIndex, 1);
    const std::vector<ClassBar> lying = classBars(counts, 0.8, rect, Qt::Horizontal);
    QCOMPARE(lying[0].rect, QRectF(10, 40, 50, 20));  // the lower values are below
    QCOMPARE(lying[1].rect, QRectF(10, 20, 25, 20));
    QCOMPARE(lying[2].rect, QRectF(35, 20, 75, 20));
  }
};

QTEST_MAIN(TestSlopeLayout)
#include "tst_slope_layout.moc"
