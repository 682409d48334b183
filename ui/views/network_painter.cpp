#include "ui/views/network_painter.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/text/math_text.h"
#include "ui/text/number_format.h"
#include "ui/theme/color_map.h"
#include "ui/theme/fonts.h"
#include "ui/views/curve_raster.h"
#include "ui/views/field_painting.h"
#include "ui/views/health_marks.h"
#include "ui/views/lock_marks.h"
#include "ui/views/network_description.h"
#include "ui/views/network_headings.h"
#include "ui/views/pass_run.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("NetworkView", text); }

constexpr double kDimmed = 0.22;

bool isPartOf(const NetworkItem& lit, const NetworkEdge& edge) {
  if (lit.kind == NetworkItem::Kind::Weight) return edge.to == lit.unit && edge.from.unit == lit.source;
  return lit.kind == NetworkItem::Kind::Unit && (edge.from == lit.unit || edge.to == lit.unit);
}

bool isPartOf(const NetworkItem& lit, const UnitId& unit, const std::vector<NetworkEdge>& edges) {
  if (lit.unit == unit) return true;
  return std::any_of(edges.begin(), edges.end(), [&](const NetworkEdge& edge) {
    return (edge.from == unit || edge.to == unit) && isPartOf(lit, edge);
  });
}

bool isForScreen(const QPainter& painter) { return painter.paintEngine()->type() == QPaintEngine::Raster; }

const QColor& signColor(const ThemeColors& colors, double value) {
  return value < 0 ? colors.negative : value > 0 ? colors.positive : colors.zero;
}

QPainterPath pathOf(const EdgeCurve& curve) {
  QPainterPath path(curve.from);
  const double middle = (curve.from.x() + curve.to.x()) / 2;
  path.cubicTo({middle, curve.from.y()}, {middle, curve.to.y()}, curve.to);
  return path;
}

/// How wide the largest weight between two such units may get.
double widestEdge(const QRectF& from, const QRectF& to) {
  return std::clamp(0.11 * std::min(from.width(), to.width()), 1.6, 6.5);
}

const std::vector<double>& thetaOf(const NetworkScene& scene) {
  if (scene.direction != nullptr) return scene.direction->v;
  return scene.theta != nullptr ? *scene.theta : scene.snapshot->parameters.theta();
}

