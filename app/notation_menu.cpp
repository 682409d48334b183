#include "app/notation_menu.h"

namespace backscope {

NotationMenu::NotationMenu(QWidget* parent) : QMenu(tr("Notat&ion"), parent) {
  add(tr("&Swapped letters: a = h(z)"), &Notation::swapsLetters);
  add(tr("&Matrix form"), &Notation::isMatrixForm);
  add(tr("&Input is layer 1"), &Notation::countsInput);
}

void NotationMenu::add(const QString& text, bool Notation::*part) {
  QAction* action = addAction(text);
  action->setCheckable(true);
  action->setChecked(notation().*part);
  connect(action, &QAction::triggered, this, [part](bool checked) {
    Notation chosen = notation();
    chosen.*part = checked;
    CurrentNotation::instance().set(chosen);
  });
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, action,
          [action, part] { action->setChecked(notation().*part); });
}

}  // namespace backscope
