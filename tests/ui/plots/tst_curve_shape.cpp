#include <QTest>
#include <algorithm>
#include <cmath>

#include "ui/plots/curve_shape.h"

using namespace backscope;

namespace {

/// 300 × 200 pixels for 10⁻⁴…10⁰ and these iterations, with a lane below.
PlotFrame logFrame(double first, double last) {
  PlotFrame frame;
  frame.area = QRectF(40, 10, 300, 200);
  frame.lane = QRectF(40, 214, 300, 18);
  frame.firstIteration = first;
  frame.lastIteration = last;
  frame.low = -4;
  frame.high = 0;
  return frame;
}

PlotFrame linearFrame(double first, double last) {
  PlotFrame frame = logFrame(first, last);
  frame.lane = QRectF();
  frame.axis = ValueAxis::Linear;
  frame.low = 0;
  frame.high = 10;
  return frame;
}

template <class Value>
Series seriesOf(std::int64_t count, Value value) {
  Series series;
  for (std::int64_t i = 0; i < count; ++i) series.append(i, value(i));
  return series;
}

double highestPoint(const CurveShape& shape) {
  double top = 1e9;
  for (const std::vector<CurveShape::Column>& band : shape.bands)
    for (const CurveShape::Column& column : band) top = std::min(top, column.top);
  return top;
}

qsizetype pointsOf(const CurveShape& shape) {
  qsizetype points = 0;
  for (const QPolygonF& line : shape.lines) points += line.size();
  return points;
}

}  // namespace

class TestCurveShape : public QObject {
  Q_OBJECT

 private slots:
  void emptySeriesHasNoShape() {
    const CurveShape shape = layoutCurve(Series(), logFrame(0, 10));
    QVERIFY(shape.lines.empty() && shape.bands.empty() && shape.zeros.empty());
    QVERIFY(!shape.end);
  }

  void pointsLieAtTheirIterationAndValue() {
    const Series series = seriesOf(11, [](std::int64_t i) { return std::pow(10.0, -0.4 * static_cast<double>(i)); });
    const CurveShape shape = layoutCurve(series, logFrame(0, 10));
    QCOMPARE(shape.lines.size(), std::size_t{1});
    QCOMPARE(shape.lines[0].size(), 11);
    for (int i = 0; i <= 10; ++i) {
      QCOMPARE(shape.lines[0][i].x(), 40.0 + 30 * i);
      QVERIFY(std::abs(shape.lines[0][i].y() - (10.0 + 20 * i)) < 1e-9);
    }
    QCOMPARE(*shape.end, shape.lines[0].back());
  }

  void spikeOfOneIterationSurvivesThinning_data() {
    QTest::addColumn<qint64>("spikeAt");
    for (const qint64 at : {1, 12'345, 500'000, 777'777, 999'999}) QTest::addRow("at %lld", at) << at;
  }

  void spikeOfOneIterationSurvivesThinning() {
    QFETCH(qint64, spikeAt);
    const Series series = seriesOf(1'000'000, [spikeAt](std::int64_t i) { return i == spikeAt ? 0.5 : 0.001; });
    const PlotFrame frame = logFrame(0, 1'000'000);
    const CurveShape shape = layoutCurve(series, frame);
    QCOMPARE(highestPoint(shape), frame.yAt(0.5));
    QVERIFY(std::abs(shape.end->y() - frame.yAt(0.001)) < 30);
  }

  void spikeDownSurvivesThinning() {
    const Series series = seriesOf(300'000, [](std::int64_t i) { return i == 123'456 ? 2e-4 : 0.1; });
    const PlotFrame frame = logFrame(0, 300'000);
    const CurveShape shape = layoutCurve(series, frame);
    double lowest = 0;
    for (const CurveShape::Column& column : shape.bands[0]) lowest = std::max(lowest, column.bottom);
    QCOMPARE(lowest, frame.yAt(2e-4));
  }

