#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/network/parameters.h"

namespace backscope {

enum class InitializationScheme {
  Zero, Constant, Uniform, Normal, GlorotUniform, GlorotNormal, HeUniform, HeNormal, LecunNormal, Orthogonal, Standard
};

inline constexpr std::array kInitializationSchemes{
    InitializationScheme::Zero,         InitializationScheme::Constant,  InitializationScheme::Uniform,
    InitializationScheme::Normal,       InitializationScheme::GlorotUniform, InitializationScheme::GlorotNormal,
    InitializationScheme::HeUniform,    InitializationScheme::HeNormal,  InitializationScheme::LecunNormal,
    InitializationScheme::Orthogonal,   InitializationScheme::Standard};

/// The name in session files, such as "glorot-uniform".
std::string_view nameOf(InitializationScheme scheme);
std::optional<InitializationScheme> initializationSchemeNamed(std::string_view name);

/// How the start is drawn.
struct InitializationSettings {
  InitializationScheme scheme = InitializationScheme::GlorotUniform;
  /// Multiplies what the scheme gives; for constant, uniform and normal it is the value, the bound, the deviation.
  double scale = 1;
  /// Every bias starts here.
  double bias = 0;
  std::uint64_t seed = 1;
  /// Gives every unit of a layer the first unit's weights, incoming and outgoing.
  bool identical = false;
  bool operator==(const InitializationSettings&) const = default;
};

/// The start θ of a network. Weight w_ji^(l) always consumes one draw, in the order of θ, so the same seed keeps the same draw while
/// scheme and scale change (normal schemes map the uniform draw through the normal quantile).
Parameters drawParameters(const Architecture& architecture, const InitializationSettings& settings);

}  // namespace backscope