/// With one input a unit's output is a curve over it, which says more than stripes of colour.
void paintUnitCurve(QPainter& painter, const NetworkScene& scene, const UnitBox& box) {
  const InputGrid& grid = scene.snapshot->units;
  if (grid.rows != 1 || box.rect.width() < 20) return;
  const FieldScale scale = fieldScale(*scene.snapshot, box.id.layer, scene.largestTarget);
  const std::vector<float>& map =
      grid.maps[static_cast<std::size_t>(box.id.layer)][static_cast<std::size_t>(box.id.unit)];
  const QRectF inner = box.rect.adjusted(3, 5, -3, -5);
  QPolygonF curve;
  for (std::size_t i = 0; i < map.size(); ++i) {
    if (!std::isfinite(map[i])) continue;
    const double share = (static_cast<double>(map[i]) - scale.low) / (scale.high - scale.low);
    curve.append({inner.left() + inner.width() * (static_cast<double>(i) + 0.5) / static_cast<double>(map.size()),
                  inner.bottom() - inner.height() * std::clamp(share, 0.0, 1.0)});
  }
  painter.setPen(QPen(scene.colors.contour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(curve);
}

/// What is left out, if anything is.
QString edgesNote(const NetworkScene& scene) {
  if (scene.hiddenEdges == 0) return {};
  const bool allUnits = std::all_of(scene.layout->columns.begin(), scene.layout->columns.end(),
                                    [](const NetworkColumn& column) { return column.notShown == 0; });
  const QString text = allUnits             ? tr("showing the %1 largest of %2 weights")
                       : scene.isThinnedOut ? tr("showing %1 of %2 weights: the largest between these units")
                                            : tr("showing %1 of %2 weights: those between these units");
  return text.arg(formatCount(static_cast<qint64>(scene.edges->size())),
                  formatCount(static_cast<qint64>(weightCount(scene.snapshot->parameters.architecture()))));
}

/// What stands out with its value, and what it is of the direction that is shown.
QString tagMarkup(const NetworkScene& scene) {
  const NetworkItem& item = *scene.lit;
  const Parameters& parameters = scene.snapshot->parameters;
  QString markup = itemMarkup(parameters.architecture(), item) + QStringLiteral(" = ");
  markup += isKnown(*scene.snapshot, item) ? formatNumber(itemValue(*scene.snapshot, item)) : QStringLiteral("?");
  if (scene.direction != nullptr && item.kind != NetworkItem::Kind::Unit)
    markup += QStringLiteral(",  v = ") + formatNumber(scene.direction->v[parameterIndex(parameters.layout(), item)]);
  return markup;
}

/// Widths and opacities that differ by less than half a percent of their range look the same.
constexpr double kVisibleWidth = 0.005 * 6.5;
constexpr int kVisibleChannel = 2;

}  // namespace

void NetworkPainter::forgetAll() {
  forgetUnits();
  m_edgeImage = QImage();
  m_headingImage = QImage();
  m_sprites.reset();
}

void NetworkPainter::paint(QPainter& painter, const NetworkScene& scene) {
  painter.setRenderHint(QPainter::Antialiasing);
  const double ratio = painter.device()->devicePixelRatioF();
  if (!isForScreen(painter) || (m_sprites && m_sprites->devicePixelRatio() != ratio)) forgetAll();
  if (isForScreen(painter) && !m_sprites) m_sprites.emplace(scene.colors, ratio);
  paintHeadings(painter, scene);
  paintEdges(painter, scene);
  paintUnits(painter, scene);
  if (scene.equal != nullptr) paintEqualMarks(painter, layoutEqualMarks(*scene.layout, *scene.equal), scene.colors);
  if (scene.pass != nullptr) paintPassRings(painter, *scene.pass, *scene.layout, scene.colors);
  paintHealthBadges(painter, scene, m_sprites ? &*m_sprites : nullptr);
  paintStoppedLayers(painter, scene);
  paintBiases(painter, scene);
  paintLocks(painter, scene);
  if (scene.pass != nullptr) {
    if (scene.movement < 1) paintPulses(painter, *scene.pass, *scene.edges, scene.movement, scene.colors);
    paintPassMarks(painter, *scene.pass, *scene.layout, *scene.edges, scene.area, scene.colors, scene.movement);
  }
  paintRemarks(painter, scene);
  paintFocusRing(painter, scene);
  paintTag(painter, scene);
}

void NetworkPainter::paintHeadings(QPainter& painter, const NetworkScene& scene) {
  const Architecture& architecture = scene.snapshot->parameters.architecture();
  if (!m_sprites) {
    paintNetworkHeadings(painter, architecture, *scene.layout, scene.colors);
    return;
  }
  if (m_headingImage.isNull()) {
    const QSizeF strip(scene.area.width(), scene.layout->captionBaseline + 10);
    m_headingImage = QImage((strip * m_sprites->devicePixelRatio()).toSize(), QImage::Format_ARGB32_Premultiplied);
    m_headingImage.setDevicePixelRatio(m_sprites->devicePixelRatio());
    m_headingImage.fill(Qt::transparent);
    QPainter headings(&m_headingImage);
    paintNetworkHeadings(headings, architecture, *scene.layout, scene.colors);
  }
  painter.drawImage(QPointF(0, 0), m_headingImage);
}

std::vector<NetworkPainter::EdgeLook> NetworkPainter::edgeLooks(const NetworkScene& scene) const {
  const std::vector<double>& theta = thetaOf(scene);
  double largest = scene.direction != nullptr ? scene.direction->largest() : 0;
  for (const NetworkEdge& edge : *scene.edges)
    if (std::isfinite(theta[edge.index])) largest = std::max(largest, std::abs(theta[edge.index]));
  std::vector<EdgeLook> looks;
  looks.reserve(scene.edges->size());
  for (const NetworkEdge& edge : *scene.edges) {
    const double weight = theta[edge.index];
    const double share = largest > 0 && std::isfinite(weight) ? std::abs(weight) / largest : 0;
    const double widest = widestEdge(scene.layout->find(edge.from)->rect, scene.layout->find(edge.to)->rect);
    QColor color = signColor(scene.colors, weight);
    // Of a direction what is 0 plays no part.
    const double least = scene.direction != nullptr ? kDimmed : 0.5;
    color.setAlphaF(static_cast<float>(least + (1 - least) * share));
    if (scene.lit)
      color.setAlphaF(static_cast<float>(isPartOf(*scene.lit, edge) ? 1.0 : kDimmed * (0.4 + 0.6 * share)));
    if (!scene.lit && scene.pass != nullptr && !scene.pass->actsOn(edge))
      color.setAlphaF(static_cast<float>(kDimmed * (0.4 + 0.6 * share)));
    looks.push_back({edgeWidth(weight, largest, widest), color});
  }
  return looks;
}

bool NetworkPainter::looksChanged(const std::vector<EdgeLook>& looks) const {
  const auto differs = [](const EdgeLook& a, const EdgeLook& b) {
    return std::abs(a.width - b.width) > kVisibleWidth || a.color.rgb() != b.color.rgb() ||
           std::abs(a.color.alpha() - b.color.alpha()) > kVisibleChannel;
  };
  return looks.size() != m_drawnLooks.size() ||
         !std::equal(looks.begin(), looks.end(), m_drawnLooks.begin(),
                     [&](const auto& a, const auto& b) { return !differs(a, b); });
}

void NetworkPainter::drawEdgeImage(const NetworkScene& scene, const std::vector<EdgeLook>& looks, double ratio) {
  const QSize size = (scene.area * ratio).toSize();
  if (m_edgeImage.size() != size || m_edgeImage.devicePixelRatio() != ratio) {
    m_edgeImage = QImage(size, QImage::Format_ARGB32_Premultiplied);
    m_edgeImage.setDevicePixelRatio(ratio);
  }
  m_edgeImage.fill(Qt::transparent);
  // The widest on top.
  std::vector<std::size_t> order(looks.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return looks[a].width < looks[b].width; });
  for (const std::size_t i : order) drawCurve(m_edgeImage, (*scene.edges)[i].curve, looks[i].width, looks[i].color);
  m_drawnLooks = looks;
  ++m_edgeDrawings;
}

