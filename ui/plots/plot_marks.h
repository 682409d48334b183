#pragma once

#include <QRectF>
#include <QString>
#include <cstdint>
#include <span>
#include <vector>

#include "ui/plots/plot_mark.h"
#include "ui/plots/plot_scale.h"
#include "ui/theme/theme.h"

class QPainter;

namespace backscope {

struct PlotContent;

/// Marks that stand too close to be told apart, as one.
struct PlotTick {
  double x = 0;  ///< of the first of them
  std::size_t first = 0;
  std::size_t count = 1;
};
/// Of those in the frame, which must be ascending.
std::vector<PlotTick> gatherMarks(std::span<const PlotMark> marks, const PlotFrame& frame);

/// A tick at the upper edge for each, with the number of marks where there are several and room for it.
void paintPlotMarks(QPainter& painter, std::span<const PlotMark> marks, const PlotFrame& frame,
                    const ThemeColors& colors);

/// The marks within half a step of the read-out of this iteration.
std::span<const PlotMark> marksNear(const PlotContent& content, double iteration);

/// What these marks say, a line each; of more than four the first three and how many more.
QStringList linesOf(std::span<const PlotMark> marks);

/// The same in a box at the foot of the plot, beside the read-out's hair line; nothing where there are none.
void paintMarkLines(QPainter& painter, std::span<const PlotMark> marks, double x, const PlotFrame& frame,
                    const QRectF& bounds, const ThemeColors& colors);

/// In words, for a description: what is near this iteration, else the newest up to there. Empty without any.
QString describeMarks(const PlotContent& content, double iteration);

}  // namespace backscope
