#pragma once

#include <QPixmap>
#include <QPointF>
#include <vector>

#include "ui/views/network_painter.h"

namespace backscope {

/// A lock in the network: its centre and height.
struct LockMark {
  QPointF center;
  double height = 0;
};

/// The height of a lock beside small text.
double lockHeight();

/// Where locks stand: one beside the heading of a layer that is frozen whole; else one at the corner of each unit that
/// is; else one on each frozen weight that is drawn and one beside each frozen bias.
std::vector<LockMark> lockMarks(const Snapshot& snapshot, const NetworkLayout& layout,
                                const std::vector<NetworkEdge>& edges);

/// A padlock with a halo, so that it can be told from what is below it.
void paintLock(QPainter& painter, const LockMark& mark, const QColor& color, const QColor& halo);
/// The same as a small picture.
QPixmap lockPicture(const QColor& color, double height, double devicePixelRatio);

/// All of them; nothing where nothing is frozen.
void paintLocks(QPainter& painter, const NetworkScene& scene);

}  // namespace backscope
