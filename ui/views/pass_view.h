#pragma once

#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/exercise/exercise.h"
#include "ui/formula/formula.h"
#include "ui/formula/pass_list.h"

class QCheckBox;
class QLabel;
class QScrollArea;

namespace backscope {

class AnswerRow;
class ExampleBar;
class PassOutline;
class PassSheet;

/// The passes of one example, step by step: the step taken last with its formula and its numbers, and below it all
/// steps.
class PassView : public QWidget {
  Q_OBJECT

 public:
  explicit PassView(QWidget* parent = nullptr);

  /// Shows the snapshot's passes; without any it is left as it was.
  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
  /// How wide the steps are: what a whole one of them computed is written down.
  void setStepSize(StepSize size);
  void setHighlighted(const std::optional<TermRef>& term);
  ExampleBar& exampleBar() const { return *m_example; }
  const PassSheet& sheet() const { return *m_sheet; }
  const PassOutline& outline() const { return *m_outline; }
  /// Every number is hidden until it is given or shown.
  void setByHand(bool isByHand);
  bool isByHand() const { return m_exercise.has_value(); }
  AnswerRow& answerRow() const { return *m_answer; }
  /// The snapshot as it came; nothing at full speed.
  const std::shared_ptr<const Snapshot>& snapshot() const { return m_snapshot; }
  /// What the other views may show of it: without the numbers that are still to be worked out.
  std::shared_ptr<const Snapshot> known() const;
  /// "backward 3 of 6"
  QString progress() const;

 signals:
  void termHovered(std::optional<backscope::TermRef> term);
  /// So many unit-sized steps forwards, or back where it is negative.
  void stepsChosen(int count);
  /// Other numbers are known than before.
  void knownChanged();

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void createLayout();
  void connectSignals();
  void showPass();
  void showExercise();
  void answer(const QString& entry);
  void showTooFast(const Snapshot& snapshot);
  void choose(int row);
  void applyStyle();
  void fitHeader();

  QLabel* m_title = nullptr;
  QLabel* m_progress = nullptr;
  ExampleBar* m_example = nullptr;
  PassSheet* m_sheet = nullptr;
  AnswerRow* m_answer = nullptr;
  QCheckBox* m_byHand = nullptr;
  PassOutline* m_outline = nullptr;
  QScrollArea* m_outlineArea = nullptr;
  std::shared_ptr<const Snapshot> m_snapshot;
  std::vector<PassRow> m_rows;
  std::optional<Exercise> m_exercise;
  StepSize m_stepSize = StepSize::Unit;
};

}  // namespace backscope
