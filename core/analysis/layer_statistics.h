#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/analysis/unit_health.h"
#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/loss.h"

namespace backscope {

/// The mean and the root mean square of some |v|.
struct Magnitude {
  double mean = 0;
  double rms = 0;
};

/// Equal bins over [low, high]; every counted value lies in one.
struct Histogram {
  double low = 0;
  double high = 1;
  std::vector<int> counts;
};

/// What a layer did on a set of examples. δ and ∂ℓ/∂w are those of single examples (never divided by a batch size), so
/// the means do not move with the number of examples.
struct LayerStatistics {
  Magnitude a, z, delta, dW;   ///< over units (weights) and examples
  double slopeMean = 0;        ///< the mean of h′(a)
  double saturatedValues = 0;  ///< share of the (unit, example) pairs with |h′(a)| < 0.05 sup |h′|
  double saturatedUnits = 0;   ///< share of the units for which that holds on at least 95% of the examples
  double deadUnits = 0;  ///< share of the units with h′(a) = 0 exactly on every example: nothing reaches their weights
  Histogram aHistogram;  ///< empty counts where not asked for
  Histogram zHistogram;
  std::vector<UnitHealth> units;  ///< of every unit, as counted in the two shares above
};

/// Statistics of layers 1…L+1 (at index l - 1) over the given examples, from their forward and backward passes.
std::vector<LayerStatistics> measureLayers(const Parameters& parameters, Loss loss, const Dataset& data,
                                           std::span<const int> examples, int histogramBins = 0);

}  // namespace backscope
