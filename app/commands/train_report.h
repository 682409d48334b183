#pragma once

#include <QString>
#include <optional>
#include <string>

#include "core/training/divergence_origin.h"
#include "core/training/trainer.h"

namespace backscope {

/// What a run reached.
struct TrainReport {
  QString title;
  std::int64_t iteration = 0;
  std::int64_t epoch = 0;
  Score train;
  std::optional<Score> test;
  std::optional<Divergence> divergence;
  std::optional<DivergenceOrigin> origin;  ///< where it began
  std::int64_t examples = 0;               ///< that this run put into θ
  double seconds = 0;

  /// 0 where no time passed.
  double examplesPerSecond() const { return seconds > 0 ? static_cast<double>(examples) / seconds : 0; }
};

/// Scores the model as it stands; `origin`, `examples` and `seconds` are left to the caller.
TrainReport makeReport(const Trainer& trainer);

/// A few lines for people.
QString reportText(const TrainReport& report);

/// One object with all digits: iteration, epoch, train_loss, test_loss, train_accuracy, test_accuracy, diverged,
/// seconds, examples_per_second. Without a test set test_… are null, for a regression …_accuracy; diverged is false or
/// {what, layer, iteration, began, cause}, of which the last two are null where they are unknown.
std::string reportJson(const TrainReport& report);

/// The heading of the log, and a line of it: the scores as they stand and each layer's mean |δ| over the last batch.
std::string logHeading(const Trainer& trainer);
std::string logLine(const Trainer& trainer, const BatchReport& lastBatch);

}  // namespace backscope
