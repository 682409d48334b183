#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace backscope {

/// A layer has stopped learning where ‖ΔW^(l)‖₂ / ‖W^(l)‖₂ is below kStoppedLevel at every measurement of at least
/// kStoppedTime updates: even all of them together then change its weights by no more than a hundredth.
inline constexpr double kStoppedLevel = 1e-5;
inline constexpr std::int64_t kStoppedTime = 1000;

/// Something that happened to a unit or a layer in the course of a run.
struct RunEvent {
  enum class Kind {
    UnitSaturated,  ///< see UnitState
    UnitDead,
    UnitRecovered,  ///< neither of these any more
    UnitRestless,   ///< it has come and gone so often that no more of it is kept
    LayerStopped,   ///< from here on, see kStoppedLevel
    LayerWentOn
  };
  std::int64_t iteration = 0;  ///< of the measurement that saw it first
  Kind kind = Kind::UnitSaturated;
  int layer = 0;  ///< 1…L+1
  int unit = -1;  ///< counted from 0; −1 for a layer
  bool operator==(const RunEvent&) const = default;
};

/// The iteration from which on this layer has not learned, if that is so at `iteration`; the events are ascending.
std::optional<std::int64_t> stoppedSince(std::span<const RunEvent> events, int layer, std::int64_t iteration);

}  // namespace backscope
