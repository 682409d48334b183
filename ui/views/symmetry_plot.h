#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "core/engine/snapshot.h"
#include "ui/plots/plot_layout.h"

namespace backscope {

class ChoiceBox;
class PlotView;
class SegmentedSwitch;

/// The distances of one layer's units over the iterations, on a logarithmic axis with a lane for exactly 0: of the
/// whole run, or since the last change by hand until its growth is over.
class SymmetryPlot : public QWidget {
  Q_OBJECT

 public:
  explicit SymmetryPlot(QWidget* parent = nullptr);

  void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
  const PlotView& plot() const { return *m_plot; }
  /// The choices of what is shown, to be put beside others.
  QWidget* layerChoice() const;
  QWidget* rangeChoice() const;
  /// The hidden layer that is shown, from 1.
  int layer() const;

 signals:
  void layerChosen();

 private:
  enum Range { Whole, SinceChange };

  void createLayout();
  void showAll();
  void showLayers();
  void showCurves();
  void showRange();
  void chooseRange(Range range);
  std::optional<PlotWindow> windowSinceChange() const;

  std::shared_ptr<const Snapshot> m_snapshot;
  std::int64_t m_shownEdit = -1;  ///< the last change by hand, so that a new one can be zoomed to; −1: none
  std::uint64_t m_shownGeneration = 0;
  std::optional<PlotWindow> m_window;  ///< zoomed to by this view; another one is the user's
  ChoiceBox* m_layer = nullptr;
  SegmentedSwitch* m_range = nullptr;
  PlotView* m_plot = nullptr;
};

}  // namespace backscope
