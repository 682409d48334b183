#pragma once

#include <QPointer>
#include <QTableView>
#include <memory>
#include <optional>

#include "ui/values/value_model.h"

namespace backscope {

class ParameterEditor;
class ValueDelegate;

/// A table of numbers. Arrows go from cell to cell, Tab leaves it; Enter, F2, a double click or the first digit edits
/// what is given by hand. Keys that it has no use for are the window's.
class ValueTable : public QTableView {
  Q_OBJECT

 public:
  /// Keeps the model, as its parent.
  ValueTable(ValueModel* model, const QString& name, QWidget* parent = nullptr);

  const ValueModel& values() const { return *m_model; }
  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
  /// How wide the passes' steps are.
  void setStepSize(StepSize size);
  /// Lights the row of what is pointed at in another view, and scrolls to it.
  void setLit(const std::optional<NetworkItem>& item);
  int litRow() const;
  /// After the notation has changed.
  void rename();
  /// The least width in which no number is cut.
  int wantedWidth() const;

 signals:
  /// Pointed at, or reached by the keyboard; nothing any more.
  void itemPointed(std::optional<backscope::NetworkItem> item);
  void valueChosen(const backscope::TermRef& term, double value);
  /// By a step; more of them may follow.
  void valueNudged(const backscope::TermRef& term, double value);
  void copyRequested();

 protected:
  bool edit(const QModelIndex& index, EditTrigger trigger, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
  void scrollContentsBy(int dx, int dy) override;

 private:
  void setUp();
  void fitType();
  void followStep();
  void point(const QModelIndex& index);
  void openEditor(const QModelIndex& index, const QString& typed);
  void endEditing();

  ValueModel* m_model;
  ValueDelegate* m_delegate;
  QPointer<ParameterEditor> m_editor;
  std::optional<NetworkItem> m_followed;  ///< the acting item that was scrolled to last
};

}  // namespace backscope
