#pragma once

#include <QRectF>
#include <QString>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "ui/plots/plot_layout.h"
#include "ui/theme/theme.h"

class QPainter;

namespace backscope {

/// The values of all curves at one iteration.
struct PlotReadOut {
  struct Entry {
    std::size_t curve = 0;
    double iteration = 0;  ///< where the curve has this value
    double value = 0;      ///< of the only iteration, or the mean
    double min = 0;
    double max = 0;
    QString text;
    QString range;  ///< of the iterations, where there are several values
  };
  std::int64_t first = 0;  ///< the iterations that stand for the one asked for
  std::int64_t last = 0;
  std::vector<Entry> entries;
};

/// Nothing where no curve has a value.
std::optional<PlotReadOut> readOutAt(const PlotContent& content, double iteration);

/// In words: "iteration 8 736: train 0.0184, test 0.0231".
QString describe(const PlotReadOut& readOut, const PlotContent& content);

/// A line with a marker at its top where the run stands; nothing where that is outside.
void paintNow(QPainter& painter, double iteration, const PlotFrame& frame, const ThemeColors& colors);

/// A hair line at the iteration, a dot on every curve and a box with the numbers, inside `bounds`.
void paintReadOut(QPainter& painter, const PlotReadOut& readOut, const PlotContent& content, const PlotFrame& frame,
                  const QRectF& bounds, const ThemeColors& colors);

}  // namespace backscope
