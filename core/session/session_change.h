#pragma once

#include "core/session/session.h"

namespace backscope {

/// The run that this entry of the first run's `compare` stands for; nothing is compared with it. Its start is drawn,
/// where the change has no parameters of its own and either another network or another initialization.
Session changed(const Session& first, const SessionChange& change);

/// What `other`, which has the same data, has of its own: changed(first, changeFrom(first, other)) is `other`, without
/// what is compared with it.
SessionChange changeFrom(const Session& first, const Session& other);

}  // namespace backscope
