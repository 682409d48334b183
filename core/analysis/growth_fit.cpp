#include "core/analysis/growth_fit.h"

#include <algorithm>

#include "core/math/elementary_functions.h"

namespace backscope {

namespace {

constexpr std::size_t kFewestPoints = 8;
constexpr double kLeastRise = 3;
constexpr double kSaturatedShare = 0.1;
constexpr double kStraight = 0.9999;
constexpr double kNearlyStraight = 0.95;

/// Least squares of y over the iteration, where the points hold y = ln d.
GrowthFit lineThrough(std::span<const GrowthPoint> points) {
  const double count = static_cast<double>(points.size());
  const std::int64_t origin = points.front().iteration;
  double meanT = 0;
  double meanY = 0;
  for (const GrowthPoint& point : points) {
    meanT += static_cast<double>(point.iteration - origin) / count;
    meanY += point.value / count;
  }
  double tt = 0;
  double ty = 0;
  double yy = 0;
  for (const GrowthPoint& point : points) {
    const double t = static_cast<double>(point.iteration - origin) - meanT;
    const double y = point.value - meanY;
    tt += t * t;
    ty += t * y;
    yy += y * y;
  }
  return {.rate = ty / tt,
          .first = origin,
          .last = points.back().iteration,
          .from = elementary::exp(points.front().value),
          .to = elementary::exp(points.back().value),
          .straightness = yy > 0 ? ty * ty / (tt * yy) : 0};
}

std::span<const GrowthPoint> aboveRounding(std::span<const GrowthPoint> points) {
  const auto begin = std::ranges::find_if(points, [](const GrowthPoint& point) { return point.value > kRounding; });
  return {begin, points.end()};
}

/// Those before the growth ends.
std::span<const GrowthPoint> risingPart(std::span<const GrowthPoint> points) {
  if (points.empty()) return {};
  const double end = kSaturatedShare * std::ranges::max(points, {}, &GrowthPoint::value).value;
  const auto stop = std::ranges::find_if(points, [end](const GrowthPoint& point) { return point.value > end; });
  return points.first(static_cast<std::size_t>(stop - points.begin()));
}

/// Of ln d.
double riseOf(std::span<const GrowthPoint> points) { return points.back().value - points.front().value; }

/// The longest stretch up to the last of these points that is straight enough, or, failing that, the straightest that
/// is nearly so.
std::optional<GrowthFit> fitUpToTheLast(std::span<const GrowthPoint> points, double nearly) {
  std::vector<GrowthPoint> logs;
  for (const GrowthPoint& point : points) {
    // What falls to 0 again is no growth.
    if (point.value <= 0) return std::nullopt;
    logs.push_back({point.iteration, elementary::log(point.value)});
  }
  if (logs.empty()) return std::nullopt;
  const double halfRise = riseOf(logs) / 2;
  std::optional<GrowthFit> best;
  for (std::span<const GrowthPoint> part = logs;
       part.size() >= kFewestPoints && riseOf(part) >= elementary::log(kLeastRise);
       part = part.subspan(std::max<std::size_t>(1, part.size() / 16))) {
    const GrowthFit line = lineThrough(part);
    if (line.rate > 0 && line.straightness >= kStraight) return line;
    const bool isBetter = line.straightness > (best ? best->straightness : nearly);
    if (line.rate > 0 && isBetter && riseOf(part) >= halfRise) best = line;
  }
  return best;
}

}  // namespace

double GrowthFit::factor() const { return elementary::exp(rate); }
double GrowthFit::doubling() const { return elementary::log(2.0) / rate; }

std::optional<GrowthFit> fitGrowth(std::span<const GrowthPoint> points) {
  const std::span<const GrowthPoint> above = aboveRounding(points);
  // Where it still grows there is no end to stay away from.
  if (const std::optional<GrowthFit> growing = fitUpToTheLast(above, kStraight)) return growing;
  return fitUpToTheLast(risingPart(above), kNearlyStraight);
}

std::optional<GrowthFit> latestGrowth(const Series& series, std::span<const std::int64_t> edits, std::int64_t until) {
  std::span<const SeriesBucket> buckets = series.buckets();
  const auto firstFrom = [&buckets](std::int64_t iteration) {
    return std::ranges::lower_bound(buckets, iteration, {}, &SeriesBucket::last) - buckets.begin();
  };
  buckets = buckets.first(static_cast<std::size_t>(firstFrom(until + 1)));
  std::vector<GrowthPoint> points;
  for (std::size_t k = edits.size(); k-- > 0 && !buckets.empty();) {
    const auto first = static_cast<std::size_t>(firstFrom(edits[k]));
    points.clear();
    for (const SeriesBucket& bucket : buckets.subspan(first)) points.push_back({bucket.last, bucket.latest});
    if (const std::optional<GrowthFit> fit = fitGrowth(points)) return fit;
    buckets = buckets.first(first);
  }
  return std::nullopt;
}

}  // namespace backscope
