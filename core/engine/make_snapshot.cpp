#include "core/engine/make_snapshot.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

#include "core/engine/add_ladder.h"
#include "core/passes/evaluator.h"

namespace backscope {
namespace {

/// All of the training examples, or the first `most`.
std::span<const int> measuredExamples(const Dataset& data, int most) {
  const std::span<const int> all = data.train;
  return all.first(std::min(all.size(), static_cast<std::size_t>(most)));
}

/// The plane asked for, or the data's own where the network has no such inputs: the question may be older than the
/// network.
InputPlane planeWithin(const InputPlane& plane, const Trainer& trainer) {
  const int inputs = trainer.parameters().architecture().inputs;
  const bool fits = plane.horizontal < inputs && plane.vertical < inputs && (plane.vertical >= 0 || inputs == 1);
  return fits ? plane : planeFor(trainer.session(), trainer.data());
}

/// False where it was interrupted.
bool addFields(const Trainer& trainer, const SnapshotNeeds& needs, const std::function<bool()>& interrupted,
               Snapshot& snapshot) {
  const Parameters& parameters = trainer.parameters();
  if (needs.unitMapResolution <= 0 && needs.boundaryResolution <= 0) return true;
  const InputPlane plane = planeWithin(needs.plane, trainer);
  if (needs.unitMapResolution > 0)
    snapshot.units = computeGrid(parameters, plane, needs.unitMapResolution, GridLayers::All);
  if (needs.boundaryResolution <= 0) return true;
  const bool enlarged = needs.enlargedUnit && needs.enlargedUnit->layer <= parameters.architecture().outputLayer() &&
                        needs.enlargedUnit->unit < parameters.architecture().unitsOf(needs.enlargedUnit->layer);
  const GridOptions options{enlarged ? needs.enlargedUnit->layer : -1, interrupted};
  if (!computeGrid(parameters, plane, needs.boundaryResolution, GridLayers::OutputOnly, snapshot.boundary, options))
    return false;
  if (!enlarged) return true;
  snapshot.enlargedUnit = needs.enlargedUnit;
  snapshot.enlargedMap = std::move(snapshot.boundary.maps[static_cast<std::size_t>(needs.enlargedUnit->layer)]
                                                         [static_cast<std::size_t>(needs.enlargedUnit->unit)]);
  const std::size_t output = snapshot.boundary.maps.size() - 1;
  if (needs.enlargedUnit->layer == static_cast<int>(output))
    snapshot.boundary.maps[output][static_cast<std::size_t>(needs.enlargedUnit->unit)] = snapshot.enlargedMap;
  for (std::size_t l = 0; l < output; ++l) snapshot.boundary.maps[l].clear();
  return true;
}

/// What Evaluator::score() says of these examples, from the outcome of all.
Score scoreOf(const Evaluator::Outcome& outcome, const Dataset& data, std::span<const int> examples) {
  const auto outputs = static_cast<std::size_t>(data.outputs);
  const bool classes = data.coding != TargetCoding::Real;
  double sum = 0;
  int right = 0;
  for (const int example : examples) {
    const auto n = static_cast<std::size_t>(example);
    sum += outcome.loss[n];
    if (classes && data.classFor({&outcome.yhat[n * outputs], outputs}) == data.classOf(example)) ++right;
  }
  const double count = static_cast<double>(examples.size());
  return {sum / count, classes ? std::optional(right / count) : std::nullopt};
}

void addOutcomes(const Trainer& trainer, Snapshot& snapshot) {
  const Dataset& data = trainer.data();
  if (data.count() > kMaxMeasuredExamples) {
    snapshot.train = trainer.scoreTrain();
    snapshot.test = trainer.scoreTest();
    return;
  }
  std::vector<int> all(static_cast<std::size_t>(data.count()));
  std::iota(all.begin(), all.end(), 0);
  Evaluator evaluator(trainer.session().network, trainer.session().loss);
  Evaluator::Outcome outcome = evaluator.evaluate(trainer.parameters(), data, all);
  snapshot.train = scoreOf(outcome, data, data.train);
  if (!data.test.empty()) snapshot.test = scoreOf(outcome, data, data.test);
  snapshot.yhat = std::move(outcome.yhat);
  snapshot.exampleLoss = std::move(outcome.loss);
}

void addSlopes(const Trainer& trainer, const SnapshotNeeds& needs, std::span<const int> examples, Snapshot& snapshot) {
  if (!needs.slopes) return;
  std::optional<SlopeSample> sample =
      sampleSlopes(trainer.parameters(), trainer.session().loss, trainer.data(), examples, *needs.slopes);
  if (sample) snapshot.slopes = std::make_shared<const SlopeSample>(std::move(*sample));
}

/// Of the chosen example, or of that which the passes are about, or of the next one.
void addTrace(const Trainer& trainer, const SnapshotContext& context, Snapshot& snapshot) {
  snapshot.isExampleChosen = context.chosen.example || context.chosen.typed;
  snapshot.typed = context.chosen.typed;
  const int next = context.pass ? context.pass->example : trainer.nextExample();
  snapshot.example = snapshot.typed ? -1 : context.chosen.example.value_or(next);
  if (context.pass) {
    // Their θ is that from before an update.
    snapshot.trace = context.pass->trace;
    return;
  }
  const Dataset& data = trainer.data();
  const TypedExample values = snapshot.typed ? *snapshot.typed : exampleOf(data, snapshot.example);
  snapshot.trace = traceExample(trainer.parameters(), trainer.session().loss, values.x, values.y);
}

/// The smallest tidy number not below value > 0.
double tidyAbove(double value) {
  double magnitude = 1;
  while (magnitude > value) magnitude /= 10;
  while (10 * magnitude <= value) magnitude *= 10;
  for (const double step : {1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0})
    if (step * magnitude >= value) return step * magnitude;
  return 10 * magnitude;
}

}  // namespace

SharedModel shareModel(const Trainer& trainer) {
  return {std::make_shared<const Session>(trainer.session()), std::make_shared<const Dataset>(trainer.data())};
}

void predictStart(SharedModel& model) {
  if (!model.wideNetwork)
    model.wideNetwork = std::make_shared<const WideNetwork>(predictWideNetwork(*model.session, *model.data));
}

std::shared_ptr<Snapshot> makeSnapshot(const Trainer& trainer, const SharedModel& model, const SnapshotNeeds& needs,
                                       const SnapshotContext& context) {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->generation = context.generation;
  snapshot->commands = context.commands;
  snapshot->session = model.session;
  snapshot->data = model.data;
  snapshot->parameters = trainer.parameters();
  snapshot->iteration = trainer.iteration();
  snapshot->epoch = trainer.epoch();
  snapshot->position = trainer.position();
  snapshot->exampleInBatch = trainer.exampleInBatch();
  snapshot->running = context.running;
  snapshot->divergence = trainer.divergence();
  snapshot->divergenceOrigin = context.divergenceOrigin;
  snapshot->examplesPerSecond = context.examplesPerSecond;
  snapshot->penalty = trainer.penalty();
  const SnapshotBudget budget(trainer.session().network);
  const bool isQuick = context.detail == SnapshotDetail::Quick;
  const bool isListed = !isQuick || !context.latestScores || trainer.data().count() <= budget.scoredExamples;
  if (isListed) {
    addOutcomes(trainer, *snapshot);
  } else {
    snapshot->train = context.latestScores->train;
    snapshot->test = context.latestScores->test;
  }
  const std::span<const int> measured =
      measuredExamples(trainer.data(), isQuick ? budget.measuredExamples : kMaxMeasuredExamples);
  snapshot->measuredExamples = static_cast<int>(measured.size());
  snapshot->layers =
      measureLayers(trainer.parameters(), trainer.session().loss, trainer.data(), measured, needs.histogramBins);
  addLadder(trainer, needs, measured, *snapshot);
  if (needs.rungs)
    snapshot->rungs =
        measureRungs(trainer.parameters(), trainer.session().loss, trainer.data(), measured, needs.ladder.size);
  addSlopes(trainer, needs, measured, *snapshot);
  const SnapshotNeeds afforded = isQuick ? budget.within(needs) : needs;
  if (!addFields(trainer, afforded, context.interrupted, *snapshot)) return nullptr;
  const std::size_t measurable = measuredExamples(trainer.data(), kMaxMeasuredExamples).size();
  snapshot->isCoarse = afforded != needs || !isListed || measured.size() < measurable || context.line.isCoarse;
  snapshot->step = context.step;
  snapshot->pass = context.pass;
  snapshot->history = context.history;
  snapshot->spread = context.spread;
  snapshot->mirrored = context.mirrored;
  snapshot->line = context.line.line;
  if (needs.wideNetwork) snapshot->wideNetwork = model.wideNetwork;
  addTrace(trainer, context, *snapshot);
  snapshot->series = context.series;
  return snapshot;
}

std::shared_ptr<const Snapshot> makeSnapshot(const Trainer& trainer, const SnapshotNeeds& needs,
                                             const SnapshotContext& context) {
  SharedModel model = shareModel(trainer);
  if (needs.wideNetwork) predictStart(model);
  return makeSnapshot(trainer, model, needs, context);
}

InputPlane planeFor(const Session& session, const Dataset& data) {
  InputPlane plane;
  plane.vertical = data.inputs > 1 ? 1 : -1;
  double largest = 0;
  for (const double x : data.x) largest = std::max(largest, std::abs(x));
  if (std::holds_alternative<GeneratorSettings>(session.data.source) &&
      std::get<GeneratorSettings>(session.data.source).generator != Generator::XorCorners)
    plane.high = std::max(6.0, tidyAbove(largest));
  else
    plane.high = largest > 0 ? tidyAbove(1.2 * largest) : 1.0;
  plane.low = -plane.high;
  return plane;
}

}  // namespace backscope
