// What the board of a comparison costs: four runs of 2-8x6-1 with a logistic, a tanh, a ReLU and a sine network, 400
// examples, at 1160 x 790, for each page of its numbers; and what the other runs cost as ghosts: bench_board
#include <QApplication>
#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QTest>
#include <algorithm>
#include <cstdio>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

#include "app/snapshot_needs.h"
#include "app/window_setup.h"
#include "core/engine/make_snapshot.h"
#include "core/training/run_recorder.h"
#include "tests/support/sample_snapshot.h"
#include "ui/compare/compare_board.h"
#include "ui/compare/compare_plots.h"
#include "ui/compare/run_mark.h"
#include "ui/theme/theme.h"
#include "ui/views/boundary_view.h"
#include "ui/views/delta_view.h"
#include "ui/views/loss_view.h"

namespace backscope {
namespace {

constexpr int kFrames = 200;
constexpr int kUpdatesPerFrame = 40;
constexpr int kUpdatesBefore = 20'000;  ///< so that the curves are as full as they get

/// Times each painting of the window.
class TimedApplication : public QApplication {
 public:
  using QApplication::QApplication;

  bool notify(QObject* receiver, QEvent* event) override {
    if (event->type() != QEvent::UpdateRequest || !receiver->isWidgetType())
      return QApplication::notify(receiver, event);
    QElapsedTimer timer;
    timer.start();
    const bool result = QApplication::notify(receiver, event);
    m_paints.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    return result;
  }
  std::vector<double> takePaints() { return std::exchange(m_paints, {}); }

 private:
  std::vector<double> m_paints;
};

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

/// A run that goes on between two frames.
struct Run {
  explicit Run(Activation activation) : trainer(test::sampleSession(test::sampleLayers(6, 8, activation))) {
    recorder.restart(trainer);
    train(kUpdatesBefore);
  }
  void train(int updates) {
    BatchReport report;
    for (int i = 0; i < updates && trainer.stepBatch(&report); ++i) {
      recorder.recordUpdate(trainer, report);
      if (i % kUpdatesPerFrame == 0) recorder.recordScores(trainer);
    }
  }
  std::shared_ptr<const Snapshot> snapshot(const SnapshotNeeds& needs) const {
    SnapshotContext context;
    context.running = true;
    context.examplesPerSecond = 1;
    context.series = std::make_shared<const RunSeries>(recorder.series());
    return makeSnapshot(trainer, needs, context);
  }

  Trainer trainer;
  RunRecorder recorder;
};

using Runs = std::vector<std::unique_ptr<Run>>;

std::vector<std::shared_ptr<const Snapshot>> snapshotsOf(const Runs& runs, double boundarySide, double unitSide) {
  std::vector<std::shared_ptr<const Snapshot>> snapshots;
  for (const std::unique_ptr<Run>& run : runs) {
    const Session& session = run->trainer.session();
    SnapshotNeeds needs = needsFor({.boundarySide = boundarySide, .unitSide = unitSide}, session.network);
    needs.plane = planeFor(session, run->trainer.data());
    snapshots.push_back(run->snapshot(needs));
  }
  return snapshots;
}

void measure(TimedApplication& application, CompareBoard& board, const Runs& runs, const char* name) {
  for (int i = 0; i < 3; ++i) {
    board.setSnapshots(snapshotsOf(runs, board.boundarySide(), board.unitSide()), 0);
    QCoreApplication::processEvents();
  }
  application.takePaints();
  std::vector<double> shows;
  for (int frame = 0; frame < kFrames; ++frame) {
    for (const std::unique_ptr<Run>& run : runs) run->train(kUpdatesPerFrame);
    auto snapshots = snapshotsOf(runs, board.boundarySide(), board.unitSide());
    QElapsedTimer timer;
    timer.start();
    board.setSnapshots(std::move(snapshots), 0);
    shows.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    QCoreApplication::processEvents();
  }
  const std::vector<double> paints = application.takePaints();
  std::printf(
      "%zu runs, %-11s painting a frame, ms: median %.2f (promised: 12), 99th percentile %.2f (promised: 40); handing "
      "the snapshots over, ms: median %.2f, 99th percentile %.2f; %zu frames\n",
      runs.size(), name, quantile(paints, 0.5), quantile(paints, 0.99), quantile(shows, 0.5), quantile(shows, 0.99),
      paints.size());
}

/// The three views that have ghosts, of the first run, alone and with the others over it.
void measureGhosts(TimedApplication& application, const Runs& runs) {
  QWidget window;
  auto* row = new QHBoxLayout(&window);
  auto* boundary = new BoundaryView;
  auto* loss = new LossView;
  auto* deltas = new DeltaView;
  for (QWidget* view : std::initializer_list<QWidget*>{boundary, loss, deltas}) row->addWidget(view);
  window.resize(1160, 400);
  window.show();
  static_cast<void>(QTest::qWaitForWindowExposed(&window));
  for (const std::size_t count : {std::size_t{0}, runs.size() - 1}) {
    application.takePaints();
    for (int frame = 0; frame < kFrames; ++frame) {
      for (const std::unique_ptr<Run>& run : runs) run->train(kUpdatesPerFrame);
      std::vector<std::shared_ptr<const Snapshot>> snapshots = snapshotsOf(runs, 300, 20);
      std::vector<Ghost> ghosts;
      for (std::size_t i = 1; i <= count; ++i) {
        const int place = static_cast<int>(i);
        ghosts.push_back({runLetter(place), {}, runColor(Theme::instance().colors(), place), snapshots[i]});
      }
      boundary->setSnapshot(snapshots[0]);
      loss->setSnapshot(snapshots[0]);
      deltas->setSnapshot(snapshots[0]);
      boundary->setGhosts(ghosts);
      loss->setGhosts(ghosts);
      deltas->setGhosts(ghosts);
      QCoreApplication::processEvents();
    }
    const std::vector<double> paints = application.takePaints();
    std::printf("boundary, loss and deltas with %zu ghosts, painting a frame, ms: median %.2f, 99th percentile %.2f\n",
                count, quantile(paints, 0.5), quantile(paints, 0.99));
  }
}

int run(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  TimedApplication application(argc, argv);
  setUpApplication();
  Runs runs;
  for (const Activation activation : {Activation::Sigmoid, Activation::Tanh, Activation::Relu, Activation::Sine}) {
    runs.push_back(std::make_unique<Run>(activation));
    if (runs.size() != 2 && runs.size() != 4) continue;
    CompareBoard board;
    board.resize(1160, 790);
    board.show();
    static_cast<void>(QTest::qWaitForWindowExposed(&board));
    for (const auto& [page, name] : {std::pair{ComparePlots::Deltas, "deltas:"}, std::pair{ComparePlots::Loss, "loss:"},
                                     std::pair{ComparePlots::Activations, "activations:"}}) {
      board.plots().setPage(page);
      measure(application, board, runs, name);
    }
    if (runs.size() < 4) continue;
    board.setShowsDifferences(true);
    measure(application, board, runs, "differences:");
  }
  measureGhosts(application, runs);
  return 0;
}

}  // namespace
}  // namespace backscope

int main(int argc, char** argv) { return backscope::run(argc, argv); }
