#include "ui/views/depth_painter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/panels/choice_names.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/activation_marks.h"
#include "ui/views/depth_text.h"

namespace backscope {

namespace {

constexpr double kLine = 2;
constexpr double kBoldLine = 3.2;
constexpr double kMarkRadius = 3.2;
constexpr double kHereRadius = 7;
constexpr double kFaint = 0.25;
constexpr double kBand = 0.16;
constexpr double kMargin = 12;

const ThemeColors& theme() { return Theme::instance().colors(); }

QColor faded(QColor color, double share) {
  color.setAlphaF(static_cast<float>(share));
  return color;
}

/// All that the parts of the painting need.
struct Paint {
  QPainter& painter;
  const DepthPicture& picture;
  const DepthLayout& layout;
  const DepthFocus& focus;
  DepthPlace shown;
};

using Value = double DepthCell::*;

/// The curve of one of a cell's numbers, with gaps where there is none.
QPainterPath pathOf(const DepthLayout& layout, std::span<const std::optional<DepthCell>> cells, Value value) {
  QPainterPath path;
  bool isOpen = false;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const bool isHere =
        cells[k] && std::isfinite(cells[k].value().*value) && (value != &DepthCell::mean || !isMostlyZero(*cells[k]));
    if (isHere) {
      const QPointF at(layout.xAt(static_cast<double>(k + 1)), layout.yAt(cells[k].value().*value));
      if (isOpen)
        path.lineTo(at);
      else
        path.moveTo(at);
    }
    isOpen = isHere;
  }
  return path;
}

std::vector<Activation> backToFront(Activation last) {
  std::vector<Activation> order{kActivations.begin(), kActivations.begin() + kDepthActivations};
  std::erase(order, last);
  order.push_back(last);
  return order;
}

void paintGrid(const Paint& p) {
  const QFontMetricsF metrics(p.painter.font());
  const ThemeColors& colors = theme();
  const QRectF& area = p.layout.area;
  for (const AxisTick& tick : p.layout.ticks) {
    const double y = std::round(p.layout.yAt(tick.coordinate)) + 0.5;
    p.painter.setPen(QPen(tick.coordinate == 0 ? colors.controlBorder : colors.gridLine, 1));
    p.painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    p.painter.setPen(colors.axisText);
    p.painter.drawText(QRectF(0, y - metrics.height() / 2, area.left() - 6, metrics.height()),
                       Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, tick.label);
  }
  const double foot = p.layout.lane.isNull() ? area.bottom() : p.layout.lane.bottom();
  for (const int depth : p.layout.depthTicks)
    p.painter.drawText(QRectF(p.layout.xAt(depth) - 30, foot + 3, 60, metrics.height()), Qt::AlignCenter,
                       QString::number(depth));
  p.painter.setPen(colors.mutedText);
  for (const QString& heading : depthHeadings()) {
    if (metrics.horizontalAdvance(heading) > p.layout.heading.width() && heading != depthHeadings().back()) continue;
    p.painter.drawText(p.layout.heading, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, heading);
    break;
  }
}

void paintLane(const Paint& p) {
  if (p.layout.lane.isNull()) return;
  p.painter.fillRect(p.layout.lane, theme().groove);
  p.painter.setPen(theme().axisText);
  p.painter.drawText(QRectF(0, p.layout.lane.top(), p.layout.lane.left() - 6, p.layout.lane.height()),
                     Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("0"));
}

void paintFrame(const Paint& p) {
  p.painter.setBrush(Qt::NoBrush);
  const bool isFocused = p.focus.isKeyboardHere;
  p.painter.setPen(QPen(isFocused ? theme().accent : theme().cardBorder, isFocused ? 1.5 : 1));
  p.painter.drawRect(p.layout.area.united(p.layout.lane).adjusted(-1, -1, 1, 1));
}

/// Of the depth whose ratios stand at the right.
void paintDepthLine(const Paint& p) {
  const double x = std::round(p.layout.xAt(p.shown.depth)) + 0.5;
  p.painter.setPen(QPen(theme().controlBorder, 1, Qt::DashLine));
  p.painter.drawLine(QPointF(x, p.layout.area.top()), QPointF(x, p.layout.area.united(p.layout.lane).bottom()));
}

/// Where a cell of the present settings is not measured yet.
void paintBefore(const Paint& p) {
  if (p.picture.before.empty()) return;
  std::vector<std::optional<DepthCell>> shown = p.picture.before;
  for (std::size_t k = 0; k < shown.size(); ++k)
    if (p.picture.cells[k]) shown[k].reset();
  p.painter.setBrush(Qt::NoBrush);
  for (std::size_t k = 0; k < kDepthActivations; ++k) {
    p.painter.setPen(QPen(faded(activationColor(theme(), kActivations[k]), kFaint), kLine));
    const auto row = std::span(shown).subspan(k * kMaxHiddenLayers, kMaxHiddenLayers);
    p.painter.drawPath(pathOf(p.layout, row, &DepthCell::mean));
  }
}

bool hasSpread(const std::optional<DepthCell>& cell) { return cell && cell->counted > 0 && !isMostlyZero(*cell); }

/// The spread of the starts.
void paintBand(const Paint& p) {
  const std::span<const std::optional<DepthCell>> cells = p.picture.row(p.shown.activation);
  p.painter.setPen(Qt::NoPen);
  p.painter.setBrush(faded(activationColor(theme(), p.shown.activation), kBand));
  for (std::size_t k = 0; k + 1 < cells.size(); ++k) {
    if (!hasSpread(cells[k]) || !hasSpread(cells[k + 1])) continue;
    const double left = p.layout.xAt(static_cast<double>(k + 1));
    const double right = p.layout.xAt(static_cast<double>(k + 2));
    p.painter.drawPolygon(QPolygonF({{left, p.layout.yAt(cells[k]->high)},
                                     {right, p.layout.yAt(cells[k + 1]->high)},
                                     {right, p.layout.yAt(cells[k + 1]->low)},
                                     {left, p.layout.yAt(cells[k]->low)}}));
  }
}

void paintCurve(const Paint& p, Activation activation) {
  const QColor color = activationColor(theme(), activation);
  const bool isShown = activation == p.shown.activation;
  const std::span<const std::optional<DepthCell>> cells = p.picture.row(activation);
  p.painter.setBrush(Qt::NoBrush);
  p.painter.setPen(QPen(faded(color, isShown ? 1 : 0.6), 1));
  p.painter.drawPath(pathOf(p.layout, cells, &DepthCell::predicted));
  p.painter.setPen(QPen(color, isShown ? kBoldLine : kLine, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  p.painter.drawPath(pathOf(p.layout, cells, &DepthCell::mean));
  for (int depth = 1; depth <= kMaxHiddenLayers; ++depth)
    if (const std::optional<QPointF> at = p.layout.pointOf(p.picture, {activation, depth}))
      paintActivationMark(p.painter, activation, *at, isShown ? kMarkRadius + 1 : kMarkRadius, theme());
}

/// Behind it the card, so that it can be read on any curve.
void paintTag(const Paint& p, const QPointF& at, const QString& text) {
  p.painter.setFont(numberFont(TextSize::Small, QFont::DemiBold));
  const QFontMetricsF metrics(p.painter.font());
  const double width = metrics.horizontalAdvance(text) + 8;
  const QRectF& area = p.layout.area;
  QRectF box(at.x() + kHereRadius + 4, at.y() - metrics.height() - 4, width, metrics.height());
  if (box.right() > area.right()) box.moveRight(at.x() - kHereRadius - 4);
  box.moveTop(std::clamp(box.top(), area.top(), std::max(area.top(), area.bottom() - box.height())));
  p.painter.setPen(Qt::NoPen);
  p.painter.setBrush(faded(theme().card, 0.85));
  p.painter.drawRoundedRect(box, 3, 3);
  p.painter.setPen(theme().text);
  p.painter.drawText(box, Qt::AlignCenter, text);
  p.painter.setFont(numberFont(TextSize::Small));
}

std::optional<QPointF> hereOf(const DepthPicture& picture, const DepthLayout& layout) {
  if (std::isfinite(picture.here)) return QPointF(layout.xAt(picture.depth), layout.yAt(picture.here));
  const bool isZero = picture.here == -HUGE_VAL && !layout.lane.isNull();
  return isZero ? std::optional(QPointF(layout.xAt(picture.depth), layout.lane.center().y())) : std::nullopt;
}

/// A ring around the window's own start.
void paintHere(const Paint& p) {
  const std::optional<QPointF> at = hereOf(p.picture, p.layout);
  if (!at) return;
  p.painter.setBrush(Qt::NoBrush);
  for (const auto& [color, width] : {std::pair(theme().card, 5.0), std::pair(theme().text, 2.2)}) {
    p.painter.setPen(QPen(color, width));
    p.painter.drawEllipse(*at, kHereRadius, kHereRadius);
  }
  paintTag(p, *at, hereText(p.picture.here));
}

void paintCurrent(const Paint& p) {
  if (!p.focus.current) return;
  const std::optional<QPointF> at = p.layout.pointOf(p.picture, *p.focus.current);
  if (!at) return;
  p.painter.setBrush(Qt::NoBrush);
  p.painter.setPen(QPen(theme().accent, 2));
  p.painter.drawRect(QRectF(*at - QPointF(6, 6), QSizeF(12, 12)));
}

void paintLabels(const Paint& p) {
  const ThemeColors& colors = theme();
  p.painter.setPen(colors.mutedText);
  p.painter.drawText(p.layout.labelHeading, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip,
                     depthLabelHeading(p.shown.depth));
  for (const DepthLabel& label : p.layout.labels) {
    const bool isShown = label.activation == p.shown.activation;
    const QColor color = activationColor(colors, label.activation);
    p.painter.setPen(QPen(faded(color, 0.5), 1));
    p.painter.drawLine(QPointF(p.layout.area.right() + 1, label.end),
                       QPointF(label.rect.left(), label.rect.center().y()));
    paintActivationMark(p.painter, label.activation, label.rect.center() - QPointF(label.rect.width() / 2 - 6, 0),
                        kMarkRadius, colors);
    p.painter.setFont(numberFont(TextSize::Small, isShown ? QFont::DemiBold : QFont::Normal));
    p.painter.setPen(colors.text);
    const QRectF text = label.rect.adjusted(14, 0, 0, 0);
    p.painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, screenName(label.activation));
    p.painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip,
                       cellRatioText(p.picture.at({label.activation, p.shown.depth})));
  }
  p.painter.setFont(numberFont(TextSize::Small));
}

}  // namespace

