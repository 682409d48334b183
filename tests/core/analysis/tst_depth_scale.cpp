#include "core/analysis/depth_scale.h"

#include <QTest>
#include <cmath>

#include "core/analysis/depth_csv.h"
#include "core/sweep/cell_outcome.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using Scheme = InitializationScheme;

namespace {

bool never() { return false; }

DepthCell cellOf(const Session& session, Activation activation, int depth) {
  const Session base = depthBase(session);
  return measureDepth(base, depthData(base), depthCellOf(activation, depth), never).value();
}

Session sampleOf(int units, Scheme scheme, double scale = 1) {
  Session session = test::sampleSession(test::sampleLayers(2, units, Activation::Tanh));
  // As few as say the same: a wide network takes its time where nothing is optimized.
  std::get<GeneratorSettings>(session.data.source).count = 60;
  session.initialization.scheme = scheme;
  session.initialization.scale = scale;
  return session;
}

/// The largest distance of the predicted from the mean over all depths, in decades.
double worstOf(Activation activation) {
  double worst = 0;
  for (const int depth : {1, 8}) {
    const DepthCell cell = cellOf(sampleOf(128, Scheme::GlorotNormal), activation, depth);
    worst = std::max(worst, std::abs(cell.mean - cell.predicted));
  }
  return worst;
}

}  // namespace

class TestDepthScale : public QObject {
  Q_OBJECT

 private slots:
  void aCellIsWhatASweepMeasures() {
    const Session session = sampleOf(4, Scheme::GlorotUniform);
    Session deep = depthSession(session, Activation::Sigmoid, 3);
    const DepthCell cell = cellOf(session, Activation::Sigmoid, 3);
    double sum = 0;
    for (std::uint64_t k = 0; k < kDepthSeeds; ++k) {
      deep.initialization.seed = session.initialization.seed + k;
      const double decades = std::log10(deltaRatio(startOf(deep), deep.loss, makeDataset(deep)));
      if (k == 0) QVERIFY(std::abs(cell.own - decades) < 1e-12);
      sum += decades;
    }
    QVERIFY(std::abs(cell.mean - sum / kDepthSeeds) < 1e-12);
    QCOMPARE(cell.counted, kDepthSeeds);
    QVERIFY(cell.low < cell.mean && cell.mean < cell.high);
  }

  // δ^(1) = W^(2)ᵀ … W^(L)ᵀ (W^(L+1)ᵀ δ^(L+1)), of which all but the last factor keep lengths: the same for every
  // depth.
  void orthogonalWeightsKeepWhatPassesThrough() {
    Session session = sampleOf(8, Scheme::Orthogonal);
    session.network.bias = false;
    const DepthCell shallow = cellOf(session, Activation::Identity, 1);
    // A single row of length 1, spread over 8 units.
    QVERIFY(std::abs(shallow.mean - std::log10(1 / std::sqrt(8))) < 1e-12);
    for (const int depth : {2, 7, 16}) {
      const DepthCell deep = cellOf(session, Activation::Identity, depth);
      QVERIFY(std::abs(deep.mean - shallow.mean) < 1e-12 && std::abs(deep.high - deep.low) < 1e-12);
    }
  }

  // ‖W‖ is 1 here, and h′ of the logistic at most ¼.
  void aLogisticLayerTakesAtLeastThreeQuarters() {
    double above = cellOf(sampleOf(8, Scheme::Orthogonal), Activation::Sigmoid, 1).own;
    for (int depth = 2; depth <= 5; ++depth) {
      const double own = cellOf(sampleOf(8, Scheme::Orthogonal), Activation::Sigmoid, depth).own;
      QVERIFY(own <= std::log10(1 / std::sqrt(8)) + depth * std::log10(0.25) + 1e-12);
      QVERIFY(own < above);
      above = own;
    }
  }

  void wideNetworksComeCloseToThePrediction_data() {
    QTest::addColumn<Activation>("activation");
    QTest::addColumn<double>("factor");
    for (const Activation activation : kActivations)
      if (isElementwise(activation)) QTest::newRow(nameOf(activation).data()) << activation << 1.1;
  }
  void wideNetworksComeCloseToThePrediction() {
    QFETCH(const Activation, activation);
    QFETCH(const double, factor);
    const double worst = worstOf(activation);
    QVERIFY2(worst < std::log10(factor), qPrintable(QString::number(std::pow(10, worst))));
  }

