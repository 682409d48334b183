#pragma once

#include <QRectF>
#include <QString>
#include <vector>

#include "ui/views/network_painter.h"

namespace backscope {

/// The badge of a saturated or dead unit, on the upper right corner of its picture.
struct HealthBadge {
  QRectF rect;
  UnitState state = UnitState::Saturated;
};
std::vector<HealthBadge> healthBadges(const NetworkLayout& layout, const Snapshot& snapshot);

/// All of them, by copies where there are sprites.
void paintHealthBadges(QPainter& painter, const NetworkScene& scene, NetworkSprites* sprites);

/// A filled square beside the heading of every layer that has stopped learning; above its first unit where there is no
/// room.
void paintStoppedLayers(QPainter& painter, const NetworkScene& scene);

/// What the signs mean, at the left of the note's line, of those that are there. Returns how wide that is.
double paintHealthLegend(QPainter& painter, const NetworkScene& scene);

/// What is to be said of a unit, its slopes and its layer, in sentences: "Saturated on 97.0 % of the examples (|h′|
/// below 5 % of its greatest)." Empty where all is well.
QString healthOf(const Snapshot& snapshot, const NetworkItem& item);

/// Which layers have stopped learning, in a sentence; empty where none has.
QString stoppedInWords(const Snapshot& snapshot);

/// "3 units are saturated. 1 unit is dead." with what is said of layers that have stopped.
QString describeHealth(const Snapshot& snapshot);

}  // namespace backscope
