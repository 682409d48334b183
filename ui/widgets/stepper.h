#pragma once

#include <QWidget>

namespace backscope {

class Button;
class NumberEdit;

/// A small whole number between a minus and a plus.
class Stepper : public QWidget {
  Q_OBJECT

 public:
  Stepper(const QString& name, int low, int high, QWidget* parent = nullptr);

  int value() const { return m_value; }
  /// Without valueChosen().
  void setValue(int value);
  void setName(const QString& name);

 signals:
  /// By the user.
  void valueChosen(int value);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void choose(int value);

  int m_low;
  int m_high;
  int m_value;
  Button* m_less = nullptr;
  NumberEdit* m_edit = nullptr;
  Button* m_more = nullptr;
};

}  // namespace backscope