  void smallDeltasAreNoExactZeros() {
    const DepthCell small = cellOf(sampleOf(4, Scheme::GlorotUniform, 1e-15), Activation::Tanh, 16);
    QCOMPARE(small.zeros, 0);
    QVERIFY(small.mean < -230 && small.mean > -260);
    const DepthCell zero = cellOf(sampleOf(4, Scheme::Zero), Activation::Tanh, 3);
    QCOMPARE(zero.zeros, kDepthSeeds);
    QCOMPARE(zero.counted, 0);
    QVERIFY(std::isnan(zero.mean) && zero.own == -HUGE_VAL);
    const DepthCell huge = cellOf(sampleOf(4, Scheme::Normal, 1e30), Activation::Relu, 16);
    QCOMPARE(huge.overflowed + huge.zeros + huge.silent, kDepthSeeds);
    QVERIFY(huge.overflowed > 0);
  }

  void whatTheScaleDoesNotDependOnIsLeftOut() {
    Session session = sampleOf(4, Scheme::GlorotUniform);
    session.initialization.layers = {{.scale = 2.0}, {}, {.scale = 3.0}};
    const Session base = depthBase(session);
    Session other = depthSession(session, Activation::Relu, 7);
    other.training.optimizer.learningRate = 3;
    other.title = "another";
    QVERIFY(depthBase(other) == base);
    QCOMPARE(other.initialization.scaleOf(1), 2.0);
    QCOMPARE(other.initialization.scaleOf(8), 3.0);
    other.initialization.scale = 2;
    QVERIFY(depthBase(other) != base);
    QVERIFY(depthSession(base, Activation::Tanh, 2).initialization == session.initialization);
    QVERIFY(depthSession(base, Activation::Tanh, 2).network == session.network);
  }

  void aLargeSetIsThinnedOut() {
    Session session = test::sampleSession();
    std::get<GeneratorSettings>(session.data.source).count = 10'000;
    const Dataset whole = makeDataset(session);
    const Dataset thin = depthData(session);
    QCOMPARE(thin.train.size(), kDepthExamples);
    QCOMPARE(thin.train[1024], whole.train[3500]);
  }

  void theTrendIsAStraightLine() {
    std::vector<std::optional<DepthCell>> cells(kMaxHiddenLayers);
    QVERIFY(!depthTrend(cells));
    for (const std::size_t depth : {2U, 3U, 9U}) {
      cells[depth - 1] = DepthCell{.mean = 0.5 - 0.3 * static_cast<double>(depth), .counted = 10};
    }
    cells[4] = DepthCell{.mean = 7, .counted = 9, .zeros = 11};
    QVERIFY(std::abs(depthTrend(cells)->decades + 0.3) < 1e-12);
    QCOMPARE(depthTrend(cells)->depths, 3);
  }

  void theTableHasALineForEveryCellThatIsDone() {
    std::vector<std::optional<DepthCell>> cells(kDepthCells);
    cells[depthCellOf(Activation::Relu, 4)] =
        DepthCell{.mean = -0.5, .low = -1, .high = 0.25, .own = 0, .predicted = 0};
    cells[depthCellOf(Activation::Sine, 16)] = DepthCell{.zeros = 20};
    const QStringList lines =
        QString::fromStdString(depthCsv(depthBase(sampleOf(4, Scheme::HeNormal)), cells)).split(QLatin1Char('\n'));
    QCOMPARE(lines[1], QStringLiteral("# units 4, initialization he-normal, scale 1, bias 0, first seed 3"));
    QCOMPARE(lines[4], QStringLiteral("relu,4,20,-0.5,-1,0.25,0,0,0,0"));
    QCOMPARE(lines[5], QStringLiteral("sine,16,20,,,,20,0,0,"));
    QCOMPARE(lines.size(), 7);
  }
};

QTEST_GUILESS_MAIN(TestDepthScale)
#include "tst_depth_scale.moc"
