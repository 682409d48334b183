// How often a second the window follows the dial of the initialization, on 2-16×8-1 with 500 points at 1440 x 900:
// bench_dial
#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <utility>
#include <vector>

#include "app/main_window.h"
#include "app/session_file.h"
#include "app/window_setup.h"
#include "app/workbench.h"
#include "ui/panels/initialization_panel.h"
#include "ui/widgets/slider.h"

namespace backscope {
namespace {

constexpr int kHiddenLayers = 8;
constexpr int kUnits = 16;
constexpr int kPoints = 500;
constexpr qint64 kTime = 5'000;  ///< ms of turning, with each tab
constexpr int kStep = 17;        ///< places of the slider: always another number of two digits
constexpr double kPromised = 30;

Session dialSession() {
  Session session = *openSession(QStringLiteral("xor")).session;
  session.network.layers.assign(kHiddenLayers, {kUnits, Activation::Tanh});
  session.network.layers.push_back({1, Activation::Identity});
  std::get<GeneratorSettings>(session.data.source).count = kPoints;
  session.parameters.reset();
  return session;
}

/// Counts the paintings of the window.
class CountingApplication : public QApplication {
 public:
  using QApplication::QApplication;

  bool notify(QObject* receiver, QEvent* event) override {
    if (event->type() == QEvent::UpdateRequest && receiver->isWidgetType()) ++paints;
    return QApplication::notify(receiver, event);
  }

  int paints = 0;
};

/// ms of each frame: from one start that is shown to the next, with its painting. The slider is moved as soon as the
/// hand's last place is seen, as a hand would that never rests.
std::vector<double> turn(CountingApplication& application, MainWindow& window, Slider& dial) {
  std::vector<double> frames;
  QElapsedTimer all;
  all.start();
  int place = dial.minimum();
  while (all.elapsed() < kTime) {
    QElapsedTimer frame;
    frame.start();
    const std::uint64_t before = window.snapshot()->generation;
    const int painted = application.paints;
    place = place + kStep > dial.maximum() ? dial.minimum() : place + kStep;
    dial.setValue(place);
    while (window.snapshot()->generation == before || application.paints == painted)
      QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    frames.push_back(static_cast<double>(frame.nsecsElapsed()) / 1e6);
  }
  return frames;
}

int run(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QTemporaryDir settings;
  QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
  CountingApplication application(argc, argv);
  setUpApplication();
  MainWindow window(dialSession());
  window.resize(1440, 900);
  window.show();
  while (window.snapshot() == nullptr) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  auto* dial = window.workbench().initializationPanel().findChild<Slider*>();
  for (const auto& [tab, name] :
       {std::pair{Workbench::Tab::Activations, "activations"}, std::pair{Workbench::Tab::Deltas, "deltas"},
        std::pair{Workbench::Tab::Start, "start"}}) {
    window.workbench().setTab(tab);
    const std::clock_t before = std::clock();
    std::vector<double> frames = turn(application, window, *dial);
    const double used = 1e3 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    std::ranges::sort(frames);
    const double median = frames[frames.size() / 2];
    std::printf(
        "the dial, with %s: %.0f frames a second (promised: %.0f), ms: median %.1f, 99th percentile %.1f, of both "
        "threads' work %.1f\n",
        name, 1e3 / median, kPromised, median, frames[frames.size() * 99 / 100],
        used / static_cast<double>(frames.size()));
  }
  return 0;
}

}  // namespace
}  // namespace backscope

int main(int argc, char** argv) { return backscope::run(argc, argv); }
