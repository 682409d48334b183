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
#include "ui/views/starts_thumbnail.h"

namespace backscope {

namespace {

constexpr double kLines = 4;  // a picture's side, in lines of text
constexpr double kGap = 8;
constexpr double kMargin = 3;

double lineHeight() { return QFontMetricsF(numberFont(TextSize::Small)).height(); }

/// One function has many θ: ", at 59 different θ".
QString placesText(const StartsThumbnail& group) {
  if (group.places == 0) return {};
  if (group.places == 1) return StartsGallery::tr(" at one θ, mirror images aside");
  const QString count = formatCount(static_cast<qint64>(group.places));
  return StartsGallery::tr(" at %1 different θ, mirror images aside")
      .arg(group.places == StartGroups::kMostPlaces ? StartsGallery::tr("%1 or more").arg(count) : count);
}

}  // namespace

StartsGallery::StartsGallery(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Functions reached"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setToolTip(tr("A click or Enter opens the first start that came there"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
  describe();
}

void StartsGallery::setPicture(const StartsPicture& picture) {
  const bool wasEmpty = m_picture.groups.empty();
  m_picture = picture;
  if (m_current && *m_current >= shownCount()) m_current.reset();
  if (wasEmpty && hasFocus() && shownCount() > 0) m_current = 0;
  describe();
  update();
}

double StartsGallery::side() const { return std::round(kLines * lineHeight()); }

std::size_t StartsGallery::shownCount() const {
  const double room = (width() - 2 * kMargin + kGap) / (side() + kGap);
  return std::min(m_picture.groups.size(), static_cast<std::size_t>(std::max(0.0, std::floor(room))));
}

QRectF StartsGallery::frameOf(std::size_t group) const {
  return {kMargin + static_cast<double>(group) * (side() + kGap), kMargin, side(), side()};
}

std::optional<std::size_t> StartsGallery::groupAt(const QPointF& place) const {
  for (std::size_t k = 0; k < shownCount(); ++k)
    if (frameOf(k).adjusted(0, 0, 0, 2 * lineHeight()).contains(place)) return k;
  return std::nullopt;
}

void StartsGallery::setCurrent(std::optional<std::size_t> group) {
  if (std::exchange(m_current, group) == group) return;
  describe();
  update();
}

QString StartsGallery::words() const {
  if (m_picture.groups.empty()) return tr("What the starts came to is shown here, the commonest functions first.");
  if (!m_current) {
    const QString one = tr("Click it to open its first start.");
    const QString some = tr("Point at one, click it to open its first start.");
    return functionsText(m_picture) + QLatin1Char(' ') + (m_picture.groupCount == 1 ? one : some);
  }
  const StartsThumbnail& group = m_picture.groups[*m_current];
  const QString first = tr("%1, mean loss %2.").arg(thumbnailState(group), formatTwoDigits(group.loss));
  if (group.count == 1) return tr("Seed %1 alone came here: %2").arg(QString::number(group.seed), first);
  return tr("%1 starts came here%2; seed %3 first: %4")
      .arg(formatCount(static_cast<qint64>(group.count)), placesText(group), QString::number(group.seed), first);
}

void StartsGallery::describe() {
  setAccessibleDescription(words());
  emit wordsChanged();
}

QSize StartsGallery::minimumSizeHint() const {
  const double height = 2 * kMargin + side() + 1 + 2 * lineHeight();
  return {static_cast<int>(std::ceil(2 * (side() + kGap))), static_cast<int>(std::ceil(height))};
}

QSize StartsGallery::sizeHint() const { return {minimumSizeHint().width() * 2, minimumSizeHint().height()}; }

void StartsGallery::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(numberFont(TextSize::Small));
  for (std::size_t k = 0; k < shownCount(); ++k) paintGroup(painter, k);
}

void StartsGallery::paintGroup(QPainter& painter, std::size_t group) const {
  const ThemeColors& colors = Theme::instance().colors();
  const StartsThumbnail& shown = m_picture.groups[group];
  const QRectF frame = frameOf(group);
  paintThumbnail(painter, frame, m_picture, group);
  painter.setBrush(Qt::NoBrush);
  const bool isCurrent = group == m_current;
  painter.setPen(QPen(isCurrent ? colors.accent : colors.unitBorder, isCurrent ? 2.5 : 1));
  painter.drawRoundedRect(frame, kThumbnailRadius, kThumbnailRadius);
  QRectF label(frame.left(), frame.bottom() + 1, frame.width(), lineHeight());
  painter.setPen(colors.text);
  painter.drawText(label, Qt::AlignCenter | Qt::TextDontClip,
                   QStringLiteral("× ") + formatCount(static_cast<qint64>(shown.count)));
  label.translate(0, lineHeight());
  painter.setPen(shown.end == StartEnd::Solved ? colors.mutedText : colors.text);
  painter.drawText(label, Qt::AlignCenter | Qt::TextDontClip, thumbnailState(shown));
}

void StartsGallery::mouseMoveEvent(QMouseEvent* event) { setCurrent(groupAt(event->position())); }

void StartsGallery::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mouseReleaseEvent(event);
  const std::optional<std::size_t> group = groupAt(event->position());
  setCurrent(group);
  if (group) emit runChosen(m_picture.groups[*group].cell);
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
  emit runChosen(m_picture.groups[at].cell);
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
