#pragma once

#include <QLineF>
#include <QRectF>
#include <QWidget>
#include <optional>
#include <vector>

#include "core/analysis/difference_curve.h"
#include "ui/plots/plot_scale.h"

class QPainter;

namespace backscope {

/// Sizes of the texts at the plot, in pixels.
struct CheckPlotTexts {
  double lineHeight = 0;
  double tickWidth = 0;  ///< of 10⁻¹⁰
};

/// Relative errors over ε, both in decades; ε falls to the left.
struct CheckPlotLayout {
  QRectF area;
  QRectF lane;  ///< below the area, for errors of exactly 0; null where there is none
  std::vector<AxisTick> epsilonTicks;
  std::vector<AxisTick> errorTicks;
  double widest = -1, narrowest = -12;         ///< decades of ε at the area's right and left
  double low = -16, high = 0;                  ///< decades of the error at its bottom and top
  std::vector<std::optional<QPointF>> points;  ///< in the curve's order; none for NaN
  std::optional<QLineF> truncation;            ///< through the errors right of the best point, as ε²
  std::optional<QLineF> rounding;              ///< through those left of it, as 1/ε
  double xAt(double decade) const { return area.left() + (decade - narrowest) / (widest - narrowest) * area.width(); }
  double yAt(double decade) const { return area.bottom() - (decade - low) / (high - low) * area.height(); }
};
CheckPlotLayout layoutCheckPlot(const DifferenceCurve& curve, const QSizeF& size, const CheckPlotTexts& texts);

/// The V of a gradient check, with its lowest point and why it rises on both sides.
class GradientCheckPlot : public QWidget {
  Q_OBJECT

 public:
  explicit GradientCheckPlot(QWidget* parent = nullptr);

  void setCurve(std::optional<DifferenceCurve> curve);
  CheckPlotLayout currentLayout() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void paintAxes(QPainter& painter, const CheckPlotLayout& layout) const;
  void paintHints(QPainter& painter, const CheckPlotLayout& layout) const;
  void paintPoints(QPainter& painter, const CheckPlotLayout& layout) const;

  std::optional<DifferenceCurve> m_curve;
};

}  // namespace backscope
