#pragma once

#include <QString>

#include "core/analysis/flat_directions.h"
#include "core/analysis/place_spectrum.h"
#include "core/session/session.h"

namespace backscope {

/// What the place is, in as few words as can be: "Saddle of index 2".
QString placeHeadline(const PlaceSpectrum& place);
/// The same in sentences, with the tolerances that were used; beyond kMostCurvatureParameters what the ends of the
/// spectrum tell.
QString placeSentences(const PlaceSpectrum& place);
/// ‖∇L‖ beside what counts as 0.
QString gradientText(const PlaceSpectrum& place);

/// Why eigenvalues are 0, as far as it is known; empty where none is.
QString flatText(const PlaceSpectrum& place);

/// 2/λ_max beside the present learning rate; `isPlain`: training is the plain gradient descent of which it holds.
QString stableRateText(const PlaceSpectrum& place, const OptimizerSettings& optimizer, bool isPlain);

}  // namespace backscope
