#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/analysis/surface_plane.h"
#include "core/data/dataset.h"
#include "core/passes/loss.h"

namespace backscope {

/// The part of a plane that is looked at.
struct SurfaceWindow {
  double alphaLow = -1;
  double alphaHigh = 1;
  double betaLow = -1;
  double betaHigh = 1;
  bool operator==(const SurfaceWindow&) const = default;
};

/// The mean loss L over a plane, without penalty, at the points of a grid whose outer ones lie on the window's edge.
struct LossSurface {
  SurfaceWindow window;
  int columns = 0;           ///< along α
  int rows = 0;              ///< along β
  std::vector<double> loss;  ///< row after row from βlow on; NaN or ∞ where it is
  int examples = 0;          ///< over the first so many of those asked for

  double at(int column, int row) const {
    return loss[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column)];
  }
  double alphaOf(int column) const;
  double betaOf(int row) const;
};

struct SurfaceOptions {
  SurfaceWindow window{};
  int size = 51;  ///< columns and rows, at least 2
  int jobs = 1;   ///< threads, the caller's among them
  /// Of the same plane, window and examples, with (size + 1) / 2 columns and rows, where size is odd: every other point
  /// is taken from it and not computed again.
  const LossSurface* coarser = nullptr;
  std::function<bool()> interrupted{};  ///< asked now and then, on any of the threads; true abandons it
};

/// Nothing where it was abandoned. Every point has the bits that the evaluator gives of its θ, whatever size and jobs
/// are. At least one example.
std::optional<LossSurface> measureSurface(const SurfacePlane& plane, const Architecture& network, Loss loss,
                                          const Dataset& data, std::span<const int> examples,
                                          const SurfaceOptions& options);

}  // namespace backscope
