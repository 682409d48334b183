// What the window costs, on the XOR lesson's 2-4-2-1 network at 1440 x 900 and unlimited speed, in one run:
// bench_window
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "app/main_window.h"
#include "app/session_file.h"
#include "app/window_setup.h"
#include "app/workbench.h"
#include "core/training/trainer.h"
#include "ui/panels/transport_bar.h"

namespace backscope {
namespace {

constexpr int kRounds = 5;
constexpr int kPauses = 20;
constexpr int kRoundTime = 3'000;  ///< ms of training in a round
constexpr int kIdleTime = 10'000;  ///< ms of standing still
constexpr int kPatience = 20'000;  ///< ms
constexpr const char* kFirstFrame = "--first-frame";

/// Times each painting of the window, and each snapshot's way into the views.
class TimedApplication : public QApplication {
 public:
  using QApplication::QApplication;

  bool notify(QObject* receiver, QEvent* event) override {
    const bool paints = event->type() == QEvent::UpdateRequest && receiver->isWidgetType();
    const bool shows = event->type() == QEvent::MetaCall;
    if (!paints && !shows) return QApplication::notify(receiver, event);
    QElapsedTimer timer;
    timer.start();
    const bool result = QApplication::notify(receiver, event);
    (paints ? m_paints : m_shows).push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    return result;
  }
  /// ms of each painting since the last call.
  std::vector<double> takePaints() { return std::exchange(m_paints, {}); }
  /// ms of each queued call since the last time: nearly all of them hand a snapshot to the views.
  std::vector<double> takeShows() { return std::exchange(m_shows, {}); }

