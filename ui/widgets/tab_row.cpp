#include "ui/widgets/tab_row.h"

#include <QEvent>
#include <QSignalBlocker>
#include <QTabBar>
#include <algorithm>

#include "ui/widgets/choice_box.h"

namespace backscope {

TabRow::TabRow(const QString& name, QWidget* parent) : QWidget(parent) {
  m_tabs = new QTabBar(this);
  m_tabs->setDrawBase(false);
  m_tabs->setExpanding(false);
  m_tabs->setAccessibleName(name);
  m_choice = new ChoiceBox(name, this);
  m_choice->hide();
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
    const QSignalBlocker blocker(m_choice);
    m_choice->setCurrentIndex(index);
    emit currentChanged(index);
  });
  connect(m_choice, &QComboBox::activated, m_tabs, &QTabBar::setCurrentIndex);
}

int TabRow::addTab(const QString& name) {
  m_choice->addItem(name);
  const int index = m_tabs->addTab(name);
  updateGeometry();
  return index;
}

void TabRow::setHint(int index, const QString& hint) {
  m_tabs->setTabToolTip(index, hint);
  m_choice->setItemData(index, hint, Qt::ToolTipRole);
}

int TabRow::current() const { return m_tabs->currentIndex(); }
void TabRow::setCurrent(int index) { m_tabs->setCurrentIndex(index); }
bool TabRow::isWhole() const { return m_tabs->sizeHint().width() <= width(); }

QSize TabRow::sizeHint() const {
  return {m_tabs->sizeHint().width(), std::max(m_tabs->sizeHint().height(), m_choice->sizeHint().height())};
}

QSize TabRow::minimumSizeHint() const { return {m_choice->minimumSizeHint().width(), sizeHint().height()}; }

void TabRow::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit();
}

void TabRow::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::FontChange && event->type() != QEvent::StyleChange) return;
  updateGeometry();
  fit();
}

void TabRow::fit() {
  const bool hadFocus = m_tabs->hasFocus() || m_choice->hasFocus();
  m_tabs->setGeometry(0, 0, width(), height());
  const QSize choice = m_choice->sizeHint();
  m_choice->setGeometry(0, (height() - choice.height()) / 2, std::min(choice.width(), width()), choice.height());
  QWidget* shown = isWhole() ? static_cast<QWidget*>(m_tabs) : m_choice;
  m_choice->setVisible(shown == m_choice);
  m_tabs->setVisible(shown == m_tabs);
  if (hadFocus) shown->setFocus();
}

}  // namespace backscope
