#include "ui/views/surface_raster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace backscope {

namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

/// A place between two neighbouring columns, or rows.
struct Between {
  int first = -1;  ///< −1: beyond the grid
  double share = 0;
};

Between placeBetween(double step, int count) {
  // What rounding puts beside the edge is on it.
  constexpr double kSlack = 1e-9;
  if (!(step > -kSlack && step < count - 1 + kSlack)) return {};
  const double inside = std::clamp(step, 0.0, static_cast<double>(count - 1));
  const int first = std::min(static_cast<int>(inside), count - 2);
  return {first, inside - first};
}

std::vector<Between> placesAlong(double low, double high, int pixels, double gridLow, double gridHigh, int count) {
  std::vector<Between> places;
  for (int k = 0; k < pixels; ++k) {
    const double value = low + (k + 0.5) / pixels * (high - low);
    places.push_back(placeBetween((value - gridLow) / (gridHigh - gridLow) * (count - 1), count));
  }
  return places;
}

/// Of the corners that are numbers; none where the nearest isn't.
float nearHole(const float* below, const float* above, float right, float up) {
  const std::array corners{below[0], below[1], above[0], above[1]};
  const std::array weights{(1 - right) * (1 - up), right * (1 - up), (1 - right) * up, right * up};
  const auto nearest = std::ranges::max_element(weights) - weights.begin();
  if (std::isnan(corners[static_cast<std::size_t>(nearest)])) return kNone;
  float sum = 0;
  float weight = 0;
  for (std::size_t k = 0; k < corners.size(); ++k)
    if (!std::isnan(corners[k])) {
      sum += weights[k] * corners[k];
      weight += weights[k];
    }
  return sum / weight;
}

float interpolated(const ScaledSurface& scaled, const Between& column, const Between& row) {
  const auto columns = static_cast<std::size_t>(scaled.surface->columns);
  const float* below = scaled.coordinates.data() + static_cast<std::size_t>(row.first) * columns + column.first;
  const float* above = below + columns;
  const auto right = static_cast<float>(column.share);
  const auto up = static_cast<float>(row.share);
  const float low = below[0] + right * (below[1] - below[0]);
  const float high = above[0] + right * (above[1] - above[0]);
  const float value = low + up * (high - low);
  return std::isnan(value) ? nearHole(below, above, right, up) : value;
}

}  // namespace

QImage surfaceImage(const ScaledSurface& scaled, const SurfaceWindow& window, const QSize& pixels,
                    const SurfaceColors& colors) {
  QImage image(pixels.expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
  const LossSurface& surface = *scaled.surface;
  const SurfaceWindow& grid = surface.window;
  const std::vector<Between> columns =
      placesAlong(window.alphaLow, window.alphaHigh, image.width(), grid.alphaLow, grid.alphaHigh, surface.columns);
  const std::vector<Between> rows =
      placesAlong(window.betaHigh, window.betaLow, image.height(), grid.betaLow, grid.betaHigh, surface.rows);
  const auto low = static_cast<float>(scaled.scale.low);
  const auto steps = static_cast<float>((kSurfaceColors - 1) / (scaled.scale.high - scaled.scale.low));
  for (int y = 0; y < image.height(); ++y) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
    const Between& row = rows[static_cast<std::size_t>(y)];
    for (int x = 0; x < image.width(); ++x) {
      const Between& column = columns[static_cast<std::size_t>(x)];
      const float value = row.first < 0 || column.first < 0 ? kNone : interpolated(scaled, column, row);
      const auto place = std::clamp((value - low) * steps + 0.5F, 0.0F, kSurfaceColors - 1.0F);
      line[x] = std::isnan(value) ? 0 : colors[static_cast<std::size_t>(place)];
    }
  }
  return image;
}

double lossBetween(const ScaledSurface& scaled, double alpha, double beta) {
  const LossSurface& surface = *scaled.surface;
  const SurfaceWindow& grid = surface.window;
  const double across = (alpha - grid.alphaLow) / (grid.alphaHigh - grid.alphaLow) * (surface.columns - 1);
  const double up = (beta - grid.betaLow) / (grid.betaHigh - grid.betaLow) * (surface.rows - 1);
  const Between column = placeBetween(across, surface.columns);
  const Between row = placeBetween(up, surface.rows);
  if (column.first < 0 || row.first < 0) return std::numeric_limits<double>::quiet_NaN();
  const double nearest = surface.at(static_cast<int>(std::lround(across)), static_cast<int>(std::lround(up)));
  constexpr double kSame = 1e-6;
  if (std::abs(across - std::round(across)) < kSame && std::abs(up - std::round(up)) < kSame) return nearest;
  const auto coordinate = [&](int right, int above) {
    const double loss = surface.at(column.first + right, row.first + above);
    return !scaled.scale.isLog ? loss : loss > 0 ? std::log10(loss) : scaled.scale.low;
  };
  const double below = std::lerp(coordinate(0, 0), coordinate(1, 0), column.share);
  const double above = std::lerp(coordinate(0, 1), coordinate(1, 1), column.share);
  const double value = std::lerp(below, above, row.share);
  return std::isfinite(value) ? scaled.scale.lossOf(value) : nearest;
}

}  // namespace backscope
