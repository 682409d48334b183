#include "core/engine/snapshot_budget.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/loss_line.h"
#include "core/data/dataset.h"
#include "core/network/parameters.h"

namespace backscope {
namespace {

/// Multiply-adds for each part, so that a picture takes some 10 to 60 ms.
constexpr double kForBoundary = 300e6;
constexpr double kForUnitMaps = 96e6;
constexpr double kForMeasuring = 128e6;
constexpr double kForScoring = 256e6;
constexpr double kForLine = 160e6;
/// Half a second or so, in which a command interrupts it.
constexpr double kForWholeLine = 4e9;
/// A pass back costs about as much as one forward.
constexpr double kPassesPerMeasurement = 2;
/// An activation costs about as much as this many multiply-adds.
constexpr double kPerUnit = 16;

constexpr int kLeastResolution = 16;
constexpr int kResolutionStep = 8;
constexpr int kExamplesStep = 64;

int resolutionWithin(double points) {
  const int most = static_cast<int>(std::sqrt(points)) / kResolutionStep * kResolutionStep;
  return std::max(kLeastResolution, most);
}

int examplesWithin(double examples) {
  const double most = std::min(examples, double{kMaxMeasuredExamples});
  return std::max(kExamplesStep, static_cast<int>(most) / kExamplesStep * kExamplesStep);
}

/// First fewer examples, then fewer points.
LineBudget lineWithin(double passes) {
  constexpr int kFewestPoints = 11;
  LineBudget line{LossLine::kMostPoints,
                  static_cast<int>(std::min(passes / LossLine::kMostPoints, double{kMaxPoints}))};
  if (line.examples >= kExamplesStep) return line;
  line.points = std::clamp(static_cast<int>(passes / kExamplesStep) / 2 * 2 + 1, kFewestPoints, line.points);
  line.examples = kExamplesStep;
  return line;
}

}  // namespace

double passCost(const Architecture& network) {
  double units = 0;
  for (const LayerSpec& layer : network.layers) units += layer.units;
  return static_cast<double>(ParameterLayout(network).size()) + kPerUnit * units;
}

SnapshotBudget::SnapshotBudget(const Architecture& network) {
  const double cost = passCost(network);
  boundaryResolution = resolutionWithin(kForBoundary / cost);
  unitMapResolution = resolutionWithin(kForUnitMaps / cost);
  measuredExamples = examplesWithin(kForMeasuring / kPassesPerMeasurement / cost);
  scoredExamples = static_cast<int>(std::min(kForScoring / cost, double{kMaxPoints}));
  quickLine = lineWithin(kForLine / cost);
  wholeLine = lineWithin(kForWholeLine / cost);
}

SnapshotNeeds SnapshotBudget::within(SnapshotNeeds needs) const {
  needs.boundaryResolution = std::min(needs.boundaryResolution, boundaryResolution);
  needs.unitMapResolution = std::min(needs.unitMapResolution, unitMapResolution);
  return needs;
}

}  // namespace backscope
