#include "ui/views/network_direction.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/text/math_text.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/views/field_painting.h"
#include "ui/views/network_description.h"
#include "ui/views/network_painter.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("network_direction", text); }

constexpr double kSwatch = 16;
constexpr double kPadding = 8;
/// A mark of no size would not be seen to be there.
constexpr double kLeastMark = 0.45;
constexpr double kMarkRange = 0.95;

/// The item at a place of θ.
NetworkItem itemAtIndex(const Parameters& parameters, std::size_t index) {
  const Architecture& network = parameters.architecture();
  const ParameterLayout& layout = parameters.layout();
  for (int l = network.outputLayer(); l > 0; --l) {
    if (network.bias && index >= layout.biasOffset(l))
      return {NetworkItem::Kind::Bias, {l, static_cast<int>(index - layout.biasOffset(l))}, 0};
    if (index < layout.weightOffset(l)) continue;
    const auto place = static_cast<int>(index - layout.weightOffset(l));
    const int sources = network.unitsOf(l - 1);
    return {NetworkItem::Kind::Weight, {l, place / sources}, place % sources};
  }
  return {};
}

}  // namespace

double NetworkDirection::largest() const {
  double most = 0;
  for (const double one : v) most = std::isfinite(one) ? std::max(most, std::abs(one)) : most;
  return most;
}

void paintDirectionLegend(QPainter& painter, const NetworkScene& scene) {
  painter.setFont(textFont(TextSize::Small, QFont::DemiBold));
  const QFontMetricsF metrics(painter.font());
  const double height = metrics.height() + 4;
  QRectF strip(scene.layout->note.left(), scene.area.height() - height - 2, scene.layout->note.width(), height);
  painter.setPen(QPen(scene.colors.accent, 1));
  painter.setBrush(scene.colors.control);
  painter.drawRoundedRect(strip.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
  strip.adjust(kPadding, 0, -kPadding, 0);
  const auto write = [&](const QString& text, const QColor& color) {
    if (strip.width() <= 0) return;
    painter.setPen(color);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, strip.width());
    painter.drawText(strip, Qt::AlignLeft | Qt::AlignVCenter, shown);
    strip.setLeft(strip.left() + metrics.horizontalAdvance(shown) + kPadding);
  };
  write(scene.direction->name, scene.colors.text);
  for (const bool isNegative : {false, true}) {
    if (strip.width() < kSwatch + metrics.horizontalAdvance(QLatin1Char('+'))) return;
    painter.setPen(QPen(isNegative ? scene.colors.negative : scene.colors.positive, 4, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(strip.left(), strip.center().y()), QPointF(strip.left() + kSwatch, strip.center().y()));
    strip.setLeft(strip.left() + kSwatch + 3);
    write(isNegative ? QStringLiteral("−") : QStringLiteral("+"), scene.colors.text);
  }
  painter.setFont(textFont(TextSize::Small));
  const QString end = tr("width |v|; Escape ends it");
  if (QFontMetricsF(painter.font()).horizontalAdvance(end) <= strip.width()) write(end, scene.colors.mutedText);
}

void paintDirectionBiases(QPainter& painter, const NetworkScene& scene) {
  const Parameters& parameters = scene.snapshot->parameters;
  if (!parameters.architecture().bias) return;
  const double largest = scene.direction->largest();
  for (std::size_t l = 1; l < scene.layout->columns.size(); ++l)
    for (const UnitBox& box : scene.layout->columns[l].units) {
      const double v = scene.direction->v[parameters.layout().biasIndex(box.id.layer, box.id.unit)];
      const double share = largest > 0 && std::isfinite(v) ? std::abs(v) / largest : 0;
      painter.setOpacity(scene.lit && scene.lit->unit != box.id ? 0.4 : 1);
      paintBiasMark(painter, biasMarkCenter(box.rect), biasMarkRadius(box.rect) * (kLeastMark + kMarkRange * share), v,
                    scene.colors);
    }
  painter.setOpacity(1);
}

QString describeDirection(const Parameters& parameters, const NetworkDirection& direction) {
  const auto largest =
      std::ranges::max_element(direction.v, [](double a, double b) { return std::abs(a) < std::abs(b); });
  if (largest == direction.v.end()) return {};
  const auto index = static_cast<std::size_t>(largest - direction.v.begin());
  return tr("The edges show the %1, largest at %2 with %3.")
      .arg(direction.name, plainMath(itemMarkup(parameters.architecture(), itemAtIndex(parameters, index))),
           formatTwoDigits(*largest));
}

}  // namespace backscope
