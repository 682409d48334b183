#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "app/surface_planes.h"

namespace backscope {

/// L of a θ that is marked over a plane. `iteration` is the one at which the run's path has it, nothing where it is not
/// from there.
using MarkedLoss = std::function<double(std::span<const double> theta, std::optional<std::int64_t> iteration)>;

/// The picture that is asked for but for its window and its surface: what the axes are, and what stands over the plane,
/// each with its own loss.
SurfacePicture markPlane(const SurfaceQuestion& question, const ChosenPlane& chosen, const MarkedLoss& lossAt);

}  // namespace backscope
