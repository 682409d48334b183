#include <QtTest>
#include <cmath>

#include "core/analysis/input_grid.h"
#include "core/passes/example_trace.h"
#include "tests/support/random_network.h"

using namespace backscope;

/// The maps against the single example's pass at the centre of every cell.
class TestInputGrid : public QObject {
  Q_OBJECT

 private slots:
  void everyCellIsTheOutputAtItsCentre_data();
  void everyCellIsTheOutputAtItsCentre();
  void rowZeroIsTheTop();
  void heldInputsKeepTheirValues();
  void oneInputGivesOneRow();
  void onlyTheOutputWhereOnlyItIsAskedFor();
  void usedMemoryServesAgain();
  void theFinestGridHasEveryCell();
};

namespace {

double centre(const InputPlane& plane, int cell, int cells) {
  return plane.low + (plane.high - plane.low) * (cell + 0.5) / cells;
}

std::vector<double> inputAt(const InputGrid& grid, int inputs, int row, int column) {
  std::vector<double> x = grid.plane.held;
  x.resize(static_cast<std::size_t>(inputs), 0.0);
  x[static_cast<std::size_t>(grid.plane.horizontal)] = centre(grid.plane, column, grid.resolution);
  if (grid.plane.vertical >= 0)
    x[static_cast<std::size_t>(grid.plane.vertical)] = centre(grid.plane, grid.rows - 1 - row, grid.rows);
  return x;
}

/// The number of cells in which some unit differs from its value in the single example's pass.
int differingCells(const Parameters& parameters, const InputGrid& grid, int stride) {
  const Architecture& architecture = parameters.architecture();
  const std::vector<double> target(static_cast<std::size_t>(architecture.outputs()));
  int differing = 0;
  for (int cell = 0; cell < grid.rows * grid.resolution; cell += stride) {
    const std::vector<double> x = inputAt(grid, architecture.inputs, cell / grid.resolution, cell % grid.resolution);
    const ExampleTrace trace = traceExample(parameters, Loss::Square, x, target);
    bool same = true;
    for (int l = 0; l <= architecture.outputLayer(); ++l) {
      const auto& maps = grid.maps[static_cast<std::size_t>(l)];
      for (std::size_t j = 0; j < maps.size(); ++j) {
        const Eigen::Index unit = static_cast<Eigen::Index>(j);
        const double z = l == 0 ? x[j] : trace.layers[static_cast<std::size_t>(l - 1)].z(unit);
        same = same && maps[j][static_cast<std::size_t>(cell)] == static_cast<float>(z);
      }
    }
    differing += same ? 0 : 1;
  }
  return differing;
}

Parameters drawNetwork(int inputs, std::vector<LayerSpec> layers, std::uint64_t seed = 1) {
  Parameters parameters(Architecture{.inputs = inputs, .bias = true, .layers = std::move(layers)});
  Random random(seed, RandomStream::Data);
  for (double& theta : parameters.theta()) theta = random.normal();
  return parameters;
}

/// ŷ = x₁ + 10 x₂.
Parameters slope() {
  return Parameters(Architecture{.inputs = 2, .bias = false, .layers = {{1, Activation::Identity}}}, {1, 10});
}

}  // namespace

void TestInputGrid::everyCellIsTheOutputAtItsCentre_data() {
  QTest::addColumn<Activation>("activation");
  QTest::addColumn<int>("resolution");
  for (const Activation activation : kActivations)
    for (const int resolution : {16, 37})
      QTest::addRow("%s, %d", nameOf(activation).data(), resolution) << activation << resolution;
}

void TestInputGrid::everyCellIsTheOutputAtItsCentre() {
  QFETCH(Activation, activation);
  QFETCH(int, resolution);
  const Parameters parameters = drawNetwork(2, {{5, activation}, {3, activation}, {2, activation}});
  InputPlane plane;
  plane.low = -4.5;
  plane.high = 3.25;
  const InputGrid grid = computeGrid(parameters, plane, resolution, GridLayers::All);
  QCOMPARE(grid.rows, resolution);
  QCOMPARE(grid.maps.size(), std::size_t{4});
  QCOMPARE(grid.maps[1].size(), std::size_t{5});
  QCOMPARE(grid.maps[1][4].size(), static_cast<std::size_t>(resolution * resolution));
  QCOMPARE(differingCells(parameters, grid, 1), 0);
}

