#pragma once

#include <span>
#include <vector>

#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/loss.h"
#include "core/passes/workspace.h"

namespace backscope {

/// How far apart the units of a hidden layer are: the greatest difference between corresponding numbers of any two of
/// them.
///   weights  max_jk |w_ji − w_ki|, the greatest over all incoming weights i; biases and outgoing weights count alike
///   output   max_jk |z_j − z_k|, the greatest over the compared examples
///   delta    max_jk |δ_j − δ_k|, the same
/// Each is exactly 0 where all units are equal and nowhere else, because differences of unequal numbers do not round to
/// 0; a root of squares would lose those below 1e-162. Of many units the greatest difference is that of the largest
/// number and the smallest: one sweep, not one for every pair. A layer of one unit has distance 0.
struct UnitDistance {
  double weights = 0;
  double output = 0;
  double delta = 0;
};

/// Measures them. Allocates once, and nothing while it measures.
class UnitMeter {
 public:
  /// z and δ are compared for the first training examples, at most so many, ...
  static constexpr std::size_t kComparedExamples = 8;
  /// ... and in networks of up to so many weights and biases: beyond, a pass takes too long beside an update.
  static constexpr std::size_t kMostCompared = 512;

  UnitMeter(const Architecture& architecture, Loss loss);

  /// Whether output and delta are measured; else they are NaN.
  bool comparesPasses() const { return m_comparesPasses; }
  /// Of every hidden layer, layer l at index l - 1; valid until the next call.
  std::span<const UnitDistance> measure(const Parameters& parameters, const Dataset& data);

 private:
  void compareWeights(const Parameters& parameters, int l);
  void comparePasses(const Parameters& parameters, const Dataset& data);

  Workspace m_workspace;
  bool m_comparesPasses;
  std::vector<double> m_low, m_high;  ///< of each column of a W^(l)
  std::vector<UnitDistance> m_distances;
};

}  // namespace backscope
