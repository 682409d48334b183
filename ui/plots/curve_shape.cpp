#include "ui/plots/curve_shape.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace backscope {

namespace {

/// Qt's rasterizer is exact up to 2¹⁵.
constexpr double kFarAway = 16'000;

/// The buckets whose middles fall into one pixel column.
struct Gathered {
  double x = 0;
  double min = 0;
  double max = 0;
  double meanSum = 0;
  int buckets = 0;
  bool hasZero = false;
  double mean() const { return meanSum / buckets; }
};

double middleOf(const SeriesBucket& bucket) {
  return (static_cast<double>(bucket.first) + static_cast<double>(bucket.last)) / 2;
}

void add(Gathered& column, const SeriesBucket& bucket) {
  column.min = column.buckets == 0 ? bucket.min : std::min(column.min, bucket.min);
  column.max = column.buckets == 0 ? bucket.max : std::max(column.max, bucket.max);
  column.hasZero = column.hasZero || bucket.min == 0;
  column.meanSum += bucket.mean;
  ++column.buckets;
}

std::vector<Gathered> gather(const Series& series, const PlotFrame& frame) {
  const std::vector<SeriesBucket>& buckets = series.buckets();
  const auto before = [](const SeriesBucket& bucket, double iteration) { return middleOf(bucket) < iteration; };
  auto first = std::lower_bound(buckets.begin(), buckets.end(), frame.firstIteration, before);
  auto last = std::lower_bound(first, buckets.end(), frame.lastIteration, before);
  if (first != buckets.begin()) --first;
  if (last != buckets.end()) ++last;
  std::vector<Gathered> columns;
  columns.reserve(static_cast<std::size_t>(last - first));
  double column = -std::numeric_limits<double>::infinity();
  for (auto bucket = first; bucket != last; ++bucket) {
    const bool isLatest = std::next(bucket) == buckets.end();
    const double x = frame.xAt(isLatest ? static_cast<double>(bucket->last) : middleOf(*bucket));
    if (std::floor(x) != column) {
      column = std::floor(x);
      columns.push_back({.x = std::clamp(x, -kFarAway, kFarAway)});
    }
    add(columns.back(), *bucket);
    if (isLatest) columns.back().x = std::clamp(x, -kFarAway, kFarAway);
  }
  return columns;
}

/// Where a column's zero marks reach: half-way to its neighbours, but no wider than they stand apart in a thinned
/// curve.
CurveShape::Span spanOf(const std::vector<Gathered>& columns, std::size_t i) {
  const double x = columns[i].x;
  const double left = i > 0 ? std::min(x - columns[i - 1].x, 4.0) / 2 : 1;
  const double right = i + 1 < columns.size() ? std::min(columns[i + 1].x - x, 4.0) / 2 : 1;
  return {x - std::max(left, 0.5), x + std::max(right, 0.5)};
}

void addZeroSpan(CurveShape& shape, const CurveShape::Span& span) {
  if (!shape.zeros.empty() && span.from <= shape.zeros.back().to + 0.01)
    shape.zeros.back().to = span.to;
  else
    shape.zeros.push_back(span);
}

class ShapeMaker {
 public:
  explicit ShapeMaker(const PlotFrame& frame) : m_frame(frame) {}

  void addColumn(const Gathered& column) {
    const bool log = m_frame.axis == ValueAxis::Log;
    if (log && !(column.max > 0)) {
      m_isBroken = true;
      m_shape.end.reset();
      if (column.hasZero) m_shape.end = QPointF(column.x, m_frame.lane.center().y());
      return;
    }
    if (m_isBroken) {
      m_shape.lines.emplace_back();
      m_shape.bands.emplace_back();
      m_isBroken = false;
    }
    const QPointF point(column.x, clampedY(column.mean()));
    m_shape.lines.back().append(point);
    m_shape.bands.back().push_back(rangeOf(column, point.y()));
    m_shape.end = point;
  }

  CurveShape& shape() { return m_shape; }

 private:
  CurveShape::Column rangeOf(const Gathered& column, double meanY) const {
    if (column.min == column.max) return {column.x, meanY, meanY};  // saves two logarithms
    const bool reachesZero = m_frame.axis == ValueAxis::Log && !(column.min > 0);
    return {column.x, clampedY(column.max), reachesZero ? m_frame.area.bottom() : clampedY(column.min)};
  }

