#include "ui/panels/dataset_thumbnail.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/panels/choice_names.h"
#include "ui/theme/color_map.h"
#include "ui/theme/theme.h"
#include "ui/widgets/paint_control.h"

namespace backscope {

namespace {

constexpr int kPoints = 90;
constexpr double kNoise = 0.04;
constexpr int kInset = 3;

Dataset pointsOf(Generator generator) {
  Architecture architecture;
  const bool isThree = classesOf(generator) == 3;
  architecture.layers = {{isThree ? 3 : 1, isThree ? Activation::Softmax : Activation::Identity}};
  return generate({.generator = generator, .count = kPoints, .noise = kNoise, .seed = 4}, architecture);
}

double reachOf(const Dataset& points) {
  double reach = 0;
  for (const double x : points.x) reach = std::max(reach, std::abs(x));
  // Four points need air around them.
  return points.count() <= 4 ? 2 * reach : 1.05 * reach;
}

}  // namespace

DatasetThumbnail::DatasetThumbnail(Generator generator, QWidget* parent)
    : QRadioButton(parent), m_generator(generator), m_points(pointsOf(generator)) {
  setAccessibleName(tr("Data set: %1").arg(screenName(generator)));
  setToolTip(screenName(generator));
  setAttribute(Qt::WA_Hover);
  setFocusPolicy(Qt::TabFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    m_picture = {};
    update();
  });
}

QSize DatasetThumbnail::sizeHint() const {
  const int side = std::max(32, fontMetrics().height() * 2 + 4) / 4 * 4;
  return {side, side};
}

QColor DatasetThumbnail::colorOf(int n) const {
  const ThemeColors& colors = Theme::instance().colors();
  if (m_points.classes() > 0) return classColor(colors, m_points.classOf(n), m_points.classes());
  return QColor(fieldColor(colors, {}, static_cast<float>(m_points.targetOf(n)[0])));
}

QPixmap DatasetThumbnail::makePicture() const {
  QPixmap picture(size() * devicePixelRatioF());
  picture.setDevicePixelRatio(devicePixelRatioF());
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  const double reach = reachOf(m_points);
  const QPointF center(width() / 2.0, height() / 2.0);
  const double pixels = (std::min(width(), height()) / 2.0 - kInset) / reach;
  const double dot = m_points.count() <= 4 ? 2.5 : 1.2;
  for (int n = 0; n < m_points.count(); ++n) {
    const std::span<const double> x = m_points.inputOf(n);
    painter.setBrush(colorOf(n));
    painter.drawEllipse(center + pixels * QPointF(x[0], -x[1]), dot, dot);
  }
  return picture;
}

void DatasetThumbnail::paintEvent(QPaintEvent*) {
  if (m_picture.isNull() || m_picture.deviceIndependentSize() != QSizeF(size())) m_picture = makePicture();
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  const QColor border = isChecked() || underMouse() ? colors.accent : colors.controlBorder;
  paintControlPanel(painter, QRectF(rect()), colors.control, border);
  painter.drawPixmap(0, 0, m_picture);
  if (isChecked()) paintFocusRing(painter, QRectF(rect()));
  if (!hasFocus()) return;
  painter.setPen(QPen(colors.text, 1, Qt::DotLine));
  painter.drawRoundedRect(QRectF(rect()).adjusted(3.5, 3.5, -3.5, -3.5), 3, 3);
}

}  // namespace backscope
