#pragma once

#include "ui/plots/plot_layout.h"
#include "ui/theme/theme.h"

class QPainter;

namespace backscope {

/// The font of a curve's label at its end, or in a read-out.
double curveLabelWidth(const PlotCurve& curve);
double curveLabelHeight();
/// The sizes of a plot's texts with the fonts in force.
PlotTexts plotTexts();
/// With the curve's symbol or name; in the painter's pen.
void paintCurveLabel(QPainter& painter, const PlotCurve& curve, const QPointF& leftCentre);

/// Bands behind, then lines, then the marks of exact zeros in their lane; clipped to the frame.
void paintCurves(QPainter& painter, const PlotContent& content, const PlotLayout& layout, const ThemeColors& colors);
void paintZeroLane(QPainter& painter, const PlotFrame& frame, const ThemeColors& colors);
void paintEndLabels(QPainter& painter, const PlotContent& content, const PlotLayout& layout, const ThemeColors& colors);

}  // namespace backscope
