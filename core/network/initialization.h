#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/network/parameters.h"

namespace backscope {

/// What each w_ji^(l) is drawn from, times the scale; n_in = d^(l-1), n_out = d^(l).
///   Zero           0
///   Constant       1
///   Uniform        U(±1)
///   Normal         N(0, 1)
///   GlorotUniform  U(±√(6 / (n_in + n_out)))         Glorot and Bengio 2010, eq. (16)
///   GlorotNormal   N(0, 2 / (n_in + n_out))          the same, eq. (12)
///   HeUniform      U(±√(6 / n_in))                   He et al. 2015: the variance of eq. (10), drawn uniformly
///   HeNormal       N(0, 2 / n_in)                    He et al. 2015, eq. (10)
///   LecunNormal    N(0, 1 / n_in)                    LeCun et al. 1998, "Efficient BackProp", eq. (16)
///   Orthogonal     W^(l) has orthonormal rows, or columns where it has more rows than columns: Gram–Schmidt on N(0, 1)
///                  numbers, each vector on the side of its draw (R has a positive diagonal). Saxe et al. 2014
///   Standard       U(±1 / √n_in)                     the "standard initialization" of Glorot and Bengio 2010, eq. (1)
/// N(mean, variance) is not truncated.
enum class InitializationScheme {
  Zero,
  Constant,
  Uniform,
  Normal,
  GlorotUniform,
  GlorotNormal,
  HeUniform,
  HeNormal,
  LecunNormal,
  Orthogonal,
  Standard
};

inline constexpr std::array kInitializationSchemes{
    InitializationScheme::Zero,       InitializationScheme::Constant,      InitializationScheme::Uniform,
    InitializationScheme::Normal,     InitializationScheme::GlorotUniform, InitializationScheme::GlorotNormal,
    InitializationScheme::HeUniform,  InitializationScheme::HeNormal,      InitializationScheme::LecunNormal,
    InitializationScheme::Orthogonal, InitializationScheme::Standard};

/// The name in session files, such as "glorot-uniform".
std::string_view nameOf(InitializationScheme scheme);
std::optional<InitializationScheme> initializationSchemeNamed(std::string_view name);

/// What one layer has of its own; the rest is that of the whole.
struct LayerInitialization {
  std::optional<InitializationScheme> scheme = std::nullopt;
  std::optional<double> scale = std::nullopt;
  bool isOwn() const { return scheme || scale; }
  bool operator==(const LayerInitialization&) const = default;
};

/// How the start is drawn.
struct InitializationSettings {
  InitializationScheme scheme = InitializationScheme::GlorotUniform;
  /// Multiplies what the scheme gives; for constant, uniform and normal it is the value, the bound, the deviation.
  double scale = 1;
  /// Every bias starts here, unless they are drawn.
  double bias = 0;
  std::uint64_t seed = 1;
  /// Gives every unit of a layer the first unit's weights, incoming and outgoing: the rows of W^(1) become equal, and
  /// all the entries of a later W^(l). So do all drawn biases of a layer.
  bool identical = false;
  /// Layer l at index l − 1; layers beyond its end have nothing of their own.
  std::vector<LayerInitialization> layers{};
  /// Each bias is drawn as the weights that enter its unit are, with their scale (for orthogonal: normally, with their
  /// mean square); then `bias` is 0.
  bool drawsBias = false;

  /// Those of layer l = 1…L+1.
  InitializationScheme schemeOf(int l) const;
  double scaleOf(int l) const;
  bool operator==(const InitializationSettings&) const = default;
};

/// For another number of layers: every hidden layer that is still there keeps what it has of its own, and so does the
/// output.
void fitLayers(InitializationSettings& settings, std::size_t before, std::size_t after);

/// Whether the weights differ from each other: all schemes but zero and constant.
bool isRandom(InitializationScheme scheme);

/// The variance of a weight of W^(l) over the draws, for a scale of 1; for orthogonal, the mean of w² over the matrix.
double weightVariance(InitializationScheme scheme, int in, int out);

/// The start θ of a network. Weight w_ji^(l) always consumes one draw, in the order of θ, so the same seed keeps the
/// same draw while scheme and scale change (normal schemes map the uniform draw through the normal quantile). Biases
/// are drawn after all of them, so that the weights do not depend on it.
Parameters drawParameters(const Architecture& architecture, const InitializationSettings& settings);

}  // namespace backscope
