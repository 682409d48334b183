#pragma once

#include <QString>

#include "core/engine/snapshot.h"

namespace backscope {

/// How many examples the session has.
double exampleCount(const Session& session);
/// "XOR, 2-4-2-1, tanh" as "XOR": what follows stands in the summary.
QString shortTitle(const QString& title);
/// "37.4 million examples / s"; empty while the run stands still.
QString rateText(double examplesPerSecond);
/// What the network's card says beside its title: which example it shows, or what can be done.
QString networkNote(const Snapshot& snapshot);

}  // namespace backscope
