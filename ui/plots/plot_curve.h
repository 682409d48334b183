#pragma once

#include <QColor>
#include <QString>
#include <memory>

#include "core/training/series.h"

namespace backscope {

/// One number over the iterations, as a plot shows it.
struct PlotCurve {
  enum class Style {
    Line,            ///< the mean of each bucket as a line, its minimum to maximum as a faint band
    DashedLine,      ///< the same, dashed
    DottedLine,      ///< the same, dotted
    DashDottedLine,  ///< the same, of dashes and dots
    Band             ///< a faint band with a thin line, for what stands behind the others
  };
  QString name;    ///< in words: "train", "layer 1"
  QString symbol;  ///< markup for MathText, painted in place of the name; may be empty
  QColor color;
  Style style = Style::Line;
  std::shared_ptr<const Series> series;  ///< may be null
  bool isGhost = false;                  ///< stands behind the others: a thin line without a band
  bool hasBand = true;
  bool hasEndLabel = true;  ///< else the read-out alone names it
  bool operator==(const PlotCurve&) const = default;
};

}  // namespace backscope
