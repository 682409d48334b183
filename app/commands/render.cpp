#include "app/commands/render.h"

#include <QApplication>
#include <QHashFunctions>
#include <QLoggingCategory>
#include <QPainter>
#include <QWidget>
#include <memory>
#include <ostream>
#include <type_traits>

#include "app/commands/figure_file.h"
#include "app/commands/outcome.h"
#include "app/session_file.h"
#include "app/snapshot_needs.h"
#include "app/window_setup.h"
#include "app/window_state.h"
#include "app/workbench.h"
#include "core/engine/make_snapshot.h"
#include "core/training/run_recorder.h"
#include "ui/panels/transport_bar.h"
#include "ui/text/problem_text.h"
#include "ui/theme/theme.h"
#include "ui/views/activation_view.h"
#include "ui/views/boundary_view.h"
#include "ui/views/delta_view.h"
#include "ui/views/loss_view.h"
#include "ui/views/network_view.h"
#include "ui/widgets/style_sheet.h"

namespace backscope {

namespace {

using View = RenderOptions::View;

/// The type's size in figures, whatever the user's settings say.
constexpr double kFigureFont = 10;
constexpr int kMargin = 12;

QSize ownSizeOf(View view) {
  switch (view) {
    case View::Window:
      return {1440, 900};
    case View::Network:
      return {800, 500};
    case View::Boundary:
      return {480, 520};
    default:
      return {800, 400};
  }
}

/// A trained run with the curves that were recorded on the way.
struct FigureRun {
  explicit FigureRun(const Session& session) : trainer(session) { recorder.restart(trainer); }

  void train(std::int64_t epochs) {
    BatchReport report;
    const std::int64_t end = trainer.epoch() + epochs;
    while (trainer.epoch() < end && trainer.stepBatch(&report)) recorder.recordUpdate(trainer, report);
    if (epochs > 0) recorder.recordScores(trainer);
  }
  std::shared_ptr<const Snapshot> snapshot(const SnapshotNeeds& needs) const {
    SnapshotContext context;
    context.series = std::make_shared<const RunSeries>(recorder.series());
    return makeSnapshot(trainer, needs, context);
  }

  Trainer trainer;
  RunRecorder recorder;
};

/// Shows without a screen, so that every widget gets its place.
void settle(QWidget& widget) {
  widget.show();
  QCoreApplication::sendPostedEvents();
}

std::unique_ptr<QWidget> makeWindow(const FigureRun& run, const QSize& size) {
  auto workbench = std::make_unique<Workbench>();
  workbench->setStyleSheet(styleSheetOf(Theme::instance().colors()));
  workbench->resize(size);
  workbench->setSession(run.trainer.session());
  settle(*workbench);
  // The first gives the views their layout, the second is asked for in the sizes that this has.
  for (int i = 0; i < 2; ++i) workbench->setSnapshot(run.snapshot(workbench->needs()));
  QCoreApplication::sendPostedEvents();
  return workbench;
}

template <class V>
std::unique_ptr<QWidget> makeView(const FigureRun& run, const QSize& size) {
  auto view = std::make_unique<V>();
  view->resize(size - QSize(2 * kMargin, 2 * kMargin));
  if constexpr (std::is_same_v<V, BoundaryView>) view->hideControls();
  SnapshotNeeds needs = needsFor({.boundarySide = 512, .unitSide = kLargestUnit}, run.trainer.session().network);
  needs.histogramBins = kHistogramBins;
  needs.plane = planeFor(run.trainer.session(), run.trainer.data());
  settle(*view);
  view->setSnapshot(run.snapshot(needs));
  QCoreApplication::sendPostedEvents();
  return view;
}

std::unique_ptr<QWidget> makeFigure(View view, const FigureRun& run, const QSize& size) {
  switch (view) {
    case View::Window:
      return makeWindow(run, size);
    case View::Network:
      return makeView<NetworkView>(run, size);
    case View::Boundary:
      return makeView<BoundaryView>(run, size);
    case View::Activations:
      return makeView<ActivationView>(run, size);
    case View::Deltas:
      return makeView<DeltaView>(run, size);
    case View::Loss:
      return makeView<LossView>(run, size);
  }
  return nullptr;
}

QString writeFigureOf(const RenderOptions& options, const FigureRun& run) {
  const QSize size = options.size.isValid() ? options.size : ownSizeOf(options.view);
  const std::unique_ptr<QWidget> figure = makeFigure(options.view, run, size);
  const int margin = options.view == View::Window ? 0 : kMargin;
  return writeFigure(options.output, size, options.scale, [&](QPainter& painter) {
    if (margin > 0) painter.fillRect(QRect(QPoint(0, 0), size), Theme::instance().colors().card);
    figure->render(&painter, QPoint(margin, margin), QRegion(),
                   margin > 0 ? QWidget::DrawChildren : QWidget::DrawWindowBackground | QWidget::DrawChildren);
  });
}

}  // namespace

int runRender(int argc, char** argv, const RenderOptions& options, std::ostream& /*out*/, std::ostream& err) {
  OpenedSession opened = openSession(options.file);
  if (!opened.session) {
    printProblem(err, options.file, opened.problem);
    return kWrong;
  }
  // A pdf lists its fonts in the order of a hash table.
  QHashSeed::setDeterministicGlobalSeed();
  qputenv("QT_QPA_PLATFORM", "offscreen");
  // A figure's size is what was asked for, not what this machine's screen makes of it.
  for (const char* name : {"QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI"}) qunsetenv(name);
  // What the platform remarks on its way is not about the figure; what is, is said below.
  QLoggingCategory::setFilterRules(QStringLiteral("default.warning=false"));
  const QApplication application(argc, argv);
  setUpApplication();
  applyFontSize(kFigureFont);
  Theme::instance().setMode(options.theme == RenderOptions::ThemeChoice::Dark ? Theme::Mode::Dark : Theme::Mode::Light);
  FigureRun run(*opened.session);
  run.train(options.epochs);
  if (const QString problem = writeFigureOf(options, run); !problem.isEmpty()) {
    printProblem(err, options.output, problem);
    return kFailed;
  }
  if (!run.trainer.divergence()) return kDone;
  printProblem(err, options.file, describe(*run.trainer.divergence()));
  return kFailed;
}

}  // namespace backscope
