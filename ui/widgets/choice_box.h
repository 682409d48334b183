#pragma once

#include <QComboBox>

namespace backscope {

/// A box with a list to choose from, which leaves the wheel to the column that scrolls and takes no more width than
/// there is. Enter opens it, up and down choose; letters, signs and digits are the window's keys, and find an entry
/// only while the list is open. A click leaves the keyboard where it is.
class ChoiceBox : public QComboBox {
  Q_OBJECT

 public:
  explicit ChoiceBox(const QString& name, QWidget* parent = nullptr);

 protected:
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
};

}  // namespace backscope
