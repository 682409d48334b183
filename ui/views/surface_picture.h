#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/analysis/loss_surface.h"
#include "core/analysis/saved_point.h"
#include "core/analysis/surface_plane.h"

namespace backscope {

/// By what the plane of a loss surface is spanned.
enum class PlaneKind {
  Weights,    ///< two weights or biases
  Random,     ///< two random directions, each unit's as long as its weights
  Step,       ///< the gradient and the last step
  Path,       ///< the two main components of the path
  Curvature,  ///< the eigenvectors of the least and the largest eigenvalue of the Hessian
  Points      ///< three saved points, or two and now
};

/// What the user wants to see of the surface.
struct SurfaceChoice {
  PlaneKind kind = PlaneKind::Weights;
  std::size_t first = 0;                  ///< of Weights: in θ, along α
  std::size_t second = 1;                 ///< along β
  std::uint64_t seed = 1;                 ///< of Random
  std::vector<SavedPoint> points{};       ///< of Points: two or three, without their θ; see SavedPoint::isSameAs()
  std::optional<SurfaceWindow> window{};  ///< chosen by zooming; nothing: one that fits
};

/// Why there is no such plane.
enum class NoPlane {
  OneWeight,   ///< the network has fewer than two
  NoStep,      ///< no update led here
  NoGradient,  ///< the gradient is 0
  NoMove,      ///< the last step is 0
  Parallel,    ///< the directions are parallel
  ShortPath,   ///< the path has fewer than three different points or lies on a line
  NoPoints,    ///< fewer than two of the points are there
  SamePoints,  ///< they are equal or on one line
  NotFinite    ///< θ or what spans the plane is not
};

/// A θ over the plane, with its own loss, which is that of the surface below only where the distance is 0.
struct SurfaceMark {
  PlanePlace place;
  double loss = 0;
};

/// The loss surface over one plane and what stands on it, at one instant.
struct SurfacePicture {
  PlaneKind kind = PlaneKind::Weights;
  std::optional<NoPlane> problem{};
  std::shared_ptr<const LossSurface> surface{};  ///< of this plane and instant, from coarse to fine; nothing yet
  bool isWorking = false;                        ///< a finer one is coming
  SurfaceMark here{};                            ///< distance 0 but for Points
  std::int64_t iteration = 0;
  struct Dot {
    std::int64_t iteration = 0;
    SurfaceMark mark{};
  };
  std::vector<Dot> path{};  ///< ascending; the present place is not among them
  struct Saved {
    SavedPoint point{};  ///< without its θ
    SurfaceMark mark{};
  };
  std::vector<Saved> points{};  ///< those of the choice
  double uLength = 1;           ///< ‖u‖: how long a step of 1 along α is
  double vLength = 1;
  /// What the axes are, by kind. Weights: their places in θ. Step: the length of the gradient and of the step. Path:
  /// the shares that the components explain. Curvature: the eigenvalues.
  double first = 0;
  double second = 0;
};

}  // namespace backscope
