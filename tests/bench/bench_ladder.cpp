// What the ladder of a run of 1,000,000 iterations costs to draw anew, of 7 layers and of 17: bench_ladder
#include <QApplication>
#include <QPixmap>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <memory>
#include <vector>

#include "app/window_setup.h"
#include "core/engine/make_snapshot.h"
#include "core/math/random.h"
#include "core/training/run_recorder.h"
#include "ui/views/delta_view.h"

namespace backscope {
namespace {

constexpr std::int64_t kIterations = 1'000'000;
constexpr int kFrames = 60;
/// Of the view in a window of 1440 x 900.
constexpr QSize kViewSize(730, 290);

/// Noise around a slow fall, so that bands and lines have something to show in every pixel column.
std::vector<Series> longSeries(std::size_t layers) {
  Random random(1, RandomStream::Data);
  std::vector<Series> series(layers);
  for (std::int64_t k = 1; k <= kIterations; ++k)
    for (std::size_t l = 0; l < layers; ++l) {
      const double decades = -0.8 * static_cast<double>(layers - l) - static_cast<double>(k) / kIterations;
      series[l].append(k, std::pow(10, decades) * (1 + 0.4 * random.normal() * random.normal()));
    }
  return series;
}

Session sessionOf(std::size_t layers) {
  Session session;
  session.network.layers.assign(layers - 1, {8, Activation::Sigmoid});
  session.network.layers.push_back({1, Activation::Tanh});
  return session;
}

std::shared_ptr<const Snapshot> snapshotOf(const Trainer& trainer, const std::vector<Series>& delta, double factor) {
  auto series = std::make_shared<RunSeries>();
  for (const Series& layer : delta) series->delta.push_back(layer.scaledBy(factor));
  SnapshotContext context;
  context.series = std::move(series);
  SnapshotNeeds needs;
  needs.boundaryResolution = needs.unitMapResolution = 0;
  return makeSnapshot(trainer, needs, context);
}

double millisecondsSince(std::clock_t begin) {
  return 1e3 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

/// Every frame has other values, so that nothing of the one before can be used again.
void measure(std::size_t layers) {
  const Trainer trainer(sessionOf(layers));
  const std::vector<Series> delta = longSeries(layers);
  const std::vector<std::shared_ptr<const Snapshot>> snapshots{snapshotOf(trainer, delta, 1),
                                                               snapshotOf(trainer, delta, 1.01)};
  DeltaView view;
  view.resize(kViewSize);
  view.show();
  view.setSnapshot(snapshots[0]);
  QCoreApplication::processEvents();
  QPixmap frame(kViewSize);
  std::vector<double> charts, views;
  for (std::size_t k = 0; k < kFrames; ++k) {
    const std::clock_t begin = std::clock();
    view.setSnapshot(snapshots[k % 2]);
    view.findChild<PlotView*>()->render(&frame);
    charts.push_back(millisecondsSince(begin));
    view.render(&frame);
    views.push_back(millisecondsSince(begin));
  }
  std::printf(
      "the ladder of a run of %lld iterations, %2zu layers, ms of processor time: the chart %.2f (promised: 8), "
      "longest "
      "of %d %.2f; with the bars %.2f\n",
      static_cast<long long>(kIterations), layers, median(charts), kFrames, *std::ranges::max_element(charts),
      median(views));
}

int run(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QApplication application(argc, argv);
  setUpApplication();
  for (const std::size_t layers : {std::size_t{7}, std::size_t{17}}) measure(layers);
  return 0;
}

}  // namespace
}  // namespace backscope

int main(int argc, char** argv) { return backscope::run(argc, argv); }
