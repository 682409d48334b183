#include "core/analysis/loss_surface.h"

#include <atomic>
#include <cassert>
#include <memory>
#include <utility>

#include "core/parallel/share_cells.h"
#include "core/passes/loss_probe.h"

namespace backscope {
namespace {

/// The k-th of `count` values at equal distances; the first and the last are exactly the ends, and every other one of
/// 2n − 1 values is exactly one of n.
double valueOf(double low, double high, int k, int count) {
  if (k == count - 1) return high;
  return low + (high - low) * (static_cast<double>(k) / (count - 1));
}

/// One thread's work on the rows.
class RowWork {
 public:
  RowWork(const SurfacePlane& plane, LossProbe probe, const SurfaceOptions& options, LossSurface& surface)
      : m_plane(&plane),
        m_probe(std::move(probe)),
        m_options(&options),
        m_surface(&surface),
        m_theta(plane.origin.size()) {}

  /// False where it was interrupted.
  bool measure(int row) {
    double* const out = m_surface->loss.data() + std::ptrdiff_t{row} * m_surface->columns;
    for (int column = 0; column < m_surface->columns; ++column) {
      if (m_options->coarser && row % 2 == 0 && column % 2 == 0) {
        out[column] = m_options->coarser->at(column / 2, row / 2);
        continue;
      }
      m_plane->moveTo(m_surface->alphaOf(column), m_surface->betaOf(row), m_theta);
      const std::optional<double> loss = m_probe.lossAt(m_theta, m_options->interrupted);
      if (!loss) return false;
      out[column] = *loss;
    }
    return true;
  }

 private:
  const SurfacePlane* m_plane;
  LossProbe m_probe;
  const SurfaceOptions* m_options;
  LossSurface* m_surface;
  std::vector<double> m_theta;
};

[[maybe_unused]] bool isRefinedBy(const LossSurface& coarser, const LossSurface& surface) {
  return coarser.columns == (surface.columns + 1) / 2 && coarser.rows == coarser.columns && surface.columns % 2 == 1 &&
         coarser.window == surface.window && coarser.examples == surface.examples;
}

}  // namespace

double LossSurface::alphaOf(int column) const { return valueOf(window.alphaLow, window.alphaHigh, column, columns); }

double LossSurface::betaOf(int row) const { return valueOf(window.betaLow, window.betaHigh, row, rows); }

std::optional<LossSurface> measureSurface(const SurfacePlane& plane, const Architecture& network, Loss loss,
                                          const Dataset& data, std::span<const int> examples,
                                          const SurfaceOptions& options) {
  assert(options.size >= 2);
  const auto size = static_cast<std::size_t>(options.size);
  LossSurface surface{options.window, options.size, options.size, std::vector<double>(size * size),
                      static_cast<int>(examples.size())};
  assert(!options.coarser || isRefinedBy(*options.coarser, surface));
  const ExampleBlocks blocks(data, examples);
  std::atomic<bool> isAbandoned = false;
  const auto makeWork = [&]() -> CellWork {
    const auto work = std::make_shared<RowWork>(plane, LossProbe(network, loss, blocks), options, surface);
    return [&isAbandoned, work](std::size_t row) {
      const bool isDone = work->measure(static_cast<int>(row));
      if (!isDone) isAbandoned = true;
      return isDone;
    };
  };
  shareCells(
      size, options.jobs, [&isAbandoned] { return isAbandoned.load(); }, makeWork);
  if (isAbandoned) return std::nullopt;
  return surface;
}

}  // namespace backscope
