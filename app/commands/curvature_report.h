#pragma once

#include <QString>
#include <string>

#include "core/analysis/curvature.h"
#include "core/analysis/curvature_ends.h"
#include "core/analysis/flat_directions.h"
#include "core/training/trainer.h"

namespace backscope {

/// What `backscope curvature` prints of the place where a run stands.
std::string curvatureJson(const Trainer& run, const Curvature& curvature, const FlatDirections& flat);
QString curvatureReport(const Trainer& run, const Curvature& curvature, const FlatDirections& flat);

/// The same of the ends of a spectrum.
std::string curvatureJson(const Trainer& run, const CurvatureEnds& curvature);
QString curvatureReport(const Trainer& run, const CurvatureEnds& curvature);

}  // namespace backscope
