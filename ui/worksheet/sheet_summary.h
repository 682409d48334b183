#pragma once

#include <QStringList>
#include <cstdint>

#include "core/session/session.h"
#include "core/training/pass_instant.h"

namespace backscope {

/// What has to be known to work the example out, in sentences: which example it is and what its batch is, the layers
/// with their activations, the loss, the optimizer with its constants and what it remembers, the penalties.
QStringList sheetSummary(const PassInstant& instant, const Session& session, std::int64_t iteration);

}  // namespace backscope