void NetworkPainter::paintEdges(QPainter& painter, const NetworkScene& scene) {
  const std::vector<EdgeLook> looks = edgeLooks(scene);
  if (!m_sprites) {
    painter.setBrush(Qt::NoBrush);
    for (std::size_t i = 0; i < looks.size(); ++i) {
      painter.setPen(QPen(looks[i].color, looks[i].width, Qt::SolidLine, Qt::FlatCap));
      painter.drawPath(pathOf((*scene.edges)[i].curve));
    }
    return;
  }
  const double ratio = m_sprites->devicePixelRatio();
  const bool fits = m_edgeImage.size() == (scene.area * ratio).toSize() && m_edgeImage.devicePixelRatio() == ratio;
  if (!fits || looksChanged(looks)) drawEdgeImage(scene, looks, ratio);
  painter.drawImage(QPointF(0, 0), m_edgeImage);
}

void NetworkPainter::drawUnitImages(const NetworkScene& scene) {
  const InputGrid& grid = scene.snapshot->units;
  m_unitImages.resize(scene.layout->columns.size());
  for (const NetworkColumn& column : scene.layout->columns) {
    const auto l = static_cast<std::size_t>(column.layer);
    if (l >= grid.maps.size()) continue;
    const FieldScale scale = fieldScale(*scene.snapshot, column.layer, scene.largestTarget);
    for (std::size_t j = 0; j < column.units.size() && j < grid.maps[l].size(); ++j) {
      const std::vector<float>& map = grid.maps[l][j];
      if (map.empty()) break;
      UnitImage unit{fieldImage(scene.colors, scale, map, grid.rows, grid.resolution), {}, hasNaN(map)};
      if (m_sprites) unit.picture = m_sprites->unitPicture(unit.field, column.side, unit.isHatched);
      m_unitImages[l].push_back(std::move(unit));
    }
  }
}

void NetworkPainter::paintUnits(QPainter& painter, const NetworkScene& scene) {
  if (m_unitImages.empty()) drawUnitImages(scene);
  const auto paint = [&](const UnitBox& box) {
    const bool isDimmed =
        scene.lit ? !isPartOf(*scene.lit, box.id, *scene.edges) : scene.pass != nullptr && !scene.pass->actsOn(box.id);
    painter.setOpacity(isDimmed ? 0.4 : 1);
    paintUnit(painter, scene, box);
  };
  for (const NetworkColumn& column : scene.layout->columns)
    for (const UnitBox& box : column.units)
      if (box.id != scene.raised) paint(box);
  if (scene.raised) paint(*scene.layout->find(*scene.raised));
  painter.setOpacity(1);
}

void NetworkPainter::paintUnit(QPainter& painter, const NetworkScene& scene, const UnitBox& box) {
  const std::vector<UnitImage>& images = m_unitImages[static_cast<std::size_t>(box.id.layer)];
  const auto j = static_cast<std::size_t>(box.id.unit);
  const bool isLit = scene.lit && scene.lit->kind == NetworkItem::Kind::Unit && scene.lit->unit == box.id;
  const UnitFrame frame = isLit ? UnitFrame::Lit : UnitFrame::Plain;
  const bool hasPicture = j < images.size();
  if (hasPicture && m_sprites)
    painter.drawImage(box.rect.topLeft(), images[j].picture);
  else if (hasPicture)
    paintField(painter, box.rect, cornerRadius(box.rect.width()), images[j].field, images[j].isHatched, scene.colors);
  if (hasPicture) paintUnitCurve(painter, scene, box);
  if (m_sprites)
    painter.drawImage(box.rect.topLeft() - QPointF(NetworkSprites::kFrameMargin, NetworkSprites::kFrameMargin),
                      m_sprites->unitFrame(box.rect.width(), frame));
  else
    paintUnitFrame(painter, box.rect, frame, scene.colors);
}

