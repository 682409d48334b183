#include "core/training/trainer.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "core/passes/batch_gradient.h"
#include "core/training/epoch_order.h"
#include "core/training/find_divergence.h"
#include "core/training/update_rule.h"

namespace backscope {

namespace {

/// With more parameters the lanes of their sums would crowd everything else out of the fastest cache.
constexpr std::size_t kMostInLanes = 512;

}  // namespace

struct Trainer::Impl {
  Impl(Session given, Dataset examples);

  Session session;
  Dataset data;
  ExampleSource source;
  Parameters parameters;
  std::vector<double> start;
  BatchGradient passes;
  EpochOrder order;
  OptimizerState optimizer;
  // What the next update writes; exchanged with the present arrays once it is known to be finite, so that nextTheta is
  // then θ before it.
  std::vector<double> gradient, nextTheta, nextMean, nextMeanSquare;
  std::vector<ParameterRange> ranges;
  std::int64_t iteration = 0;
  std::int64_t epoch = 0;
  std::int64_t position = 0;
  std::int64_t exampleInBatch = 0;
  std::size_t updated = 0;     ///< the number of examples in the last update
  bool knowsUpdate = false;    ///< nextTheta is θ before the update that led to the present one
  std::vector<int> lastBatch;  ///< of the epoch that ended with the last update; the order has moved on
  std::optional<Divergence> divergence;
  mutable Evaluator evaluator;

