#pragma once

#include <QColor>
#include <QPointF>
#include <optional>

#include "ui/formula/formula_layout.h"
#include "ui/theme/theme.h"

class QPainter;

namespace backscope {

/// Whether two references mean the same, where −1 stands for every unit.
bool matches(const TermRef& one, const TermRef& other);

/// Forward is teal, backward magenta, all else the colour of text.
QColor termColor(const std::optional<TermRef>& term, const ThemeColors& colors);

/// Paints with the layout's upper left corner at `origin`. The highlighted term, and all that are the same, stand on a
/// soft ground.
void paintFormula(QPainter& painter, const FormulaLayout& layout, const QPointF& origin, const ThemeColors& colors,
                  const std::optional<TermRef>& highlighted = std::nullopt);

}  // namespace backscope
