// How often a second the loss surface follows training at full speed, T1 (2-4-2-1) on 500 points at 1440 x 900, over
// each plane, and what it costs once the run stands: bench_landscape
#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <cstdio>
#include <ctime>
#include <utility>

#include "app/main_window.h"
#include "app/session_file.h"
#include "app/window_setup.h"
#include "app/workbench.h"
#include "ui/panels/transport_bar.h"
#include "ui/views/surface_controls.h"
#include "ui/views/surface_view.h"
#include "ui/widgets/choice_box.h"

namespace backscope {
namespace {

constexpr int kPoints = 500;
constexpr qint64 kTime = 5'000;  ///< ms, over each plane
constexpr qint64 kSettle = 1'500;
constexpr double kPromised = 15;

Session trainedSession() {
  Session session = *openSession(QStringLiteral("xor")).session;
  session.network.layers = {{4, Activation::Tanh}, {2, Activation::Tanh}, {1, Activation::Tanh}};
  std::get<GeneratorSettings>(session.data.source).count = kPoints;
  session.parameters.reset();
  return session;
}

double secondsUsed() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Other pictures that the view got in this time.
int picturesIn(const SurfaceView& view, qint64 milliseconds) {
  QElapsedTimer time;
  time.start();
  QTimer end;
  end.start(static_cast<int>(milliseconds));
  int pictures = 0;
  for (std::shared_ptr<const LossSurface> before; time.elapsed() < milliseconds;) {
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    const SurfacePicture* picture = view.scene().picture;
    if (picture == nullptr || picture->surface == before) continue;
    before = picture->surface;
    ++pictures;
  }
  return pictures;
}

int run(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QTemporaryDir settings;
  QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
  QApplication application(argc, argv);
  setUpApplication();
  MainWindow window(trainedSession());
  window.resize(1440, 900);
  window.show();
  while (window.snapshot() == nullptr) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  window.workbench().setTab(Workbench::Tab::Surface);
  for (int k = 0; k < 20; ++k) window.workbench().transport().chooseFaster(1);
  SurfaceView& view = window.workbench().analyses().surface();
  for (const auto& [kind, name] :
       {std::pair{PlaneKind::Weights, "two weights"}, std::pair{PlaneKind::Random, "random directions"},
        std::pair{PlaneKind::Step, "gradient and step"}, std::pair{PlaneKind::Path, "the path"},
        std::pair{PlaneKind::Curvature, "curvature"}}) {
    auto* box = view.controls().findChild<ChoiceBox*>();
    box->setCurrentIndex(static_cast<int>(kind));
    emit box->activated(static_cast<int>(kind));
    emit window.workbench().transport().trainingToggled();
    picturesIn(view, kSettle);
    const std::int64_t iteration = window.snapshot()->iteration;
    const int pictures = picturesIn(view, kTime);
    const LossSurface* surface = view.scene().picture->surface.get();
    std::printf("over %s: %.1f pictures a second (promised: %.0f) of %d x %d, while it makes %.0f updates a second\n",
                name, 1e3 * pictures / kTime, kPromised, surface != nullptr ? surface->columns : 0,
                surface != nullptr ? surface->rows : 0,
                1e3 * static_cast<double>(window.snapshot()->iteration - iteration) / kTime);
    emit window.workbench().transport().trainingToggled();
    picturesIn(view, kSettle);
    const double before = secondsUsed();
    picturesIn(view, kSettle);
    std::printf("  and standing: %.1f%% of a core\n", 1e5 * (secondsUsed() - before) / kSettle);
  }
  return 0;
}

}  // namespace
}  // namespace backscope

int main(int argc, char** argv) { return backscope::run(argc, argv); }
