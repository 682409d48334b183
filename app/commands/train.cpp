#include "app/commands/train.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>
#include <chrono>
#include <ostream>
#include <utility>

#include "app/commands/outcome.h"
#include "app/commands/progress_bar.h"
#include "app/commands/train_report.h"
#include "app/session_file.h"
#include "ui/text/problem_text.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("train", text); }

/// Trains a run to its end and keeps its log.
class Run {
 public:
  Run(Trainer& trainer, const TrainOptions& options, const TrainSurroundings& surroundings, std::ostream& err)
      : m_trainer(trainer), m_options(options), m_surroundings(surroundings), m_err(err) {}

  /// Opens the log, so that a run is not made for nothing. False where that fails.
  bool openLog();
  void train();
  /// False where the log could not be written.
  bool closeLog();
  QString logProblem() const { return tr("could not be written: %1").arg(m_log.errorString()); }
  bool wasInterrupted() const { return m_surroundings.interrupt != nullptr && *m_surroundings.interrupt; }
  double seconds() const { return m_seconds; }
  std::int64_t examples() const { return examplesDone() - m_firstExample; }

 private:
  double share() const;
  std::int64_t examplesDone() const;
  void log(const std::string& text);

  Trainer& m_trainer;
  const TrainOptions& m_options;
  const TrainSurroundings& m_surroundings;
  std::ostream& m_err;
  QSaveFile m_log;
  BatchReport m_lastBatch;
  const std::int64_t m_firstIteration = m_trainer.iteration();
  const std::int64_t m_firstEpoch = m_trainer.epoch();
  const std::int64_t m_firstExample = examplesDone();
  double m_seconds = 0;
};

std::int64_t Run::examplesDone() const {
  return m_trainer.epoch() * static_cast<std::int64_t>(m_trainer.data().train.size()) + m_trainer.position();
}

bool Run::openLog() {
  if (m_options.log.isEmpty()) return true;
  m_log.setFileName(m_options.log);
  return m_log.open(QIODevice::WriteOnly);
}

void Run::log(const std::string& text) {
  if (m_log.isOpen()) m_log.write(text.data(), static_cast<qint64>(text.size()));
}

bool Run::closeLog() { return !m_log.isOpen() || m_log.commit(); }

/// 1 where all is done that was asked for.
double Run::share() const {
  const std::int64_t wanted = m_options.iterations ? *m_options.iterations : *m_options.epochs;
  const std::int64_t done =
      m_options.iterations ? m_trainer.iteration() - m_firstIteration : m_trainer.epoch() - m_firstEpoch;
  return wanted == 0 ? 1 : static_cast<double>(done) / static_cast<double>(wanted);
}

void Run::train() {
  const auto start = std::chrono::steady_clock::now();
  ProgressBar bar(m_err, m_surroundings.showProgress);
  if (m_log.isOpen()) log(logHeading(m_trainer) + logLine(m_trainer, m_lastBatch));
  std::int64_t loggedIteration = m_trainer.iteration();
  BatchReport* report = m_log.isOpen() ? &m_lastBatch : nullptr;
  while (share() < 1 && !wasInterrupted()) {
    const std::int64_t epoch = m_trainer.epoch();
    if (!m_trainer.stepBatch(report)) break;
    bar.show(share());
    if (!m_log.isOpen() || m_trainer.epoch() == epoch) continue;
    log(logLine(m_trainer, m_lastBatch));
    loggedIteration = m_trainer.iteration();
  }
  if (m_log.isOpen() && loggedIteration != m_trainer.iteration()) log(logLine(m_trainer, m_lastBatch));
  m_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Finds out before the run whether its result can be kept.
QString saveProblem(const QString& file) {
  if (file.isEmpty()) return {};
  const QFileInfo info(file);
  const QFileInfo folder(info.absolutePath());
  if (!folder.isDir()) return tr("could not be written: there is no folder %1").arg(folder.filePath());
  if (info.isDir()) return tr("could not be written: this is a folder");
  if (!folder.isWritable()) return tr("could not be written: nothing can be added to %1").arg(folder.filePath());
  return {};
}

int failWith(std::ostream& err, const QString& file, const QString& sentence) {
  printProblem(err, file, sentence);
  return kFailed;
}

}  // namespace

int runTrain(const TrainOptions& options, const TrainSurroundings& surroundings, std::ostream& out, std::ostream& err) {
  OpenedSession opened = openSession(options.file);
  if (!opened.session) {
    printProblem(err, options.file, opened.problem);
    return kWrong;
  }
  if (const QString problem = saveProblem(options.save); !problem.isEmpty())
    return failWith(err, options.save, problem);
  Trainer trainer(std::move(*opened.session));
  Run run(trainer, options, surroundings, err);
  if (!run.openLog()) return failWith(err, options.log, run.logProblem());
  run.train();
  TrainReport report = makeReport(trainer);
  report.seconds = run.seconds();
  report.examples = run.examples();
  out << (options.json ? reportJson(report) : reportText(report).toStdString());
  if (!run.closeLog()) return failWith(err, options.log, run.logProblem());
  if (!options.save.isEmpty())
    if (const QString problem = saveSession(options.save, trainer.capture()); !problem.isEmpty())
      return failWith(err, options.save, problem);
  if (report.divergence) return failWith(err, options.file, describe(*report.divergence));
  if (run.wasInterrupted()) return failWith(err, options.file, tr("interrupted before all was done"));
  return kDone;
}

}  // namespace backscope
