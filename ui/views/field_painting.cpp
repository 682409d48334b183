#include "ui/views/field_painting.h"
#include "ui/text/notation.h"

#include <QPaintEngine>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace backscope {

namespace {

constexpr FieldScale kSigned{-1, 0, 1};
constexpr FieldScale kShares{0, 0.5, 1};

FieldScale symmetric(double reach) {
  const double end = std::isfinite(reach) && reach > 0 ? reach : 1;
  return {-end, 0, end};
}

double largestValue(const std::vector<std::vector<float>>& maps) {
  float largest = 0;
  for (const std::vector<float>& map : maps)
    for (const float value : map)
      if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
  return static_cast<double>(largest);
}

}  // namespace

double largestTarget(const Dataset& data) {
  double largest = 1e-6;
  for (const double y : data.y) largest = std::max(largest, std::abs(y));
  return largest;
}

FieldScale fieldScale(const Snapshot& snapshot, int layer, double largestTarget) {
  const Architecture& architecture = snapshot.parameters.architecture();
  if (layer == 0) return symmetric(std::max(std::abs(snapshot.units.plane.low), std::abs(snapshot.units.plane.high)));
  switch (architecture.activationOf(layer)) {
    case Activation::Tanh:
    case Activation::Sine:
      return kSigned;
    case Activation::Sigmoid:
    case Activation::Softmax:
      return kShares;
    default:
      break;
  }
  if (layer == architecture.outputLayer()) {
    switch (snapshot.data->coding) {
      case TargetCoding::PlusMinus:
        return kSigned;
      case TargetCoding::ZeroOne:
        return kShares;
      case TargetCoding::Real:
        return symmetric(largestTarget);
    }
  }
  const auto l = static_cast<std::size_t>(layer);
  return symmetric(l < snapshot.units.maps.size() ? largestValue(snapshot.units.maps[l]) : 1);
}

double classThreshold(TargetCoding coding) { return coding == TargetCoding::ZeroOne ? 0.5 : 0; }

QBrush hatchBrush(const ThemeColors& colors) { return QBrush(colors.mutedText, Qt::BDiagPattern); }

bool hasNaN(std::span<const float> values) {
  return std::any_of(values.begin(), values.end(), [](float v) { return std::isnan(v); });
}

/// For figures that are no pixels: an SVG knows no textures, so the corners are cut out of the image itself.
static void paintFieldImage(QPainter& painter, const QRectF& target, double radius, const QImage& image) {
  constexpr double kPixelsPerUnit = 4;
  const QSize size = (target.size() * kPixelsPerUnit).toSize().expandedTo({1, 1});
  QImage cut(size, QImage::Format_ARGB32_Premultiplied);
  cut.fill(Qt::transparent);
  QPainter cutter(&cut);
  cutter.setRenderHint(QPainter::Antialiasing);
  cutter.setPen(Qt::NoPen);
  cutter.setBrush(QBrush(image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)));
  cutter.drawRoundedRect(QRect(QPoint(0, 0), size), radius * kPixelsPerUnit, radius * kPixelsPerUnit);
  cutter.end();
  painter.drawImage(target, cut);
}

void paintField(QPainter& painter, const QRectF& target, double radius, const QImage& image, bool isHatched,
                const ThemeColors& colors) {
  painter.save();
  painter.setPen(Qt::NoPen);
  if (isHatched) {
    painter.setBrush(hatchBrush(colors));
    painter.drawRoundedRect(target, radius, radius);
  }
  if (painter.paintEngine()->type() != QPaintEngine::Raster) {
    paintFieldImage(painter, target, radius, image);
    painter.restore();
    return;
  }
  // Scaled first and used as a texture pixel by pixel: a texture that is itself scaled would bleed in from its opposite
  // side.
  const double ratio = painter.device()->devicePixelRatioF();
  const QSize size(std::max(1, static_cast<int>(std::ceil(target.width() * ratio))),
                   std::max(1, static_cast<int>(std::ceil(target.height() * ratio))));
  QBrush texture(image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
  texture.setTransform(QTransform::fromTranslate(target.x(), target.y()).scale(1 / ratio, 1 / ratio));
  painter.setBrush(texture);
  if (radius > 0)
    painter.drawRoundedRect(target, radius, radius);
  else
    painter.drawRect(target);
  painter.restore();
}

QString unitMarkup(const Architecture& architecture, const UnitId& unit) {
  if (unit.layer == 0) return QStringLiteral("x_{%1}").arg(unit.unit + 1);
  if (unit.layer < architecture.outputLayer()) return unitMarkup(zLetter(), unit.layer, unit.unit);
  const QString output(QChar(0x0177));
  return architecture.outputs() == 1 ? output : output + QStringLiteral("_{%1}").arg(unit.unit + 1);
}

}  // namespace backscope
