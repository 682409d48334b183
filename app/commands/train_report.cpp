#include "app/commands/train_report.h"

#include <QCoreApplication>
#include <nlohmann/json.hpp>

#include "core/session/json_text.h"
#include "ui/text/divergence_text.h"
#include "ui/text/number_format.h"
#include "ui/text/problem_text.h"

namespace backscope {

namespace {

using Json = nlohmann::ordered_json;

QString tr(const char* text) { return QCoreApplication::translate("train_report", text); }

QString scoreText(const Score& score) {
  return score.accuracy ? tr("%1, accuracy %2").arg(formatNumber(score.loss), formatPercent(*score.accuracy))
                        : formatNumber(score.loss);
}

Json optionalNumber(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

std::string cell(const std::optional<double>& value) { return value ? allDigits(*value) : std::string(); }

}  // namespace

TrainReport makeReport(const Trainer& trainer) {
  TrainReport report;
  report.title = QString::fromStdString(trainer.session().title);
  report.iteration = trainer.iteration();
  report.epoch = trainer.epoch();
  report.train = trainer.scoreTrain();
  report.test = trainer.scoreTest();
  report.divergence = trainer.divergence();
  return report;
}

QString reportText(const TrainReport& report) {
  QString text;
  if (!report.title.isEmpty()) text += report.title + QLatin1Char('\n');
  text +=
      tr("epoch %1, iteration %2").arg(formatCount(report.epoch), formatCount(report.iteration)) + QLatin1Char('\n');
  text += tr("train loss %1").arg(scoreText(report.train)) + QLatin1Char('\n');
  if (report.test) text += tr("test loss  %1").arg(scoreText(*report.test)) + QLatin1Char('\n');
  if (report.divergence) text += describe(*report.divergence) + QLatin1Char('\n');
  if (report.origin) text += describe(*report.origin) + QLatin1Char('\n');
  return text +
         tr("%1 s, %2 examples/s")
             .arg(QString::number(report.seconds, 'f', 2),
                  formatCount(static_cast<qint64>(report.examplesPerSecond()))) +
         QLatin1Char('\n');
}

std::string reportJson(const TrainReport& report) {
  Json diverged = false;
  if (const std::optional<Divergence>& divergence = report.divergence)
    diverged = {{"what", nameOf(divergence->where)},
                {"layer", divergence->layer},
                {"iteration", divergence->iteration},
                {"began", report.origin ? Json(report.origin->begin) : Json(nullptr)},
                {"cause", report.origin ? Json(nameOf(report.origin->cause())) : Json(nullptr)}};
  return jsonText({{"iteration", report.iteration},
                   {"epoch", report.epoch},
                   {"train_loss", report.train.loss},
                   {"test_loss", report.test ? Json(report.test->loss) : Json(nullptr)},
                   {"train_accuracy", optionalNumber(report.train.accuracy)},
                   {"test_accuracy", report.test ? optionalNumber(report.test->accuracy) : Json(nullptr)},
                   {"diverged", std::move(diverged)},
                   {"seconds", report.seconds},
                   {"examples_per_second", report.examplesPerSecond()}});
}

std::string logHeading(const Trainer& trainer) {
  std::string line = "iteration,epoch,train_loss,test_loss,train_accuracy,test_accuracy";
  for (int l = 1; l <= trainer.session().network.outputLayer(); ++l) line.append(",delta_").append(std::to_string(l));
  return line + '\n';
}

std::string logLine(const Trainer& trainer, const BatchReport& lastBatch) {
  const Score train = trainer.scoreTrain();
  const std::optional<Score> test = trainer.scoreTest();
  std::string line = std::to_string(trainer.iteration());
  line.append(",").append(std::to_string(trainer.epoch()));
  line.append(",").append(allDigits(train.loss));
  line.append(",").append(cell(test ? std::optional(test->loss) : std::nullopt));
  line.append(",").append(cell(train.accuracy));
  line.append(",").append(cell(test ? test->accuracy : std::nullopt));
  for (std::size_t l = 0; l < trainer.session().network.layers.size(); ++l) {
    line += ',';
    // Before the first update there is no batch.
    if (l < lastBatch.deltaMean.size()) line += allDigits(lastBatch.deltaMean[l]);
  }
  return line + '\n';
}

}  // namespace backscope
