#include "app/commands/figure_views.h"

#include <QCoreApplication>
#include <type_traits>

#include "app/commands/spectrum_figure.h"
#include "app/run_words.h"
#include "app/snapshot_needs.h"
#include "app/workbench.h"
#include "ui/compare/compare_board.h"
#include "ui/panels/compare_bar.h"
#include "ui/panels/transport_bar.h"
#include "ui/theme/theme.h"
#include "ui/views/activation_view.h"
#include "ui/views/boundary_view.h"
#include "ui/views/delta_view.h"
#include "ui/views/loss_view.h"
#include "ui/views/network_view.h"
#include "ui/widgets/style_sheet.h"

namespace backscope {

namespace {

using RunList = std::span<const std::unique_ptr<FigureRun>>;
using Widgets = std::vector<std::unique_ptr<QWidget>>;

/// Shows without a screen, so that every widget gets its place.
void settle(QWidget& widget) {
  widget.show();
  QCoreApplication::sendPostedEvents();
}

/// The first run with the others beside it.
std::shared_ptr<const Snapshot> snapshotOf(RunList runs, const SnapshotNeeds& needs) {
  if (runs.size() == 1) return runs[0]->snapshot(needs);
  auto first = std::make_shared<Snapshot>(*runs[0]->snapshot(needs));
  for (std::size_t k = 1; k < runs.size(); ++k) {
    auto other = std::make_shared<Snapshot>(*runs[k]->snapshot(needs));
    other->run = static_cast<int>(k) + 1;
    first->others.push_back(std::move(other));
  }
  return first;
}

/// As the window shows the runs of a comparison.
void showBeside(Workbench& workbench, RunList runs) {
  std::vector<Session> sessions;
  for (const std::unique_ptr<FigureRun>& run : runs) sessions.push_back(run->trainer().session());
  nameRuns(workbench, sessions, 0);
  workbench.compareBar().show();
  workbench.showBoard(true);
  QCoreApplication::sendPostedEvents();
}

template <class V>
std::unique_ptr<V> makeView(const FigureRun& run, const QSize& size) {
  auto view = std::make_unique<V>();
  view->resize(size);
  if constexpr (std::is_same_v<V, BoundaryView> || std::is_same_v<V, DeltaView>) view->hideControls();
  SnapshotNeeds needs = needsFor({.boundarySide = 512, .unitSide = kLargestUnit}, run.trainer().session().network);
  needs.histogramBins = kHistogramBins;
  needs.plane = planeFor(run.trainer().session(), run.trainer().data());
  settle(*view);
  view->setSnapshot(run.snapshot(needs));
  QCoreApplication::sendPostedEvents();
  return view;
}

Widgets makeSpectra(RunList runs, std::span<const QSize> sizes) {
  Widgets widgets;
  for (std::size_t k = 0; k < runs.size(); ++k) widgets.push_back(makeSpectrumFigure(*runs[k], sizes[k]));
  QCoreApplication::sendPostedEvents();
  return widgets;
}

/// Makes every one show what any of them does.
template <class V>
void shareAxis(const std::vector<std::unique_ptr<V>>& views) {
  ValueExtent all;
  for (const std::unique_ptr<V>& view : views) {
    const PlotContent& content = view->plot().content();
    all.include(extentOf(content.curves, content.axis));
    all.include(content.included);
  }
  for (const std::unique_ptr<V>& view : views) view->setIncludedValues(all);
}

template <class V>
Widgets makeViews(RunList runs, std::span<const QSize> sizes) {
  std::vector<std::unique_ptr<V>> views;
  for (std::size_t k = 0; k < runs.size(); ++k) views.push_back(makeView<V>(*runs[k], sizes[k]));
  if constexpr (std::is_same_v<V, DeltaView> || std::is_same_v<V, LossView>)
    if (runs.size() > 1) shareAxis(views);
  Widgets widgets;
  for (std::unique_ptr<V>& view : views) widgets.push_back(std::move(view));
  return widgets;
}

}  // namespace

std::unique_ptr<QWidget> makeWindowFigure(RunList runs, const QSize& size) {
  auto workbench = std::make_unique<Workbench>();
  workbench->setStyleSheet(styleSheetOf(Theme::instance().colors()));
  workbench->resize(size);
  workbench->setSession(runs.front()->trainer().session());
  settle(*workbench);
  if (runs.size() > 1) showBeside(*workbench, runs);
  // The first gives the views their layout, the second is asked for in the sizes that this has.
  for (int i = 0; i < 2; ++i) {
    const std::shared_ptr<const Snapshot> shown = snapshotOf(runs, workbench->needs());
    workbench->setSnapshot(shown);
    if (runs.size() == 1) continue;
    std::vector<std::shared_ptr<const Snapshot>> all{shown};
    all.insert(all.end(), shown->others.begin(), shown->others.end());
    workbench->board().setSnapshots(std::move(all), 0);
    QCoreApplication::sendPostedEvents();
  }
  QCoreApplication::sendPostedEvents();
  return workbench;
}

Widgets makeFigureViews(RenderOptions::View view, RunList runs, std::span<const QSize> sizes) {
  switch (view) {
    case RenderOptions::View::Network:
      return makeViews<NetworkView>(runs, sizes);
    case RenderOptions::View::Boundary:
      return makeViews<BoundaryView>(runs, sizes);
    case RenderOptions::View::Activations:
      return makeViews<ActivationView>(runs, sizes);
    case RenderOptions::View::Deltas:
      return makeViews<DeltaView>(runs, sizes);
    case RenderOptions::View::Loss:
      return makeViews<LossView>(runs, sizes);
    case RenderOptions::View::Spectrum:
      return makeSpectra(runs, sizes);
    case RenderOptions::View::Depth:
    case RenderOptions::View::Surface:
    case RenderOptions::View::Starts:
    case RenderOptions::View::Window:
      break;
  }
  return {};
}

}  // namespace backscope
