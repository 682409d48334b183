#include "ui/widgets/choice_box.h"

#include <QKeyEvent>
#include <QStyledItemDelegate>
#include <QWheelEvent>

namespace backscope {

namespace {

constexpr int kMostRows = 14;
/// The narrowest box still shows this many letters.
constexpr int kLeastLetters = 6;

}  // namespace

ChoiceBox::ChoiceBox(const QString& name, QWidget* parent) : QComboBox(parent) {
  setAccessibleName(name);
  setFocusPolicy(Qt::TabFocus);
  setMaxVisibleItems(kMostRows);
  // The delegate of menus, which a box has by itself, leaves the style sheet's entries out.
  setItemDelegate(new QStyledItemDelegate(this));
  setMinimumContentsLength(kLeastLetters);
  setSizeAdjustPolicy(QComboBox::AdjustToContents);
}

void ChoiceBox::wheelEvent(QWheelEvent* event) { event->ignore(); }

void ChoiceBox::keyPressEvent(QKeyEvent* event) {
  const bool isSideways = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
  const bool isPrintable = !event->text().isEmpty() && event->text().front().isPrint();
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
    showPopup();
  else if (isSideways || (isPrintable && event->key() != Qt::Key_Space))
    event->ignore();
  else
    QComboBox::keyPressEvent(event);
}

}  // namespace backscope
