#include "ui/views/curve_raster.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace backscope {

namespace {

/// Both channel pairs of a premultiplied pixel times share / 256, share = 0…256.
QRgb scaled(QRgb pixel, quint32 share) {
  const quint32 redBlue = ((pixel & 0x00ff00ff) * share >> 8) & 0x00ff00ff;
  const quint32 alphaGreen = ((pixel >> 8) & 0x00ff00ff) * share & 0xff00ff00;
  return redBlue | alphaGreen;
}

/// Source-over of a premultiplied colour with this coverage, 0…256.
QRgb over(QRgb under, QRgb color, quint32 coverage) {
  const QRgb source = scaled(color, coverage);
  return source + scaled(under, 256 - (static_cast<quint32>(qAlpha(source)) * 257 >> 8));
}

/// Every edge has the same shape between its ends: with u = 0…1 the share of the way across, g(u) is that of the way
/// up. Both follow from the cubic: u = 3/2 t (1−t) + t³, g = 3 t² (1−t) + t³.
class Shape {
 public:
  Shape() {
    double t = 0;
    for (std::size_t i = 0; i < kSteps + 1; ++i) {
      const double u = static_cast<double>(i) / kSteps;
      for (int newton = 0; newton < 20; ++newton)
        t = std::clamp(t - (1.5 * t * (1 - t) + t * t * t - u) / (1.5 - 3 * t + 3 * t * t), 0.0, 1.0);
      m_rise[i] = 3 * t * t * (1 - t) + t * t * t;
      m_slope[i] = 6 * t * (1 - t) / (1.5 - 3 * t + 3 * t * t);
    }
  }
  double rise(double u) const { return at(m_rise, u); }
  double slope(double u) const { return at(m_slope, u); }

 private:
  static constexpr std::size_t kSteps = 512;
  using Table = std::array<double, kSteps + 1>;

  static double at(const Table& table, double u) {
    const double place = u * kSteps;
    const std::size_t below = std::min(static_cast<std::size_t>(place), kSteps - 1);
    const double share = place - static_cast<double>(below);
    return table[below] + share * (table[below + 1] - table[below]);
  }

  Table m_rise{};
  Table m_slope{};
};

/// The pixels of an image that nobody else shares.
struct Canvas {
  QRgb* pixels = nullptr;
  std::ptrdiff_t stride = 0;  ///< in pixels
  int top = 0;                ///< the rows that the curve may touch
  int bottom = 0;
};

/// One column of pixels: coverage falls off with the distance perpendicular to the curve, over the width of a pixel.
void drawColumn(const Canvas& canvas, int column, double y, double slope, double halfWidth, QRgb color,
                double strength) {
  const double stretch = std::sqrt(1 + slope * slope);
  const double reach = (halfWidth + 0.5) * stretch;
  const int first = std::max(canvas.top, static_cast<int>(y - reach));
  const int last = std::min(canvas.bottom, static_cast<int>(y + reach) + 1);
  const double perPixel = 1 / stretch;
  for (int row = first; row <= last; ++row) {
    const double distance = std::abs(row + 0.5 - y) * perPixel;
    const double coverage = std::clamp(halfWidth + 0.5 - distance, 0.0, 1.0) * strength;
    if (coverage <= 0) continue;
    QRgb& pixel = canvas.pixels[row * canvas.stride + column];
    pixel = over(pixel, color, static_cast<quint32>(coverage * 256 + 0.5));
  }
}

}  // namespace

void drawCurve(QImage& image, const EdgeCurve& curve, double width, const QColor& color) {
  Q_ASSERT(image.format() == QImage::Format_ARGB32_Premultiplied);
  static const Shape shape;
  const double ratio = image.devicePixelRatio();
  const QPointF from = curve.from * ratio;
  const QPointF to = curve.to * ratio;
  const double span = to.x() - from.x();
  const double climb = to.y() - from.y();
  if (span <= 0) return;
  const QRgb premultiplied = qPremultiply(color.rgba());
  // Below a pixel a line gets fainter, not thinner.
  const double halfWidth = std::max(width * ratio, 1.0) / 2;
  const double strength = std::min(width * ratio, 1.0);
  // Where the units stand close together the curve is so steep that a column's stretch would reach beyond its ends.
  const auto [high, low] = std::minmax({from.y(), to.y()});
  const Canvas canvas{.pixels = reinterpret_cast<QRgb*>(image.bits()),
                      .stride = image.bytesPerLine() / 4,
                      .top = std::max(0, static_cast<int>(std::floor(high - halfWidth - 0.5))),
                      .bottom = std::min(image.height() - 1, static_cast<int>(std::ceil(low + halfWidth + 0.5)))};
  const int first = std::max(0, static_cast<int>(std::floor(from.x())));
  const int last = std::min(image.width() - 1, static_cast<int>(std::ceil(to.x())) - 1);
  for (int column = first; column <= last; ++column) {
    const double u = std::clamp((column + 0.5 - from.x()) / span, 0.0, 1.0);
    drawColumn(canvas, column, from.y() + climb * shape.rise(u), climb / span * shape.slope(u), halfWidth,
               premultiplied, strength);
  }
}

}  // namespace backscope
