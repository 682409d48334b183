#pragma once

#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/formula/formula.h"
#include "ui/formula/pass_list.h"

class QLabel;
class QScrollArea;

namespace backscope {

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
  void setHighlighted(const std::optional<TermRef>& term);
  ExampleBar& exampleBar() const { return *m_example; }
  const PassSheet& sheet() const { return *m_sheet; }
  const PassOutline& outline() const { return *m_outline; }
  /// "backward 3 of 6"
  QString progress() const;

 signals:
  void termHovered(std::optional<backscope::TermRef> term);
  /// So many unit-sized steps forwards, or back where it is negative.
  void stepsChosen(int count);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void createLayout();
  void showTooFast(const Snapshot& snapshot);
  void choose(int row);
  void applyStyle();

  QLabel* m_title = nullptr;
  QLabel* m_progress = nullptr;
  ExampleBar* m_example = nullptr;
  PassSheet* m_sheet = nullptr;
  PassOutline* m_outline = nullptr;
  QScrollArea* m_outlineArea = nullptr;
  std::shared_ptr<const Snapshot> m_snapshot;
  std::vector<PassRow> m_rows;
};

}  // namespace backscope
