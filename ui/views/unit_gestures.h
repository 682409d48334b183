#pragma once

#include <optional>

#include "core/network/symmetry.h"
#include "ui/views/network_layout.h"

class QKeyEvent;

namespace backscope {

/// What a key asks of a unit: Alt with ↑ or ↓ moves it by a place, F flips it. Nothing for other keys and items, and
/// where there is no further place. Units that are not hidden have no symmetry, which whoever is asked for it says.
std::optional<Symmetry> symmetryOfKey(const QKeyEvent& event, const Architecture& architecture,
                                      const NetworkItem& item);

/// Where the unit is found afterwards.
UnitId unitAfter(const Symmetry& symmetry, const UnitId& unit);

}  // namespace backscope
