#pragma once

#include <QMenu>

#include "ui/text/notation.h"

namespace backscope {

/// Switches the notation in force, and shows it.
class NotationMenu : public QMenu {
  Q_OBJECT

 public:
  explicit NotationMenu(QWidget* parent = nullptr);

 private:
  void add(const QString& text, bool Notation::*part);
};

}  // namespace backscope
