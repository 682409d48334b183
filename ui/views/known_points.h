#pragma once

#include <QWidget>

class QLabel;
class QScrollArea;

namespace backscope {

class Button;
class ChoiceList;
class FittedFormula;

/// The known points as a list, and what is true of the one that is chosen.
class KnownPoints : public QWidget {
  Q_OBJECT

 public:
  explicit KnownPoints(QWidget* parent = nullptr);

  /// The chosen one, as in knownPointNames().
  QString name() const;
  void choose(const QString& name);
  /// Gives it to the list.
  void takeKeyboard();
  /// All that is said of it.
  QString words() const;

 signals:
  /// The session that stands there is to be opened.
  void openRequested(const QString& name);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void createLayout();
  QWidget* createWords();
  void fill();
  void showWords();
  void applyStyle();

  ChoiceList* m_list = nullptr;
  QScrollArea* m_scroll = nullptr;
  QLabel* m_title = nullptr;
  Button* m_open = nullptr;
  QLabel* m_facts = nullptr;
  QList<FittedFormula*> m_formulas;
  QLabel* m_next = nullptr;
  QLabel* m_source = nullptr;
};

}  // namespace backscope