  double clampedY(double value) const { return std::clamp(m_frame.yAt(value), -kFarAway, kFarAway); }

  const PlotFrame& m_frame;
  CurveShape m_shape;
  bool m_isBroken = true;
};

/// Labels that touch, from top to bottom, and the middle of them all.
struct Pool {
  std::vector<std::size_t> labels;
  double centre = 0;
  double extent(double height) const { return static_cast<double>(labels.size()) * height; }
};

bool overlap(const Pool& upper, const Pool& lower, double height) {
  return lower.centre - upper.centre < (upper.extent(height) + lower.extent(height)) / 2 - 1e-9;
}

/// Into one, at the mean of where they were, weighted by their labels, but inside top…bottom.
void joinLast(std::vector<Pool>& pools, double top, double bottom, double height) {
  const Pool lower = std::move(pools.back());
  pools.pop_back();
  Pool& pool = pools.back();
  const double sum = pool.extent(height) + lower.extent(height);
  pool.centre = (pool.centre * pool.extent(height) + lower.centre * lower.extent(height)) / sum;
  pool.labels.insert(pool.labels.end(), lower.labels.begin(), lower.labels.end());
  pool.centre = std::clamp(pool.centre, top + sum / 2, std::max(top + sum / 2, bottom - sum / 2));
}

std::vector<std::size_t> evenlyChosen(std::size_t count, std::size_t chosen) {
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < chosen; ++i)
    indices.push_back(chosen == 1 ? 0 : (i * (count - 1) + (chosen - 1) / 2) / (chosen - 1));
  return indices;
}

}  // namespace

CurveShape layoutCurve(const Series& series, const PlotFrame& frame) {
  const std::vector<Gathered> columns = gather(series, frame);
  ShapeMaker maker(frame);
  for (const Gathered& column : columns) maker.addColumn(column);
  CurveShape shape = std::move(maker.shape());
  if (frame.axis == ValueAxis::Log)
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i].hasZero) addZeroSpan(shape, spanOf(columns, i));
  return shape;
}

const SeriesBucket* bucketAt(const Series& series, double iteration) {
  const std::vector<SeriesBucket>& buckets = series.buckets();
  if (buckets.empty()) return nullptr;
  const auto after = std::lower_bound(
      buckets.begin(), buckets.end(), iteration,
      [](const SeriesBucket& bucket, double wanted) { return static_cast<double>(bucket.last) < wanted; });
  if (after == buckets.end()) return &buckets.back();
  if (after == buckets.begin() || static_cast<double>(after->first) <= iteration) return &*after;
  const auto before = std::prev(after);
  const double toBefore = iteration - static_cast<double>(before->last);
  return toBefore <= static_cast<double>(after->first) - iteration ? &*before : &*after;
}

std::vector<double> spreadLabels(const std::vector<double>& wished, double height, double top, double bottom) {
  std::vector<double> placed(wished.size(), std::numeric_limits<double>::quiet_NaN());
  if (wished.empty() || height <= 0) return placed;
  std::vector<std::size_t> order(wished.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&wished](std::size_t i) { return wished[i]; });
  const auto room = std::max<std::size_t>(1, static_cast<std::size_t>(std::max(0.0, (bottom - top) / height)));
  std::vector<std::size_t> shown;
  for (const std::size_t i : evenlyChosen(order.size(), std::min(order.size(), room))) shown.push_back(order[i]);
  std::vector<Pool> pools;
  for (const std::size_t i : shown) {
    pools.push_back({{i}, std::clamp(wished[i], top + height / 2, std::max(top, bottom - height / 2))});
    while (pools.size() > 1 && overlap(pools[pools.size() - 2], pools.back(), height))
      joinLast(pools, top, bottom, height);
  }
  for (const Pool& pool : pools)
    for (std::size_t k = 0; k < pool.labels.size(); ++k)
      placed[pool.labels[k]] =
          pool.centre + (static_cast<double>(k) - (static_cast<double>(pool.labels.size()) - 1) / 2) * height;
  return placed;
}

}  // namespace backscope