DepthTexts depthTexts() {
  const QFontMetricsF metrics(numberFont(TextSize::Small));
  const QFontMetricsF bold(numberFont(TextSize::Small, QFont::DemiBold));
  DepthTexts texts;
  texts.lineHeight = metrics.height();
  texts.tickWidth = metrics.horizontalAdvance(formatPowerOfTen(-16));
  texts.valueWidth = bold.horizontalAdvance(ratioText(-10.6));
  texts.nameWidth = 0;
  for (std::size_t k = 0; k < kDepthActivations; ++k)
    texts.nameWidth = std::max(texts.nameWidth, bold.horizontalAdvance(screenName(kActivations[k])));
  return texts;
}

DepthPlace shownPlace(const DepthPicture& picture, const DepthFocus& focus) {
  if (focus.current) return *focus.current;
  return {picture.activation.value_or(Activation::Tanh), std::clamp(picture.depth, 1, kMaxHiddenLayers)};
}

DepthLayout layoutDepthFor(const DepthPicture& picture, const QRectF& rect, const DepthFocus& focus) {
  return layoutDepth(picture, rect, depthTexts(), {shownPlace(picture, focus).activation});
}

void paintDepth(QPainter& painter, const DepthPicture& picture, const DepthLayout& layout, const DepthFocus& focus) {
  painter.setFont(numberFont(TextSize::Small));
  const Paint p{painter, picture, layout, focus, shownPlace(picture, focus)};
  paintLane(p);
  paintGrid(p);
  paintFrame(p);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.save();
  painter.setClipRect(layout.area.united(layout.lane).adjusted(-1, -4, 1, 4));
  paintDepthLine(p);
  paintBefore(p);
  paintBand(p);
  for (const Activation activation : backToFront(p.shown.activation)) paintCurve(p, activation);
  paintHere(p);
  paintCurrent(p);
  painter.restore();
  paintLabels(p);
}

void paintDepthFigure(QPainter& painter, const DepthPicture& picture, const QSizeF& size) {
  painter.fillRect(QRectF(QPointF(0, 0), size), theme().card);
  painter.setFont(textFont(TextSize::Small));
  const QString sentence = depthSentence(picture, shownPlace(picture, {}).activation);
  const QRectF room = QRectF(QPointF(0, 0), size).adjusted(kMargin, kMargin, -kMargin, -kMargin);
  const QRectF text = painter.boundingRect(room, Qt::TextWordWrap, sentence);
  painter.setPen(theme().text);
  painter.drawText(text, Qt::TextWordWrap, sentence);
  const QRectF chart = room.adjusted(0, text.height() + 4, 0, 0);
  paintDepth(painter, picture, layoutDepthFor(picture, chart, {}), {});
}

}  // namespace backscope
