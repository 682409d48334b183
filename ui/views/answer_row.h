#pragma once

#include <QWidget>

#include "ui/exercise/answer.h"
#include "ui/formula/formula.h"

class QLineEdit;

namespace backscope {

class Button;
class QuietLabel;

/// The number that is asked for, a line to type it in, and what there is to say of the last entry.
class AnswerRow : public QWidget {
  Q_OBJECT

 public:
  explicit AnswerRow(QWidget* parent = nullptr);

  /// `count` numbers are asked for in this step, of which this is the `number`th. Clears the line.
  void ask(const Formula& left, int number, int count);
  /// Nothing is asked for: the line gives way to a button that goes on.
  void askNothing();
  /// A wrong entry stays, to be mended.
  void showAnswer(const Answer& answer);
  QString verdict() const;

 signals:
  void answered(const QString& entry);
  void shown();
  void allShown();
  void wentOn();

 protected:
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  class FormulaLabel;

  void createLayout();
  void connectSignals();
  void setAsking(bool isAsking);
  void applyStyle();

  FormulaLabel* m_left = nullptr;
  QLineEdit* m_entry = nullptr;
  Button* m_check = nullptr;
  Button* m_show = nullptr;
  Button* m_showAll = nullptr;
  Button* m_goOn = nullptr;
  QuietLabel* m_count = nullptr;
  QuietLabel* m_verdict = nullptr;
  bool m_isWrong = false;
};

}  // namespace backscope
