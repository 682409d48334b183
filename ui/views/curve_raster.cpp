#include "ui/views/curve_raster.h"

#include <algorithm>
#include <cmath>

namespace backscope {

namespace {

/// Source-over of a premultiplied colour with this coverage, 0…255.
QRgb over(QRgb under, QRgb color, int coverage) {
  const auto scale = [](int value, int share) { return (value * share + 127) / 255; };
  const int rest = 255 - scale(qAlpha(color), coverage);
  return qRgba(scale(qRed(color), coverage) + scale(qRed(under), rest),
               scale(qGreen(color), coverage) + scale(qGreen(under), rest),
               scale(qBlue(color), coverage) + scale(qBlue(under), rest),
               scale(qAlpha(color), coverage) + scale(qAlpha(under), rest));
}

/// The parameter at which the curve reaches x, from a guess: x(t) is monotone and nearly straight, so Newton needs two
/// steps.
double parameterAt(const EdgeCurve& curve, double x, double guess) {
  const double half = (curve.to.x() - curve.from.x()) / 2;
  double t = guess;
  for (int i = 0; i < 3; ++i) {
    const double s = 1 - t;
    const double slope = 3 * half * (s * s + t * t);
    if (slope <= 0) break;
    t = std::clamp(t - (curve.at(t).x() - x) / slope, 0.0, 1.0);
  }
  return t;
}

/// The pixels of an image that nobody else shares.
struct Canvas {
  QRgb* pixels = nullptr;
  std::ptrdiff_t stride = 0;  ///< in pixels
  int height = 0;
};

/// One column of pixels: coverage falls off with the distance perpendicular to the curve, over the width of a pixel.
void drawColumn(const Canvas& canvas, int column, double y, double slope, double halfWidth, QRgb color,
                double strength) {
  const double stretch = std::sqrt(1 + slope * slope);
  const double reach = (halfWidth + 0.5) * stretch;
  const int first = std::max(0, static_cast<int>(std::floor(y - reach)));
  const int last = std::min(canvas.height - 1, static_cast<int>(std::ceil(y + reach)));
  for (int row = first; row <= last; ++row) {
    const double distance = std::abs(row + 0.5 - y) / stretch;
    const double coverage = std::clamp(halfWidth + 0.5 - distance, 0.0, 1.0) * strength;
    if (coverage <= 0) continue;
    QRgb& pixel = canvas.pixels[row * canvas.stride + column];
    pixel = over(pixel, color, static_cast<int>(coverage * 255 + 0.5));
  }
}

}  // namespace

void drawCurve(QImage& image, const EdgeCurve& curve, double width, const QColor& color) {
  Q_ASSERT(image.format() == QImage::Format_ARGB32_Premultiplied);
  const double ratio = image.devicePixelRatio();
  const EdgeCurve scaled{curve.from * ratio, curve.to * ratio};
  const double span = scaled.to.x() - scaled.from.x();
  if (span <= 0) return;
  const Canvas canvas{reinterpret_cast<QRgb*>(image.bits()), image.bytesPerLine() / 4, image.height()};
  const QRgb premultiplied = qPremultiply(color.rgba());
  // Below a pixel a line gets fainter, not thinner.
  const double deviceWidth = width * ratio;
  const double halfWidth = std::max(deviceWidth, 1.0) / 2;
  const double strength = std::min(deviceWidth, 1.0);
  const int first = std::max(0, static_cast<int>(std::floor(scaled.from.x())));
  const int last = std::min(image.width() - 1, static_cast<int>(std::ceil(scaled.to.x())) - 1);
  double t = 0;
  for (int column = first; column <= last; ++column) {
    const double x = std::clamp(column + 0.5, scaled.from.x(), scaled.to.x());
    t = parameterAt(scaled, x, t);
    drawColumn(canvas, column, scaled.at(t).y(), scaled.slopeAt(t), halfWidth, premultiplied, strength);
  }
}

}  // namespace backscope
