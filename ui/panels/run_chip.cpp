#include "ui/panels/run_chip.h"

#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>
#include <cmath>

#include "ui/compare/run_mark.h"
#include "ui/theme/theme.h"
#include "ui/widgets/paint_control.h"
#include "ui/widgets/themed_icon.h"

namespace backscope {

namespace {

constexpr int kMargin = 6;
constexpr int kGap = 6;
/// Of a name, before it ends in an ellipsis.
constexpr int kMostLetters = 18;

int markSide() { return static_cast<int>(std::ceil(runChipSide())); }

}  // namespace

RunChip::RunChip(int place, QWidget* parent) : QAbstractButton(parent), m_place(place) {
  // A click must not bind Space to it: there it trains.
  setFocusPolicy(Qt::TabFocus);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  connect(this, &QAbstractButton::clicked, this, [this] {
    if (m_isPresent)
      emit menuWanted(below());
    else
      emit chosen();
  });
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    updateGeometry();
    update();
  });
  describe();
}

void RunChip::setName(const QString& name) {
  m_name = name;
  describe();
}

void RunChip::setPresent(bool isPresent) {
  m_isPresent = isPresent;
  describe();
}

void RunChip::setShort(bool isShort) {
  if (isShort == m_isShort) return;
  m_isShort = isShort;
  updateGeometry();
  update();
}

void RunChip::describe() {
  const QString run =
      m_name.isEmpty() ? tr("Run %1").arg(runLetter(m_place)) : tr("Run %1: %2").arg(runLetter(m_place), m_name);
  setAccessibleName(m_isPresent ? tr("%1, the present run").arg(run) : run);
  setToolTip(m_isPresent
                 ? tr("%1. The settings are this run’s. Click for its menu.").arg(run)
                 : tr("%1. Click to choose it (Ctrl+Alt+%2), right button for its menu.").arg(run).arg(m_place + 1));
  updateGeometry();
  update();
}

QString RunChip::shownName() const {
  const int room = fontMetrics().averageCharWidth() * kMostLetters;
  return fontMetrics().elidedText(m_name, Qt::ElideRight, room);
}

int RunChip::widthFor(bool isShort) const {
  const int name = isShort || m_name.isEmpty() ? 0 : kGap + fontMetrics().horizontalAdvance(shownName());
  // The present one's arrow; the others keep the room for it, so that none moves when another is chosen.
  return 2 * kMargin + markSide() + name + kGap + fontMetrics().height() / 2;
}

QSize RunChip::sizeHint() const { return {widthFor(m_isShort), std::max(fontMetrics().height() + 10, markSide() + 8)}; }

QPoint RunChip::below() const { return mapToGlobal(QPoint(0, height() + 4)); }

void RunChip::contextMenuEvent(QContextMenuEvent* event) {
  emit menuWanted(event->reason() == QContextMenuEvent::Mouse ? event->globalPos() : below());
}

void RunChip::keyPressEvent(QKeyEvent* event) {
  const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (isEnter) return click();
  event->ignore();
}

void RunChip::paintEvent(QPaintEvent*) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  const QRectF area(rect());
  if (m_isPresent)
    paintControlPanel(painter, area, colors.control, runColor(colors, m_place));
  else if (underMouse() || isDown())
    paintControlPanel(painter, area, colors.groove, Qt::transparent);
  const int side = markSide();
  paintRunChip(painter, QRectF(kMargin, (height() - side) / 2.0, side, side), m_place, m_isPresent, colors);
  painter.setFont(font());
  painter.setPen(m_isPresent || underMouse() ? colors.text : colors.mutedText);
  const QRect place = rect().adjusted(kMargin + side + kGap, 0, 0, 0);
  if (!m_isShort) painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, shownName());
  const int arrow = fontMetrics().height() / 2 + 2;
  if (m_isPresent) {
    const QPixmap pixmap = themedIcon(QStringLiteral("chevron-light"), colors.mutedText, arrow, devicePixelRatioF());
    painter.drawPixmap(width() - kMargin - arrow + 2, (height() - arrow) / 2, pixmap);
  }
  if (hasFocus()) paintFocusRing(painter, area);
}

}  // namespace backscope
