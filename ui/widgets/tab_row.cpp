#include "ui/widgets/tab_row.h"

#include <QEvent>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QTabBar>
#include <algorithm>

#include "ui/widgets/choice_box.h"
#include "ui/widgets/segmented_switch.h"

namespace backscope {

namespace {

/// Between the switch and the tabs.
constexpr int kGap = 18;
/// The box shows all tabs and headings at once where the screen does.
constexpr int kMostRows = 24;

}  // namespace

TabRow::TabRow(const QString& name, QWidget* parent) : QWidget(parent), m_name(name) {
  m_switch = new SegmentedSwitch(tr("%1, group").arg(name), {}, this);
  m_switch->hide();
  m_choice = new ChoiceBox(name, this);
  m_choice->setMaxVisibleItems(kMostRows);
  m_choice->hide();
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(m_switch, &SegmentedSwitch::chosen, this, [this](int group) {
    const Group& chosen = m_groups[static_cast<std::size_t>(group)];
    setCurrent(chosen.first + chosen.tabs->currentIndex());
  });
  connect(m_choice, &QComboBox::activated, this, [this](int row) {
    const auto place = std::find(m_rows.begin(), m_rows.end(), row);
    if (place != m_rows.end()) setCurrent(static_cast<int>(place - m_rows.begin()));
  });
}

void TabRow::add(const QString& name) {
  auto* tabs = new QTabBar(this);
  tabs->setDrawBase(false);
  tabs->setExpanding(false);
  tabs->setAccessibleName(name);
  tabs->hide();
  const auto group = m_groups.size();
  connect(tabs, &QTabBar::currentChanged, this,
          [this, group](int index) { setCurrent(m_groups[group].first + index); });
  m_groups.push_back({tabs, static_cast<int>(m_rows.size())});
}

void TabRow::addGroup(const QString& name, const QString& hint) {
  m_switch->addOption(name);
  m_switch->setHint(static_cast<int>(m_groups.size()), hint);
  m_choice->addItem(name);
  // A heading: it is read, and not chosen.
  if (auto* model = qobject_cast<QStandardItemModel*>(m_choice->model())) {
    QStandardItem* heading = model->item(m_choice->count() - 1);
    heading->setFlags(heading->flags() & ~(Qt::ItemIsEnabled | Qt::ItemIsSelectable));
    QFont bold;
    bold.setBold(true);
    heading->setFont(bold);
  }
  add(tr("%1, %2").arg(m_name, name));
}

int TabRow::addTab(const QString& name) {
  if (m_groups.empty()) add(m_name);
  const int index = static_cast<int>(m_rows.size());
  m_rows.push_back(m_choice->count());
  m_choice->addItem(name);
  {
    const QSignalBlocker blocker(m_groups.back().tabs);
    m_groups.back().tabs->addTab(name);
  }
  if (index == 0) take(index);
  updateGeometry();
  return index;
}

void TabRow::setHint(int index, const QString& hint) {
  const Group& group = m_groups[groupOf(index)];
  group.tabs->setTabToolTip(index - group.first, hint);
  m_choice->setItemData(rowOf(index), hint, Qt::ToolTipRole);
}

std::size_t TabRow::groupOf(int index) const {
  std::size_t group = m_groups.size() - 1;
  while (group > 0 && m_groups[group].first > index) --group;
  return group;
}

int TabRow::rowOf(int index) const { return m_rows[static_cast<std::size_t>(index)]; }

void TabRow::setCurrent(int index) {
  if (index == m_current || index < 0 || index >= static_cast<int>(m_rows.size())) return;
  take(index);
  emit currentChanged(index);
}

void TabRow::take(int index) {
  m_current = index;
  const std::size_t group = groupOf(index);
  const QSignalBlocker blocker(m_groups[group].tabs);
  m_groups[group].tabs->setCurrentIndex(index - m_groups[group].first);
  m_switch->setCurrent(static_cast<int>(group));
  m_choice->setCurrentIndex(rowOf(index));
  fit();
}

int TabRow::tabsLeft() const { return m_groups.size() > 1 ? m_switch->sizeHint().width() + kGap : 0; }

/// For every group, so that it does not change with them.
bool TabRow::isWhole() const { return sizeHint().width() <= width(); }

QSize TabRow::sizeHint() const {
  QSize most(0, std::max(m_choice->sizeHint().height(), m_groups.size() > 1 ? m_switch->sizeHint().height() : 0));
  for (const Group& group : m_groups) most = most.expandedTo(group.tabs->sizeHint());
  return {tabsLeft() + most.width(), most.height()};
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
  if (m_current < 0) return;
  const bool whole = isWhole();
  const QWidget* focus = window()->focusWidget();
  // What is hidden can't keep the keyboard.
  const bool goesOn = isAncestorOf(focus) && !(whole && m_switch->isAncestorOf(focus));
  const auto middle = [this](int height) { return (this->height() - height) / 2; };
  const QSize groups = m_switch->sizeHint();
  m_switch->setGeometry(0, middle(groups.height()), groups.width(), groups.height());
  const QSize choice = m_choice->sizeHint();
  m_choice->setGeometry(0, middle(choice.height()), std::min(choice.width(), width()), choice.height());
  QTabBar* present = m_groups[groupOf(m_current)].tabs;
  for (const Group& group : m_groups) {
    // At the foot, where the line below the present one leaves its letters in the switch's row.
    const int top = height() - group.tabs->sizeHint().height();
    group.tabs->setGeometry(tabsLeft(), top, std::max(0, width() - tabsLeft()), height() - top);
    group.tabs->setVisible(whole && group.tabs == present);
  }
  m_switch->setVisible(whole && m_groups.size() > 1);
  m_choice->setVisible(!whole);
  if (goesOn) (whole ? static_cast<QWidget*>(present) : m_choice)->setFocus();
}

}  // namespace backscope
