#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/data/dataset.h"
#include "core/network/architecture.h"
#include "core/passes/loss.h"
#include "core/training/series.h"

namespace backscope {

/// (h − l)², where the training examples are exactly XOR's four corners: two values on each of two axes, one target l
/// or h each, the same on both ends of a diagonal. 1 for the targets 0 and 1, 4 for −1 and +1. Nothing for other data.
std::optional<double> xorCornersUnit(const Dataset& data);

/// What a network with one unit in every hidden layer can't do better than, as Σℓ over XOR's four corners.
///
/// All of such a network is monotonic along one direction of the plane. In whatever direction, the corners come as l,
/// h, h, l (or with some of them side by side), so the last three are best given the same output: the mean of h, h, l,
/// by which the square loss is (h − l)²/3 (ℓ = ½ (y − ŷ)²) and the cross-entropy, for 0 and 1, 3 ln 3 − 2 ln 2. Nothing
/// for activations that are not monotonic, and for several outputs.
std::optional<double> leastLossOfOneUnit(const Architecture& network, Loss loss, double unit);

/// Where XOR's corners leave a network with the square loss: n of them get the same output, the mean of their targets,
/// and the others are right.
struct CornersPlateau {
  int alike = 0;     ///< n: 4, 3, or 2 of different targets
  double level = 0;  ///< Σℓ: 1/2, 1/3 or 1/4 of (h − l)²
};

/// The plateau that these outputs stand on, ŷ of the four training examples in their order: Σℓ is within 2% of (h − l)²
/// of its level, and n outputs differ by no more than a third of h − l. Nothing where they stand on none.
std::optional<CornersPlateau> cornersPlateau(const Dataset& data, std::span<const double> yhat);

/// Since when the loss has stood still: over the last quarter of the run up to `until` its values differ by no more
/// than 2% of the greatest. Gives the first iteration of that quarter; nothing where it moves, or has fewer than three
/// values there.
std::optional<std::int64_t> flatSince(const Series& loss, std::int64_t until);

}  // namespace backscope
