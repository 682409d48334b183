#pragma once

#include <QString>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/views/network_layout.h"

class QMenu;

namespace backscope {

/// Weights and biases that are frozen or released together.
struct FreezeChoice {
  enum class Scope { Item, Unit, Layer, All };
  Scope scope = Scope::Item;
  QString name;                     ///< w₁₂⁽¹⁾, "unit 2 of layer 1", "layer 1"
  std::vector<std::size_t> places;  ///< in θ
  bool isFrozen = false;            ///< all of them are now, and so they are released
};

/// What a lock can be put on at an item, the narrowest first: a weight or bias, all that a unit has, all that its layer
/// has; then all that is frozen, to be released. An input has nothing.
std::vector<FreezeChoice> freezeChoices(const Snapshot& snapshot, const std::optional<NetworkItem>& item);

/// The choices as the entries of a menu.
void fillFreezeMenu(QMenu& menu, const std::vector<FreezeChoice>& choices,
                    const std::function<void(const FreezeChoice&)>& choose);

/// The changes that make it so, and what they are called: "layer 1 frozen".
std::vector<FrozenAt> changesOf(const FreezeChoice& choice);
QString undoText(const FreezeChoice& choice);

/// Whether the weight or bias is frozen, or all that the unit has.
bool isFrozen(const Snapshot& snapshot, const NetworkItem& item);

/// That an item is frozen, in a sentence; empty where it is not.
QString frozenText(const Snapshot& snapshot, const NetworkItem& item);
/// How much of the network is; empty where nothing is.
QString frozenSummary(const Snapshot& snapshot);

}  // namespace backscope
