#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/loss.h"

namespace backscope {

/// Parameters of θ, from `begin` up to but without `end`.
struct IndexRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const IndexRange&) const = default;
};

/// What every example of a batch would do to some parameters by itself, and what they come to together: where the
/// examples' gradients cancel, the mean is small although they are not.
struct GradientSpread {
  static constexpr std::size_t kMostExamples = 256;

  IndexRange parameters;
  std::vector<int> examples;      ///< their indices in the data: the batch's first, at most kMostExamples
  int batchSize = 0;              ///< all of them
  std::vector<double> gradients;  ///< ∂ℓ_n/∂θ_p: examples × parameters
  std::vector<double> mean;       ///< over the whole batch, without the penalties: that of training, to the bit

  std::size_t width() const { return parameters.end - parameters.begin; }
  double at(std::size_t example, std::size_t parameter) const {
    return gradients[example * width() + (parameter - parameters.begin)];
  }
};

/// The range is cut to θ's size; the batch has at least one example.
GradientSpread spreadGradients(const Parameters& parameters, Loss loss, const Dataset& data, std::span<const int> batch,
                               IndexRange range);

}  // namespace backscope
