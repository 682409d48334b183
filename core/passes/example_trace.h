#pragma once

#include <Eigen/Core>
#include <span>
#include <vector>

#include "core/network/parameters.h"
#include "core/passes/loss.h"

namespace backscope {

/// Everything that one layer has in the passes of one example.
struct LayerTrace {
  Eigen::VectorXd a;      ///< d^(l): W^(l) z^(l-1) + b^(l)                                     (1)
  Eigen::VectorXd z;      ///< d^(l): h(a)                                                      (2)
  Eigen::VectorXd slope;  ///< d^(l): h′(a); for softmax the diagonal of its Jacobian, z (1 − z) (3)
  Eigen::VectorXd delta;  ///< d^(l): ∂ℓ/∂a                                                     (4)
  RowMatrix dW;           ///< d^(l) × d^(l-1): ∂ℓ/∂w_ji = δ_j z_i^(l-1)                        (5)
  Eigen::VectorXd db;     ///< d^(l): ∂ℓ/∂b_j = δ_j; empty where the network has no biases
};

/// The forward and backward pass of one example, exactly as in the notes, with nothing thrown away.
/// layers[l - 1] is layer l; the last is the output, whose z is ŷ.
struct ExampleTrace {
  Eigen::VectorXd x;
  Eigen::VectorXd y;
  double loss = 0;
  std::vector<LayerTrace> layers;

  const Eigen::VectorXd& yhat() const { return layers.back().z; }
};

/// Runs both passes of one example. x has the network's inputs, y its outputs.
ExampleTrace traceExample(const Parameters& parameters, Loss loss, std::span<const double> x,
                          std::span<const double> y);

}  // namespace backscope
