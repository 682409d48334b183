#pragma once

#include <QString>

#include "core/analysis/output_difference.h"
#include "core/network/symmetry.h"

namespace backscope {

/// What was done, as it stands behind "Undo:": "unit 2 of layer 1 moved to place 3".
QString gestureText(const Symmetry& symmetry);

/// Why the network has no such symmetry, in a sentence.
QString reasonText(NoSymmetry reason, const Architecture& architecture, const Symmetry& symmetry);

/// The number of equal points with how it comes about, as markup for MathText: "3! · 2^{3} = 48". Equal layers are
/// written as a power.
QString equalPointsMarkup(const EqualPoints& points);
/// The number alone; beyond 20 figures as a power of ten.
QString equalPointsCount(const EqualPoints& points);
/// What the number means, or, where it is infinite, why.
QString equalPointsHint(const Architecture& architecture);

/// "ŷ of 400 examples: largest difference 2.2·10⁻¹⁶, 1 unit in the last place of the largest ŷ."
QString outputsText(const OutputDifference& outputs);

}  // namespace backscope
