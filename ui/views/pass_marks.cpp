#include "ui/views/pass_marks.h"

#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/text/math_text.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/views/network_sprites.h"

namespace backscope {

namespace {

using Kind = PassStepKind;

constexpr double kTagGap = 3;
constexpr double kTagPadding = 4;
constexpr double kDecades = 6;
constexpr int kMostEdgeValues = 48;
constexpr double kSmallestArrowUnit = 18;
/// Where on its curve an edge's number may stand.
constexpr std::array kPlacesOnEdge{0.5, 0.38, 0.62, 0.26, 0.74};

NetworkItem unitItem(const UnitId& unit) { return {NetworkItem::Kind::Unit, unit, 0}; }
NetworkItem weightItem(const UnitId& to, int source) { return {NetworkItem::Kind::Weight, to, source}; }

QString valueMarkup(const QString& letter, double value) {
  return letter + QStringLiteral(" = ") + formatNumber(value);
}

QColor phaseColor(PassPhase phase, const ThemeColors& colors) {
  return phase == PassPhase::Forward || phase == PassPhase::Loss ? colors.forward : colors.backward;
}

}  // namespace

PassMarks::PassMarks(const PassInstant& instant, StepSize size) {
  for (int k = 0; k < instant.done; ++k) readStep(instant, instant.steps[static_cast<std::size_t>(k)]);
  if (instant.last() == nullptr) return;
  m_isBegun = true;
  m_last = *instant.last();
  m_firstUnit = actingSteps(instant.taken(), size).front().unit;
  m_phase = phaseOf(m_last.kind);
  for (PassValue& value : m_values) value.acts = actsOn(value.item.unit);
  addEdgeValues(instant);
  m_lossChange = lossChangeOf(instant);
}

void PassMarks::readStep(const PassInstant& instant, const PassStep& step) {
  const auto layer = [&]() -> const LayerTrace& {
    return instant.trace.layers[static_cast<std::size_t>(step.layer - 1)];
  };
  const UnitId unit{step.layer, step.unit};
  const QString z = zLetter();
  if (step.kind == Kind::Input)
    for (int i = 0; i < static_cast<int>(instant.trace.x.size()); ++i)
      setUnitValue({0, i}, z, instant.trace.x(i), PassPhase::Forward);
  if (step.kind == Kind::Unit) setUnitValue(unit, z, layer().z(step.unit), PassPhase::Forward);
  if (step.kind == Kind::PreActivation) setUnitValue(unit, aLetter(), layer().a(step.unit), PassPhase::Forward);
  if (step.kind == Kind::Softmax)
    for (int k = 0; k < static_cast<int>(layer().z.size()); ++k)
      setUnitValue({step.layer, k}, z, layer().z(k), PassPhase::Forward);
  if (step.kind != Kind::OutputDelta && step.kind != Kind::HiddenDelta) return;
  setUnitValue(unit, QStringLiteral("δ"), layer().delta(step.unit), PassPhase::Backward);
  m_deltas.emplace_back(unit, layer().delta(step.unit));
}

void PassMarks::setUnitValue(const UnitId& unit, const QString& letter, double value, PassPhase phase) {
  const PassValue known{unitItem(unit), valueMarkup(letter, value), phase, false};
  const auto place = std::ranges::find(m_values, known.item, &PassValue::item);
  if (place == m_values.end())
    m_values.push_back(known);
  else
    *place = known;
}

void PassMarks::addEdgeValues(const PassInstant& instant) {
  const Architecture& network = instant.parameters.architecture();
  const int l = m_last.layer;
  if (m_last.unit < 0) return;
  const int others = m_last.kind == Kind::HiddenDelta ? network.unitsOf(l + 1) : network.unitsOf(l - 1);
  // More numbers than this would cover the edges that they name.
  const bool isCrowded = m_firstUnit < m_last.unit && (m_last.unit - m_firstUnit + 1) * others > kMostEdgeValues;
  for (int j = isCrowded ? m_last.unit + 1 : m_firstUnit; j <= m_last.unit; ++j) addEdgeValues(instant, j);
}

void PassMarks::addEdgeValues(const PassInstant& instant, int j) {
  const Architecture& network = instant.parameters.architecture();
  const auto add = [&](const UnitId& to, int from, const QString& letter, double value) {
    m_values.push_back({weightItem(to, from), valueMarkup(letter, value), m_phase, true});
  };
  const int l = m_last.layer;
  const bool isForward = m_last.kind == Kind::Unit || m_last.kind == Kind::PreActivation;
  for (int i = 0; isForward && i < network.unitsOf(l - 1); ++i)
    add({l, j}, i, QStringLiteral("w"), instant.parameters.W(l)(j, i));
  for (int i = 0; m_last.kind == Kind::WeightGradient && i < network.unitsOf(l - 1); ++i)
    add({l, j}, i, QStringLiteral("∂ℓ/∂w"), instant.trace.layers[static_cast<std::size_t>(l - 1)].dW(j, i));
  for (int k = 0; m_last.kind == Kind::HiddenDelta && k < network.unitsOf(l + 1); ++k)
    add({l + 1, k}, j, QStringLiteral("w"), instant.parameters.W(l + 1)(k, j));
}

bool PassMarks::isOwn(const UnitId& unit) const {
  if (unit.layer != m_last.layer) return false;
  return m_last.unit < 0 || (m_firstUnit <= unit.unit && unit.unit <= m_last.unit);
}

bool PassMarks::actsOn(const UnitId& unit) const {
  if (!m_isBegun) return true;
  if (m_phase == PassPhase::Update) return true;
  switch (m_last.kind) {
    case Kind::Unit:
    case Kind::PreActivation:
    case Kind::WeightGradient:
      return isOwn(unit) || unit.layer == m_last.layer - 1;
    case Kind::HiddenDelta:
      return isOwn(unit) || unit.layer == m_last.layer + 1;
    default:
      return isOwn(unit);
  }
}

bool PassMarks::actsOn(const NetworkEdge& edge) const {
  if (!m_isBegun || m_phase == PassPhase::Update) return true;
  if (m_last.kind == Kind::HiddenDelta) return isOwn(edge.from);
  const bool isInto =
      m_last.kind == Kind::Unit || m_last.kind == Kind::PreActivation || m_last.kind == Kind::WeightGradient;
  return isInto && isOwn(edge.to);
}

namespace {

/// The places that a value may have, the best first.
std::vector<QPointF> placesOf(const PassValue& value, const NetworkLayout& layout,
                              const std::vector<NetworkEdge>& edges, const QSizeF& size) {
  std::vector<QPointF> places;
  if (value.item.kind == NetworkItem::Kind::Unit) {
    const UnitBox* box = layout.find(value.item.unit);
    if (box == nullptr) return places;
    const QRectF& unit = box->rect;
    places.emplace_back(unit.center().x(), unit.bottom() + kTagGap + size.height() / 2);
    places.emplace_back(unit.center().x(), unit.top() - kTagGap - size.height() / 2);
    if (value.acts) places.emplace_back(unit.right() + kTagGap + size.width() / 2, unit.center().y());
    return places;
  }
  for (const NetworkEdge& edge : edges)
    if (edge.to == value.item.unit && edge.from.unit == value.item.source)
      for (const double t : kPlacesOnEdge) places.push_back(edge.curve.at(t));
  return places;
}

/// What a tag may not cover.
struct Taken {
  const PassMarks& marks;
  const NetworkLayout& layout;
  QRectF area;  ///< below the headings
  QRectF reserved;
  std::vector<PassTag> tags;

