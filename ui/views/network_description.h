#pragma once

#include <QString>
#include <optional>

#include "core/engine/snapshot.h"
#include "ui/views/network_direction.h"
#include "ui/views/network_layout.h"

namespace backscope {

/// The name of a unit's output, a weight or a bias as MathText's markup, counted from 1 as in the notes: w_{21}^{(1)}
/// leads from unit 1 to unit 2 of layer 1.
QString itemMarkup(const Architecture& architecture, const NetworkItem& item);

/// What the item is worth now: a weight or bias of θ; a unit's output for the traced example.
double itemValue(const Snapshot& snapshot, const NetworkItem& item);

/// False for the output of a unit to which the passes that are shown have not come.
bool isKnown(const Snapshot& snapshot, const NetworkItem& item);

/// One item in words.
QString describeItem(const Snapshot& snapshot, const NetworkItem& item);

/// The step of the passes taken last, with its result: "Unit 1 of layer 1: … z₁⁽¹⁾ = … = 0.3584." Empty at the very
/// start.
QString describePass(const Snapshot& snapshot, StepSize size);

/// The network in words: its shape, its activations, the numbers of parameters, its largest weight, which units are
/// exactly equal, and where it stands.
QString describeNetwork(const Snapshot& snapshot);

/// What a view shows of it.
struct DescribedNetwork {
  const Snapshot& snapshot;
  std::optional<StepSize> passes{};             ///< where they are shown, the size of their steps
  const NetworkDirection* direction = nullptr;  ///< in place of the weights
  const std::optional<NetworkItem>& focused;
};
/// All of it in words, what is focused first.
QString describeAll(const DescribedNetwork& shown);

/// "2-4-2-1"
QString shapeText(const Architecture& architecture);

}  // namespace backscope
