#pragma once

#include <Eigen/Core>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/loss.h"

namespace backscope {

/// H v for the Hessian H = ∂²L/∂θ∂θᵀ of the mean loss L over the examples, without penalty; v and the result have θ's
/// shape. Exact: the derivative along v of both passes, forward over reverse. With R{·} for it and V, v_b for v's
/// parts,
///   R{a^(l)} = W^(l) R{z^(l-1)} + V^(l) z^(l-1) + v_b^(l),   R{z} = h′(a) ∘ R{a},                               (1)
///   R{δ^(l)} = h″(a) ∘ R{a} ∘ u + h′(a) ∘ (W^(l+1)ᵀ R{δ^(l+1)} + V^(l+1)ᵀ δ^(l+1)),  u = W^(l+1)ᵀ δ^(l+1),       (2)
///   R{∂ℓ/∂W^(l)} = R{δ^(l)} z^(l-1)ᵀ + δ^(l) R{z^(l-1)}ᵀ,    R{∂ℓ/∂b^(l)} = R{δ^(l)}.                            (3)
/// At a kink h″ is that of secondSlopeAt(). Source: Pearlmutter 1994, "Fast exact multiplication by the Hessian", §3.
std::vector<double> hessianProduct(const Parameters& parameters, Loss loss, const Dataset& data,
                                   std::span<const int> examples, std::span<const double> v);

/// H, of θ's size squared and symmetric to the bit: for every weight and bias the above along it, of which the lower
/// layers' part is known from the others already. Nothing where `interrupted`, asked now and then, says so.
std::optional<Eigen::MatrixXd> hessian(const Parameters& parameters, Loss loss, const Dataset& data,
                                       std::span<const int> examples, const std::function<bool()>& interrupted = {});

}  // namespace backscope
