#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

#include "core/engine/command.h"

class QBoxLayout;
class QMenu;

namespace backscope {

class Button;
class QuietLabel;
class RunChip;
class SegmentedSwitch;

/// How the runs of a comparison are shown.
enum class CompareShown {
  SideBySide,
  Ghost,  ///< the present run's views, with the others faintly over them
  Alone   ///< the present run's views; the others keep in step
};

/// The runs that are compared, which of them is the present one, and how they are shown and kept in step. What is done
/// with a run stands in the menu of its chip.
class CompareBar : public QWidget {
  Q_OBJECT

 public:
  explicit CompareBar(QWidget* parent = nullptr);

  /// By place; `differences` are against the first, in words.
  void setRuns(const QStringList& names, const QList<QStringList>& differences, int present);
  void setShown(CompareShown shown);
  CompareShown shown() const;
  void setClock(RunClock clock);
  RunClock clock() const;
  /// What has been said of the differences.
  QString differencesText() const;

 signals:
  void runChosen(int place);
  /// A copy of the present run, at the end.
  void addRequested();
  /// To a place that is there, or the first that is free.
  void copyRequested(int from, int to);
  void swapRequested(int first, int other);
  void removeRequested(int place);
  /// The present run stays alone.
  void endRequested();
  void shownChosen(backscope::CompareShown shown);
  void clockChosen(backscope::RunClock clock);

 protected:
  bool event(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void createLayout();
  void connectSignals();
  void openMenu(int place, const QPoint& at);
  void fillMenu(QMenu& menu, int place);
  void showDifferences(const QList<QStringList>& differences, int present);
  void arrange();
  int chipsWidth(bool areShort) const;

  std::vector<RunChip*> m_chips;  ///< by place; those that no run has are hidden
  int m_count = 0;
  Button* m_add = nullptr;
  Button* m_end = nullptr;
  QuietLabel* m_differences = nullptr;
  SegmentedSwitch* m_shown = nullptr;
  SegmentedSwitch* m_clock = nullptr;
  QBoxLayout* m_rows = nullptr;
  QWidget* m_runs = nullptr;      ///< the chips and the differences
  QWidget* m_switches = nullptr;  ///< beside them, or below where there is little room
};

}  // namespace backscope
