#pragma once

#include <QWidget>
#include <memory>

#include "core/engine/snapshot.h"
#include "ui/plots/plot_scale.h"

namespace backscope {

class LayerBars;

/// How large the outputs of every layer are in one run of a comparison: rms z^(l) as bars in decades.
class RunBars : public QWidget {
  Q_OBJECT

 public:
  explicit RunBars(int place, QWidget* parent = nullptr);

  void setName(const QString& name);
  void setValues(const std::vector<double>& rms, const PlotScale& scale);
  const LayerBars& bars() const { return *m_bars; }

 private:
  class Title;

  Title* m_title = nullptr;
  LayerBars* m_bars = nullptr;
};

/// rms z^(l) at index l - 1.
std::vector<double> outputSizes(const Snapshot& snapshot);

}  // namespace backscope
