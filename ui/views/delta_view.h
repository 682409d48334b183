#pragma once

#include <QString>
#include <QWidget>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/engine/snapshot.h"
#include "core/training/ladder_choice.h"
#include "ui/compare/ghost.h"
#include "ui/plots/plot_view.h"
#include "ui/views/event_marks.h"
#include "ui/views/ladder_text.h"

class QBoxLayout;

namespace backscope {

class CureRow;
class DeltaHeading;
class LadderControls;
class LayerBars;
class QuietLabel;
class RatioLine;
class RungBars;
class SegmentedSwitch;

/// How much of the error signal reaches every layer: the size of δ^(l), of the weights' gradient or of their updates
/// over the iterations and at this instant, on a logarithmic scale with a lane for exact zeros.
class DeltaView : public QWidget {
  Q_OBJECT

 public:
  explicit DeltaView(QWidget* parent = nullptr);

  void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
  /// Values of other runs, which the axes show too.
  void setIncludedValues(const ValueExtent& extent);
  /// Other runs: dotted curves behind this one's, and ticks on its bars.
  void setGhosts(std::vector<Ghost> ghosts);
  const PlotView& plot() const { return *m_plot; }
  const LayerBars& bars() const { return *m_bars; }
  const DeltaRatio& ratio() const { return m_ratio; }
  RungBars& rungBars() const { return *m_rungs; }
  /// The words under the bars.
  QString reading() const;

  CureRow& cures() const { return *m_cures; }

  /// For a figure.
  void hideControls();
  /// What the next snapshot is to have of the layers.
  LadderChoice ladder() const;
  void setLadder(LadderChoice choice);
  /// How the single examples' δ are spread is to be shown.
  bool wantsExamples() const;
  /// The next snapshot's rungs are to be shown.
  bool wantsRungs() const;

 signals:
  /// Or no longer.
  void rungsWanted();
  /// ladder() or wantsExamples() is another.
  void ladderWanted();

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  enum Choice { Sizes, Factors, Examples };

  void createLayout();
  QWidget* createPlotColumn();
  QWidget* createPresentColumn();
  void showSnapshot();
  void showCourse();
  void showBars();
  void showHeading();
  void showReading();
  void chooseShown();
  void arrange();
  void includePresent(const std::vector<double>& values);
  DeltaRatio presentRatio() const;
  void applyStyle();

  std::shared_ptr<const Snapshot> m_snapshot;
  std::vector<Ghost> m_ghosts;
  ValueExtent m_shown;     ///< of the bars since the run began, so that the axis never moves inwards
  ValueExtent m_included;  ///< of other runs
  std::uint64_t m_shownGeneration = 0;
  std::int64_t m_shownIteration = 0;
  DeltaRatio m_ratio;
  LadderChoice m_shownLadder;
  EventMarks m_eventMarks;
  PlotView* m_plot = nullptr;
  LadderControls* m_controls = nullptr;
  QBoxLayout* m_top = nullptr;  ///< of the heading and the choice
  QWidget* m_course = nullptr;  ///< the plot with its controls
  DeltaHeading* m_heading = nullptr;
  SegmentedSwitch* m_choice = nullptr;
  LayerBars* m_bars = nullptr;
  RungBars* m_rungs = nullptr;
  RatioLine* m_ratioLine = nullptr;
  QuietLabel* m_reading = nullptr;
  CureRow* m_cures = nullptr;
};

}  // namespace backscope