void TestInputGrid::rowZeroIsTheTop() {
  InputPlane plane;
  plane.low = -8;
  plane.high = 8;
  const InputGrid grid = computeGrid(slope(), plane, 16, GridLayers::All);
  const std::vector<float>& map = grid.maps[1][0];
  QCOMPARE(map[0], -7.5f + 75.0f);           // top left
  QCOMPARE(map[15], 7.5f + 75.0f);           // top right
  QCOMPARE(map[15 * 16], -7.5f - 75.0f);     // bottom left
  QCOMPARE(map[16 * 16 - 1], 7.5f - 75.0f);  // bottom right
  QCOMPARE(grid.maps[0][0][0], -7.5f);
  QCOMPARE(grid.maps[0][1][0], 7.5f);
  plane.horizontal = 1;
  plane.vertical = 0;
  const InputGrid turned = computeGrid(slope(), plane, 16, GridLayers::All);
  QCOMPARE(turned.maps[1][0][15], 75.0f + 7.5f);
  QCOMPARE(turned.maps[1][0][0], -75.0f + 7.5f);
}

void TestInputGrid::heldInputsKeepTheirValues() {
  const Parameters parameters = drawNetwork(4, {{6, Activation::Tanh}, {1, Activation::Identity}});
  InputPlane plane;
  plane.horizontal = 3;
  plane.vertical = 1;
  plane.held = {0.75, 99, -1.5, 99};
  const InputGrid grid = computeGrid(parameters, plane, 20, GridLayers::All);
  QCOMPARE(differingCells(parameters, grid, 1), 0);
  QCOMPARE(grid.maps[0][0][123], 0.75f);
  QCOMPARE(grid.maps[0][2][399], -1.5f);
  plane.held.clear();
  const InputGrid atZero = computeGrid(parameters, plane, 20, GridLayers::All);
  QCOMPARE(atZero.maps[0][0][123], 0.0f);
  QVERIFY(atZero.maps[2][0] != grid.maps[2][0]);
}

void TestInputGrid::oneInputGivesOneRow() {
  const Parameters parameters = drawNetwork(1, {{3, Activation::Sine}, {1, Activation::Tanh}});
  InputPlane plane;
  plane.vertical = -1;
  const InputGrid grid = computeGrid(parameters, plane, 77, GridLayers::All);
  QCOMPARE(grid.rows, 1);
  QCOMPARE(grid.maps[2][0].size(), std::size_t{77});
  QCOMPARE(differingCells(parameters, grid, 1), 0);
}

void TestInputGrid::onlyTheOutputWhereOnlyItIsAskedFor() {
  const Parameters parameters = drawNetwork(2, {{3, Activation::Relu}, {2, Activation::Softmax}});
  const InputGrid all = computeGrid(parameters, {}, 40, GridLayers::All);
  const InputGrid output = computeGrid(parameters, {}, 40, GridLayers::OutputOnly);
  InputGrid two;
  QVERIFY(computeGrid(parameters, {}, 40, GridLayers::OutputOnly, two, {.alsoLayer = 1, .interrupted = {}}));
  QVERIFY(two.maps[1] == all.maps[1] && two.maps.back() == all.maps.back() && two.maps[0].empty());
  QVERIFY(output.maps[0].empty() && output.maps[1].empty());
  QVERIFY(output.maps[2] == all.maps[2]);
}

void TestInputGrid::usedMemoryServesAgain() {
  const Parameters wide = drawNetwork(2, {{7, Activation::Tanh}, {1, Activation::Tanh}});
  const Parameters deep = drawNetwork(2, {{2, Activation::Elu}, {3, Activation::Elu}, {2, Activation::Elu}}, 2);
  InputGrid grid;
  computeGrid(wide, {}, 64, GridLayers::All, grid);
  const float* const memory = grid.maps[1][6].data();
  computeGrid(wide, {}, 64, GridLayers::All, grid);
  QCOMPARE(grid.maps[1][6].data(), memory);
  for (const GridLayers layers : {GridLayers::OutputOnly, GridLayers::All}) {
    computeGrid(deep, {}, 30, layers, grid);
    QVERIFY(grid.maps == computeGrid(deep, {}, 30, layers).maps);
    computeGrid(wide, {}, 16, layers, grid);
    QVERIFY(grid.maps == computeGrid(wide, {}, 16, layers).maps);
  }
}

void TestInputGrid::theFinestGridHasEveryCell() {
  const Parameters parameters = drawNetwork(2, {{4, Activation::Tanh}, {1, Activation::Tanh}});
  const InputGrid grid = computeGrid(parameters, {}, 512, GridLayers::All);
  QCOMPARE(grid.maps[2][0].size(), std::size_t{512 * 512});
  QCOMPARE(differingCells(parameters, grid, 97), 0);
}

QTEST_GUILESS_MAIN(TestInputGrid)
#include "tst_input_grid.moc"
