#pragma once

#include <Eigen/Core>
#include <span>
#include <vector>

#include "core/analysis/flat_directions.h"

namespace backscope {

/// A reason and the directions along which L stays as it is by it, to first order, the place being a critical point or
/// not.
struct FlatCandidate {
  FlatReason reason{};                        ///< without its count
  std::vector<Eigen::VectorXd> directions{};  ///< none is 0; they may be dependent
};

/// All reasons there are but ExactFit, in the order of the layers. What is at most `tolerance` counts as 0. With w, b
/// for what enters unit j, v_k for what leaves it, b_k for the bias there and e_i for the i-th weight in:
///   DeadUnit, SilentUnit   w += e_i;  b += 1
///   ZeroOutput             v_k += 1
///   ConstantOutput         v_k += 1, b_k −= z;  where h′ is the same too: b += 1, b_k −= h′ v_k
///   EqualUnits             v_k += 1, v′_k −= 1 of the other one; += 1 where it has −z
///   Rescaling              w += w, b += b, v −= v
///   LinearLayer            w += w′, b += b′, v′ −= v, with every unit of the layer;  b += 1, b_k −= v_k
///   EqualInputs            w, b += n for n with Σ_i n_i z_i^(l-1) + n_b = 0 on all examples
///   SoftmaxShift           w_ki += 1 or b_k += 1 for all k
std::vector<FlatCandidate> flatCandidates(const Parameters& parameters, Loss loss, const Dataset& data,
                                          std::span<const int> examples, double tolerance);

}  // namespace backscope
