#pragma once

#include <QObject>
#include <vector>

#include "ui/plots/plot_view.h"

namespace backscope {

/// Plots of different runs on the same axes: what one zooms to or reads, all do, and each shows the values and the
/// iterations of all.
class PlotLink : public QObject {
  Q_OBJECT

 public:
  explicit PlotLink(QObject* parent = nullptr) : QObject(parent) {}

  /// With the plots' present windows as they are; each plot must live as long as this does.
  void link(const std::vector<PlotView*>& plots);
  /// After the curves were set: gives all axes the range of all curves, and of `included`.
  void shareRanges(const ValueExtent& included = {});

 private:
  void followZoom(const PlotView& leader);
  void followReadOut(const PlotView& leader);

  std::vector<PlotView*> m_plots;
  bool m_isFollowing = false;  ///< what the others are told is not to come back
};

}  // namespace backscope
