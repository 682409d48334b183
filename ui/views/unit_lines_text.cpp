// What the lines of the units say in words and numbers, and how the cursor says what it holds.

#include <QStringList>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "ui/text/math_text.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/views/unit_lines.h"

namespace backscope {

QStringList UnitLines::remarks() const {
  if (!m_isShown || !isPossible()) return {};
  QStringList zero;
  QStringList outside;
  QStringList notFinite;
  const int units = m_snapshot->parameters.architecture().unitsOf(1);
  for (int j = 0; j < std::min(kMostLines, units); ++j) {
    if (lineOf(j) != nullptr) continue;
    const PlaneUnit unit = unitNow(j);
    const bool isFinite = std::isfinite(unit.norm()) && std::isfinite(unit.c);
    (!isFinite ? notFinite : unit.norm() > 0 ? outside : zero).append(QString::number(j + 1));
  }
  QStringList remarks;
  const auto add = [&remarks](const QStringList& which, const QString& one, const QString& many) {
    if (!which.isEmpty()) remarks.append((which.size() == 1 ? one : many).arg(which.join(QStringLiteral(", "))));
  };
  add(zero, tr("Unit %1 has no line: its w is 0."), tr("Units %1 have no line: their w is 0."));
  add(outside, tr("The line of unit %1 lies outside."), tr("The lines of units %1 lie outside."));
  add(notFinite, tr("Unit %1 has no line: it is not finite."), tr("Units %1 have no line: they are not finite."));
  if (units > kMostLines) remarks.append(tr("Lines of the first %1 of %2 units.").arg(kMostLines).arg(units));
  return remarks;
}

QString UnitLines::shortRemark() const {
  if (!m_isShown || !isPossible()) return {};
  QStringList units;
  for (int j = 0; j < std::min(kMostLines, m_snapshot->parameters.architecture().unitsOf(1)); ++j)
    if (lineOf(j) == nullptr) units.append(QString::number(j + 1));
  return units.isEmpty() ? QString() : tr("no line: %1").arg(units.join(QStringLiteral(", ")));
}

std::vector<ReadoutCell> UnitLines::readout() const {
  const std::optional<int> unit = m_isShown && isPossible() ? shownUnit() : std::nullopt;
  if (!unit) return {};
  const PlaneUnit now = unitNow(*unit);
  std::vector<ReadoutCell> cells{{weightMarkup(QStringLiteral("w"), 1, *unit, plane().horizontal), formatNumber(now.u)},
                                 {weightMarkup(QStringLiteral("w"), 1, *unit, plane().vertical), formatNumber(now.v)}};
  if (hasBias())
    cells.push_back({unitMarkup(QStringLiteral("b"), 1, *unit), formatNumber(m_snapshot->parameters.b(1)[*unit])});
  return cells;
}

QString UnitLines::description() const {
  if (!m_isShown || !isPossible()) return {};
  QStringList parts{tr("The lines of %1 units are shown.").arg(m_lines.size())};
  if (m_hold) {
    QStringList numbers;
    for (const ReadoutCell& cell : readout())
      numbers.append(QStringLiteral("%1 = %2").arg(plainMath(cell.letter), cell.value));
    parts.prepend(tr("The line of unit %1 is held: %2. Arrows move it, with Shift they turn it, plus and minus scale "
                     "it; Escape puts it back, Enter lets go.")
                      .arg(m_hold->unit + 1)
                      .arg(numbers.join(QStringLiteral(", "))));
  }
  return (parts + remarks()).join(u' ');
}

Qt::CursorShape UnitLines::cursor() const {
  if (!m_grip) return Qt::ArrowCursor;
  if (m_grip->part == LinePart::Middle) return hasBias() ? Qt::SizeAllCursor : Qt::ForbiddenCursor;
  if (m_grip->part != LinePart::Arrow) return m_drag ? Qt::ClosedHandCursor : Qt::OpenHandCursor;
  const DrawnLine* line = lineOf(m_grip->unit);
  if (line == nullptr) return Qt::ArrowCursor;
  const double angle = std::atan2(std::abs(line->normal.y()), std::abs(line->normal.x()));
  if (angle < std::numbers::pi / 8) return Qt::SizeHorCursor;
  if (angle > 3 * std::numbers::pi / 8) return Qt::SizeVerCursor;
  return line->normal.x() * line->normal.y() > 0 ? Qt::SizeBDiagCursor : Qt::SizeFDiagCursor;
}

}  // namespace backscope
