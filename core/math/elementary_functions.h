#pragma once

/// Elementary functions of a double or of every lane of a pack, with the same bits in both, on every compiler,
/// instruction set and optimization level: only + − × ÷, integer operations on the bits and selections, never libm and
/// never a fused multiply-add (build with -ffp-contract=off). NaN stays NaN. Their errors, measured against 40 digits,
/// are at most 3 units in the last place; tests/core/math/tst_elementary_functions.cpp holds the figures.
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
