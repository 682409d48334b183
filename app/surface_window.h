#pragma once

#include <optional>

#include "ui/views/surface_picture.h"

namespace backscope {

/// Whether it has an extent, and a finite one.
bool isWindow(const SurfaceWindow& window);

/// How far the plane of this picture is to be seen, at least: `here`, `path` and `points` of it are known. `theta` and
/// `step` are the lengths of θ and of the last step.
///
/// Of two weights and of the path, all of the path; of saved points, these and here. Of the others, whose middle is the
/// present θ, as far in every direction: a unit's own weights (Random), some steps (Step), half of θ's length
/// (Curvature), and up to four times that for the last quarter of the path so far.
SurfaceWindow wantedWindow(const SurfacePicture& picture, double theta, double step);

/// A window with some room around the wanted one and tidy ends; the one `before`, so that the axes stay still, as long
/// as it has room for that and is not much too large.
SurfaceWindow fitWindow(const SurfaceWindow& wanted, const std::optional<SurfaceWindow>& before);

}  // namespace backscope
