#include "ui/widgets/focus_order.h"

#include <QGridLayout>
#include <QRadioButton>
#include <QScrollArea>
#include <QSplitter>
#include <QWidget>
#include <algorithm>
#include <map>
#include <utility>

namespace backscope {

namespace {

void append(QWidget& widget, QList<QWidget*>& order);

void append(QLayoutItem& item, QList<QWidget*>& order);

void append(QLayout& layout, QList<QWidget*>& order) {
  auto* grid = qobject_cast<QGridLayout*>(&layout);
  if (grid == nullptr) {
    for (int i = 0; i < layout.count(); ++i) append(*layout.itemAt(i), order);
    return;
  }
  std::map<std::pair<int, int>, QLayoutItem*> places;
  for (int i = 0; i < grid->count(); ++i) {
    int row = 0;
    int column = 0;
    int rows = 0;
    int columns = 0;
    grid->getItemPosition(i, &row, &column, &rows, &columns);
    places[{row, column}] = grid->itemAt(i);
  }
  for (const auto& [place, item] : places) append(*item, order);
}

void append(QLayoutItem& item, QList<QWidget*>& order) {
  if (item.widget() != nullptr) append(*item.widget(), order);
  if (item.layout() != nullptr) append(*item.layout(), order);
}

void append(QWidget& widget, QList<QWidget*>& order) {
  if (order.contains(&widget)) return;
  const bool isChoice = qobject_cast<QRadioButton*>(&widget) != nullptr;
  if (isChoice || (widget.focusPolicy() & Qt::TabFocus) != 0) order.append(&widget);
  if (auto* scroll = qobject_cast<QScrollArea*>(&widget)) {
    if (scroll->widget() != nullptr) append(*scroll->widget(), order);
    return;
  }
  if (auto* splitter = qobject_cast<QSplitter*>(&widget)) {
    for (int i = 0; i < splitter->count(); ++i) append(*splitter->widget(i), order);
    return;
  }
  if (widget.layout() != nullptr) append(*widget.layout(), order);
  // What no layout holds, and the slider rows that an optimizer has taken out of theirs.
  for (QObject* child : widget.children()) {
    auto* below = qobject_cast<QWidget*>(child);
    if (below != nullptr && !below->isWindow()) append(*below, order);
  }
}

}  // namespace

QList<QWidget*> readingOrder(const QList<QWidget*>& roots) {
  QList<QWidget*> order;
  for (QWidget* root : roots) append(*root, order);
  return order;
}

void chainFocus(const QList<QWidget*>& roots) {
  const QList<QWidget*> order = readingOrder(roots);
  // Qt passes over what takes no focus now, such as the choices that are not taken.
  QList<Qt::FocusPolicy> policies;
  for (QWidget* widget : order) {
    policies.append(widget->focusPolicy());
    widget->setFocusPolicy(Qt::TabFocus);
  }
  for (qsizetype i = 1; i < order.size(); ++i) QWidget::setTabOrder(order[i - 1], order[i]);
  for (qsizetype i = 0; i < order.size(); ++i) order[i]->setFocusPolicy(policies[i]);
}

}  // namespace backscope
