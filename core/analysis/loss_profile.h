#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/loss.h"

namespace backscope {

/// The points of the line through θ₀ and θ₁ at which the loss is measured: α = k / `steps` for k = −before…steps +
/// after. So both ends are always among them.
struct LineSampling {
  int steps = 100;  ///< from θ₀ to θ₁, at least 1
  int before = 0;   ///< more of them before θ₀
  int after = 0;    ///< and behind θ₁
  bool operator==(const LineSampling&) const = default;
};

/// The mean loss L, without penalty, along the straight line through two points of the parameters' space:
///
///   θ(α) = (1 − α) θ₀ + α θ₁                                                                                 (1)
///   barrier = max L(θ(α)) − max(L(θ₀), L(θ₁)),  α in 0…1                                                     (2)
///   rise = max { L(θ(α)) − (1 − α) L(θ₀) − α L(θ₁) },  α in 0…1                                              (3)
///
/// (2) is what has to be climbed from the higher end, so it is 0 where L only falls or only rises. (3) measures from
/// the straight line between both losses, the chord, above which a convex L never goes: R. Entezari, H. Sedghi, O.
/// Saukh and B. Neyshabur 2022, "The Role of Permutation Invariance in Linear Mode Connectivity of Neural Networks". J.
/// Frankle, G. Dziugaite, D. Roy and M. Carbin 2020, "Linear Mode Connectivity and the Lottery Ticket Hypothesis",
/// section 2, take the mean of both ends. Of two ends of the same loss all three are one number.
struct LossProfile {
  LineSampling sampling;
  std::vector<double> train;  ///< L at alphaOf(k), over `trainExamples`
  std::vector<double> test;   ///< the same over `testExamples`; empty without a test set
  int trainExamples = 0;      ///< the first so many
  int testExamples = 0;
  double barrier = 0;         ///< (2) of training; NaN where L is not finite on the way
  double rise = 0;            ///< (3) of training, likewise
  std::size_t highest = 0;    ///< the point of the largest L in 0…1; of several the one nearest to the middle
  std::size_t mostAbove = 0;  ///< the point of (3), likewise
  double distance = 0;        ///< ‖θ₁ − θ₀‖₂
  bool operator==(const LossProfile&) const = default;

  std::size_t first() const { return static_cast<std::size_t>(sampling.before); }
  std::size_t last() const { return first() + static_cast<std::size_t>(sampling.steps); }
  double alphaOf(std::size_t k) const {
    return (static_cast<double>(k) - sampling.before) / static_cast<double>(sampling.steps);
  }
  /// (2) and (3) are more than what rounding makes of a line without them.
  bool hasBarrier() const;
  bool hasRise() const;
};

struct LossProfileOptions {
  LineSampling sampling{};
  int mostExamples = kMaxPoints;        ///< of each set
  std::function<bool()> interrupted{};  ///< asked before every point; true abandons the line
};

/// (1), with the bits of θ₀ and θ₁ at 0 and 1, and of both where they agree. Both have one size.
std::vector<double> thetaBetween(const std::vector<double>& from, const std::vector<double>& to, double alpha);

/// Nothing where it was abandoned. Both θ are of one network, the data has training examples.
std::optional<LossProfile> measureProfile(const Parameters& from, const Parameters& to, Loss loss, const Dataset& data,
                                          const LossProfileOptions& options = {});

}  // namespace backscope
