#include "ui/values/value_delegate.h"

#include <QPainter>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/values/value_model.h"
#include "ui/views/lock_marks.h"
#include "ui/widgets/paint_control.h"

namespace backscope {

namespace {

constexpr int kPadding = 6;

/// A number with a long exponent is written smaller rather than cut.
QFont fitted(QFont font, const QString& text, int room) {
  const int wanted = QFontMetrics(font).horizontalAdvance(text);
  if (wanted > room) font.setPointSizeF(font.pointSizeF() * room / wanted);
  return font;
}

/// A lock at the left of the number.
void paintFrozen(QPainter& painter, const QRectF& cell) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  paintLock(painter, {{cell.left() + lockHeight() / 2 + 1, cell.center().y()}, lockHeight()},
            Theme::instance().colors().mutedText, Qt::transparent);
  painter.restore();
}

const ValueModel& modelOf(const QModelIndex& index) { return *static_cast<const ValueModel*>(index.model()); }

}  // namespace

void ValueDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const ThemeColors& colors = Theme::instance().colors();
  const QRectF rect(option.rect);
  const bool isSelected = option.state.testFlag(QStyle::State_Selected) && option.state.testFlag(QStyle::State_Active);
  QColor accent = colors.accent;
  accent.setAlphaF(0.18F);
  if (index.row() == m_litRow || option.state.testFlag(QStyle::State_MouseOver)) painter.fillRect(rect, colors.groove);
  if (isSelected) painter.fillRect(rect, accent);
  if (index.row() == 0 || !modelOf(index).startsLayer(index.row())) return;
  painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), colors.controlBorder);
}

void ValueDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  paintGround(*painter, option, index);
  const ThemeColors& colors = Theme::instance().colors();
  const KnownValue value = modelOf(index).valueAt(index);
  const PassPhase phase = modelOf(index).values().phase();
  const bool isForward = phase == PassPhase::Forward || phase == PassPhase::Loss;
  const bool isKnown = value.state == KnownValue::State::Known;
  const QString text = index.data().toString();
  const QRect room = option.rect.adjusted(1, 0, -kPadding, 0);
  const QFont font = value.acts ? numberFont(TextSize::Small, QFont::Bold) : option.font;
  painter->setFont(fitted(font, text, room.width()));
  painter->setPen(value.acts ? (isForward ? colors.forward : colors.backward)
                             : (isKnown ? colors.text : colors.mutedText));
  painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, text);
  if (modelOf(index).isFrozen(index)) paintFrozen(*painter, option.rect);
  if (option.state.testFlag(QStyle::State_HasFocus))
    paintFocusRing(*painter, QRectF(option.rect).adjusted(1, 1, -1, -1), 3);
}

}  // namespace backscope
