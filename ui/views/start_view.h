#pragma once

#include <QString>
#include <QWidget>
#include <memory>
#include <optional>

#include "core/engine/snapshot.h"
#include "ui/plots/plot_scale.h"

class QLabel;
class QLayout;

namespace backscope {

class LayerBars;
class QuietLabel;

/// What the bars of the start say, in sentences.
struct StartReading {
  QString ratio;  ///< of the first hidden layer's δ to the last one's, with the prediction; empty for a single layer
  QString note;   ///< what the thin lines are, or why there are none
  bool operator==(const StartReading&) const = default;
};
StartReading startReading(const Snapshot& snapshot);

/// Whole decades that hold the values. Those that were shown stay as long as the values fill a third of them, so that
/// the axis does not move with every turn of the dial. Always with a lane for 0.
PlotScale decadesFor(const ValueExtent& values, const std::optional<PlotScale>& shown);

/// How large the signal is in every layer, forwards and back: the root mean square of z^(l) and of δ^(l) over units and
/// training examples, and what a wide network with this start would have.
class StartView : public QWidget {
  Q_OBJECT

 public:
  explicit StartView(QWidget* parent = nullptr);

  void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
  const LayerBars& outputs() const { return *m_outputs.bars; }
  const LayerBars& deltas() const { return *m_deltas.bars; }
  const StartReading& reading() const { return m_reading; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  class Heading;
  struct Side {
    Heading* heading = nullptr;
    LayerBars* bars = nullptr;
    std::optional<PlotScale> scale{};
  };

  void createLayout();
  QLayout* createSide(Side& side);
  void showSnapshot();
  void showSide(Side& side, const std::vector<double>& measured, const std::vector<double>& expected);
  void showHeadings();
  void applyStyle();

  std::shared_ptr<const Snapshot> m_snapshot;
  Side m_outputs;
  Side m_deltas;
  StartReading m_reading;
  QLabel* m_ratio = nullptr;
  QuietLabel* m_note = nullptr;
};

}  // namespace backscope
