#include "core/analysis/input_grid.h"

#include <algorithm>
#include <cassert>

#include "core/passes/workspace.h"

namespace backscope {
namespace {

/// The centre of cell k of `count` between low and high.
double cellCentre(const InputPlane& plane, int k, int count) {
  return plane.low + (plane.high - plane.low) * (k + 0.5) / count;
}

/// Fills the input's columns with `stride` points that begin at `first`, row by row from the top; beyond the last point
/// it is repeated.
void fillInputs(const InputGrid& grid, int inputs, int first, int stride, double* input) {
  const int points = grid.rows * grid.resolution;
  for (int i = 0; i < inputs; ++i) {
    const std::size_t held = static_cast<std::size_t>(i);
    const double value = held < grid.plane.held.size() ? grid.plane.held[held] : 0.0;
    std::fill_n(input + i * stride, stride, value);
  }
  for (int n = 0; n < stride; ++n) {
    const int point = std::min(first + n, points - 1);
    const int row = point / grid.resolution;
    const int column = point % grid.resolution;
    input[grid.plane.horizontal * stride + n] = cellCentre(grid.plane, column, grid.resolution);
    if (grid.plane.vertical >= 0)
      input[grid.plane.vertical * stride + n] = cellCentre(grid.plane, grid.rows - 1 - row, grid.rows);
  }
}

void storeRows(const double* values, int units, int stride, int count, int first,
               std::vector<std::vector<float>>& maps) {
  for (int j = 0; j < units; ++j) {
    float* const map = maps[static_cast<std::size_t>(j)].data() + first;
    const double* const row = values + j * stride;
    for (int n = 0; n < count; ++n) map[n] = static_cast<float>(row[n]);
  }
}

void allocateMaps(InputGrid& grid, const Architecture& architecture, GridLayers layers, int alsoLayer) {
  const std::size_t points = static_cast<std::size_t>(grid.rows) * static_cast<std::size_t>(grid.resolution);
  grid.maps.resize(static_cast<std::size_t>(architecture.outputLayer()) + 1);
  for (int l = 0; l <= architecture.outputLayer(); ++l) {
    std::vector<std::vector<float>>& maps = grid.maps[static_cast<std::size_t>(l)];
    const bool wanted = layers == GridLayers::All || l == architecture.outputLayer() || l == alsoLayer;
    maps.resize(wanted ? static_cast<std::size_t>(architecture.unitsOf(l)) : 0);
    for (std::vector<float>& map : maps) map.resize(points);
  }
}

}  // namespace

InputGrid computeGrid(const Parameters& parameters, const InputPlane& plane, int resolution, GridLayers layers) {
  InputGrid grid;
  computeGrid(parameters, plane, resolution, layers, grid);
  return grid;
}

bool computeGrid(const Parameters& parameters, const InputPlane& plane, int resolution, GridLayers layers,
                 InputGrid& grid, const GridOptions& options) {
  const Architecture& architecture = parameters.architecture();
  assert(plane.horizontal < architecture.inputs && plane.vertical < architecture.inputs);
  grid.resolution = resolution;
  grid.rows = plane.vertical < 0 ? 1 : resolution;
  grid.plane = plane;
  allocateMaps(grid, architecture, layers, options.alsoLayer);
  Workspace workspace(architecture, Loss::Square);
  const BatchKernels& kernels = batchKernels();
  const int points = grid.rows * grid.resolution;
  for (int first = 0; first < points; first += kBlock) {
    if (options.interrupted && options.interrupted()) return false;
    const int count = std::min(kBlock, points - first);
    const int stride = strideFor(count, kBlock);
    fillInputs(grid, architecture.inputs, first, stride, workspace.input());
    kernels.forward(workspace.network(), parameters.theta().data(), stride);
    for (int l = 0; l <= architecture.outputLayer(); ++l) {
      std::vector<std::vector<float>>& maps = grid.maps[static_cast<std::size_t>(l)];
      const double* const values = l == 0 ? workspace.input() : workspace.layer(l).z;
      if (!maps.empty()) storeRows(values, architecture.unitsOf(l), stride, count, first, maps);
    }
  }
  return true;
}

}  // namespace backscope
