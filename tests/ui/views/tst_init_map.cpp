#include "ui/views/init_map.h"

#include <QTest>
#include <cmath>
#include <limits>

#include "core/sweep/sweep_grid.h"
#include "tests/support/sample_snapshot.h"
#include "ui/views/init_map_text.h"

using namespace backscope;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

CellOutcome outcomeOf(double loss) {
  CellOutcome outcome;
  outcome.iteration = 2000;
  outcome.train = {loss, 0.5};
  outcome.startRatio = 0.1;
  outcome.endRatio = 10;
  return outcome;
}

/// Scale against seed, the cells' losses 10⁻², 10⁻¹·⁹⁹, …
InitMap filledMap() {
  InitMap map = emptyMap(test::sampleSession(), {});
  for (std::size_t k = 0; k < map.cells.size(); ++k)
    map.cells[k] = outcomeOf(std::pow(10.0, -2 + 0.01 * static_cast<double>(k)));
  return map;
}

bool isNear(double found, double expected) { return std::abs(found - expected) < 1e-9; }

}  // namespace

class TestInitMap : public QObject {
  Q_OBJECT

 private slots:
  void theCellsAreThoseOfTheGrid_data() {
    QTest::addColumn<int>("rows");
    QTest::newRow("seed") << static_cast<int>(MapRows::Seed);
    QTest::newRow("depth") << static_cast<int>(MapRows::Depth);
    QTest::newRow("learning rate") << static_cast<int>(MapRows::LearningRate);
  }

  void theCellsAreThoseOfTheGrid() {
    QFETCH(int, rows);
    for (const int side : {10, 20}) {
      const InitMapChoice choice{static_cast<MapRows>(rows), side, 2000};
      const InitMap map = emptyMap(test::sampleSession(), choice);
      const SweepGrid grid = SweepGrid::make(map.base, mapAxes(choice)).value();
      QCOMPARE(grid.count(), map.cells.size());
      QCOMPARE(grid.findProblem(), std::optional<Problem>());
      for (const std::size_t cell : {std::size_t{0}, grid.count() / 3, grid.count() - 1}) {
        const Session session = grid.session(cell).value();
        QCOMPARE(cellOf(map, session), std::optional(cell));
        QCOMPARE(session.initialization.scale, map.scales[cell % map.scales.size()]);
      }
    }
  }

  void theSettingsBelongToTheNearestCell() {
    Session session = test::sampleSession();
    const InitMap map = emptyMap(session, {});
    session.initialization.seed = 3;
    session.initialization.scale = 0.0025;  // 10^-2.6, within half a step of the edge
    QCOMPARE(cellOf(map, session), std::optional<std::size_t>(20));
    session.initialization.scale = 1;
    QCOMPARE(cellOf(map, session), std::optional<std::size_t>(25));
    session.initialization.scale = 101;
    QCOMPARE(cellOf(map, session), std::optional<std::size_t>(29));
    session.initialization.seed = 11;
    QVERIFY(!cellOf(map, session));
    session.initialization.seed = 3;
    for (const double scale : {0.0, -1.0, 0.0015, 200.0}) {
      session.initialization.scale = scale;
      QVERIFY(!cellOf(map, session));
    }
    session.initialization.scale = 1;
    session.training.l2 = 0.1;
    QVERIFY(!cellOf(map, session));
  }

  void whatIsNotVariedMakesAnotherMap() {
    Session session = test::sampleSession();
    const Session base = mapBase(session, MapRows::Seed);
    session.title = "other";
    session.initialization.seed = 99;
    session.initialization.scale = 7;
    session.parameters = startOf(session).theta();
    QCOMPARE(mapBase(session, MapRows::Seed), base);
    QVERIFY(mapBase(session, MapRows::Depth) != mapBase(test::sampleSession(), MapRows::Depth));
    session.training.optimizer.learningRate = 0.5;
    QVERIFY(mapBase(session, MapRows::Seed) != base);
    QCOMPARE(mapBase(session, MapRows::LearningRate).training.optimizer.learningRate, 0.03);
  }

  void depthsAreOfTheFirstLayer() {
    const InitMap map = emptyMap(test::sampleSession(), {MapRows::Depth, 20, 2000});
    QCOMPARE(map.rows.size(), std::size_t{16});
    QVERIFY(!cellOf(map, test::sampleSession()));  // 4 and 2 units
    const Session uniform = test::sampleSession(test::sampleLayers(3, 4, Activation::Tanh));
    QCOMPARE(*cellOf(map, uniform) / 20, std::size_t{2});
  }

  void looksSayWhatIsNoColor() {
    std::optional<CellOutcome> cell;
    QCOMPARE(lookOf(cell, MapColor::Loss), CellLook::Pending);
    cell = outcomeOf(0.5);
    QCOMPARE(lookOf(cell, MapColor::Loss), CellLook::Colored);
    QCOMPARE(lookOf(cell, MapColor::Needed), CellLook::NotSoon);
    cell->needed = 40;
    QCOMPARE(lookOf(cell, MapColor::Needed), CellLook::Colored);
    cell->startRatio = kNan;
    QCOMPARE(lookOf(cell, MapColor::StartRatio), CellLook::Diverged);
    cell->startRatio = 0;
    QCOMPARE(lookOf(cell, MapColor::StartRatio), CellLook::Colored);
    cell->train.loss = HUGE_VAL;
    QCOMPARE(lookOf(cell, MapColor::Loss), CellLook::Diverged);
    cell->divergence = Divergence{};
    for (const MapColor color : {MapColor::Loss, MapColor::EndRatio, MapColor::Needed})
      QCOMPARE(lookOf(cell, color), CellLook::Diverged);
    QCOMPARE(lookOf(cell, MapColor::StartRatio), CellLook::Colored);
  }

