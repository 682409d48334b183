#pragma once

#include <QString>

#include "core/analysis/common_slips.h"

namespace backscope {

/// What was done wrong, as a sentence to the student: "That is without the bias b."
QString slipText(Slip slip, const AskedQuantity& asked);

}  // namespace backscope
