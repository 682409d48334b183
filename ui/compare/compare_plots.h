#pragma once

#include <array>
#include <memory>
#include <vector>

#include "core/engine/snapshot.h"
#include "core/session/session.h"
#include "ui/plots/plot_link.h"
#include "ui/widgets/card.h"

class QHBoxLayout;
class QStackedWidget;

namespace backscope {

class QuietLabel;
class RunBars;
class RunLadder;
class LadderControls;
class SegmentedSwitch;

/// The numbers of all runs of a comparison on the same axes: their deltas, their losses, or how large their layers'
/// outputs are. Only what is shown is kept up to date.
class ComparePlots : public Card {
  Q_OBJECT

 public:
  enum Page { Deltas, Loss, Activations };

  explicit ComparePlots(QWidget* parent = nullptr);

  void setNames(const QStringList& names);
  /// In the order of their places; null while one has not come.
  void setSnapshots(const std::vector<std::shared_ptr<const Snapshot>>& runs);
  Page page() const;
  void setPage(Page page);
  /// Beside the choice of the page.
  void addControl(QWidget* control);

  /// What of the deltas is wanted.
  LadderChoice ladder() const;
  /// Without ladderChosen().
  void setLadder(LadderChoice choice);

  const RunLadder& ladder(int place) const { return *m_ladders[static_cast<std::size_t>(place)]; }
  const PlotView& lossPlot() const { return *m_loss; }
  const RunBars& bars(int place) const { return *m_bars[static_cast<std::size_t>(place)]; }

 signals:
  /// By the user: the next snapshots are to have it.
  void ladderChosen();

 private:
  static constexpr std::size_t kMostRuns = kMaxCompared + 1;

  void createHeader();
  void createPages();
  void showPage();
  void showDeltas();
  void showLoss();
  void showActivations();
  void forgetOldExtents();
  LadderChoice shownLadder() const;

  std::vector<std::shared_ptr<const Snapshot>> m_runs;
  QStringList m_names;
  ValueExtent m_deltas, m_outputs;  ///< of the bars since the runs began, so that no axis moves inwards
  std::vector<std::pair<std::uint64_t, std::int64_t>> m_shown;  ///< each run's generation and iteration
  PlotLink m_link;
  LadderChoice m_shownLadder;
  SegmentedSwitch* m_choice = nullptr;
  LadderControls* m_controls = nullptr;  ///< of the deltas
  QuietLabel* m_caption = nullptr;
  QStackedWidget* m_pages = nullptr;
  std::array<RunLadder*, kMostRuns> m_ladders{};
  PlotView* m_loss = nullptr;
  std::array<RunBars*, kMostRuns> m_bars{};
  QHBoxLayout* m_header = nullptr;
};

}  // namespace backscope
