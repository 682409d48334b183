#include "app/columns.h"

#include <QEvent>
#include <QScrollArea>
#include <algorithm>

#include "app/settings_column.h"

namespace backscope {

namespace {

constexpr int kGap = 12;

}  // namespace

Columns::Columns(SettingsColumn* settings, QWidget* views, QWidget* parent)
    : QWidget(parent), m_settings(settings), m_views(views), m_scroll(new QScrollArea(this)) {
  m_settings->setParent(this);
  m_scroll->setWidget(views);
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  m_scroll->viewport()->setAutoFillBackground(false);
  views->setAutoFillBackground(false);
}

bool Columns::isRoomForBoth() const {
  const int both = m_settings->wantedWidth() - kScrollBarWidth + kGap + m_views->minimumSizeHint().width();
  return width() - 2 * kGap >= both;
}

bool Columns::areSettingsShown() const { return m_settings->isVisibleTo(this); }

bool Columns::areSettingsFloating() const { return m_isCalledUp && areSettingsShown(); }

void Columns::toggleSettings() {
  if (isRoomForBoth())
    m_areWanted = !m_areWanted;
  else
    m_isCalledUp = !m_isCalledUp;
  arrange();
}

void Columns::setSettingsWanted(bool wanted) {
  m_areWanted = wanted;
  arrange();
}

void Columns::arrange() {
  emit arranging();
  m_settings->fit();
  const bool isRoom = isRoomForBoth();
  if (isRoom) m_isCalledUp = false;
  const bool isShown = isRoom ? m_areWanted : m_isCalledUp;
  const bool wasShown = areSettingsShown();
  // What is hidden can't keep the keyboard; Qt would hand it to whatever comes next.
  if (!isShown && m_settings->isAncestorOf(window()->focusWidget())) parentWidget()->setFocus();
  const QRect inside = rect().adjusted(kGap, kGap, -kGap, -kGap);
  const int settingsWidth = std::min(m_settings->wantedWidth(), inside.width() + kGap);
  m_settings->setGeometry(inside.x(), inside.y(), settingsWidth, inside.height());
  m_settings->setVisible(isShown);
  m_scroll->setGeometry(isRoom && isShown ? inside.adjusted(settingsWidth - kScrollBarWidth + kGap, 0, 0, 0) : inside);
  m_settings->setFloating(!isRoom);
  emit arranged();
  if (isShown != wasShown) emit settingsShown(isShown);
}

bool Columns::event(QEvent* event) {
  if (event->type() == QEvent::LayoutRequest) arrange();
  return QWidget::event(event);
}

void Columns::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

}  // namespace backscope
