#include "core/analysis/loss_line.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/analysis/loss_profile.h"

namespace backscope {

std::optional<Parameters> mirrorImage(const Parameters& theta, std::span<const Symmetry> chain) {
  Parameters mirror = theta;
  for (const Symmetry& symmetry : chain) {
    if (checkSymmetry(theta.architecture(), symmetry)) return std::nullopt;
    applyTo(mirror, symmetry);
  }
  const bool isFinite = std::ranges::all_of(mirror.theta(), [](double value) { return std::isfinite(value); });
  return isFinite ? std::optional(std::move(mirror)) : std::nullopt;
}

std::optional<LossLine> lossBetween(const Parameters& theta, const Parameters& mirror, Loss loss, const Dataset& data,
                                    const LossLineOptions& options) {
  std::optional<LossProfile> profile = measureProfile(theta, mirror, loss, data,
                                                      {.sampling = {.steps = options.points - 1},
                                                       .mostExamples = options.mostExamples,
                                                       .interrupted = options.interrupted});
  if (!profile) return std::nullopt;
  LossLine line;
  line.train = std::move(profile->train);
  line.test = std::move(profile->test);
  line.trainExamples = profile->trainExamples;
  line.testExamples = profile->testExamples;
  line.barrier = profile->barrier;
  line.highest = profile->highest;
  line.distance = profile->distance;
  return line;
}

}  // namespace backscope
