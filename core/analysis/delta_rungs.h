#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/example_trace.h"
#include "core/passes/loss.h"

namespace backscope {

/// How the numbers v of a layer, over its d units and N examples, are made into one size.
///   Mean     (1/(N d)) Σ |v|
///   Rms      √((1/(N d)) Σ v²)
///   Largest  max |v|
///   Length   √((1/N) Σ v²): the root mean square of the examples' ‖v‖₂
enum class DeltaSize { Mean, Rms, Largest, Length };
inline constexpr std::array kDeltaSizes{DeltaSize::Mean, DeltaSize::Rms, DeltaSize::Largest, DeltaSize::Length};

/// One step of the ladder down which δ goes: from layer l + 1 to layer l, in two halves,
///   u^(l) = W^(l+1)ᵀ δ^(l+1),                                                            (1)
///   δ^(l) = h′(a^(l)) ∘ u^(l),                                                           (2)
/// whose sizes |·| are all taken in the same way. The rung's ratio |δ^(l)| / |δ^(l+1)| is then the product of what the
/// weights do, |u^(l)| / |δ^(l+1)|, and of what the slopes do, |δ^(l)| / |u^(l)|: in decades the two add up to it.
struct DeltaRung {
  double above = 0;   ///< |δ^(l+1)|
  double pulled = 0;  ///< |u^(l)|
  double below = 0;   ///< |δ^(l)|
  /// sup |h′| of layer l's activation, and ‖W^(l+1)‖₂, its largest singular value: for every single example
  /// ‖δ^(l)‖₂ ≤ sup |h′| · ‖W^(l+1)‖₂ · ‖δ^(l+1)‖₂.                                       (3)
  double largestSlope = 0;
  double weightNorm = 0;

  /// NaN where there is nothing to divide by.
  double weightFactor() const { return pulled / above; }
  double slopeFactor() const { return below / pulled; }
  double ratio() const { return below / above; }
  double bound() const { return largestSlope * weightNorm; }
};

/// The rungs of the hidden layers l = 1…L at index l - 1, over the given examples' passes.
std::vector<DeltaRung> measureRungs(const Parameters& parameters, Loss loss, const Dataset& data,
                                    std::span<const int> examples, DeltaSize size);

/// The singular values, largest first, of diag(h′(a^(l))) W^(l+1)ᵀ, the matrix that takes δ^(l+1) to δ^(l) for the
/// example whose trace this is; min(d^(l), d^(l+1)) of them. l is 1…L.
std::vector<double> jacobianSingularValues(const Parameters& parameters, const ExampleTrace& trace, int l);

}  // namespace backscope
