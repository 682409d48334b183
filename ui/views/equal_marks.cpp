#include "ui/views/equal_marks.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>
#include <QStringList>
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "core/analysis/unit_groups.h"
#include "ui/text/notation.h"
#include "ui/views/network_sprites.h"

namespace backscope {

namespace {

constexpr double kLowestSign = 6;  ///< a lower gap has room for one stroke
constexpr double kBracketReach = 5;

QString tr(const char* text) { return QCoreApplication::translate("NetworkView", text); }

/// How far an outline stands off its units: less where these are small and close.
double standOff(double side) { return side >= 24 ? 4 : 1.5; }

/// From the first to the last of some neighbours.
EqualMarks::Outline outlineOf(const NetworkColumn& column, int first, int last, int number) {
  const double off = standOff(column.side);
  const QRectF top = column.units[static_cast<std::size_t>(first)].rect;
  const QRectF bottom = column.units[static_cast<std::size_t>(last)].rect;
  return {top.united(bottom).adjusted(-off, -off, off, off), cornerRadius(column.side) + off, number};
}

EqualMarks::Sign signBetween(const NetworkColumn& column, int upper, int number) {
  const QRectF above = column.units[static_cast<std::size_t>(upper)].rect;
  const double gap = column.units[static_cast<std::size_t>(upper) + 1].rect.top() - above.bottom();
  const double wide = std::clamp(0.25 * column.side, 4.0, 12.0);
  const double high = gap >= kLowestSign ? std::min(0.4 * gap, 6.0) : 0;
  return {QRectF(column.center - wide / 2, above.bottom() + (gap - high) / 2, wide, high), number};
}

void placeGroup(const NetworkColumn& column, const EqualGroup& group, EqualMarks& marks) {
  const int shown = static_cast<int>(column.units.size());
  std::optional<EqualMarks::Outline> before;
  for (std::size_t k = 0; k < group.units.size() && group.units[k] < shown;) {
    const int first = group.units[k];
    int last = first;
    for (++k; k < group.units.size() && group.units[k] == last + 1 && last + 1 < shown; ++k) {
      marks.signs.push_back(signBetween(column, last, group.number));
      ++last;
    }
    const EqualMarks::Outline outline = outlineOf(column, first, last, group.number);
    if (before) {
      const double reach = kBracketReach * (1 + group.number);
      marks.brackets.push_back({before->rect.bottomLeft() - QPointF(0, before->radius),
                                outline.rect.topLeft() + QPointF(0, outline.radius), reach, group.number});
    }
    marks.outlines.push_back(outline);
    before = outline;
  }
}

QString namesOf(const std::vector<int>& units) {
  QStringList names;
  for (const int unit : units) names.append(QString::number(unit + 1));
  const QString last = names.takeLast();
  return tr("%1 and %2").arg(names.join(QStringLiteral(", ")), last);
}

}  // namespace

std::vector<EqualGroup> equalGroups(const Parameters& parameters) {
  std::vector<EqualGroup> groups;
  for (int l = 1; l < parameters.architecture().outputLayer(); ++l) {
    const std::vector<int> first = equalUnits(parameters, l);
    int number = 0;
    for (int j = 0; j < static_cast<int>(first.size()); ++j) {
      EqualGroup group{l, number, {}};
      for (int k = j; k < static_cast<int>(first.size()); ++k)
        if (first[static_cast<std::size_t>(k)] == j) group.units.push_back(k);
      if (group.units.size() < 2) continue;
      groups.push_back(std::move(group));
      ++number;
    }
  }
  return groups;
}

EqualMarks layoutEqualMarks(const NetworkLayout& layout, const std::vector<EqualGroup>& groups) {
  EqualMarks marks;
  for (const EqualGroup& group : groups)
    if (group.layer < static_cast<int>(layout.columns.size()))
      placeGroup(layout.columns[static_cast<std::size_t>(group.layer)], group, marks);
  return marks;
}

/// Those of the classes that are neither a sign's nor a pass's.
QColor groupColor(const ThemeColors& colors, int number) {
  constexpr std::array kFree{5, 4, 7, 6};
  return classColor(colors, kFree[static_cast<std::size_t>(number) % kFree.size()], 8);
}

void paintEqualMarks(QPainter& painter, const EqualMarks& marks, const ThemeColors& colors) {
  painter.setBrush(Qt::NoBrush);
  for (const EqualMarks::Outline& outline : marks.outlines) {
    painter.setPen(QPen(groupColor(colors, outline.number), 2));
    painter.drawRoundedRect(outline.rect, outline.radius, outline.radius);
  }
  for (const EqualMarks::Bracket& bracket : marks.brackets) {
    painter.setPen(QPen(groupColor(colors, bracket.number), 2));
    const QPointF out(bracket.reach, 0);
    painter.drawPolyline(QPolygonF{bracket.from, bracket.from - out, bracket.to - out, bracket.to});
  }
  for (const EqualMarks::Sign& sign : marks.signs) {
    painter.setPen(QPen(groupColor(colors, sign.number), 2, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(sign.rect.topLeft(), sign.rect.topRight());
    if (sign.rect.height() > 0) painter.drawLine(sign.rect.bottomLeft(), sign.rect.bottomRight());
  }
}

QString describeEqualUnits(const Parameters& parameters) {
  QStringList sentences;
  for (const EqualGroup& group : equalGroups(parameters)) {
    const QString layer = QString::number(layerNumber(group.layer));
    const int all = parameters.architecture().unitsOf(group.layer);
    if (static_cast<int>(group.units.size()) == all)
      sentences.append(tr("All %1 units of layer %2 are exactly equal.").arg(QString::number(all), layer));
    else
      sentences.append(tr("Units %1 of layer %2 are exactly equal.").arg(namesOf(group.units), layer));
  }
  return sentences.join(QLatin1Char(' '));
}

}  // namespace backscope
