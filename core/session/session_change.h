#pragma once

#include <optional>

#include "core/session/session.h"

namespace backscope {

/// The first run as it begins, alone and on another network, where there is one: its start is then drawn, and what it
/// has for single layers and units goes as far as the network still has them (fitLayers(), keptFrozen()). A start that
/// the first run has drawn is drawn here too.
Session firstOn(const std::optional<Architecture>& network, const Session& first);

/// The run that this entry of the first run's `compare` stands for; nothing is compared with it. Where the change has
/// no state, it stands at its beginning: its start is drawn where the change has a network or an initialization, be it
/// the first's, and else is the first run's. How far the first run has been trained makes no difference.
Session changed(const Session& first, const SessionChange& change);

/// What `other`, which has the same data, has of its own: changed(first, changeFrom(first, other)) is `other`, without
/// what is compared with it.
SessionChange changeFrom(const Session& first, const Session& other);

}  // namespace backscope
