#pragma once

#include <functional>
#include <memory>
#include <span>
#include <variant>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/views/surface_picture.h"

namespace backscope {

/// What is to be seen of the loss surface, at which instant.
struct SurfaceQuestion {
  std::shared_ptr<const Snapshot> snapshot;
  SurfaceChoice choice{};
  std::vector<SavedPoint> points{};  ///< those of the choice that are there, with their θ
};

/// A plane, and what its picture says of the axes; see SurfacePicture::first.
struct ChosenPlane {
  SurfacePlane plane;
  double first = 0;
  double second = 0;
};

/// Nothing at all where `interrupted` said so before it was known. `before` is the plane of the picture before this
/// one, or nullptr: directions that have no sign of their own keep theirs.
using PlaneAnswer = std::variant<std::monostate, ChosenPlane, NoPlane>;
PlaneAnswer planeOf(const SurfaceQuestion& question, std::span<const int> examples, const SurfacePlane* before,
                    const std::function<bool()>& interrupted);

}  // namespace backscope
