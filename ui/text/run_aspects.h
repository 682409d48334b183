#pragma once

#include <QString>
#include <QStringList>
#include <span>
#include <vector>

#include "core/session/session.h"

namespace backscope {

/// Sessions on the same data; they stay where they are.
using ComparedSessions = std::span<const Session* const>;

/// One thing in which runs may differ, such as the learning rate, and what each of them has there.
struct RunAspect {
  enum class Group { Network, Loss, Start, Weights, Training };
  Group group = Group::Network;
  QString difference;  ///< of two runs: "learning rate %1 → %2"; some say it without what each has
  QString name;        ///< of one run: "η = %1"; likewise
  QStringList values;  ///< of every run; empty where it has no such thing
  /// The same, shorter, where that tells as much apart; else empty.
  QStringList briefs{};
};

/// What the runs do not have in common, those first that say most.
std::vector<RunAspect> differingAspects(ComparedSessions runs);

}  // namespace backscope
