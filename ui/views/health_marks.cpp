#include "ui/views/health_marks.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/text/event_text.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/views/network_headings.h"

namespace backscope {

namespace {

constexpr double kLegendGap = 14;

QString translated(const char* text, int n = -1) {
  return QCoreApplication::translate("HealthMarks", text, nullptr, n);
}

/// Fine where the slopes do not matter, and in snapshots that have none.
UnitHealth healthAt(const Snapshot& snapshot, const UnitId& unit) {
  const auto l = static_cast<std::size_t>(unit.layer - 1);
  if (unit.layer < 1 || l >= snapshot.layers.size()) return {};
  const std::vector<UnitHealth>& units = snapshot.layers[l].units;
  const auto j = static_cast<std::size_t>(unit.unit);
  if (j >= units.size() || !passesSlopes(snapshot.parameters.architecture(), snapshot.session->loss, unit.layer))
    return {};
  return units[j];
}

std::span<const RunEvent> eventsOf(const Snapshot& snapshot) {
  return snapshot.series ? std::span<const RunEvent>(snapshot.series->events) : std::span<const RunEvent>();
}

bool hasStopped(const Snapshot& snapshot, int layer) {
  return stoppedSince(eventsOf(snapshot), layer, snapshot.iteration).has_value();
}

/// In a crowded network no larger than the units allow.
double badgeSide(double unitSide) {
  return std::round(std::clamp(0.36 * unitSide, std::min(9.0, 0.75 * unitSide), 16.0));
}

/// Of the units in this state, over the whole network.
int countOf(const Snapshot& snapshot, UnitState state) {
  int count = 0;
  const Architecture& network = snapshot.parameters.architecture();
  for (int l = 1; l <= network.outputLayer(); ++l)
    for (int j = 0; j < network.unitsOf(l); ++j)
      if (healthAt(snapshot, {l, j}).state == state) ++count;
  return count;
}

void paintStopSign(QPainter& painter, const QPointF& center, double side, const ThemeColors& colors) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(colors.text);
  painter.drawRect(QRectF(center.x() - side / 2, center.y() - side / 2, side, side));
}

}  // namespace

std::vector<HealthBadge> healthBadges(const NetworkLayout& layout, const Snapshot& snapshot) {
  std::vector<HealthBadge> badges;
  for (const NetworkColumn& column : layout.columns)
    for (const UnitBox& box : column.units) {
      const UnitState state = healthAt(snapshot, box.id).state;
      if (state == UnitState::Fine) continue;
      const double side = badgeSide(box.rect.width());
      const double out = std::round(side / 4);
      badges.push_back({QRectF(box.rect.right() - side + out, box.rect.top() - out, side, side), state});
    }
  return badges;
}

void paintHealthBadges(QPainter& painter, const NetworkScene& scene, NetworkSprites* sprites) {
  for (const HealthBadge& badge : healthBadges(*scene.layout, *scene.snapshot))
    if (sprites != nullptr)
      painter.drawImage(badge.rect.topLeft() - QPointF(1, 1), sprites->healthBadge(badge.rect.width(), badge.state));
    else
      paintHealthBadge(painter, badge.rect, badge.state, scene.colors);
}

void paintStoppedLayers(QPainter& painter, const NetworkScene& scene) {
  const double wide = networkTypeSizes(scene.snapshot->parameters.architecture()).headingWidth / 2;
  const double side = std::round(0.55 * QFontMetricsF(textFont(TextSize::Small)).ascent());
  for (const NetworkColumn& column : scene.layout->columns) {
    if (!hasStopped(*scene.snapshot, column.layer)) continue;
    if (wide + 1.5 * side <= scene.layout->pitch / 2) {
      paintStopSign(painter, {column.center - wide - side, scene.layout->headingBaseline - side}, side, scene.colors);
    } else if (!column.units.empty()) {
      const double small = std::min(side, scene.layout->pitch / 2);
      paintStopSign(painter, {column.center, column.units.front().rect.top() - small / 2 - 2}, small, scene.colors);
    }
  }
}

double paintHealthLegend(QPainter& painter, const NetworkScene& scene) {
  painter.setFont(textFont(TextSize::Small));
  const QFontMetricsF metrics(painter.font());
  const QRectF& line = scene.layout->note;
  const double side = std::round(0.9 * metrics.ascent());
  double x = line.left();
  const auto add = [&](const QString& text, const auto& paintSign) {
    if (x + side + 4 + metrics.horizontalAdvance(text) > line.right()) return;
    paintSign(QRectF(x, std::round(line.center().y() - side / 2), side, side));
    painter.setPen(scene.colors.mutedText);
    painter.drawText(QRectF(x + side + 4, line.top(), line.width(), line.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     text);
    x += side + 4 + metrics.horizontalAdvance(text) + kLegendGap;
  };
  for (const UnitState state : {UnitState::Saturated, UnitState::Dead}) {
    const int count = countOf(*scene.snapshot, state);
    if (count == 0) continue;
    const QString text = state == UnitState::Dead ? translated("%1 dead") : translated("%1 saturated");
    add(text.arg(formatCount(count)),
        [&](const QRectF& rect) { paintHealthBadge(painter, rect, state, scene.colors); });
  }
  const std::vector<NetworkColumn>& columns = scene.layout->columns;
  if (std::ranges::any_of(columns, [&](const auto& column) { return hasStopped(*scene.snapshot, column.layer); }))
    add(translated("has stopped learning"),
        [&](const QRectF& rect) { paintStopSign(painter, rect.center(), 0.6 * rect.width(), scene.colors); });
  return x - line.left();
}

QString healthOf(const Snapshot& snapshot, const NetworkItem& item) {
  if (item.kind != NetworkItem::Kind::Unit || item.unit.layer == 0) return {};
  QStringList sentences;
  const UnitHealth health = healthAt(snapshot, item.unit);
  if (health.state == UnitState::Saturated)
    sentences.append(translated("Saturated on %1 of the examples (|h′| below %2 of its greatest).")
                         .arg(formatPercent(health.saturated), formatPercent(kSaturatedSlopeShare)));
  if (health.state == UnitState::Dead)
    sentences.append(translated("Dead: h′ is exactly 0 on all examples, so that nothing reaches its weights."));
  if (const auto since = stoppedSince(eventsOf(snapshot), item.unit.layer, snapshot.iteration))
    sentences.append(
        describeStoppedLayers(std::vector<RunEvent>{{*since, RunEvent::Kind::LayerStopped, item.unit.layer, -1}},
                              item.unit.layer, snapshot.iteration));
  return sentences.join(QLatin1Char(' '));
}

QString stoppedInWords(const Snapshot& snapshot) {
  return describeStoppedLayers(eventsOf(snapshot), snapshot.parameters.architecture().outputLayer(),
                               snapshot.iteration);
}

QString describeHealth(const Snapshot& snapshot) {
  QStringList sentences;
  if (const int saturated = countOf(snapshot, UnitState::Saturated); saturated > 0)
    sentences.append(saturated == 1 ? translated("1 unit is saturated.")
                                    : translated("%1 units are saturated.").arg(formatCount(saturated)));
  if (const int dead = countOf(snapshot, UnitState::Dead); dead > 0)
    sentences.append(dead == 1 ? translated("1 unit is dead.")
                               : translated("%1 units are dead.").arg(formatCount(dead)));
  sentences.append(stoppedInWords(snapshot));
  sentences.removeAll(QString());
  return sentences.join(QLatin1Char(' '));
}

}  // namespace backscope
