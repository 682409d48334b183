#pragma once

/// Elementary functions of a double or of every lane of a pack, with the same bits in both, on every compiler,
/// instruction set and optimization level: only + − × ÷, integer operations on the bits and selections, never libm and
/// never a fused multiply-add (build with -ffp-contract=off). NaN stays NaN.
///
/// The largest errors against quadruple precision, in units of the last place, each over a million numbers or more:
/// exp 1.0, expm1 2.2, tanh 2.5 (its slope 4.7), logistic 2.7 (its slope 4.5), log 0.9, log1p 0.9, sin 1.1, cos 0.9,
/// Φ 6.5, φ 2.3; subnormal results are as close, but for the slope of tanh, which is 0 from |x| = 347 on.
///
///   exp expm1 tanh logistic             core/math/exponential_functions.h
///   tanhWithSlope logisticWithSlope     the same values, with slopes that stay accurate where the function saturates
///   log log1p                           core/math/logarithm_functions.h
///   sin cos sineAndCosine               core/math/trigonometric_functions.h
///   normalCdf normalDensity             core/math/normal_distribution.h
///   normalQuantile                      core/math/normal_quantile.h, for a double only
#include "core/math/exponential_functions.h"
#include "core/math/logarithm_functions.h"
#include "core/math/normal_distribution.h"
#include "core/math/normal_quantile.h"
#include "core/math/trigonometric_functions.h"
