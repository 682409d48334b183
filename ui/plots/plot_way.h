#pragma once

#include <QString>
#include <optional>
#include <span>

#include "ui/plots/plot_curve.h"
#include "ui/plots/plot_scale.h"
#include "ui/theme/theme.h"

class QPainter;

namespace backscope {

/// A way from one place to another, of which a plot's iterations are hundredths, and what stands on it.
struct PlotWay {
  /// An end of it, with its name.
  struct End {
    QString name;
    double value = 0;
    bool operator==(const End&) const = default;
  };
  /// What has to be climbed, with its height in words.
  struct Bracket {
    double iteration = 0;
    double low = 0;
    double high = 0;
    QString text;
    bool operator==(const Bracket&) const = default;
  };
  QString letter = QStringLiteral("t");
  int start = 0;             ///< the iteration at which it begins; it ends a hundred later
  std::optional<End> first;  ///< nothing: no mark
  std::optional<End> last;
  std::optional<Bracket> bracket;
  bool operator==(const PlotWay&) const = default;

  double at(double iteration) const { return (iteration - start) / kHundredths; }
  double iterationOf(double place) const { return place * kHundredths + start; }
  static constexpr double kHundredths = 100;
};

/// What the axis has to show: all values between both ends, and of those beyond as many as do not press these together,
/// up to the same span again or a decade.
ValueExtent extentOnWay(const PlotWay& way, std::span<const PlotCurve> curves, ValueAxis axis);

/// "t = 0.25"
QString placeText(const PlotWay& way, double iteration);

/// Both ends with their names, and the bracket.
void paintWay(QPainter& painter, const PlotWay& way, const PlotFrame& frame, const ThemeColors& colors);

}  // namespace backscope
