#include "ui/views/network_headings.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/panels/choice_names.h"
#include "ui/text/math_text.h"
#include "ui/text/notation.h"
#include "ui/theme/fonts.h"

namespace backscope {

namespace {

QString activationName(const Architecture& architecture, int layer) {
  if (layer == 0) return QCoreApplication::translate("NetworkView", "input");
  return screenName(architecture.activationOf(layer));
}

double widestHeading(const Architecture& architecture, bool isShort) {
  double widest = 0;
  for (int l = 0; l <= architecture.outputLayer(); ++l)
    widest = std::max(widest, MathText(headingMarkup(architecture, l, isShort), mathFont()).width());
  return widest;
}

}  // namespace

NetworkTypeSizes networkTypeSizes(const Architecture& architecture) {
  const MathText sample(layerMarkup(zLetter(), 1), mathFont());
  return {.headingHeight = std::ceil(sample.height()),
          .headingWidth = std::ceil(widestHeading(architecture, false)),
          .lineHeight = std::ceil(QFontMetricsF(textFont(TextSize::Small)).height())};
}

QString headingMarkup(const Architecture& architecture, int layer, bool isShort) {
  if (layer == 0) return isShort ? QStringLiteral("x") : layerMarkup(zLetter(), 0) + QStringLiteral(" = x");
  return layer == architecture.outputLayer() ? QString(QChar(0x0177)) : layerMarkup(zLetter(), layer);
}

std::vector<QString> captionTexts(const Architecture& architecture, double width) {
  const QFontMetricsF metrics(textFont(TextSize::Small));
  const auto texts = [&](bool withName, bool withCount) {
    std::vector<QString> all;
    for (int l = 0; l <= architecture.outputLayer(); ++l) {
      QStringList parts;
      if (withName) parts.append(activationName(architecture, l));
      if (withCount) parts.append(QString::number(architecture.unitsOf(l)));
      all.push_back(parts.join(QStringLiteral(" · ")));
    }
    return all;
  };
  for (const auto& [withName, withCount] : {std::pair{true, true}, {true, false}, {false, true}}) {
    std::vector<QString> all = texts(withName, withCount);
    const bool fit =
        std::all_of(all.begin(), all.end(), [&](const QString& t) { return metrics.horizontalAdvance(t) <= width; });
    if (fit) return all;
  }
  return texts(false, false);
}

void paintNetworkHeadings(QPainter& painter, const Architecture& architecture, const NetworkLayout& layout,
                          const ThemeColors& colors) {
  const double room = layout.pitch - 6;
  const bool isShort = widestHeading(architecture, false) > room;
  // Where not even the short names fit, every second, third, … layer is named.
  const int stride =
      std::max(1, static_cast<int>(std::ceil(widestHeading(architecture, isShort) / std::max(room, 4.0))));
  painter.setPen(colors.text);
  for (const NetworkColumn& column : layout.columns)
    if (column.layer % stride == 0)
      MathText(headingMarkup(architecture, column.layer, isShort), mathFont())
          .paintCentered(painter, {column.center, layout.headingBaseline});
  const std::vector<QString> captions = captionTexts(architecture, room);
  painter.setFont(textFont(TextSize::Small));
  painter.setPen(colors.mutedText);
  const QFontMetricsF metrics(painter.font());
  for (const NetworkColumn& column : layout.columns) {
    const QString& caption = captions[static_cast<std::size_t>(column.layer)];
    painter.drawText(QPointF(column.center - metrics.horizontalAdvance(caption) / 2, layout.captionBaseline), caption);
  }
}

std::optional<QPointF> tagAnchor(const NetworkLayout& layout, const std::vector<NetworkEdge>& edges,
                                 const NetworkItem& item) {
  const UnitBox* box = layout.find(item.unit);
  if (box == nullptr) return std::nullopt;
  switch (item.kind) {
    case NetworkItem::Kind::Unit:
      return QPointF(box->rect.center().x(), box->rect.bottom() + 20);
    case NetworkItem::Kind::Bias:
      return biasMarkCenter(box->rect) + QPointF(0, 24);
    case NetworkItem::Kind::Weight:
      break;
  }
  for (const NetworkEdge& edge : edges)
    if (edge.to == item.unit && edge.from.unit == item.source) return edge.curve.at(0.5) - QPointF(0, 20);
  return std::nullopt;
}

}  // namespace backscope