  std::span<const int> presentBatch() const;
  UpdateArrays updateArrays();
  /// An infinite average would hold its parameter still without a sign of it.
  bool averagesAreFinite() const;
  /// Frozen parameters stay as they are and their averages empty, whatever the optimizer has made of them.
  void holdFrozen();
  /// After holdFrozen(): only the update of a frozen parameter was not finite, and that is not made.
  bool isSavedByFrozen() const;
  /// Writes the next arrays; false where something in them is not finite.
  bool computeUpdate();
  /// The passes over the batch and the update. Gives the loss; false where something is not finite.
  bool step(std::span<const int> batch, double& loss, double* deltaMeans);
  /// The same in one sweep, for few examples; returns the loss, and NaN where θ comes out not finite.
  double stepAtOnce(std::span<const int> batch, double* deltaMeans);
  /// One update and what goes on with it.
  bool stepBatch(double& loss, double* deltaMeans);
  void restartOptimizer();
  void resume(const RunState& state);
  void diverge(std::span<const int> batch);
};

Trainer::Impl::Impl(Session given, Dataset examples)
    : session(std::move(given)),
      data(std::move(examples)),
      source{data.x.data(), data.y.data(), data.inputs, data.outputs},
      parameters(startOf(session)),
      start(parameters.theta()),
      passes(session.network, session.loss),
      order(data.train, session.training.seed, session.training.shuffle),
      gradient(start.size()),
      nextTheta(start.size()),
      ranges(parameterRanges(session.network)),
      evaluator(session.network, session.loss) {
  restartOptimizer();
  if (session.state) resume(*session.state);
}

std::span<const int> Trainer::Impl::presentBatch() const {
  const std::span<const int> left = std::span(order.order()).subspan(static_cast<std::size_t>(position));
  return left.first(std::min<std::size_t>(left.size(), static_cast<std::size_t>(session.training.batchSize)));
}

void Trainer::Impl::restartOptimizer() {
  const bool keepsSquares = session.training.optimizer.kind != OptimizerKind::Sgd;
  const bool keepsMean = session.training.optimizer.kind != OptimizerKind::RmsProp;
  optimizer.steps = 0;
  optimizer.mean.assign(keepsMean ? start.size() : 0, 0.0);
  optimizer.meanSquare.assign(keepsSquares ? start.size() : 0, 0.0);
  nextMean.assign(optimizer.mean.size(), 0.0);
  nextMeanSquare.assign(optimizer.meanSquare.size(), 0.0);
}

void Trainer::Impl::resume(const RunState& state) {
  if (session.parameters) parameters.theta() = *session.parameters;
  iteration = state.iteration;
  epoch = state.epoch;
  position = state.position;
  exampleInBatch = state.exampleInBatch;
  optimizer = state.optimizer;
  order.moveTo(epoch);
}

UpdateArrays Trainer::Impl::updateArrays() {
  return {gradient.data(),  parameters.theta().data(), optimizer.mean.data(), optimizer.meanSquare.data(),
          nextTheta.data(), nextMean.data(),           nextMeanSquare.data()};
}

bool Trainer::Impl::averagesAreFinite() const {
  return std::ranges::all_of(nextMeanSquare, [](double v) { return std::isfinite(v); });
}

void Trainer::Impl::holdFrozen() {
  for (const std::size_t p : session.training.frozen) {
    nextTheta[p] = parameters.theta()[p];
    if (!nextMean.empty()) nextMean[p] = 0;
    if (!nextMeanSquare.empty()) nextMeanSquare[p] = 0;
  }
}

bool Trainer::Impl::isSavedByFrozen() const {
  return !session.training.frozen.empty() &&
         std::ranges::all_of(nextTheta, [](double theta) { return std::isfinite(theta); });
}

bool Trainer::Impl::computeUpdate() {
  knowsUpdate = false;
  const UpdateRule rule = updateRule(session.training, optimizer.steps + 1);
  const bool isFinite = batchKernels().update(rule, updateArrays(), ranges.data(), static_cast<int>(ranges.size()));
  holdFrozen();
  return (isFinite || isSavedByFrozen()) && averagesAreFinite();
}

double Trainer::Impl::stepAtOnce(std::span<const int> batch, double* deltaMeans) {
  const BatchKernels& kernels = batchKernels();
  const KernelNetwork& network = passes.workspace().network();
  const int count = static_cast<int>(batch.size());
  const StepOfFew step{source,        batch.data(),
                       count,         updateRule(session.training, optimizer.steps + 1),
                       ranges.data(), static_cast<int>(ranges.size()),
                       passes.lanes()};
  const double loss = count == 1 ? kernels.stepOne(network, source, batch.front(), step.rule, updateArrays())
                                 : kernels.stepFew(network, step, updateArrays());
  holdFrozen();
  if (deltaMeans) {
    std::fill_n(deltaMeans, network.layerCount, 0.0);
    kernels.addDeltaMeans(network, count, strideFor(count, count), count, deltaMeans);
  }
  return loss;
}

bool Trainer::Impl::step(std::span<const int> batch, double& loss, double* deltaMeans) {
  knowsUpdate = false;
  const bool atOnce = batch.size() == 1 || (batch.size() <= kSmallBatch && start.size() <= kMostInLanes);
  if (atOnce) loss = stepAtOnce(batch, deltaMeans);
  if (!atOnce || !std::isfinite(loss) || !averagesAreFinite()) {
    loss = passes.compute(parameters.theta().data(), data, batch, gradient.data(), deltaMeans);
    if (!std::isfinite(loss) || !computeUpdate()) return false;
  }
  parameters.theta().swap(nextTheta);
  optimizer.mean.swap(nextMean);
  if (!nextMeanSquare.empty()) optimizer.meanSquare.swap(nextMeanSquare);
  ++optimizer.steps;
  knowsUpdate = true;
  return true;
}

void Trainer::Impl::diverge(std::span<const int> batch) {
  divergence = findDivergence(passes.workspace(), parameters, data, batch, {gradient, nextTheta, nextMeanSquare});
  divergence->iteration = iteration + 1;
}

bool Trainer::Impl::stepBatch(double& loss, double* deltaMeans) {
  const std::span<const int> batch = presentBatch();
  if (!step(batch, loss, deltaMeans)) {
    diverge(batch);
    return false;
  }
  ++iteration;
  exampleInBatch = 0;
  position += static_cast<std::int64_t>(batch.size());
  updated = batch.size();
  if (position == static_cast<std::int64_t>(data.train.size())) {
    lastBatch.assign(batch.begin(), batch.end());
    position = 0;
    order.moveTo(++epoch);
  }
  return true;
}

Trainer::Trainer(Session session) {
  Dataset data = makeDataset(session);
  m = std::make_unique<Impl>(std::move(session), std::move(data));
}
Trainer::Trainer(Session session, Dataset data) : m(std::make_unique<Impl>(std::move(session), std::move(data))) {}
Trainer::~Trainer() = default;
Trainer::Trainer(Trainer&&) noexcept = default;
Trainer& Trainer::operator=(Trainer&&) noexcept = default;

const Session& Trainer::session() const { return m->session; }
const Dataset& Trainer::data() const { return m->data; }
const Parameters& Trainer::parameters() const { return m->parameters; }
std::int64_t Trainer::iteration() const { return m->iteration; }
std::int64_t Trainer::epoch() const { return m->epoch; }
std::int64_t Trainer::position() const { return m->position; }
std::int64_t Trainer::exampleInBatch() const { return m->exampleInBatch; }
const std::optional<Divergence>& Trainer::divergence() const { return m->divergence; }

const OptimizerState& Trainer::optimizer() const { return m->optimizer; }
std::span<const int> Trainer::batch() const { return m->presentBatch(); }

std::span<const int> Trainer::updatedBatch() const {
  if (m->position == 0) return m->lastBatch;
  return std::span(m->order.order()).subspan(static_cast<std::size_t>(m->position) - m->updated, m->updated);
}

std::span<const double> Trainer::thetaBefore() const { return m->nextTheta; }
bool Trainer::knowsUpdate() const { return m->knowsUpdate; }

bool Trainer::stepBatch(BatchReport* report) {
  if (report == nullptr) {
    double loss = 0;
    return stepBatch(loss);
  }
  if (m->divergence) return false;
  report->deltaMean.resize(m->session.network.layers.size());
  return m->stepBatch(report->loss, report->deltaMean.data());
}

bool Trainer::stepBatch(double& loss) { return !m->divergence && m->stepBatch(loss, nullptr); }

bool Trainer::stepExample(BatchReport* report) {
  if (m->divergence) return false;
  if (m->exampleInBatch + 1 >= static_cast<std::int64_t>(m->presentBatch().size())) return stepBatch(report);
  ++m->exampleInBatch;
  return true;
}

bool Trainer::stepEpoch(BatchReport* report) {
  const std::int64_t epoch = m->epoch;
  while (m->epoch == epoch)
    if (!stepBatch(report)) return false;
  return true;
}

int Trainer::nextExample() const { return m->presentBatch()[static_cast<std::size_t>(m->exampleInBatch)]; }

std::optional<UpdatePreview> Trainer::previewUpdate() const {
  if (m->divergence) return std::nullopt;
  const double loss = m->passes.compute(m->parameters.theta().data(), m->data, m->presentBatch(), m->gradient.data());
  if (!std::isfinite(loss) || !m->computeUpdate()) return std::nullopt;
  return UpdatePreview{m->gradient, m->nextTheta, m->nextMean, m->nextMeanSquare};
}

void Trainer::moveToExample(std::int64_t exampleInBatch) { m->exampleInBatch = exampleInBatch; }

TrainerState Trainer::state() const {
  return {m->iteration, m->epoch, m->position, m->parameters.theta(), m->optimizer};
}

void Trainer::restore(const TrainerState& state) {
  m->parameters.theta() = state.theta;
  m->knowsUpdate = false;
  m->optimizer = state.optimizer;
  m->nextMean.resize(state.optimizer.mean.size());
  m->nextMeanSquare.resize(state.optimizer.meanSquare.size());
  m->iteration = state.iteration;
  if (m->epoch != state.epoch) m->order.moveTo(state.epoch);
  m->epoch = state.epoch;
  m->position = state.position;
  m->exampleInBatch = 0;
  m->divergence.reset();
}

void Trainer::reset() {
  m->parameters.theta() = m->start;
  m->knowsUpdate = false;
  m->restartOptimizer();
  m->iteration = m->epoch = m->position = m->exampleInBatch = 0;
  m->order.moveTo(0);
  m->divergence.reset();
}

void Trainer::setTraining(const TrainingSettings& settings) {
  const TrainingSettings before = std::exchange(m->session.training, settings);
  if (before.optimizer.kind != settings.optimizer.kind) m->restartOptimizer();
  if (before.seed != settings.seed || before.shuffle != settings.shuffle) {
    m->order = EpochOrder(m->data.train, settings.seed, settings.shuffle);
    m->order.moveTo(m->epoch);
  }
  if (before.batchSize != settings.batchSize) m->exampleInBatch = 0;
  m->divergence.reset();
}

void Trainer::setParameter(std::size_t index, double value) { change({{{index, value}}}); }

void Trainer::change(const ModelChange& change) {
  m->knowsUpdate = m->knowsUpdate && change.theta.empty();
  for (const ValueAt& at : change.theta) m->parameters.theta()[at.index] = at.value;
  for (const ValueAt& at : change.mean) m->optimizer.mean[at.index] = at.value;
  for (const ValueAt& at : change.meanSquare) m->optimizer.meanSquare[at.index] = at.value;
  if (!change.frozen.empty()) changeFrozen(m->session.training.frozen, change.frozen);
  m->divergence.reset();
}

Score Trainer::scoreTrain() const { return m->evaluator.score(m->parameters, m->data, m->data.train); }

std::optional<Score> Trainer::scoreTest() const {
  if (m->data.test.empty()) return std::nullopt;
  return m->evaluator.score(m->parameters, m->data, m->data.test);
}

double Trainer::penalty() const {
  double squares = 0;
  double magnitudes = 0;
  for (const ParameterRange& range : m->ranges) {
    if (!range.penalised) continue;
    for (std::ptrdiff_t p = range.begin; p < range.end; ++p) {
      const double w = m->parameters.theta()[static_cast<std::size_t>(p)];
      squares += w * w;
      magnitudes += std::abs(w);
    }
  }
  return m->session.training.l2 / 2 * squares + m->session.training.l1 * magnitudes;
}

Trainer Trainer::copy() const {
  Trainer copy(m->session, m->data);
  copy.restore(state());
  copy.m->exampleInBatch = m->exampleInBatch;
  copy.m->divergence = m->divergence;
  return copy;
}

Session Trainer::capture() const {
  Session captured = m->session;
  captured.parameters = m->parameters.theta();
  captured.state = RunState{m->iteration, m->epoch, m->position, m->exampleInBatch, 0, m->optimizer, m->start};
  return captured;
}

}  // namespace backscope
