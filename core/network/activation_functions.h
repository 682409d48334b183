#pragma once

#include <cassert>

#include "core/math/elementary_functions.h"
#include "core/math/pack.h"
#include "core/network/activation.h"

/// Every elementwise activation h with its slope h′, for a double and for a pack, with the same bits in both.
///
/// value(a) is h(a). valueAndSlope(a, z, slope) gives the same z and h′(a). NaN gives NaN. The limits at ±∞ are those
/// of the formulas: none gives NaN, but sine, which has no limit there.
namespace backscope::inline BACKSCOPE_LEVEL {

/// h(a) = a, h′ = 1.
struct Identity {
  template <class T>
  [[gnu::always_inline]] static inline T value(T a) {
    return a;
  }
  template <class T>
  [[gnu::always_inline]] static inline void valueAndSlope(T a, T& z, T& slope) {
    z = a;
    slope = broadcast<T>(1.0);
  }
};

/// h(a) = tanh a, from −1 to 1; h′ = 1 − tanh² a = 4t / (1 + t)² with t = e^(−2|a|), which does not vanish where h
/// rounds to ±1. Source: the notes; LeCun et al. 1998, "Efficient BackProp", §4.4.
struct Tanh {
  template <class T>
  [[gnu::always_inline]] static inline T value(T a) {
    return elementary::tanh(a);
  }
  template <class T>
  [[gnu::always_inline]] static inline void valueAndSlope(T a, T& z, T& slope) {
    elementary::tanhWithSlope(a, z, slope);
  }
};

/// The logistic function h(a) = 1 / (1 + e^(−a)), from 0 to 1; h′ = h (1 − h) = t / (1 + t)² with t = e^(−|a|).
/// Source: Rumelhart, Hinton and Williams 1986, eq. (2).
struct Sigmoid {
  template <class T>
  [[gnu::always_inline]] static inline T value(T a) {
    return elementary::logistic(a);
  }
  template <class T>
  [[gnu::always_inline]] static inline void valueAndSlope(T a, T& z, T& slope) {
    elementary::logisticWithSlope(a, z, slope);
  }
};

/// h(a) = max(0, a); h′ = 1 for a > 0, else 0 (at exactly 0 it is that of the negative side). Source: Nair and Hinton
/// 2010.
struct Relu {
  template <class T>
  [[gnu::always_inline]] static inline T value(T a) {
    return a <= 0.0 ? T{} : a;
  }
  template <class T>
  [[gnu::always_inline]] static inline void valueAndSlope(T a, T& z, T& slope) {
    z = value(a);
    slope = a > 0.0 ? broadcast<T>(1.0) : T{};
  }
};

/// h(a) = a for a > 0, else 0.01 a; h′ = 1 for a > 0, else 0.01 (so too at exactly 0). Source: Maas, Hannun and Ng
/// 2013, eq. (2).
struct LeakyRelu {
  static constexpr double kLeak = 0.01;
  template <class T>
  [[gnu::always_inline]] static inline T value(T a) {
    return a > 0.0 ? a : a * kLeak;
  }
  template <class T>
  [[gnu::always_inline]] static inline void valueAndSlope(T a, T& z, T& slope) {
    z = value(a);
    slope = a > 0.0 ? broadcast<T>(1.0) : broadcast<T>(kLeak);
  }
};

/// h(a) = ln(1 + eᵃ) = max(0, a) + ln(1 + e^(−|a|)): 0 at −∞, a at ∞; h′ is the logistic function. Source: Dugas et al.
/// 2001, eq. (3).
struct Softplus {
  template <class T>
  [[gnu::always_inline]] static inline T value(T a) {
    return (a > 0.0 ? a : T{}) + elementary::log1p(elementary::exp(-absolute(a)));
  }
  template <class T>
  [[gnu::always_inline]] static inline void valueAndSlope(T a, T& z, T& slope) {
    z = value(a);
    slope = elementary::logistic(a);
  }
};

/// h(a) = a for a > 0, else eᵃ − 1 (α = 1): −1 at −∞; h′ = 1 for a > 0, else eᵃ. Source: Clevert, Unterthiner and
/// Hochreiter 2016, eq. (15).
struct Elu {
  template <class T>
  [[gnu::always_inline]] static inline T value(T a) {
    T z;
    T slope;
    valueAndSlope(a, z, slope);
    return z;
  }
  template <class T>
  [[gnu::always_inline]] static inline void valueAndSlope(T a, T& z, T& slope) {
    T negative;
    T negativeSlope;
    elementary::expm1WithSlopeOfNegative(a > 0.0 ? T{} : a, negative, negativeSlope);
    z = a > 0.0 ? a : negative;
    slope = a > 0.0 ? broadcast<T>(1.0) : negativeSlope;
  }
};

/// h(a) = a σ(a), σ the logistic function: −0 at −∞, a at ∞, least −0.278 at a = −1.278; h′ = σ + a σ′.
/// Source: Elfwing, Uchibe and Doya 2018, eqs. (4) and (5).
struct Silu {
  template <class T>
  [[gnu::always_inline]] static inline T value(T a) {
    return atLeast(a, -1000.0) * elementary::logistic(a);
  }
  template <class T>
  [[gnu::always_inline]] static inline void valueAndSlope(T a, T& z, T& slope) {
    T sigma;
    T sigmaSlope;
    elementary::logisticWithSlope(a, sigma, sigmaSlope);
    z = atLeast(a, -1000.0) * sigma;
    slope = sigma + elementary::clampTo(a, -1000.0, 1000.0) * sigmaSlope;
  }
  /// Beyond `low` the other factor is 0, which times −∞ would be NaN.
  template <class T>
  [[gnu::always_inline]] static inline T atLeast(T a, double low) {
    return a < low ? broadcast<T>(low) : a;
  }
};

/// The exact h(a) = a Φ(a), Φ the normal distribution: −0 at −∞, a at ∞, least −0.170 at a = −0.752; h′ = Φ(a) + a
/// φ(a). Source: Hendrycks and Gimpel 2016, eq. (1) and §2.
struct Gelu {
  template <class T>
  [[gnu::always_inline]] static inline T value(T a) {
    return Silu::atLeast(a, -1000.0) * elementary::normalCdf(a);
  }
  template <class T>
  [[gnu::always_inline]] static inline void valueAndSlope(T a, T& z, T& slope) {
    T cdf;
    T density;
    elementary::normalCdfWithDensity(a, cdf, density);
    z = Silu::atLeast(a, -1000.0) * cdf;
    slope = cdf + elementary::clampTo(a, -1000.0, 1000.0) * density;
  }
};

/// h(a) = sin a, h′ = cos a. Source: Sitzmann et al. 2020, eq. (1), without their factor.
struct Sine {
  template <class T>
  [[gnu::always_inline]] static inline T value(T a) {
    return elementary::sin(a);
  }
  template <class T>
  [[gnu::always_inline]] static inline void valueAndSlope(T a, T& z, T& slope) {
    elementary::sineAndCosine(a, z, slope);
  }
};

/// f(Tanh{}) for Activation::Tanh and so on: one choice for a whole loop. Softmax does not act on each unit alone and
/// must not come here.
template <class F>
[[gnu::always_inline]] inline decltype(auto) withActivation(Activation activation, F&& f) {
  switch (activation) {
    case Activation::Tanh:
      return f(Tanh{});
    case Activation::Sigmoid:
      return f(Sigmoid{});
    case Activation::Relu:
      return f(Relu{});
    case Activation::LeakyRelu:
      return f(LeakyRelu{});
    case Activation::Softplus:
      return f(Softplus{});
    case Activation::Elu:
      return f(Elu{});
    case Activation::Silu:
      return f(Silu{});
    case Activation::Gelu:
      return f(Gelu{});
    case Activation::Sine:
      return f(Sine{});
    case Activation::Identity:
    case Activation::Softmax:
      break;
  }
  assert(activation == Activation::Identity);
  return f(Identity{});
}

}  // namespace backscope::inline BACKSCOPE_LEVEL
