#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/compare/ghost.h"
#include "ui/plots/plot_view.h"
#include "ui/views/event_marks.h"

class QLabel;
class QToolButton;

namespace backscope {

/// The loss over the iterations: L of the training and of the held-out examples, and behind them that of the single
/// batches.
class LossView : public QWidget {
  Q_OBJECT

 public:
  explicit LossView(QWidget* parent = nullptr);

  void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
  /// Values of other runs, which the axis shows too.
  void setIncludedValues(const ValueExtent& extent);
  /// Other runs, whose training losses are drawn behind this one's.
  void setGhosts(std::vector<Ghost> ghosts);
  void setLogScale(bool log);
  bool isLogScale() const;
  const PlotView& plot() const { return *m_plot; }

 signals:
  /// With the switch; not by setLogScale().
  void logScaleChosen(bool log);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void createLayout();
  void showCurves();
  void applyStyle();
  void showScale();

  std::shared_ptr<const Snapshot> m_snapshot;
  std::vector<Ghost> m_ghosts;
  QLabel* m_title = nullptr;
  QToolButton* m_scaleSwitch = nullptr;
  EventMarks m_eventMarks;
  PlotView* m_plot = nullptr;
};

}  // namespace backscope
