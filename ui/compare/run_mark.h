#pragma once

#include <QColor>
#include <QRectF>
#include <QString>

#include "ui/plots/plot_curve.h"
#include "ui/text/session_difference.h"
#include "ui/theme/theme.h"

class QPainter;

namespace backscope {

// How the runs of a comparison are told apart, by their places 0…3: a letter, a colour and the style of their lines.

/// At least 3:1 on the card.
QColor runColor(const ThemeColors& colors, int place);
/// Solid, dashed, dotted, and of dashes and dots.
PlotCurve::Style runStyle(int place);
/// The place of a run with this letter; nothing else has one, and is the first.
int runPlace(const QString& letter);

/// The letter on a ground of the run's colour, or, for what is not the present run, with a rim of it.
void paintRunChip(QPainter& painter, const QRectF& rect, int place, bool isPresent, const ThemeColors& colors);
/// The side of a chip beside small text.
double runChipSide();

}  // namespace backscope
