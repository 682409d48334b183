#include "ui/views/starts_gallery.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/text/number_format.h"
#include "ui/text/starts_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/field_painting.h"

namespace backscope {

namespace {

constexpr double kLines = 4;  // a picture's side, in lines of text
constexpr double kGap = 8;
constexpr double kRadius = 3;
constexpr double kMargin = 3;

double lineHeight() { return QFontMetricsF(numberFont(TextSize::Small)).height(); }

FieldScale scaleFor(TargetCoding coding, double largestTarget) {
  if (coding == TargetCoding::ZeroOne) return {0, 0.5, 1};
  if (coding == TargetCoding::PlusMinus) return {-1, 0, 1};
  return {-largestTarget, 0, largestTarget};
}

/// Each place in the colour of the class whose output is the largest.
QImage classImage(const std::vector<float>& field, int rows, int classes) {
  const ThemeColors& colors = Theme::instance().colors();
  const auto cells = static_cast<std::size_t>(rows) * kAnswerGrid;
  QImage image(kAnswerGrid, rows, QImage::Format_RGB32);
  for (std::size_t cell = 0; cell < cells; ++cell) {
    int best = 0;
    for (int k = 1; k < classes; ++k) {
      const auto at = [&](int output) { return field[static_cast<std::size_t>(output) * cells + cell]; };
      if (at(k) > at(best)) best = k;
    }
    const auto place = static_cast<int>(cell);
    image.setPixelColor(place % kAnswerGrid, place / kAnswerGrid, classColor(colors, best, classes));
  }
  return image;
}

}  // namespace

StartsGallery::StartsGallery(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Functions reached"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
  describe();
}

void StartsGallery::setPicture(const StartsPicture& picture) {
  const bool wasEmpty = m_groups.empty();
  m_groups = picture.groups;
  m_groupCount = picture.groupCount;
  m_coding = picture.coding;
  m_largestTarget = picture.largestTarget;
  m_fields = picture.fields;
  if (m_current && *m_current >= shownCount()) m_current.reset();
  if (wasEmpty && hasFocus() && shownCount() > 0) m_current = 0;
  describe();
  update();
}

double StartsGallery::side() const { return std::round(kLines * lineHeight()); }

std::size_t StartsGallery::shownCount() const {
  const double room = (width() - 2 * kMargin + kGap) / (side() + kGap);
  return std::min(m_groups.size(), static_cast<std::size_t>(std::max(0.0, std::floor(room))));
}

QRectF StartsGallery::frameOf(std::size_t group) const {
  return {kMargin + static_cast<double>(group) * (side() + kGap), kMargin, side(), side()};
}

std::optional<std::size_t> StartsGallery::groupAt(const QPointF& place) const {
  for (std::size_t k = 0; k < shownCount(); ++k)
    if (frameOf(k).adjusted(0, 0, 0, lineHeight()).contains(place)) return k;
  return std::nullopt;
}

void StartsGallery::setCurrent(std::optional<std::size_t> group) {
  if (std::exchange(m_current, group) == group) return;
  describe();
  update();
}

QString StartsGallery::words() const {
  if (m_groups.empty()) return tr("What the starts came to is shown here, the commonest functions first.");
  if (!m_current) {
    if (m_groupCount == 1) return tr("They came to one and the same function. Click it to open its first start.");
    const QString most = formatCount(static_cast<qint64>(m_groupCount));
    return tr("%1 different functions, mirror images counted as one. Point at one, click it to open its first start.")
        .arg(m_groupCount >= StartGroups::kMostGroups ? tr("More than %1").arg(most) : most);
  }
  const StartsThumbnail& group = m_groups[*m_current];
  const QString first = tr("%1, mean loss %2. Click or Enter opens it at its start.")
                            .arg(nameText(group.end), formatTwoDigits(group.loss));
  if (group.count == 1) return tr("Seed %1 alone came here: %2").arg(QString::number(group.seed), first);
  return tr("%1 starts came here, seed %2 first: %3")
      .arg(formatCount(static_cast<qint64>(group.count)), QString::number(group.seed), first);
}

void StartsGallery::describe() {
  setAccessibleDescription(words());
  emit wordsChanged();
}

QSize StartsGallery::minimumSizeHint() const {
  const double height = 2 * kMargin + side() + lineHeight();
  return {static_cast<int>(std::ceil(2 * (side() + kGap))), static_cast<int>(std::ceil(height))};
}

QSize StartsGallery::sizeHint() const { return {minimumSizeHint().width() * 2, minimumSizeHint().height()}; }

void StartsGallery::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(numberFont(TextSize::Small));
  for (std::size_t k = 0; k < shownCount(); ++k) paintGroup(painter, k);
}

QImage StartsGallery::imageOf(const StartsThumbnail& group) const {
  const ThemeColors& colors = Theme::instance().colors();
  const int rows = std::max(1, static_cast<int>(group.field.size()) / kAnswerGrid / m_fields);
  if (m_fields == 1) return fieldImage(colors, scaleFor(m_coding, m_largestTarget), group.field, rows, kAnswerGrid);
  return classImage(group.field, rows, m_fields);
}

void StartsGallery::paintGroup(QPainter& painter, std::size_t group) const {
  const ThemeColors& colors = Theme::instance().colors();
  const StartsThumbnail& shown = m_groups[group];
  const QRectF frame = frameOf(group);
  paintField(painter, frame, kRadius, imageOf(shown), hasNaN(shown.field), colors);
  painter.setBrush(Qt::NoBrush);
  const bool isCurrent = group == m_current;
  painter.setPen(QPen(isCurrent ? colors.accent : colors.unitBorder, isCurrent ? 2.5 : 1));
  painter.drawRoundedRect(frame, kRadius, kRadius);
  painter.setPen(colors.text);
  const QRectF label(frame.left(), frame.bottom(), frame.width(), lineHeight());
  painter.drawText(label, Qt::AlignCenter | Qt::TextDontClip,
                   QStringLiteral("× ") + formatCount(static_cast<qint64>(shown.count)));
}

void StartsGallery::mouseMoveEvent(QMouseEvent* event) { setCurrent(groupAt(event->position())); }

void StartsGallery::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mouseReleaseEvent(event);
  const std::optional<std::size_t> group = groupAt(event->position());
  setCurrent(group);
  if (group) emit runChosen(m_groups[*group].cell);
}

/// With the keyboard here the current group stays.
void StartsGallery::leaveEvent(QEvent* event) {
  QWidget::leaveEvent(event);
  if (!hasFocus()) setCurrent(std::nullopt);
}

void StartsGallery::keyPressEvent(QKeyEvent* event) {
  const std::size_t count = shownCount();
  const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (count == 0 || (isEnter && !m_current)) return QWidget::keyPressEvent(event);
  const std::size_t at = m_current.value_or(0);
  if (event->key() == Qt::Key_Right) return setCurrent(m_current ? std::min(at + 1, count - 1) : 0);
  if (event->key() == Qt::Key_Left) return setCurrent(at > 0 ? at - 1 : 0);
  if (!isEnter) return QWidget::keyPressEvent(event);
  emit runChosen(m_groups[at].cell);
}

void StartsGallery::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  if (!m_current && shownCount() > 0) setCurrent(0);
  update();
}

void StartsGallery::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  if (!underMouse()) setCurrent(std::nullopt);
  update();
}

void StartsGallery::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (m_current && *m_current >= shownCount()) setCurrent(std::nullopt);
}

void StartsGallery::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::FontChange && event->type() != QEvent::ApplicationFontChange) return;
  updateGeometry();
  update();
}

}  // namespace backscope