  void thereIsAtMostOnePointAPixelColumn() {
    const Series series =
        seriesOf(100'000, [](std::int64_t i) { return 0.1 + 0.05 * std::sin(static_cast<double>(i)); });
    const CurveShape shape = layoutCurve(series, logFrame(0, 100'000));
    QVERIFY(pointsOf(shape) <= 301);
    QVERIFY(pointsOf(shape) >= 250);
    for (qsizetype i = 1; i < shape.lines[0].size(); ++i)
      QVERIFY(std::floor(shape.lines[0][i].x()) > std::floor(shape.lines[0][i - 1].x()));
  }

  void exactZerosGoToTheLaneAndBreakTheLine() {
    const Series series = seriesOf(31, [](std::int64_t i) { return i >= 10 && i < 20 ? 0.0 : 0.01; });
    const PlotFrame frame = logFrame(0, 30);
    const CurveShape shape = layoutCurve(series, frame);
    QCOMPARE(shape.lines.size(), std::size_t{2});
    QCOMPARE(shape.lines[0].back().x(), frame.xAt(9));
    QCOMPARE(shape.lines[1].front().x(), frame.xAt(20));
    QCOMPARE(shape.zeros.size(), std::size_t{10});
    QVERIFY(shape.zeros.front().from <= frame.xAt(10) && shape.zeros.front().to >= frame.xAt(10));
    QVERIFY(shape.zeros.back().to >= frame.xAt(19) && shape.zeros.back().to < frame.xAt(20));
  }

  void singleZeroAmongMillionsIsMarkedAndTheLineGoesOn() {
    const Series series = seriesOf(2'000'000, [](std::int64_t i) { return i == 700'001 ? 0.0 : 0.01; });
    const PlotFrame frame = logFrame(0, 2'000'000);
    const CurveShape shape = layoutCurve(series, frame);
    QCOMPARE(shape.zeros.size(), std::size_t{1});
    const double x = frame.xAt(700'001);
    QVERIFY(shape.zeros[0].from <= x + 1.5 && shape.zeros[0].to >= x - 1.5);
    QVERIFY(shape.zeros[0].to - shape.zeros[0].from >= 1);
    QCOMPARE(shape.lines.size(), std::size_t{1});
    double lowest = 0;
    for (const CurveShape::Column& column : shape.bands[0]) lowest = std::max(lowest, column.bottom);
    QCOMPARE(lowest, frame.area.bottom());
  }

  void smallestPositiveNumberIsNoZero() {
    const Series series = seriesOf(5, [](std::int64_t) { return 5e-324; });
    QVERIFY(layoutCurve(series, logFrame(0, 4)).zeros.empty());
  }

  void curveThatEndsAtZeroEndsInTheLane() {
    const Series series = seriesOf(10, [](std::int64_t i) { return i < 5 ? 0.1 : 0.0; });
    const PlotFrame frame = logFrame(0, 10);
    QVERIFY(frame.lane.contains(*layoutCurve(series, frame).end));
  }

  void zeroIsAnOrdinaryValueOfALinearAxis() {
    const Series series = seriesOf(11, [](std::int64_t i) { return i == 5 ? 0.0 : 4.0; });
    const PlotFrame frame = linearFrame(0, 10);
    const CurveShape shape = layoutCurve(series, frame);
    QVERIFY(shape.zeros.empty());
    QCOMPARE(shape.lines.size(), std::size_t{1});
    QCOMPARE(shape.lines[0][5].y(), frame.area.bottom());
  }

  void zoomedFrameTakesOneBucketMoreAtEitherSide() {
    const Series series = seriesOf(101, [](std::int64_t) { return 1.0; });
    const CurveShape shape = layoutCurve(series, linearFrame(40, 60));
    QCOMPARE(shape.lines[0].size(), 22);
    QVERIFY(shape.lines[0].front().x() < 40);
    QVERIFY(shape.lines[0].back().x() >= 340);
  }

  void lineEndsAtTheLatestIteration() {
    const Series series = seriesOf(5000, [](std::int64_t) { return 1.0; });
    QCOMPARE(layoutCurve(series, linearFrame(0, 5000)).end->x(), linearFrame(0, 5000).xAt(4999));
  }

  void bucketIsFoundByItsIteration() {
    Series series;
    for (const std::int64_t i : {0, 10, 20, 30}) series.append(i, static_cast<double>(i));
    QVERIFY(bucketAt(Series(), 3) == nullptr);
    QCOMPARE(bucketAt(series, -5)->first, std::int64_t{0});
    QCOMPARE(bucketAt(series, 10)->first, std::int64_t{10});
    QCOMPARE(bucketAt(series, 14)->first, std::int64_t{10});
    QCOMPARE(bucketAt(series, 16)->first, std::int64_t{20});
    QCOMPARE(bucketAt(series, 99)->first, std::int64_t{30});
  }

  void labelsWithRoomStayWhereTheyAre() {
    QCOMPARE(spreadLabels({20, 60, 150}, 16, 0, 200), (std::vector<double>{20, 60, 150}));
  }

  void labelsMoveApartAndKeepTheirOrder_data() {
    QTest::addColumn<QList<double>>("wished");
    QTest::newRow("all the same") << QList<double>{100, 100, 100, 100};
    QTest::newRow("at the top") << QList<double>{0, 1, 2};
    QTest::newRow("at the bottom") << QList<double>{199, 200, 200, 198};
    QTest::newRow("two clusters") << QList<double>{50, 52, 55, 120, 121};
    QTest::newRow("chain") << QList<double>{40, 50, 60, 70, 80, 90, 100};
  }

  void labelsMoveApartAndKeepTheirOrder() {
    QFETCH(QList<double>, wished);
    const std::vector<double> wishes(wished.begin(), wished.end());
    const std::vector<double> placed = spreadLabels(wishes, 16, 0, 200);
    for (std::size_t i = 0; i < placed.size(); ++i) {
      QVERIFY(placed[i] >= 8 - 1e-9 && placed[i] <= 192 + 1e-9);
      for (std::size_t j = 0; j < placed.size(); ++j) {
        if (i == j) continue;
        QVERIFY(std::abs(placed[i] - placed[j]) >= 16 - 1e-9);
        if (wishes[i] < wishes[j]) QVERIFY(placed[i] < placed[j]);
      }
    }
  }

  void withoutRoomTheOutermostLabelsStay() {
    std::vector<double> wished;
    for (int i = 0; i < 17; ++i) wished.push_back(10.0 * i);
    const std::vector<double> placed = spreadLabels(wished, 16, 0, 100);
    QCOMPARE(std::ranges::count_if(placed, [](double y) { return !std::isnan(y); }), 6);
    QVERIFY(!std::isnan(placed.front()));
    QVERIFY(!std::isnan(placed.back()));
  }
};

QTEST_GUILESS_MAIN(TestCurveShape)
#include "tst_curve_shape.moc"
