#pragma once

#include <QString>
#include <optional>
#include <variant>

#include "app/commands/path_run.h"
#include "app/commands/plane_request.h"
#include "ui/views/surface_picture.h"

namespace backscope {

/// The surface that a command was asked for.
struct SurfaceRequest {
  PlaneRequest plane;
  int size = 51;                          ///< columns and rows
  std::optional<SurfaceWindow> window{};  ///< nothing: one that fits
};

inline constexpr int kMostSurfaceSize = 1001;

/// L over the training examples on the plane asked for, through where the run stands, on all cores; with the path, and
/// of Points the run's start, its end and the place halfway. Else why there is no such plane, in a sentence.
std::variant<SurfacePicture, QString> measureSurfacePicture(PathRun& run, const SurfaceRequest& request);

}  // namespace backscope
