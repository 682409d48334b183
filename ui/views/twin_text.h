#pragma once

#include <QString>

#include "ui/views/twin_picture.h"

namespace backscope {

/// What the theorem says of the line, or why it says nothing, in a sentence.
QString judgementText(const TwinJudgement& judgement);
/// Which units are alike and what the spectrum is where θ stands.
QString twinText(const TwinPicture& picture);
/// Why this unit can't be duplicated; empty: it can.
QString noDuplicateText(const Architecture& network, int layer);

}  // namespace backscope
