#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/network/parameters.h"
#include "core/passes/loss.h"

namespace backscope {

/// The central difference of one ε.
struct DifferencePoint {
  double epsilon = 0;
  double quotient = 0;       ///< d = [ℓ(+ε) − ℓ(−ε)] / 2ε                                          (1)
  double error = 0;          ///< |g − d| / max(|g|, |d|), 0 where both are 0                        (2)
  bool crossesKink = false;  ///< between −ε and +ε a unit with a kink changes its side
};

/// A unit whose h has a corner at a = 0: relu or leaky-relu.
struct Kink {
  int layer = 1;
  int unit = 0;
  bool isExact = false;  ///< its a is exactly 0, so there is no derivative: g is that of the negative side
  bool operator==(const Kink&) const = default;
};

/// How well differences confirm a back-propagated number of one example, for ε from 10⁻¹ to 10⁻¹²: too wide a step
/// leaves out curvature (an error as ε²), too narrow a one loses digits (as 10⁻¹⁶/ε), and between them the curve has
/// its lowest point.
struct DifferenceCurve {
  double given = 0;                     ///< g
  std::vector<DifferencePoint> points;  ///< from the widest ε to the narrowest
  std::size_t best = 0;                 ///< the point with the smallest error
  std::optional<Kink> kink;             ///< the unit that stands exactly at 0, or else one that the best ε crosses
};

/// g = ∂ℓ/∂θ_p. x has the network's inputs, y its outputs, `parameter` is an index of θ.
DifferenceCurve differenceOfParameter(const Parameters& parameters, Loss loss, std::span<const double> x,
                                      std::span<const double> y, std::size_t parameter);

/// g = δ_j^(l) = ∂ℓ/∂a_j^(l), differences being taken of a_j itself. l = 1…L+1.
DifferenceCurve differenceOfDelta(const Parameters& parameters, Loss loss, std::span<const double> x,
                                  std::span<const double> y, int layer, int unit);

}  // namespace backscope
