#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "core/engine/command.h"

namespace backscope {

/// How a run is to proceed, as it was commanded.
struct Transport {
  using Clock = std::chrono::steady_clock;

  SetSpeed speed{};
  bool running = false;
  StepSize stepSize = StepSize::Batch;
  std::int64_t stepsLeft = 0;    ///< of a Step command
  bool goesBack = false;         ///< these steps do
  std::int64_t epochAtStep = 0;  ///< the epoch in which the present epoch-sized step began
  Clock::time_point nextStep{};  ///< for a limited speed

  bool hasWork() const { return running || stepsLeft > 0; }
  bool isCommanded() const { return stepsLeft > 0; }
  bool isLimited() const { return isCommanded() || speed.stepsPerSecond > 0; }
  /// Trains as fast as it can.
  bool isFree() const { return running && speed.stepsPerSecond <= 0; }
  StepSize size() const { return isCommanded() ? stepSize : speed.size; }
  bool isBack() const { return isCommanded() && goesBack; }
  /// When the next step is due; nothing: now.
  std::optional<Clock::time_point> nextStepTime() const {
    return running && speed.stepsPerSecond > 0 ? std::optional(nextStep) : std::nullopt;
  }
  void stop() {
    running = false;
    stepsLeft = 0;
  }
};

}  // namespace backscope
