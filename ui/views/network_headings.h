#pragma once

#include <QPointF>
#include <QString>
#include <optional>
#include <vector>

#include "core/network/architecture.h"
#include "ui/theme/theme.h"
#include "ui/views/network_layout.h"

class QPainter;

namespace backscope {

/// What the type on the page needs, from the fonts in force.
NetworkTypeSizes networkTypeSizes(const Architecture& architecture);

/// The name of a layer's outputs as MathText's markup: z^{(0)} = x, z^{(1)}, … and ŷ; short: x instead of z^{(0)} = x.
QString headingMarkup(const Architecture& architecture, int layer, bool isShort);

/// What stands below the names, in as much detail as fits into `width` for all layers: "tanh · 4", else "tanh", else
/// "4", else nothing.
std::vector<QString> captionTexts(const Architecture& architecture, double width);

/// The names of all layers and their captions.
void paintNetworkHeadings(QPainter& painter, const Architecture& architecture, const NetworkLayout& layout,
                          const ThemeColors& colors);

/// Where an item's tag is centred: below a unit, beside a bias mark, above the middle of an edge. Nothing if the item
/// isn't drawn.
std::optional<QPointF> tagAnchor(const NetworkLayout& layout, const std::vector<NetworkEdge>& edges,
                                 const NetworkItem& item);

}  // namespace backscope
