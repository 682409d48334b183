#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/workspace.h"

namespace backscope {

/// Mean loss and share of right classes over some examples.
struct Score {
  double loss = 0;                 ///< L = (1/N) Σ ℓ_n, without any penalty
  std::optional<double> accuracy;  ///< nothing for a regression
};

/// Runs the forward pass over many examples and says what came out. Keeps its arrays from one call to the next.
class Evaluator {
 public:
  Evaluator(const Architecture& architecture, Loss loss) : m_workspace(architecture, loss) {}

  /// Losses are added in the order of `examples`. At least one example.
  Score score(const Parameters& parameters, const Dataset& data, std::span<const int> examples);

  /// ŷ (count × outputs, in the order of `examples`) and ℓ of each.
  struct Outcome {
    std::vector<double> yhat;
    std::vector<double> loss;
  };
  Outcome evaluate(const Parameters& parameters, const Dataset& data, std::span<const int> examples);

 private:
  /// Calls visit(ŷ, ℓ, index in the data) for each example in order.
  template <class Visit>
  void forEach(const Parameters& parameters, const Dataset& data, std::span<const int> examples, Visit visit);

  Workspace m_workspace;
};

}  // namespace backscope
