#include "core/training/divergence_origin.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "core/analysis/layer_sizes.h"
#include "core/math/elementary_functions.h"
#include "core/passes/pass_blocks.h"

namespace backscope {
namespace {

/// A loss up to so many times the least one is still calm: batches differ.
constexpr double kCalm = 10;
/// Multiply-adds of what is trained again.
constexpr double kForReplay = 4e9;
constexpr std::int64_t kMostReplayed = 20'000;
constexpr int kMostHalvings = 64;

struct LossAt {
  std::int64_t update = 0;  ///< the first that had about this loss
  std::int64_t last = 0;
  double loss = 0;
};

/// The index at which the growth begins; there is at least one.
std::size_t beginOfGrowth(const std::vector<LossAt>& losses, double least) {
  std::size_t k = losses.size() - 1;
  while (k > 0 && !(losses[k].loss <= kCalm * least)) --k;
  while (k > 0 && losses[k - 1].loss < losses[k].loss) --k;
  return k;
}

double leastOf(const std::vector<LossAt>& losses) { return std::ranges::min_element(losses, {}, &LossAt::loss)->loss; }

/// What was recorded since the last change by hand.
std::vector<LossAt> recordedLosses(const RunSeries& series) {
  std::vector<LossAt> losses;
  const std::int64_t first = series.edits.back() + 1;
  for (const SeriesBucket& bucket : series.batchLoss.buckets())
    if (bucket.last >= first) losses.push_back({std::max(bucket.first, first), bucket.last, bucket.mean});
  return losses;
}

std::int64_t affordedUpdates(const Trainer& trainer) {
  const double perUpdate =
      3.0 * static_cast<double>(trainer.parameters().theta().size()) * trainer.session().training.batchSize;
  return std::clamp(static_cast<std::int64_t>(kForReplay / perUpdate), std::int64_t{2}, kMostReplayed);
}

/// Every update's loss from `begin` + 1 on, or nothing where these are too many.
std::vector<LossAt> replayedLosses(const History& history, Trainer& replay, std::int64_t begin) {
  if (history.end() - begin > affordedUpdates(replay)) return {};
  history.seek(replay, begin);
  std::vector<LossAt> losses;
  for (double loss = 0; replay.iteration() < history.end() && replay.stepBatch(loss);)
    losses.push_back({replay.iteration(), replay.iteration(), loss});
  return losses;
}

struct Growth {
  std::int64_t begin = 0;
  double perUpdate = std::numeric_limits<double>::quiet_NaN();
};

Growth growthOf(const std::vector<LossAt>& losses, double least) {
  const LossAt& first = losses[beginOfGrowth(losses, least)];
  const LossAt& last = losses.back();
  Growth growth{first.update - 1};
  if (last.last > first.update && first.loss > 0)
    growth.perUpdate = elementary::exp((elementary::log(last.loss) - elementary::log(first.loss)) /
                                       static_cast<double>(last.last - first.update));
  return growth;
}

Growth findGrowth(const History& history, Trainer& replay) {
  const std::vector<LossAt> recorded = recordedLosses(history.series());
  if (recorded.empty()) return {history.end()};
  const double least = leastOf(recorded);
  const Growth coarse = growthOf(recorded, least);
  const std::vector<LossAt> exact = replayedLosses(history, replay, coarse.begin);
  return exact.empty() ? coarse : growthOf(exact, std::min(least, leastOf(exact)));
}

double meanSize(const double* values, int units, int stride, int count) {
  double sum = 0;
  for (int j = 0; j < units; ++j)
    for (int n = 0; n < count; ++n) sum += std::abs(values[j * stride + n]);
  return sum;
}

double factorOf(double value, double before) {
  return before > 0 ? value / before : std::numeric_limits<double>::quiet_NaN();
}

/// `up` and `down`.
void measureLayers(const Trainer& trainer, DivergenceOrigin& origin) {
  const Architecture& network = trainer.parameters().architecture();
  const auto outputs = static_cast<std::size_t>(network.outputLayer());
  std::vector<double> z(outputs + 1);
  std::vector<double> delta(outputs + 1);
  passBlocks(trainer.parameters(), trainer.session().loss, trainer.data(), trainer.batch(),
             [&](const KernelNetwork& passes, int count, int stride) {
               z[0] += meanSize(passes.input, network.inputs, stride, count);
               for (std::size_t l = 1; l <= outputs; ++l) {
                 const KernelLayer& layer = passes.layers[l - 1];
                 z[l] += meanSize(layer.z, layer.units, stride, count);
                 delta[l] += meanSize(layer.delta, layer.units, stride, count);
               }
             });
  for (std::size_t l = 0; l <= outputs; ++l) {
    z[l] /= network.unitsOf(static_cast<int>(l));
    delta[l] /= network.unitsOf(static_cast<int>(l));
  }
  for (std::size_t l = 1; l <= outputs; ++l) origin.up.push_back(factorOf(z[l], z[l - 1]));
  for (std::size_t l = 1; l < outputs; ++l) origin.down.push_back(factorOf(delta[l], delta[l + 1]));
}

double normOf(const Parameters& parameters, int l) { return parameters.W(l).stableNorm(); }

/// What the next update does to its batch's loss, whole and in part.
void measureStep(const Trainer& trainer, DivergenceOrigin& origin) {
  const std::optional<UpdatePreview> preview = trainer.previewUpdate();
  if (!preview) return;
  const Parameters& before = trainer.parameters();
  Parameters after(before.architecture(), preview->theta);
  for (int l = 1; l <= before.architecture().outputLayer(); ++l) {
    const double moved = (after.W(l) - before.W(l)).stableNorm() / normOf(before, l);
    if (origin.movedLayer != 0 && !(moved > origin.movedBy)) continue;
    origin.movedLayer = l;
    origin.movedBy = moved;
  }
  Evaluator evaluator(before.architecture(), trainer.session().loss);
  const auto lossOf = [&](const Parameters& parameters) {
    const double loss = evaluator.score(parameters, trainer.data(), trainer.batch()).loss;
    return std::isfinite(loss) ? loss : std::numeric_limits<double>::infinity();
  };
  origin.lossBefore = lossOf(before);
  origin.lossAfter = lossOf(after);
  double share = 1;
  for (int k = 0; k <= kMostHalvings && !origin.loweringShare; ++k, share /= 2) {
    for (std::size_t p = 0; p < preview->theta.size(); ++p)
      after.theta()[p] = before.theta()[p] + share * (preview->theta[p] - before.theta()[p]);
    if (lossOf(after) < origin.lossBefore) origin.loweringShare = share;
  }
}

/// Of those that are known.
double product(const std::vector<double>& factors) {
  double product = 1;
  for (const double factor : factors)
    if (!std::isnan(factor)) product *= factor;
  return product;
}

}  // namespace

double DivergenceOrigin::upFactor() const { return product(up); }
double DivergenceOrigin::downFactor() const { return product(down); }

DivergenceOrigin::Cause DivergenceOrigin::cause() const {
  if (upFactor() > kManifold || downFactor() > kManifold) return Cause::Layers;
  return loweringShare && *loweringShare < 1 ? Cause::Step : Cause::Unknown;
}

std::string_view nameOf(DivergenceOrigin::Cause cause) {
  switch (cause) {
    case DivergenceOrigin::Cause::Layers:
      return "layers";
    case DivergenceOrigin::Cause::Step:
      return "step";
    case DivergenceOrigin::Cause::Unknown:
      break;
  }
  return "unknown";
}

DivergenceOrigin traceDivergence(const History& history, Trainer& replay) {
  DivergenceOrigin origin;
  const Growth growth = findGrowth(history, replay);
  origin.begin = growth.begin;
  origin.end = history.end();
  origin.lossGrowth = growth.perUpdate;
  history.seek(replay, origin.begin);
  const Parameters before = replay.parameters();
  measureLayers(replay, origin);
  measureStep(replay, origin);
  history.seek(replay, origin.end);
  for (int l = 1; l <= before.architecture().outputLayer(); ++l) {
    const double grown = normOf(replay.parameters(), l) / normOf(before, l);
    if (!(grown > origin.grownBy)) continue;
    origin.grownLayer = l;
    origin.grownBy = grown;
  }
  return origin;
}

std::optional<DivergenceOrigin> traceDivergence(const Session& session, std::int64_t updates) {
  Trainer trainer(session);
  History history(trainer);
  BatchReport report;
  for (std::int64_t k = 0; k < updates && trainer.stepBatch(&report); ++k) history.record(trainer, report);
  if (!trainer.divergence() && trainer.stepBatch(&report)) return std::nullopt;
  return traceDivergence(history, trainer);
}

}  // namespace backscope