 private:
  std::vector<double> m_paints, m_shows;
};

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

double median(std::vector<double> values) { return quantile(std::move(values), 0.5); }

/// Runs the event loop until `done`, or for this many ms; sleeps where there is nothing to do.
void runEvents(
    int milliseconds, const std::function<bool()>& done = [] { return false; }) {
  bool isLate = false;
  QTimer deadline;
  deadline.setSingleShot(true);
  deadline.setTimerType(Qt::PreciseTimer);
  QObject::connect(&deadline, &QTimer::timeout, &deadline, [&isLate] { isLate = true; });
  deadline.start(milliseconds);
  while (!isLate && !done()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

Session lesson() { return *openSession(QStringLiteral("xor")).session; }

std::unique_ptr<MainWindow> showWindow() {
  auto window = std::make_unique<MainWindow>(lesson());
  window->resize(1440, 900);
  window->show();
  runEvents(kPatience, [&] { return window->snapshot() != nullptr; });
  QCoreApplication::processEvents();  // paints it, if that has not been done with the snapshot's arrival
  return window;
}

/// Presses Space, and returns after how many ms a snapshot says so.
double toggleTraining(MainWindow& window) {
  QElapsedTimer timer;
  timer.start();
  const bool wasRunning = window.snapshot()->running;
  QTest::keyClick(&window, Qt::Key_Space);
  runEvents(kPatience, [&] { return window.snapshot()->running != wasRunning; });
  return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

std::int64_t examplesSeen(std::int64_t epoch, std::int64_t position, std::int64_t examples) {
  return epoch * examples + position;
}

/// Examples a second of the trainer alone, on this thread.
double headlessRate() {
  Trainer trainer(lesson());
  QElapsedTimer timer;
  timer.start();
  while (timer.elapsed() < kRoundTime)
    for (int n = 0; n < 100; ++n) trainer.stepEpoch();
  const auto examples = static_cast<std::int64_t>(trainer.data().train.size());
  return static_cast<double>(trainer.epoch() * examples) * 1e9 / static_cast<double>(timer.nsecsElapsed());
}

/// The same with the window open.
double windowRate(MainWindow& window) {
  QTest::keyClick(&window, Qt::Key_R);
  toggleTraining(window);
  const auto seen = [&] {
    const Snapshot& snapshot = *window.snapshot();
    return examplesSeen(snapshot.epoch, snapshot.position, static_cast<std::int64_t>(snapshot.data->train.size()));
  };
  runEvents(200);
  const std::int64_t before = seen();
  QElapsedTimer timer;
  timer.start();
  runEvents(kRoundTime);
  // Pausing brings the newest snapshot, at most a frame after the clock was read.
  const qint64 time = timer.nsecsElapsed();
  const std::int64_t after = seen();
  toggleTraining(window);
  return static_cast<double>(after - before) * 1e9 / static_cast<double>(time);
}

void measureTraining(TimedApplication& application, MainWindow& window) {
  while (window.workbench().transport().speed() > 0) window.workbench().transport().chooseFaster(1);
  application.takePaints();
  application.takeShows();
  std::vector<double> alone, with, ratios;
  for (int round = 0; round < kRounds; ++round) {
    alone.push_back(headlessRate());
    with.push_back(windowRate(window));
    ratios.push_back(with.back() / alone.back());
  }
  const std::vector<double> paints = application.takePaints();
  const std::vector<double> shows = application.takeShows();
  std::printf("training, million examples/s: alone %.2f, with the window %.2f: %.0f %% (promised: at least 80 %%)\n",
              median(alone) / 1e6, median(with) / 1e6, 100 * median(ratios));
  std::printf(
      "painting a frame, ms: median %.2f (promised: 8), 99th percentile %.2f (promised: 33), %zu frames, %.0f a "
      "second\n",
      quantile(paints, 0.5), quantile(paints, 0.99), paints.size(),
      static_cast<double>(paints.size()) * 1e3 / (kRounds * kRoundTime));
  std::printf("handing a snapshot to the views, ms: median %.2f, 99th percentile %.2f\n", quantile(shows, 0.5),
              quantile(shows, 0.99));
}

void measurePause(MainWindow& window) {
  std::vector<double> pauses;
  for (int n = 0; n < kPauses; ++n) {
    toggleTraining(window);
    runEvents(100 + 7 * n);
    pauses.push_back(toggleTraining(window));
  }
  std::printf("pause, ms: median %.2f, longest of %d %.2f (promised: 100)\n", median(pauses), kPauses,
              quantile(pauses, 1));
}

/// From the key to the snapshot that shows the step, on 2-8-8-8-8-1.
void measureSteps() {
  Session session = lesson();
  session.network.layers.assign(4, LayerSpec{8, Activation::Tanh});
  session.network.layers.push_back({1, Activation::Identity});
  MainWindow window(session);
  window.resize(1440, 900);
  window.show();
  runEvents(kPatience, [&] { return window.snapshot() != nullptr; });
  std::vector<double> steps;
  for (int size = 0; size <= static_cast<int>(StepSize::Epoch); ++size) {
    window.workbench().transport().chooseStepSize(static_cast<StepSize>(size));
    runEvents(200);
    for (const Qt::Key key : {Qt::Key_S, Qt::Key_S, Qt::Key_S, Qt::Key_A, Qt::Key_A, Qt::Key_S}) {
      const std::shared_ptr<const Snapshot> before = window.snapshot();
      QElapsedTimer timer;
      timer.start();
      QTest::keyClick(&window, key);
      runEvents(kPatience, [&] { return window.snapshot() != before; });
      QCoreApplication::processEvents();  // paints it
      steps.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
  }
  std::printf("a step on 2-8-8-8-8-1, ms: median %.1f (promised: 16), longest of %zu %.1f (promised: 50)\n",
              median(steps), steps.size(), quantile(steps, 1));
}

void measureIdle() {
  runEvents(500);
  const std::clock_t before = std::clock();
  QElapsedTimer timer;
  timer.start();
  runEvents(kIdleTime);
  const double used = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  std::printf("paused, the process uses %.3f %% of a core (promised: 0.5)\n",
              100 * used / (static_cast<double>(timer.nsecsElapsed()) / 1e9));
}

void printMemory() {
  QFile status(QStringLiteral("/proc/self/status"));
  if (!status.open(QIODevice::ReadOnly)) return;
  for (const QByteArray& line : status.readAll().split('\n'))
    if (line.startsWith("VmHWM:"))
      std::printf("memory, at most: %.0f MB (promised: 150)\n",
                  line.mid(6, line.size() - 9).trimmed().toDouble() / 1024);
}

/// From the start of a process of its own to its first frame with a network in it.
void measureStart() {
  std::vector<double> starts;
  for (int round = 0; round < kRounds; ++round) {
    QProcess process;
    QElapsedTimer timer;
    timer.start();
    process.start(QCoreApplication::applicationFilePath(), {QString::fromLatin1(kFirstFrame)});
    process.waitForReadyRead(kPatience);
    starts.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    process.waitForFinished(kPatience);
  }
  std::printf("start to the first complete frame, ms: median %.0f (promised: 500)\n", median(starts));
}

int run(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QTemporaryDir settings;
  QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
  TimedApplication application(argc, argv);
  setUpApplication();
  const std::unique_ptr<MainWindow> window = showWindow();
  if (argc > 1 && argv[1] == std::string_view(kFirstFrame)) return std::puts("shown") < 0 ? 1 : 0;
  measureStart();
  measureTraining(application, *window);
  measurePause(*window);
  measureSteps();
  measureIdle();
  printMemory();
  return 0;
}

}  // namespace
}  // namespace backscope

int main(int argc, char** argv) { return backscope::run(argc, argv); }
