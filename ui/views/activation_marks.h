#pragma once

#include <QColor>
#include <QPointF>

#include "core/network/activation.h"
#include "ui/theme/theme.h"

class QPainter;

namespace backscope {

/// The colour of an activation's curve where several are shown together; at least 3:1 on the card.
QColor activationColor(const ThemeColors& colors, Activation activation);

/// Its mark, which no other one has: a circle, square, diamond or triangle, filled or hollow, `radius` pixels large.
void paintActivationMark(QPainter& painter, Activation activation, const QPointF& centre, double radius,
                         const ThemeColors& colors);

}  // namespace backscope
