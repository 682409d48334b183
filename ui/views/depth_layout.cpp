#include "ui/views/depth_layout.h"

#include <algorithm>
#include <cmath>

namespace backscope {

namespace {

constexpr double kGap = 8;
constexpr double kMark = 14;  ///< before a label's name
constexpr double kLeastArea = 150;
constexpr double kLeastLines = 5;  ///< of the area
constexpr double kTickLines = 1.6;
/// Of the distance between two depths, from one activation to the next in the lane of zeros.
constexpr double kLaneStep = 0.08;
constexpr double kAroundDepths = 0.5;

std::vector<Activation> curves() { return {kActivations.begin(), kActivations.begin() + kDepthActivations}; }

/// Whole decades that hold all means.
void setRange(DepthLayout& layout, const DepthPicture& picture) {
  double low = HUGE_VAL;
  double high = -HUGE_VAL;
  const auto include = [&](double decades) {
    if (!std::isfinite(decades)) return;
    low = std::min(low, decades);
    high = std::max(high, decades);
  };
  for (const auto* cells : {&picture.cells, &picture.before})
    for (const std::optional<DepthCell>& cell : *cells)
      if (cell && !isMostlyZero(*cell)) include(cell->mean);
  include(picture.here);
  if (low > high) return;
  layout.low = std::floor(low);
  layout.high = std::max(std::ceil(high), layout.low + 1);
}

/// The last point of a curve; of what stands in for it while it is measured, so that its label stays.
std::optional<double> endOf(const DepthPicture& picture, const DepthLayout& layout, Activation activation) {
  for (int depth = kMaxHiddenLayers; depth > 0; --depth)
    for (const auto* cells : {&picture.cells, &picture.before})
      if (!cells->empty())
        if (const auto point = layout.pointOf((*cells)[depthCellOf(activation, depth)], {activation, depth}))
          return point->y();
  return std::nullopt;
}

/// Pushes what overlaps apart, downwards and then up again from the bottom.
void spread(std::vector<DepthLabel>& labels, double top, double bottom, double height) {
  std::ranges::stable_sort(labels, {}, &DepthLabel::end);
  double next = top;
  for (DepthLabel& label : labels) {
    label.rect.moveTop(std::max(next, label.end - height / 2));
    next = label.rect.bottom();
  }
  next = bottom;
  std::for_each(labels.rbegin(), labels.rend(), [&next](DepthLabel& label) {
    label.rect.moveBottom(std::min(next, label.rect.bottom()));
    next = label.rect.top();
  });
}

/// Those that there is room for.
std::vector<DepthLabel> layoutLabels(const DepthPicture& picture, const DepthLayout& layout, const QRectF& column,
                                     double height, const std::vector<Activation>& first) {
  std::vector<Activation> order = curves();
  std::stable_partition(order.begin(), order.end(),
                        [&](Activation activation) { return std::ranges::find(first, activation) != first.end(); });
  const auto room = static_cast<std::size_t>(std::max(1.0, std::floor(column.height() / height)));
  std::vector<DepthLabel> labels;
  for (const Activation activation : order) {
    const std::optional<double> end = endOf(picture, layout, activation);
    if (end && labels.size() < room)
      labels.push_back({activation, QRectF(column.left(), 0, column.width(), height), *end});
  }
  spread(labels, column.top(), column.bottom(), height);
  return labels;
}

double labelsWidth(const DepthTexts& texts) { return kMark + texts.nameWidth + kGap + texts.valueWidth; }

}  // namespace

bool isMostlyZero(const DepthCell& cell) { return 2 * cell.zeros > kDepthSeeds; }

const std::optional<DepthCell>& DepthPicture::at(const DepthPlace& place) const {
  return cells[depthCellOf(place.activation, place.depth)];
}

std::span<const std::optional<DepthCell>> DepthPicture::row(Activation which) const {
  return std::span(cells).subspan(depthCellOf(which, 1), kMaxHiddenLayers);
}

bool DepthPicture::isComplete() const {
  return std::ranges::all_of(cells, [](const auto& cell) { return cell.has_value(); });
}

DepthPicture emptyDepthPicture(const Session& session) {
  DepthPicture picture;
  picture.base = depthBase(session);
  picture.cells.resize(kDepthCells);
  setPresent(picture, session.network);
  return picture;
}

void setPresent(DepthPicture& picture, const Architecture& network) {
  picture.depth = network.hiddenLayers();
  picture.activation = network.activationOf(1);
  for (int l = 2; l <= picture.depth; ++l)
    if (network.activationOf(l) != picture.activation) picture.activation.reset();
}

double DepthLayout::xAt(double depth) const {
  const double step = area.width() / (kMaxHiddenLayers - 1 + 2 * kAroundDepths);
  return area.left() + (depth - 1 + kAroundDepths) * step;
}

double DepthLayout::yAt(double decades) const { return area.bottom() - (decades - low) / (high - low) * area.height(); }

std::optional<QPointF> DepthLayout::pointOf(const DepthPicture& picture, const DepthPlace& place) const {
  return pointOf(picture.at(place), place);
}

std::optional<QPointF> DepthLayout::pointOf(const std::optional<DepthCell>& cell, const DepthPlace& place) const {
  if (!cell) return std::nullopt;
  const bool isZero = isMostlyZero(*cell);
  if (!isZero && std::isfinite(cell->mean)) return QPointF(xAt(place.depth), yAt(cell->mean));
  if (!isZero || lane.isNull()) return std::nullopt;
  const double aside = (static_cast<double>(place.activation) - (kDepthActivations - 1) / 2.0) * kLaneStep;
  return QPointF(xAt(place.depth + aside), lane.center().y());
}

int DepthLayout::depthAt(double x) const {
  const double step = xAt(2) - xAt(1);
  return std::clamp(static_cast<int>(std::lround((x - xAt(1)) / step)) + 1, 1, kMaxHiddenLayers);
}

DepthLayout layoutDepth(const DepthPicture& picture, const QRectF& rect, const DepthTexts& texts,
                        const std::vector<Activation>& first) {
  DepthLayout layout;
  setRange(layout, picture);
  const double line = texts.lineHeight;
  const bool hasZeros =
      std::ranges::any_of(picture.cells, [](const auto& cell) { return cell && isMostlyZero(*cell); });
  const double right = rect.right() - labelsWidth(texts) - kGap;
  const double left = rect.left() + texts.tickWidth + kGap;
  const double bottom = rect.bottom() - line - 4;
  if (hasZeros) layout.lane = QRectF(QPointF(left, bottom - line), QPointF(std::max(right, left + 1), bottom));
  const double top = rect.top() + 1.5 * line;
  const double areaBottom = hasZeros ? layout.lane.top() - 4 : bottom;
  layout.area = QRectF(QPointF(left, top), QPointF(std::max(right, left + 1), std::max(areaBottom, top + 1)));
  layout.heading = QRectF(rect.left(), rect.top(), layout.area.right() - rect.left(), line);
  layout.labelHeading =
      QRectF(QPointF(layout.area.right() + kGap, rect.top()), QPointF(rect.right(), rect.top() + line));
  layout.ticks = logTicks(layout.low, layout.high, static_cast<int>(layout.area.height() / (kTickLines * line)));
  // The lane has a number of its own.
  if (hasZeros)
    std::erase_if(layout.ticks, [&](const AxisTick& tick) {
      return layout.yAt(tick.coordinate) > layout.lane.center().y() - 1.1 * line;
    });
  const int every = layout.xAt(2) - layout.xAt(1) < line * 1.4 ? layout.xAt(4) - layout.xAt(1) < line * 1.6 ? 5 : 3 : 1;
  for (int depth = 1; depth <= kMaxHiddenLayers; depth += every) layout.depthTicks.push_back(depth);
  const QRectF column(QPointF(layout.labelHeading.left(), top), QPointF(rect.right(), rect.bottom()));
  layout.labels = layoutLabels(picture, layout, column, line, first);
  return layout;
}

QSizeF leastDepthSize(const DepthTexts& texts) {
  return {texts.tickWidth + 2 * kGap + kLeastArea + labelsWidth(texts), (kLeastLines + 2.5) * texts.lineHeight + 4};
}

std::optional<DepthPlace> depthPlaceAt(const DepthPicture& picture, const DepthLayout& layout, const QPointF& point) {
  const QRectF all = layout.area.united(layout.lane).adjusted(0, -kGap, 0, kGap);
  if (!all.contains(point)) return std::nullopt;
  const int depth = layout.depthAt(point.x());
  std::optional<DepthPlace> nearest;
  double distance = HUGE_VAL;
  for (const Activation activation : curves()) {
    const std::optional<QPointF> at = layout.pointOf(picture, {activation, depth});
    if (!at) continue;
    // In the lane they stand beside each other.
    const double away = std::hypot(0.5 * (at->x() - point.x()), at->y() - point.y());
    if (away < distance) nearest = DepthPlace{activation, depth};
    distance = std::min(distance, away);
  }
  return nearest;
}

DepthPlace neighbourOf(const DepthPicture& picture, const DepthLayout& layout, const DepthPlace& place, int right,
                       int up) {
  DepthPlace next{place.activation, std::clamp(place.depth + right, 1, kMaxHiddenLayers)};
  const std::optional<QPointF> from = layout.pointOf(picture, place);
  if (up == 0 || !from) return next;
  // Of those that stand at one height, in the order of their names.
  const auto rank = [&](Activation activation, const QPointF& at) {
    return std::pair(-up * at.y(), -up * static_cast<double>(activation));
  };
  std::optional<std::pair<double, double>> best;
  for (const Activation activation : curves()) {
    const std::optional<QPointF> at = layout.pointOf(picture, {activation, place.depth});
    if (!at || rank(activation, *at) <= rank(place.activation, *from)) continue;
    if (best && rank(activation, *at) >= *best) continue;
    best = rank(activation, *at);
    next.activation = activation;
  }
  return next;
}

}  // namespace backscope
