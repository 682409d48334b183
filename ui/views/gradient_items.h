#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/views/network_layout.h"

namespace backscope {

// Of a network's items, those that have a gradient: weights, biases, and the units of layers 1…L+1, whose is δ.

bool hasGradient(const Architecture& architecture, const NetworkItem& item);

/// The weights that enter a unit, then its bias where there is one.
std::vector<NetworkItem> parametersOfUnit(const Architecture& architecture, const UnitId& unit);
/// Those of all its units, one unit after the other.
std::vector<NetworkItem> parametersOfLayer(const Architecture& architecture, int layer);

/// What the step is about: a unit, or for a row of gradients its first weight. Nothing where it is about the input, or
/// about all of θ.
std::optional<NetworkItem> itemOfStep(const Architecture& architecture, const PassStep& step);

/// Where an arrow key leads. Up and Down run through a unit, its weights and its bias, and on to the next unit; Left
/// and Right go to the unit before and the next one, over all layers. Nothing moves where there is nothing further.
NetworkItem nextGradient(const Architecture& architecture, const NetworkItem& item, Direction direction);

/// The places in θ whose gradients are shown together with the item's: its layer's; of a layer with more than
/// kMostParametersOfLayer the unit's weights, or the layer's biases.
inline constexpr int kMostParametersOfLayer = 1024;
IndexRange spreadRange(const Parameters& parameters, const NetworkItem& item);

/// Of the traced example: ∂ℓ/∂w, ∂ℓ/∂b or δ.
double gradientOf(const ExampleTrace& trace, const NetworkItem& item);

/// ∂ℓ/∂w_{21}^{(1)} or δ_{2}^{(1)}, for MathText.
QString gradientMarkup(const Architecture& architecture, const NetworkItem& item);
/// "weight from unit 1 of layer 0 to unit 2 of layer 1"
QString gradientWords(const NetworkItem& item);

}  // namespace backscope
