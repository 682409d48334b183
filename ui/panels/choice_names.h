#pragma once

#include <QString>

#include "core/session/session.h"

namespace backscope {

/// What choices are called on screen.
QString screenName(Activation activation);
QString screenName(Loss loss);
QString screenName(InitializationScheme scheme);
QString screenName(OptimizerKind kind);
QString screenName(Generator generator);

/// "XOR · 2-4-2-1 · tanh": what a session is about, on one line.
QString summaryOf(const Session& session);

}  // namespace backscope