  void aFewLargeLossesDoNotTakeTheColorsOfAll() {
    const MapScale scale = scaleOf(filledMap(), MapColor::Loss);
    QVERIFY(isNear(scale.low, -2) && isNear(scale.high, -2 + 0.94));
    QVERIFY(scale.isHighCut && !scale.isLowCut && !scale.isTwoSided);
    QCOMPARE(legendNumber(MapColor::Loss, scale, 0), QStringLiteral("0.010"));
    QCOMPARE(legendNumber(MapColor::Loss, scale, 1), QStringLiteral("≥ 0.087"));
  }

  void ratiosHaveTheirMiddleAtOne() {
    InitMap map = filledMap();
    MapScale scale = scaleOf(map, MapColor::EndRatio);
    QVERIFY(isNear(scale.low, -1) && isNear(scale.high, 1) && scale.isTwoSided);
    map.cells[3]->endRatio = 1e-4;
    scale = scaleOf(map, MapColor::EndRatio);
    QVERIFY(isNear(scale.low, -4) && isNear(scale.high, 4));
    map.cells[3]->endRatio = 1e-40;
    map.cells[4]->endRatio = 0;
    scale = scaleOf(map, MapColor::EndRatio);
    QVERIFY(isNear(scale.low, -6) && isNear(scale.high, 6) && scale.isLowCut);
    QCOMPARE(legendNumber(MapColor::EndRatio, scale, 0.5), QStringLiteral("1.0"));
  }

  void aScaleHasTwoEndsWhateverThereIs() {
    InitMap map = emptyMap(test::sampleSession(), {});
    for (const MapColor color : {MapColor::Loss, MapColor::StartRatio, MapColor::EndRatio, MapColor::Needed}) {
      QVERIFY(scaleOf(map, color).low < scaleOf(map, color).high);
      map.cells[0] = outcomeOf(0);
      map.cells[0]->needed = 1;
      map.cells[0]->startRatio = 0;
      QVERIFY(scaleOf(map, color).low < scaleOf(map, color).high);
      map.cells[0] = outcomeOf(0.5);
      QVERIFY(scaleOf(map, color).low < scaleOf(map, color).high);
      map.cells[0].reset();
    }
  }

  void colorsGoFromEndToEnd() {
    const ThemeColors& colors = Theme::instance().colors();
    const MapScale loss{-2, 0, false, false, false};
    QCOMPARE(mapColor(colors, loss, -2), layerColor(colors, 1, 2));
    QCOMPARE(mapColor(colors, loss, 0), layerColor(colors, 2, 2));
    QCOMPARE(mapColor(colors, loss, 5), layerColor(colors, 2, 2));
    QCOMPARE(mapColor(colors, loss, -HUGE_VAL), layerColor(colors, 1, 2));
    const MapScale ratio{-3, 3, true, false, false};
    QCOMPARE(mapColor(colors, ratio, 0), colors.zeroField);
    QCOMPARE(mapColor(colors, ratio, -3), colors.negativeField);
    QCOMPARE(mapColor(colors, ratio, 3), colors.positiveField);
  }

  void wordsSayAllOfACell() {
    InitMap map = emptyMap(test::sampleSession(), {});
    QCOMPARE(cellWords(map, 13, false), QStringLiteral("scale 0.10, seed 2: not trained yet."));
    map.cells[13] = outcomeOf(0.25);
    QCOMPARE(cellWords(map, 13, true),
             QStringLiteral("scale 0.10, seed 2 (nearest to the settings): loss 0.2500, accuracy 50.0\u00a0%; "
                            "δ\u00a0ratio 0.10 at the start, 10 at the end; not solved after 2\u2009000 iterations."));
    map.cells[13]->needed = 40;
    map.cells[13]->train.accuracy.reset();
    QVERIFY(cellWords(map, 13, false).endsWith(QStringLiteral("; needed 40 iterations.")));
    map.cells[13]->needed.reset();
    map.cells[13]->divergence = Divergence{Divergence::Where::Loss, 3, 17};
    QCOMPARE(cellWords(map, 13, false),
             QStringLiteral("scale 0.10, seed 2: diverged: the loss after layer 3 at iteration 17 is not finite; "
                            "loss 0.2500; δ\u00a0ratio 0.10 at the start, 10 at the end."));
    QCOMPARE(mapProgress(map), QStringLiteral("1 of 100 runs are done, 1 diverged."));
  }

  void namesAreThoseOfTheRows() {
    const Session session = test::sampleSession();
    QCOMPARE(cellName(emptyMap(session, {MapRows::Depth, 10, 1}), 0), QStringLiteral("scale 0.0032, 1 hidden layer"));
    QCOMPARE(cellName(emptyMap(session, {MapRows::Depth, 10, 1}), 95), QStringLiteral("scale 1.0, 10 hidden layers"));
    QCOMPARE(cellName(emptyMap(session, {MapRows::LearningRate, 20, 1}), 399),
             QStringLiteral("scale 100, learning rate 10"));
  }
};

QTEST_MAIN(TestInitMap)
#include "tst_init_map.moc"
