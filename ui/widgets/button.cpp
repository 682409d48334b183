#include "ui/widgets/button.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/paint_control.h"
#include "ui/widgets/themed_icon.h"

namespace backscope {

namespace {

constexpr int kGap = 8;

QColor mixed(const QColor& a, const QColor& b, double share) {
  const auto channel = [share](float x, float y) { return x + static_cast<float>(share) * (y - x); };
  return QColor::fromRgbF(channel(a.redF(), b.redF()), channel(a.greenF(), b.greenF()), channel(a.blueF(), b.blueF()));
}

}  // namespace

Button::Button(const QString& icon, const QString& name, Look look, QWidget* parent)
    : QPushButton(parent), m_icon(icon), m_look(look) {
  setAccessibleName(name);
  setToolTip(name);
  setAutoDefault(true);
  // A click must not bind Space to it: there it trains.
  setFocusPolicy(Qt::TabFocus);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&Button::update));
}

void Button::setIconName(const QString& icon) {
  if (icon == m_icon) return;
  m_icon = icon;
  update();
}

void Button::setLook(Look look) {
  m_look = look;
  update();
}

void Button::setHint(const QString& hint, const QString& shortcut) {
  setToolTip(shortcut.isEmpty() ? hint : tr("%1 (%2)").arg(hint, shortcut));
}

void Button::reserveText(const QString& text) {
  m_reserved = text;
  updateGeometry();
}

void Button::setIconOnly(bool iconOnly) {
  if (iconOnly == m_isIconOnly) return;
  m_isIconOnly = iconOnly;
  updateGeometry();
  update();
}

int Button::iconOnlyWidth() const { return iconSize() + (m_look == Look::Flat ? 4 : 16); }

int Button::iconSize() const { return fontMetrics().height(); }

int Button::wholeWidth() const {
  const QFontMetrics metrics = fontMetrics();
  const int text = std::max(metrics.horizontalAdvance(QPushButton::text()), metrics.horizontalAdvance(m_reserved));
  if (text == 0) return iconOnlyWidth();
  const int icon = m_icon.isEmpty() ? 0 : iconSize() + kGap;
  return icon + text + (m_look == Look::Flat ? 8 : 24);
}

QSize Button::sizeHint() const {
  const int height = fontMetrics().height() + (m_look == Look::Flat ? 4 : 16);
  const bool hasText = !m_isIconOnly && wholeWidth() > iconOnlyWidth();
  return {hasText ? wholeWidth() : std::max(height, iconOnlyWidth()), height};
}

void Button::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
      event->ignore();
      return;
    default:
      QPushButton::keyPressEvent(event);
  }
}

void Button::paintContent(QPainter& painter, const QColor& color) const {
  const QString label = m_isIconOnly ? QString() : text();
  const int icon = m_icon.isEmpty() ? 0 : iconSize();
  const int textWidth = fontMetrics().horizontalAdvance(label);
  const int width = icon + textWidth + (icon > 0 && textWidth > 0 ? kGap : 0);
  int x = (this->width() - width) / 2;
  if (icon > 0) {
    const QPixmap pixmap = themedIcon(m_icon, color, icon, devicePixelRatioF());
    if (!pixmap.isNull()) painter.drawPixmap(x, (height() - icon) / 2, pixmap);
    x += icon + kGap;
  }
  painter.setPen(color);
  painter.drawText(QRect(x, 0, textWidth + 1, height()), Qt::AlignVCenter | Qt::AlignLeft, label);
}

void Button::paintEvent(QPaintEvent*) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  const QRectF area(rect());
  const double lift = !isEnabled() ? 0 : isDown() ? 0.16 : underMouse() ? 0.07 : 0;
  QColor content = m_look == Look::Primary ? colors.accentText : m_look == Look::Flat ? colors.accent : colors.text;
  if (!isEnabled()) content = palette().color(QPalette::Disabled, QPalette::ButtonText);
  if (m_look == Look::Primary)
    paintControlPanel(painter, area, mixed(colors.accent, colors.text, lift), Qt::transparent);
  else if (m_look == Look::Plain)
    paintControlPanel(painter, area, mixed(colors.control, colors.text, lift), colors.controlBorder);
  else if (lift > 0)
    paintControlPanel(painter, area, mixed(colors.card, colors.text, lift), Qt::transparent);
  paintContent(painter, content);
  if (hasFocus() && m_look == Look::Primary) {
    painter.setPen(QPen(colors.accentText, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(area.adjusted(3, 3, -3, -3), kControlRadius - 2, kControlRadius - 2);
  } else if (hasFocus()) {
    paintFocusRing(painter, area);
  }
}

}  // namespace backscope
