#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "core/engine/snapshot.h"
#include "core/training/ladder_choice.h"
#include "ui/plots/plot_view.h"

class QBoxLayout;

namespace backscope {

class LayerBars;

/// How δ fared in one run of a comparison: the ratio of the first layer's to the output's, large; the course of every
/// layer's; where there is room, the present values as bars. Its plot's axes are those of all runs, see PlotLink.
class RunLadder : public QWidget {
  Q_OBJECT

 public:
  explicit RunLadder(int place, QWidget* parent = nullptr);

  void setName(const QString& name);
  /// The curves; the bars follow with showBars(), when the axes are known.
  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
  void showBars();

  PlotView& plot() const { return *m_plot; }
  const LayerBars& bars() const { return *m_bars; }
  /// The present size of what the snapshot's ladder is of, layer l at index l - 1.
  const std::vector<double>& values() const { return m_values; }
  /// "δ⁽¹⁾ / δ⁽⁷⁾ = 3.2·10⁻⁵" as MathText's markup; empty where there is nothing to compare.
  QString ratioMarkup() const;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  class RatioLine;

  void arrange();

  int m_place;
  std::vector<double> m_values;
  LadderChoice m_ladder;
  QBoxLayout* m_row = nullptr;
  RatioLine* m_ratio = nullptr;
  PlotView* m_plot = nullptr;
  LayerBars* m_bars = nullptr;
};

}  // namespace backscope
