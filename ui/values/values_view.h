#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "ui/values/value_table.h"

class QBoxLayout;
class QMenu;

namespace backscope {

class Button;
class QuietLabel;

/// All numbers of one example: those of the units and those of the weights, in two tables.
class ValuesView : public QWidget {
  Q_OBJECT

 public:
  enum class Form { Text, Csv, Latex, Markdown };

  explicit ValuesView(QWidget* parent = nullptr);

  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
  /// How wide the passes' steps are: what a whole one of them computed stands out.
  void setStepSize(StepSize size);
  /// What is pointed at in another view.
  void setLit(const std::optional<NetworkItem>& item);
  /// What is selected in the table that had the keyboard last, or, where that is a single cell, both tables.
  QString copied(Form form) const;
  void copy(Form form);

  ValueTable& units() const { return *m_units; }
  ValueTable& weights() const { return *m_weights; }
  QString caption() const;

 signals:
  void itemPointed(std::optional<backscope::NetworkItem> item);
  void parameterChosen(std::size_t index, double value);
  void parameterNudged(std::size_t index, double value);
  /// A value of the example's input, which makes it one that is typed.
  void inputEdited(int input, double value);
  void inputNudged(int input, double value);

 protected:
  bool event(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void createLayout();
  void connectTable(ValueTable* table);
  void openCopyMenu();
  void arrange();

  ValueTable* m_units = nullptr;
  ValueTable* m_weights = nullptr;
  QBoxLayout* m_tables = nullptr;
  QuietLabel* m_caption = nullptr;
  Button* m_copy = nullptr;
  QMenu* m_copyMenu = nullptr;
  ValueTable* m_lastUsed = nullptr;
  std::shared_ptr<const Snapshot> m_snapshot;
};

}  // namespace backscope
