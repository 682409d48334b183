#include "ui/plots/plot_link.h"

#include <QScopedValueRollback>
#include <algorithm>

namespace backscope {

void PlotLink::link(const std::vector<PlotView*>& plots) {
  for (PlotView* plot : m_plots) disconnect(plot, nullptr, this, nullptr);
  m_plots = plots;
  for (PlotView* plot : m_plots) {
    connect(plot, &PlotView::zoomChanged, this, [this, plot] { followZoom(*plot); });
    connect(plot, &PlotView::readOutChanged, this, [this, plot] { followReadOut(*plot); });
  }
}

void PlotLink::shareRanges(const ValueExtent& included) {
  ValueExtent values = included;
  std::optional<IterationRange> iterations;
  for (const PlotView* plot : m_plots) {
    values.include(extentOf(plot->content().curves, plot->content().axis));
    const std::optional<IterationRange> own = iterationsOf(plot->content().curves);
    if (!own) continue;
    if (!iterations) iterations = own;
    iterations->first = std::min(iterations->first, own->first);
    iterations->last = std::max(iterations->last, own->last);
  }
  for (PlotView* plot : m_plots) {
    plot->setIncludedValues(values);
    plot->setIncludedIterations(iterations);
  }
}

void PlotLink::followZoom(const PlotView& leader) {
  if (m_isFollowing) return;
  const QScopedValueRollback following(m_isFollowing, true);
  for (PlotView* plot : m_plots) {
    if (plot == &leader) continue;
    if (leader.content().zoom)
      plot->zoomTo(*leader.content().zoom);
    else
      plot->resetZoom();
  }
}

void PlotLink::followReadOut(const PlotView& leader) {
  if (m_isFollowing) return;
  const QScopedValueRollback following(m_isFollowing, true);
  for (PlotView* plot : m_plots)
    if (plot != &leader) plot->setReadOut(leader.readOut());
}

}  // namespace backscope
