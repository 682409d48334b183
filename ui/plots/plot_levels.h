#pragma once

#include <QString>
#include <vector>

#include "ui/plots/plot_scale.h"
#include "ui/theme/theme.h"

class QPainter;

namespace backscope {

/// A value that means something of its own on a logarithmic axis.
struct PlotLevel {
  double value = 0;  ///< positive
  QString text;      ///< what it means, in few words
  bool operator==(const PlotLevel&) const = default;
};

/// The scale widened to each level that lies up to two decades beyond it.
PlotScale includingLevels(const PlotScale& scale, const std::vector<PlotLevel>& levels);

/// A dashed line with its words at each level within the frame.
void paintLevels(QPainter& painter, const std::vector<PlotLevel>& levels, const PlotFrame& frame,
                 const ThemeColors& colors);

}  // namespace backscope