  bool isFree(const QRectF& rect, bool mayCoverIdleUnits) const {
    if (!area.contains(rect) || reserved.intersects(rect)) return false;
    for (const PassTag& tag : tags)
      if (tag.rect.intersects(rect)) return false;
    for (const NetworkColumn& column : layout.columns)
      for (const UnitBox& box : column.units)
        if (box.rect.intersects(rect) && !(mayCoverIdleUnits && !marks.actsOn(box.id))) return false;
    return true;
  }

  /// At the first of these places that is free; a value that acts may in need cover units that don't.
  void place(const PassValue& value, const std::vector<QPointF>& centers, const QSizeF& size) {
    for (const bool mayCover : {false, true})
      for (const QPointF& center : centers) {
        const QRectF rect(center - QPointF(size.width() / 2, size.height() / 2), size);
        if ((mayCover && !value.acts) || !isFree(rect, mayCover)) continue;
        tags.push_back({&value, rect});
        return;
      }
  }
};

void paintArrow(QPainter& painter, const QRectF& unit, double delta, const ThemeColors& colors) {
  if (delta == 0 || unit.width() < kSmallestArrowUnit) return;
  const double length = deltaArrowShare(delta) * 0.8 * unit.height();
  const double x = unit.right() - 0.16 * unit.width();
  const double up = delta > 0 ? -1 : 1;
  const QPointF foot(x, unit.center().y() - up * length / 2);
  const QPointF tip(x, unit.center().y() + up * length / 2);
  const double head = std::min(4.0, length / 2);
  for (const auto& [color, width] : {std::pair(colors.card, 4.5), std::pair(colors.backward, 2.2)}) {
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawLine(foot, tip);
    painter.drawPolyline(QPolygonF{tip + QPointF(-head, -up * head), tip, tip + QPointF(head, -up * head)});
  }
}

void paintTag(QPainter& painter, const PassTag& tag, const ThemeColors& colors) {
  const QColor color = phaseColor(tag.value->phase, colors);
  QColor border = color;
  if (!tag.value->acts) border.setAlphaF(0.45F);
  painter.setPen(QPen(border, tag.value->acts ? 1.4 : 1));
  painter.setBrush(colors.card);
  painter.drawRoundedRect(tag.rect, 4, 4);
  painter.setPen(color);
  const MathText text(tag.value->markup, mathFont(TextSize::Small));
  text.paintCentered(painter, {tag.rect.center().x(), tag.rect.center().y() + (text.ascent() - text.descent()) / 2});
}

}  // namespace

std::vector<PassTag> layoutPassTags(const PassMarks& marks, const NetworkLayout& layout,
                                    const std::vector<NetworkEdge>& edges, const QSizeF& area,
                                    const std::function<QSizeF(const QString&)>& sizeOf, const QRectF& reserved) {
  std::vector<const PassValue*> order;
  for (const PassValue& value : marks.values()) order.push_back(&value);
  std::ranges::stable_sort(order, [](const PassValue* a, const PassValue* b) { return a->acts && !b->acts; });
  const double top = layout.captionBaseline + kTagGap;
  Taken taken{marks, layout, QRectF(0, top, area.width(), area.height() - top), reserved, {}};
  for (const PassValue* value : order) {
    const QSizeF size = sizeOf(value->markup);
    taken.place(*value, placesOf(*value, layout, edges, size), size);
  }
  return taken.tags;
}

double deltaArrowShare(double delta) {
  if (!(std::abs(delta) > 0)) return 0;
  return std::clamp(1 + std::log10(std::abs(delta)) / kDecades, 0.1, 1.0);
}

void paintPassRings(QPainter& painter, const PassMarks& marks, const NetworkLayout& layout, const ThemeColors& colors) {
  if (marks.phase() == PassPhase::Update) return;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(phaseColor(marks.phase(), colors), 2.5));
  for (const PassValue& value : marks.values()) {
    const UnitBox* box = value.item.kind == NetworkItem::Kind::Unit ? layout.find(value.item.unit) : nullptr;
    if (box == nullptr || !value.acts) continue;
    const double radius = cornerRadius(box->rect.width());
    painter.drawRoundedRect(box->rect.adjusted(-1, -1, 1, 1), radius, radius);
  }
}

void paintPassMarks(QPainter& painter, const PassMarks& marks, const NetworkLayout& layout,
                    const std::vector<NetworkEdge>& edges, const QSizeF& area, const ThemeColors& colors,
                    double opacity) {
  const QFont font = mathFont(TextSize::Small);
  const auto sizeOf = [&font](const QString& markup) {
    const MathText text(markup, font);
    return QSizeF(text.width() + 2 * kTagPadding, text.height() + 2);
  };
  for (const auto& [unit, delta] : marks.deltas())
    if (const UnitBox* box = layout.find(unit)) paintArrow(painter, box->rect, delta, colors);
  std::optional<QRectF> lossPlace;
  if (const auto& change = marks.lossChange()) lossPlace = placeLossChange(layout, area, lossChangeSize(*change));
  if (lossPlace) paintLossChange(painter, *marks.lossChange(), *lossPlace, colors);
  for (const PassTag& tag : layoutPassTags(marks, layout, edges, area, sizeOf, lossPlace.value_or(QRectF()))) {
    painter.setOpacity(tag.value->acts ? opacity : 1);
    paintTag(painter, tag, colors);
  }
  painter.setOpacity(1);
}

}  // namespace backscope