void NetworkPainter::paintBiases(QPainter& painter, const NetworkScene& scene) {
  const Parameters& parameters = scene.snapshot->parameters;
  if (!parameters.architecture().bias) return;
  if (scene.direction != nullptr) return paintDirectionBiases(painter, scene);
  for (std::size_t l = 1; l < scene.layout->columns.size(); ++l)
    for (const UnitBox& box : scene.layout->columns[l].units) {
      const double bias = thetaOf(scene)[parameters.layout().biasIndex(box.id.layer, box.id.unit)];
      const QPointF center = biasMarkCenter(box.rect);
      const double radius = biasMarkRadius(box.rect);
      painter.setOpacity(scene.lit && scene.lit->unit != box.id ? 0.4 : 1);
      if (!m_sprites) {
        paintBiasMark(painter, center, radius, bias, scene.colors);
        continue;
      }
      const QImage& mark = m_sprites->biasMark(radius, bias);
      const QSizeF half = mark.deviceIndependentSize() / 2;
      painter.drawImage(center - QPointF(half.width(), half.height()), mark);
    }
  painter.setOpacity(1);
}

void NetworkPainter::paintRemarks(QPainter& painter, const NetworkScene& scene) const {
  painter.setFont(textFont(TextSize::Small));
  painter.setPen(scene.colors.mutedText);
  const QFontMetricsF metrics(painter.font());
  for (const NetworkColumn& column : scene.layout->columns) {
    if (column.notShown == 0) continue;
    const QString count = formatCount(column.notShown);
    for (const QString& text : {tr("… %1 more").arg(count), QStringLiteral("+%1").arg(count), QStringLiteral("…")}) {
      if (metrics.horizontalAdvance(text) > scene.layout->pitch - 4 && text.size() > 1) continue;
      painter.drawText(column.moreMark.adjusted(-200, 0, 200, 0), Qt::AlignCenter, text);
      break;
    }
  }
  if (scene.direction != nullptr) return paintDirectionLegend(painter, scene);
  const QRectF rest = scene.layout->note.adjusted(paintHealthLegend(painter, scene), 0, 0, 0);
  painter.setPen(scene.colors.mutedText);
  painter.drawText(rest, Qt::AlignRight | Qt::AlignVCenter,
                   metrics.elidedText(edgesNote(scene), Qt::ElideRight, rest.width()));
}

void NetworkPainter::paintFocusRing(QPainter& painter, const NetworkScene& scene) const {
  if (!scene.hasFocusRing || !scene.lit) return;
  const UnitBox* box = scene.layout->find(scene.lit->unit);
  if (box == nullptr) return;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(scene.colors.accent, 2));
  switch (scene.lit->kind) {
    case NetworkItem::Kind::Unit:
      painter.drawRoundedRect(box->rect.adjusted(-4, -4, 4, 4), cornerRadius(box->rect.width()) + 3,
                              cornerRadius(box->rect.width()) + 3);
      break;
    case NetworkItem::Kind::Bias:
      painter.drawEllipse(biasMarkCenter(box->rect), biasMarkRadius(box->rect) + 3, biasMarkRadius(box->rect) + 3);
      break;
    case NetworkItem::Kind::Weight:
      for (const NetworkEdge& edge : *scene.edges) {
        if (!isPartOf(*scene.lit, edge)) continue;
        QPainterPathStroker stroker(QPen(Qt::black, widestEdge(box->rect, box->rect) + 6, Qt::SolidLine, Qt::RoundCap));
        painter.drawPath(stroker.createStroke(pathOf(edge.curve)).simplified());
      }
      break;
  }
}

void NetworkPainter::paintTag(QPainter& painter, const NetworkScene& scene) const {
  if (!scene.lit) return;
  const std::optional<QPointF> anchor = tagAnchor(*scene.layout, *scene.edges, *scene.lit);
  if (!anchor) return;
  const MathText text(tagMarkup(scene), mathFont());
  const QSizeF size(text.width() + 14, text.height() + 6);
  QRectF box(*anchor - QPointF(size.width() / 2, size.height() / 2), size);
  box.moveLeft(std::clamp(box.left(), 2.0, std::max(2.0, scene.area.width() - size.width() - 2)));
  box.moveTop(std::clamp(box.top(), 2.0, std::max(2.0, scene.area.height() - size.height() - 2)));
  painter.setPen(QPen(scene.colors.controlBorder, 1));
  painter.setBrush(scene.colors.control);
  painter.drawRoundedRect(box, 5, 5);
  painter.setPen(scene.colors.text);
  text.paint(painter, box.topLeft() + QPointF(7, 3 + text.ascent()));
}

}  // namespace backscope
