#include "ui/widgets/two_columns.h"

#include <QEvent>
#include <QScrollArea>
#include <QVBoxLayout>

namespace backscope {

namespace {

constexpr int kGap = 8;
constexpr int kMargin = 4;  ///< for the rings of the focus
constexpr int kScrollBarWidth = 8;

/// Without a frame, on the ground of what it stands on.
QScrollArea* makeScrollArea(QWidget* content, QWidget* parent) {
  auto* scroll = new QScrollArea(parent);
  scroll->setWidget(content);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  scroll->setFocusPolicy(Qt::NoFocus);
  return scroll;
}

}  // namespace

TwoColumns::TwoColumns(QWidget* controls, QWidget* picture, int controlsShare, QWidget* parent)
    : QWidget(parent), m_picture(picture) {
  auto* page = new QWidget(this);
  m_left = makeScrollArea(controls, page);
  // It is never narrower than what is in it.
  m_left->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  // With lines that wrap, a layout in a scroll area takes what its parts would like for what they need.
  m_left->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
  m_columns = new QBoxLayout(QBoxLayout::LeftToRight, page);
  m_columns->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  m_columns->setSpacing(kGap);
  m_columns->addWidget(m_left, controlsShare);
  m_columns->addWidget(m_picture, 100 - controlsShare);
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(makeScrollArea(page, this));
}

void TwoColumns::arrange() {
  const int left = m_left->widget()->minimumSizeHint().width() + kScrollBarWidth;
  const int needed = left + kGap + m_picture->minimumSizeHint().width() + 2 * kMargin;
  const bool isNarrow = width() < needed;
  m_left->setMinimumWidth(isNarrow ? 0 : left);
  m_left->setMinimumHeight(isNarrow ? m_left->widget()->sizeHint().height() : 0);
  m_columns->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

/// What is in the columns may have another size.
bool TwoColumns::event(QEvent* event) {
  if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::ApplicationFontChange) arrange();
  return QWidget::event(event);
}

void TwoColumns::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

}  // namespace backscope
