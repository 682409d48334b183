#include "core/sweep/start_outcome.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/analysis/input_grid.h"
#include "core/math/elementary_functions.h"
#include "core/sweep/cell_outcome.h"
#include "core/training/trainer.h"

namespace backscope {
namespace {

/// Of the iterations made: the pause between two looks.
constexpr std::int64_t kLookEvery = 100;

/// The distance of the two numbers with which classes are coded.
double codeDistance(TargetCoding coding) { return coding == TargetCoding::PlusMinus ? 2 : 1; }

/// No mean loss above this is that of a solved run: the loss of outputs that are all as wrong as they may be.
double mostSolvedLoss(const Session& session, const Dataset& data, double target) {
  if (data.coding == TargetCoding::Real) return target;
  const double outputs = data.outputs;
  const double error = kSolvedShareOfCodes * codeDistance(data.coding);
  if (session.loss == Loss::Square) return outputs * error * error / 2;
  return -outputs * elementary::log(1 - error);
}

/// Watches a run for the moment at which it is solved.
class SolvedWatch {
 public:
  SolvedWatch(const Trainer& trainer, double target)
      : m_trainer(trainer),
        m_target(target),
        m_mostLoss(mostSolvedLoss(trainer.session(), trainer.data(), target)),
        m_evaluator(trainer.session().network, trainer.session().loss) {}

  /// After an update of so many examples.
  void add(double loss, std::size_t examples) {
    if (m_needed) return;
    m_sum += loss * static_cast<double>(examples);
    if (m_trainer.position() != 0) return;
    const double mean = m_sum / static_cast<double>(m_trainer.data().train.size());
    m_sum = 0;
    if (mean > m_mostLoss || m_trainer.iteration() < m_nextLook) return;
    m_nextLook = m_trainer.iteration() + std::max<std::int64_t>(1, m_trainer.iteration() / kLookEvery);
    if (isSolved(m_trainer.data(), outcome(), m_target)) m_needed = m_trainer.iteration();
  }
  const std::optional<std::int64_t>& needed() const { return m_needed; }
  Evaluator::Outcome outcome() {
    return m_evaluator.evaluate(m_trainer.parameters(), m_trainer.data(), m_trainer.data().train);
  }

 private:
  const Trainer& m_trainer;
  double m_target;
  double m_mostLoss;
  Evaluator m_evaluator;
  double m_sum = 0;
  std::int64_t m_nextLook = 0;
  std::optional<std::int64_t> m_needed;
};

/// False where it was stopped.
bool train(Trainer& trainer, std::int64_t iterations, SolvedWatch& watch, const std::function<bool()>& isStopped) {
  for (std::int64_t k = 0; k < iterations; ++k) {
    if (isStopped()) return false;
    const std::size_t examples = trainer.batch().size();
    double loss = 0;
    if (!trainer.stepBatch(loss)) return true;
    watch.add(loss, examples);
  }
  return true;
}

/// The square that holds all examples, a fifth larger, or that line for one input.
InputPlane answerPlane(const Dataset& data) {
  double largest = 0;
  for (const double x : data.x) largest = std::max(largest, std::abs(x));
  const double high = largest > 0 ? 1.2 * largest : 1;
  return {0, data.inputs > 1 ? 1 : -1, -high, high, {}};
}

/// At equal distances, the first among them.
std::vector<int> someOf(const std::vector<int>& examples) {
  const std::size_t count = std::min(kAnswerExamples, examples.size());
  std::vector<int> some;
  for (std::size_t k = 0; k < count; ++k) some.push_back(examples[k * examples.size() / count]);
  return some;
}

}  // namespace

std::string_view nameOf(StartEnd end) {
  switch (end) {
    case StartEnd::Solved:
      return "solved";
    case StartEnd::Stuck:
      return "stuck";
    case StartEnd::Diverged:
      break;
  }
  return "diverged";
}

bool isSolved(const Dataset& data, const Evaluator::Outcome& outcome, double target) {
  if (data.coding == TargetCoding::Real) {
    const double sum = std::accumulate(outcome.loss.begin(), outcome.loss.end(), 0.0);
    return sum <= target * static_cast<double>(outcome.loss.size());
  }
  const double most = kSolvedShareOfCodes * codeDistance(data.coding);
  const auto outputs = static_cast<std::size_t>(data.outputs);
  for (std::size_t k = 0; k < outcome.yhat.size(); ++k) {
    const double y = data.targetOf(data.train[k / outputs])[k % outputs];
    if (!(std::abs(outcome.yhat[k] - y) < most)) return false;
  }
  return true;
}

std::vector<float> answersOf(const Parameters& parameters, Loss loss, const Dataset& data) {
  std::vector<float> answers;
  const InputGrid grid = computeGrid(parameters, answerPlane(data), kAnswerGrid, GridLayers::OutputOnly);
  for (const std::vector<float>& map : grid.maps.back()) answers.insert(answers.end(), map.begin(), map.end());
  const std::vector<int> examples = someOf(data.train);
  const Evaluator::Outcome outcome = Evaluator(parameters.architecture(), loss).evaluate(parameters, data, examples);
  for (const double yhat : outcome.yhat) answers.push_back(static_cast<float>(yhat));
  return answers;
}

std::optional<StartOutcome> runStart(const Session& session, const Dataset& data, std::int64_t iterations,
                                     const std::function<bool()>& isStopped) {
  Trainer trainer(session, data);
  const double target = solvedLoss(data, session.loss, session.network.layers.back().activation);
  SolvedWatch watch(trainer, target);
  if (!train(trainer, iterations, watch, isStopped)) return std::nullopt;
  StartOutcome outcome;
  outcome.seed = session.initialization.seed;
  outcome.iteration = trainer.iteration();
  outcome.train = trainer.scoreTrain();
  outcome.test = trainer.scoreTest();
  const Evaluator::Outcome reached = watch.outcome();
  if (trainer.divergence())
    outcome.end = StartEnd::Diverged;
  else if (isSolved(data, reached, target))
    outcome.end = StartEnd::Solved;
  if (outcome.end == StartEnd::Solved) outcome.needed = watch.needed().value_or(outcome.iteration);
  if (outcome.end == StartEnd::Stuck && session.loss == Loss::Square)
    outcome.plateau = cornersPlateau(data, reached.yhat);
  outcome.theta = trainer.parameters().theta();
  outcome.answers = answersOf(trainer.parameters(), session.loss, data);
  return outcome;
}

}  // namespace backscope
