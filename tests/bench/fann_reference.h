#pragma once

#include <memory>
#include <vector>

#include "core/data/dataset.h"
#include "core/network/architecture.h"

namespace backscope {

/// The same network in FANN (double precision, incremental training), as the yardstick of the benchmarks.
class FannReference {
 public:
  /// tanh, sigmoid and identity; one activation for all hidden layers.
  explicit FannReference(const Architecture& architecture);
  ~FannReference();

  static bool isAvailable();
  /// One example after the other, an update after each.
  void trainEpoch(const Dataset& data);
  /// The outputs for `points` × inputs; returns their sum, so that the work is not thrown away.
  double run(const std::vector<double>& inputs, int points);

 private:
  struct Impl;
  std::unique_ptr<Impl> m;
};

}  // namespace backscope
