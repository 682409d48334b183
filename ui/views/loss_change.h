#pragma once

#include <QRectF>
#include <QSizeF>
#include <optional>

#include "core/training/pass_cursor.h"
#include "ui/theme/theme.h"
#include "ui/views/network_layout.h"

class QPainter;

namespace backscope {

/// ℓ of one example with the weights before and after the update that it led to.
struct LossChange {
  double before = 0;
  double after = 0;
  bool operator==(const LossChange&) const = default;
};

/// Nothing before the update's last step, and where the update diverges.
std::optional<LossChange> lossChangeOf(const PassInstant& instant);

/// The size of the readout in the fonts in force: both losses and their difference, one below the other.
QSizeF lossChangeSize(const LossChange& change);

/// Below the outputs, with room for a number at the lowest of them, else above, or as far from them as the area
/// reaches; it covers no unit and no heading. Nothing where there is no room.
std::optional<QRectF> placeLossChange(const NetworkLayout& layout, const QSizeF& area, const QSizeF& size);

void paintLossChange(QPainter& painter, const LossChange& change, const QRectF& place, const ThemeColors& colors);

}  // namespace backscope
