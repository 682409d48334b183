#include "ui/views/lock_marks.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/theme/fonts.h"
#include "ui/views/network_headings.h"

namespace backscope {

namespace {

/// Where on its curve a weight's lock stands: nearer to the layer with more units, where curves lie further apart.
constexpr double kPlaceOnEdge = 0.7;

QPainterPath bodyOf(const LockMark& mark) {
  const double h = mark.height;
  QPainterPath body;
  body.addRoundedRect(QRectF(mark.center.x() - 0.38 * h, mark.center.y() - 0.08 * h, 0.76 * h, 0.58 * h), 0.1 * h,
                      0.1 * h);
  return body;
}

QPainterPath shackleOf(const LockMark& mark) {
  const double h = mark.height;
  const QRectF arch(mark.center.x() - 0.22 * h, mark.center.y() - 0.44 * h, 0.44 * h, 0.44 * h);
  QPainterPath shackle(QPointF(arch.left(), mark.center.y() - 0.08 * h));
  shackle.lineTo(arch.left(), arch.center().y());
  shackle.arcTo(arch, 180, -180);
  shackle.lineTo(arch.right(), mark.center.y() - 0.08 * h);
  return shackle;
}

class Marks {
 public:
  Marks(const Snapshot& snapshot, const NetworkLayout& layout)
      : m_frozen(snapshot.session->training.frozen), m_parameters(snapshot.parameters), m_layout(layout) {}

  void addLayer(const NetworkColumn& column) {
    const double heading = networkTypeSizes(network()).headingWidth / 2 + lockHeight();
    const double x = column.center + std::min(heading, m_layout.pitch / 2 - lockHeight() / 2);
    marks.push_back({{x, m_layout.headingBaseline - lockHeight() / 2}, lockHeight()});
  }

  void addUnit(const UnitBox& box) { marks.push_back({box.rect.topLeft() + QPointF(1, 1), heightAt(box)}); }

  void addBias(const UnitBox& box) {
    if (!network().bias || !isAt(m_parameters.layout().biasIndex(box.id.layer, box.id.unit))) return;
    const double height = heightAt(box);
    const double beside = biasMarkRadius(box.rect) + height / 2 + 1;
    marks.push_back({biasMarkCenter(box.rect) - QPointF(beside, 0), height});
  }

  void addWeight(const NetworkEdge& edge) {
    if (!isAt(edge.index)) return;
    const auto unitsAt = [this](int l) { return m_layout.columns[static_cast<std::size_t>(l)].units.size(); };
    const bool isNearSource = unitsAt(edge.from.layer) > unitsAt(edge.to.layer);
    const double height = std::min(heightAt(*m_layout.find(edge.from)), heightAt(*m_layout.find(edge.to)));
    marks.push_back({edge.curve.at(isNearSource ? 1 - kPlaceOnEdge : kPlaceOnEdge), height});
  }

  /// A layer's places follow each other, so that a large one need not be looked through.
  bool isLayer(int l) const {
    const std::size_t first = m_parameters.layout().weightOffset(l);
    const int perUnit = network().unitsOf(l - 1) + (network().bias ? 1 : 0);
    const std::size_t last = first + static_cast<std::size_t>(network().unitsOf(l) * perUnit) - 1;
    const auto begin = std::ranges::lower_bound(m_frozen, first);
    return m_frozen.end() - begin > static_cast<std::ptrdiff_t>(last - first) &&
           *(begin + static_cast<std::ptrdiff_t>(last - first)) == last;
  }
  bool isUnit(const UnitId& unit) const { return areFrozen(m_frozen, placesOfUnit(network(), unit.layer, unit.unit)); }

  std::vector<LockMark> marks;

 private:
  const Architecture& network() const { return m_parameters.architecture(); }
  bool isAt(std::size_t index) const { return isFrozen(m_frozen, index); }
  /// In a crowded network no larger than the units allow.
  static double heightAt(const UnitBox& box) { return std::min(lockHeight(), std::max(5.0, 0.45 * box.rect.width())); }

  const FrozenPlaces& m_frozen;
  const Parameters& m_parameters;
  const NetworkLayout& m_layout;
};

}  // namespace

double lockHeight() { return std::round(0.95 * QFontMetricsF(textFont(TextSize::Small)).ascent()); }

std::vector<LockMark> lockMarks(const Snapshot& snapshot, const NetworkLayout& layout,
                                const std::vector<NetworkEdge>& edges) {
  Marks marks(snapshot, layout);
  if (snapshot.session->training.frozen.empty()) return {};
  std::vector<UnitId> single;
  for (const NetworkColumn& column : layout.columns) {
    if (column.layer == 0) continue;
    if (marks.isLayer(column.layer)) {
      marks.addLayer(column);
      continue;
    }
    for (const UnitBox& box : column.units) {
      if (marks.isUnit(box.id)) {
        marks.addUnit(box);
        continue;
      }
      marks.addBias(box);
      single.push_back(box.id);
    }
  }
  for (const NetworkEdge& edge : edges)
    if (std::ranges::find(single, edge.to) != single.end()) marks.addWeight(edge);
  return marks.marks;
}

void paintLock(QPainter& painter, const LockMark& mark, const QColor& color, const QColor& halo) {
  const double wide = std::max(1.2, 0.13 * mark.height);
  const QPainterPath body = bodyOf(mark);
  const QPainterPath shackle = shackleOf(mark);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(halo, wide + 3, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
  painter.drawPath(shackle);
  painter.setBrush(halo);
  painter.setPen(QPen(halo, 3));
  painter.drawPath(body);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(color, wide, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
  painter.drawPath(shackle);
  painter.fillPath(body, color);
}

QPixmap lockPicture(const QColor& color, double height, double devicePixelRatio) {
  QPixmap picture((QSizeF(height, height) * devicePixelRatio).toSize());
  picture.setDevicePixelRatio(devicePixelRatio);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  paintLock(painter, {{height / 2, height / 2}, height}, color, Qt::transparent);
  return picture;
}

void paintLocks(QPainter& painter, const NetworkScene& scene) {
  for (const LockMark& mark : lockMarks(*scene.snapshot, *scene.layout, *scene.edges))
    paintLock(painter, mark, scene.colors.text, scene.colors.card);
}

}  // namespace backscope
