#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/analysis/critical_search.h"
#include "core/analysis/place_spectrum.h"
#include "core/network/architecture.h"
#include "core/session/session.h"

namespace backscope {

/// A place of the loss surface that was measured, with what it is compared with.
struct CurvaturePicture {
  std::int64_t iteration = 0;
  std::uint64_t generation = 0;
  bool isRunning = false;  ///< it was measured on the way
  Architecture network;
  std::vector<double> theta;
  std::shared_ptr<const PlaceSpectrum> place;  ///< never null in a picture that is shown
  TrainingSettings training;
  bool isWholeBatch = true;  ///< a step is one on all training examples

  /// 2/λ_max is about steps of this kind alone.
  bool isPlainDescent() const {
    return isWholeBatch && training.optimizer.kind == OptimizerKind::Sgd && training.optimizer.momentum == 0;
  }
};

/// Where a search for a critical point came to.
struct FoundPlace {
  SearchEnd end = SearchEnd::Found;
  double distance = 0;      ///< ‖θ − start‖₂
  bool isReceding = false;  ///< see CriticalSearch
  CurvaturePicture picture;
};

}  // namespace backscope
