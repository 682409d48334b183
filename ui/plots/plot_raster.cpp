#include "ui/plots/plot_raster.h"

#include <algorithm>
#include <cmath>

namespace backscope {

namespace {

constexpr unsigned kFull = 256;

/// Source over destination, both premultiplied; the source covers `share` 256ths of the pixel.
QRgb over(QRgb destination, QRgb source, unsigned share) {
  const unsigned rest = kFull - (static_cast<unsigned>(qAlpha(source)) * share + 127) / 255;
  const auto channel = [&](int shift) {
    const unsigned s = (source >> shift) & 0xff;
    const unsigned d = (destination >> shift) & 0xff;
    return std::min(255U, (s * share + d * rest + 128) >> 8) << shift;
  };
  return channel(24) | channel(16) | channel(8) | channel(0);
}

}  // namespace

bool DashPattern::isDrawnAt(double x) const {
  if (period() <= 0) return true;
  const double place = std::fmod(x, period());
  return place < on || (place >= on + off && place < on + off + dot);
}

PlotRaster::PlotRaster(const QRectF& area, double devicePixelRatio)
    : m_image((area.size() * devicePixelRatio).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied),
      m_origin(area.topLeft()),
      m_ratio(devicePixelRatio),
      m_covers(static_cast<std::size_t>(m_image.width())) {
  m_image.setDevicePixelRatio(devicePixelRatio);
  m_image.fill(Qt::transparent);
}

QPointF PlotRaster::toDevice(const QPointF& point) const { return (point - m_origin) * m_ratio; }

void PlotRaster::beginCovers() { std::ranges::fill(m_covers, Cover()); }

void PlotRaster::coverSegment(const QPointF& from, const QPointF& to) {
  const int first = std::max(0, static_cast<int>(std::floor(from.x())));
  const int last = std::min(m_image.width() - 1, static_cast<int>(std::floor(to.x())));
  const double slope = to.x() > from.x() ? (to.y() - from.y()) / (to.x() - from.x()) : 0;
  for (int x = first; x <= last; ++x) {
    const bool startsHere = from.x() >= x;
    const bool endsHere = to.x() <= x + 1;
    const double y0 = startsHere ? from.y() : from.y() + slope * (x - from.x());
    const double y1 = endsHere ? to.y() : from.y() + slope * (x + 1 - from.x());
    Cover& cover = m_covers[static_cast<std::size_t>(x)];
    const bool isFirst = cover.segments == 0;
    cover.top = isFirst ? std::min(y0, y1) : std::min({cover.top, y0, y1});
    cover.bottom = isFirst ? std::max(y0, y1) : std::max({cover.bottom, y0, y1});
    cover.firstStep = startsHere || endsHere ? 0 : std::abs(y1 - y0);
    ++cover.segments;
  }
}

/// Between the outer edges top and bottom, each of which rises to full coverage over `ramp` pixels.
void PlotRaster::fillColumn(int x, double top, double bottom, double ramp, QRgb premultiplied) {
  const int firstRow = std::max(0, static_cast<int>(std::floor(top)));
  const int lastRow = std::min(m_image.height() - 1, static_cast<int>(std::floor(bottom)));
  const double width = std::max(1.0, ramp);
  const double fullFrom = top + (ramp + width) / 2;
  const double fullTo = bottom - (ramp + width) / 2;
  const qsizetype stride = m_image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
  QRgb* pixel = reinterpret_cast<QRgb*>(m_image.bits()) + firstRow * stride + x;
  for (int row = firstRow; row <= lastRow; ++row, pixel += stride) {
    const double middle = row + 0.5;
    if (middle >= fullFrom && middle <= fullTo) {
      *pixel = over(*pixel, premultiplied, kFull);
      continue;
    }
    const double fromTop = std::clamp((middle - top - ramp / 2) / width + 0.5, 0.0, 1.0);
    const double fromBottom = std::clamp((bottom - middle - ramp / 2) / width + 0.5, 0.0, 1.0);
    const double coverage = fromTop + fromBottom - 1;
    if (coverage > 0) *pixel = over(*pixel, premultiplied, static_cast<unsigned>(coverage * kFull + 0.5));
  }
}

void PlotRaster::strokeLine(const QPolygonF& points, double width, const QColor& color, const DashPattern& dash) {
  beginCovers();
  for (qsizetype i = 1; i < points.size(); ++i) coverSegment(toDevice(points[i - 1]), toDevice(points[i]));
  const QRgb source = qPremultiply(color.rgba());
  for (int x = 0; x < m_image.width(); ++x) {
    const Cover& cover = m_covers[static_cast<std::size_t>(x)];
    if (cover.segments == 0 || !dash.isDrawnAt(x / m_ratio)) continue;
    // A slanted line is thicker along the vertical, and its edges run through the column's pixels.
    const double ramp = cover.segments == 1 ? cover.firstStep : 0;
    const double half = width * m_ratio / 2 * std::sqrt(1 + ramp * ramp);
    fillColumn(x, cover.top - half, cover.bottom + half, ramp, source);
  }
}

void PlotRaster::fillBand(const std::vector<CurveShape::Column>& band, const QColor& color) {
  beginCovers();
  for (std::size_t i = 1; i < band.size(); ++i)
    coverSegment(toDevice({band[i - 1].x, band[i - 1].top}), toDevice({band[i].x, band[i].top}));
  const std::vector<Cover> upper = m_covers;
  beginCovers();
  for (std::size_t i = 1; i < band.size(); ++i)
    coverSegment(toDevice({band[i - 1].x, band[i - 1].bottom}), toDevice({band[i].x, band[i].bottom}));
  const QRgb source = qPremultiply(color.rgba());
  for (int x = 0; x < m_image.width(); ++x) {
    const auto i = static_cast<std::size_t>(x);
    if (upper[i].segments == 0) continue;
    fillColumn(x, upper[i].top, std::max(m_covers[i].bottom, upper[i].top + m_ratio), 0, source);
  }
}

}  // namespace backscope
