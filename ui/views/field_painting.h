#pragma once

#include <QBrush>
#include <QImage>
#include <QRectF>
#include <QString>
#include <span>

#include "core/data/dataset.h"
#include "core/engine/snapshot.h"
#include "ui/theme/color_map.h"
#include "ui/theme/theme.h"

class QPainter;

namespace backscope {

/// The largest |y| of all targets, at least 1e-6: the ends of a regression's scale.
double largestTarget(const Dataset& data);

/// The scale in which a layer's outputs are coloured, the same in the network and in the boundary.
///   tanh, sine            −1 … 0 … 1
///   sigmoid, softmax      0 … ½ … 1
///   any other output      as its targets are coded: −1 … 0 … 1, or 0 … ½ … 1; a regression −max|y| … 0 … max|y|
///   any other layer       −max|z| … 0 … max|z| over the units and the plane, so that zero is always grey
///   the inputs            as far as the plane reaches
FieldScale fieldScale(const Snapshot& snapshot, int layer, double largestTarget);

/// The level that parts two classes: 0 or ½.
double classThreshold(TargetCoding coding);

/// Stripes that stand for "not a number".
QBrush hatchBrush(const ThemeColors& colors);

bool hasNaN(std::span<const float> values);

/// Paints a field's image into the rounded rectangle, smoothly scaled to device pixels. What is transparent in the
/// image is hatched if `isHatched`. No border.
void paintField(QPainter& painter, const QRectF& target, double radius, const QImage& image, bool isHatched,
                const ThemeColors& colors);

/// The name of a unit's output as MathText's markup: x_{1}, z_{2}^{(1)}, ŷ (with an index where there are several
/// outputs).
QString unitMarkup(const Architecture& architecture, const UnitId& unit);

}  // namespace backscope
