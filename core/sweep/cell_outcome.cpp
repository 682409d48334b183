#include "core/sweep/cell_outcome.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "core/math/elementary_functions.h"
#include "core/passes/pass_blocks.h"
#include "core/training/trainer.h"

namespace backscope {
namespace {

constexpr double kSolvedShare = 0.1;

/// −p log p, continued to 0.
double surprise(double p) { return p > 0 ? -p * elementary::log(p) : 0; }

double squareSum(const KernelLayer& layer, int stride, int count) {
  double sum = 0;
  for (int j = 0; j < layer.units; ++j)
    for (int n = 0; n < count; ++n) sum += layer.delta[j * stride + n] * layer.delta[j * stride + n];
  return sum;
}

/// The mean loss of each epoch, as it was learned from.
class EpochLoss {
 public:
  explicit EpochLoss(const Trainer& trainer) : m_trainer(trainer) {}

  /// After an update of so many examples. The mean of the epoch, where that has ended it.
  std::optional<double> add(double loss, std::size_t examples) {
    m_sum += loss * static_cast<double>(examples);
    if (m_trainer.position() != 0) return std::nullopt;
    const double mean = m_sum / static_cast<double>(m_trainer.data().train.size());
    m_sum = 0;
    return mean;
  }

 private:
  const Trainer& m_trainer;
  double m_sum = 0;
};

/// False where it was stopped.
bool train(Trainer& trainer, const CellPlan& plan, CellOutcome& outcome, const std::function<bool()>& isStopped) {
  const Session& session = trainer.session();
  const double target =
      plan.target ? *plan.target : solvedLoss(trainer.data(), session.loss, session.network.layers.back().activation);
  EpochLoss epoch(trainer);
  for (std::int64_t k = 0; k < plan.iterations; ++k) {
    if (isStopped()) return false;
    const std::size_t examples = trainer.batch().size();
    double loss = 0;
    if (!trainer.stepBatch(loss)) return true;
    if (outcome.needed) continue;
    const std::optional<double> mean = epoch.add(loss, examples);
    if (mean && *mean <= target) outcome.needed = trainer.iteration();
  }
  return true;
}

}  // namespace

double solvedLoss(const Dataset& data, Loss loss, Activation output) {
  double best = 0;
  const double count = static_cast<double>(data.train.size());
  for (std::size_t k = 0; k < static_cast<std::size_t>(data.outputs); ++k) {
    double sum = 0;
    for (const int n : data.train) sum += data.targetOf(n)[k];
    const double mean = sum / count;
    if (loss == Loss::CrossEntropy) {
      best += surprise(mean) + (output == Activation::Softmax ? 0 : surprise(1 - mean));
      continue;
    }
    double squares = 0;
    for (const int n : data.train) squares += (data.targetOf(n)[k] - mean) * (data.targetOf(n)[k] - mean);
    best += squares / 2 / count;
  }
  return kSolvedShare * best;
}

double deltaRatio(const Parameters& parameters, Loss loss, const Dataset& data) {
  double firstSum = 0;
  double lastSum = 0;
  passBlocks(parameters, loss, data, data.train, [&](const KernelNetwork& network, int count, int stride) {
    firstSum += squareSum(network.layers[0], stride, count);
    lastSum += squareSum(network.layers[network.layerCount - 1], stride, count);
  });
  const Architecture& architecture = parameters.architecture();
  return std::sqrt(firstSum / architecture.unitsOf(1)) / std::sqrt(lastSum / architecture.outputs());
}

std::optional<CellOutcome> runCell(const Session& session, const Dataset& data, const CellPlan& plan,
                                   const std::function<bool()>& isStopped) {
  Trainer trainer(session, data);
  CellOutcome outcome;
  outcome.startRatio = deltaRatio(trainer.parameters(), session.loss, trainer.data());
  if (!train(trainer, plan, outcome, isStopped)) return std::nullopt;
  outcome.iteration = trainer.iteration();
  outcome.train = trainer.scoreTrain();
  outcome.test = trainer.scoreTest();
  outcome.endRatio = deltaRatio(trainer.parameters(), session.loss, trainer.data());
  outcome.divergence = trainer.divergence();
  return outcome;
}

}  // namespace backscope
