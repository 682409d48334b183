#include "core/analysis/growth_fit.h"

#include <algorithm>
#include <limits>

#include "core/math/elementary_functions.h"

namespace backscope {

namespace {

constexpr std::size_t kFewestPoints = 8;
constexpr double kLeastRise = 3;
constexpr double kSaturatedShare = 0.1;
constexpr double kStraight = 0.9999;
constexpr double kNearlyStraight = 0.95;

/// Least squares of ln value over the iteration.
GrowthFit lineThrough(std::span<const GrowthPoint> points) {
  const double count = static_cast<double>(points.size());
  const std::int64_t origin = points.front().iteration;
  double meanT = 0;
  double meanY = 0;
  for (const GrowthPoint& point : points) {
    meanT += static_cast<double>(point.iteration - origin) / count;
    meanY += elementary::log(point.value) / count;
  }
  double tt = 0;
  double ty = 0;
  double yy = 0;
  for (const GrowthPoint& point : points) {
    const double t = static_cast<double>(point.iteration - origin) - meanT;
    const double y = elementary::log(point.value) - meanY;
    tt += t * t;
    ty += t * y;
    yy += y * y;
  }
  return {.rate = ty / tt,
          .first = origin,
          .last = points.back().iteration,
          .from = points.front().value,
          .to = points.back().value,
          .straightness = yy > 0 ? ty * ty / (tt * yy) : 0};
}

/// Those above rounding and before the growth ends.
std::span<const GrowthPoint> risingPart(std::span<const GrowthPoint> points) {
  const auto begin = std::ranges::find_if(points, [](const GrowthPoint& point) { return point.value > kRounding; });
  const std::span<const GrowthPoint> above(begin, points.end());
  if (above.empty()) return {};
  const double end = kSaturatedShare * std::ranges::max(above, {}, &GrowthPoint::value).value;
  const auto stop = std::ranges::find_if(above, [end](const GrowthPoint& point) { return point.value > end; });
  return above.first(static_cast<std::size_t>(stop - above.begin()));
}

double riseOf(std::span<const GrowthPoint> points) {
  return elementary::log(points.back().value / points.front().value);
}

}  // namespace

double GrowthFit::factor() const { return elementary::exp(rate); }
double GrowthFit::doubling() const { return elementary::log(2.0) / rate; }

std::optional<GrowthFit> fitGrowth(std::span<const GrowthPoint> points) {
  std::span<const GrowthPoint> part = risingPart(points);
  // What dips below rounding again is no growth.
  if (part.empty() || std::ranges::min(part, {}, &GrowthPoint::value).value <= 0) return std::nullopt;
  const double halfRise = riseOf(part) / 2;
  std::optional<GrowthFit> best;
  while (part.size() >= kFewestPoints && riseOf(part) >= elementary::log(kLeastRise)) {
    const GrowthFit line = lineThrough(part);
    if (line.rate > 0 && line.straightness >= kStraight) return line;
    const bool isBetter = line.straightness > (best ? best->straightness : kNearlyStraight);
    if (line.rate > 0 && isBetter && riseOf(part) >= halfRise) best = line;
    part = part.subspan(std::max<std::size_t>(1, part.size() / 16));
  }
  return best;
}

std::optional<GrowthFit> latestGrowth(const Series& series, std::span<const std::int64_t> edits, std::int64_t until) {
  std::vector<GrowthPoint> points;
  for (std::size_t k = edits.size(); k-- > 0;) {
    const std::int64_t first = edits[k];
    const std::int64_t last = k + 1 < edits.size() ? edits[k + 1] - 1 : std::numeric_limits<std::int64_t>::max();
    points.clear();
    for (const SeriesBucket& bucket : series.buckets())
      if (bucket.last >= first && bucket.last <= std::min(last, until)) points.push_back({bucket.last, bucket.latest});
    if (const std::optional<GrowthFit> fit = fitGrowth(points)) return fit;
  }
  return std::nullopt;
}

}  // namespace backscope
