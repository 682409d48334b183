#include "app/commands/train.h"

#include <QCoreApplication>
#include <chrono>
#include <ostream>
#include <utility>

#include "app/commands/outcome.h"
#include "app/commands/progress_bar.h"
#include "app/commands/train_report.h"
#include "app/output_file.h"
#include "app/session_file.h"
#include "ui/text/divergence_text.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("train", text); }

/// Trains a run to its end and keeps its log.
class Run {
 public:
  Run(Trainer& trainer, const TrainOptions& options, const TrainSurroundings& surroundings, std::ostream& err)
      : m_trainer(trainer), m_options(options), m_surroundings(surroundings), m_err(err), m_log(options.log) {}

  void train();
  OutputFile& logFile() { return m_log; }
  bool wasInterrupted() const { return m_surroundings.interrupt != nullptr && *m_surroundings.interrupt; }
  double seconds() const { return m_seconds; }
  std::int64_t examples() const { return examplesDone() - m_firstExample; }
  std::int64_t updates() const { return m_trainer.iteration() - m_firstIteration; }

 private:
  double share() const;
  std::int64_t examplesDone() const;
  void log(const std::string& text) { m_log.write(QByteArray::fromStdString(text)); }

  Trainer& m_trainer;
  const TrainOptions& m_options;
  const TrainSurroundings& m_surroundings;
  std::ostream& m_err;
  OutputFile m_log;
  BatchReport m_lastBatch;
  const std::int64_t m_firstIteration = m_trainer.iteration();
  const std::int64_t m_firstEpoch = m_trainer.epoch();
  const std::int64_t m_firstExample = examplesDone();
  double m_seconds = 0;
};

std::int64_t Run::examplesDone() const {
  return m_trainer.epoch() * static_cast<std::int64_t>(m_trainer.data().train.size()) + m_trainer.position();
}

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
  // Before the run, so that it is not made for nothing.
  if (const QString problem = outputProblem(options.save); !problem.isEmpty())
    return failWith(err, options.save, problem);
  Trainer trainer(std::move(*opened.session));
  Run run(trainer, options, surroundings, err);
  if (!run.logFile().problem().isEmpty()) return failWith(err, options.log, run.logFile().problem());
  run.train();
  TrainReport report = makeReport(trainer);
  if (report.divergence) report.origin = traceDivergence(trainer.session(), run.updates());
  report.seconds = run.seconds();
  report.examples = run.examples();
  // At once, because the files that follow may be the same output.
  out << (options.json ? reportJson(report) : reportText(report).toStdString()) << std::flush;
  // A log that fails costs the log alone.
  const QString logProblem = run.logFile().commit();
  const QString saveProblem = options.save.isEmpty() ? QString() : saveSession(options.save, trainer.capture());
  if (!logProblem.isEmpty()) printProblem(err, options.log, logProblem);
  if (!saveProblem.isEmpty()) printProblem(err, options.save, saveProblem);
  if (!logProblem.isEmpty() || !saveProblem.isEmpty()) return kFailed;
  if (report.divergence)
    return failWith(err, options.file, describe(*report.divergence, report.origin ? &*report.origin : nullptr));
  if (run.wasInterrupted()) return failWith(err, options.file, tr("interrupted before all was done"));
  return kDone;
}

}  // namespace backscope
