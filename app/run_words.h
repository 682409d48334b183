#pragma once

#include <QStringList>
#include <vector>

#include "core/session/session.h"

namespace backscope {

class Workbench;

/// Says on the board and in the bar what these runs are called and in what they differ from the first; the names.
QStringList nameRuns(Workbench& workbench, const std::vector<Session>& runs, int present);

}  // namespace backscope
