#include "ui/widgets/choice_list.h"

#include <QKeyEvent>

namespace backscope {

namespace {

constexpr int kLeastLetters = 12;
constexpr int kLeastRows = 3;
/// Of an entry and of the list, to both sides.
constexpr int kPadding = 12;

bool isMove(int key) {
  return key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Home || key == Qt::Key_End ||
         key == Qt::Key_PageUp || key == Qt::Key_PageDown;
}

}  // namespace

ChoiceList::ChoiceList(const QString& name, QWidget* parent) : QListWidget(parent) {
  setAccessibleName(name);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setTextElideMode(Qt::ElideRight);
  setSelectionMode(QAbstractItemView::SingleSelection);
  connect(this, &QListWidget::itemDoubleClicked, this, [this](QListWidgetItem* entry) { emit taken(row(entry)); });
}

QSize ChoiceList::sizeHint() const {
  const int frame = 2 * (kPadding + frameWidth());
  return {std::max(sizeHintForColumn(0), 0) + frame, count() * std::max(sizeHintForRow(0), 0) + frame};
}

QSize ChoiceList::minimumSizeHint() const {
  return {fontMetrics().averageCharWidth() * kLeastLetters + 2 * kPadding,
          fontMetrics().height() * kLeastRows + kPadding};
}

void ChoiceList::keyPressEvent(QKeyEvent* event) {
  const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (isEnter && currentRow() >= 0)
    emit taken(currentRow());
  else if (isMove(event->key()))
    QListWidget::keyPressEvent(event);
  else
    event->ignore();
}

}  // namespace backscope
