#include "core/training/pass_step.h"

#include <algorithm>

namespace backscope {
namespace {

/// For each unit of layer l.
void addUnits(std::vector<PassStep>& steps, PassStepKind kind, const Architecture& architecture, int l) {
  for (int j = 0; j < architecture.unitsOf(l); ++j) steps.push_back({kind, l, j});
}

void addForward(std::vector<PassStep>& steps, const Architecture& architecture) {
  const int output = architecture.outputLayer();
  steps.push_back({PassStepKind::Input, 0});
  for (int l = 1; l <= output; ++l) {
    const bool isSoftmax = architecture.activationOf(l) == Activation::Softmax;
    addUnits(steps, isSoftmax ? PassStepKind::PreActivation : PassStepKind::Unit, architecture, l);
    if (isSoftmax) steps.push_back({PassStepKind::Softmax, l});
  }
  steps.push_back({PassStepKind::Prediction, output});
}

void addBackward(std::vector<PassStep>& steps, const Architecture& architecture) {
  for (int l = architecture.outputLayer(); l >= 1; --l) {
    const bool isOutput = l == architecture.outputLayer();
    addUnits(steps, isOutput ? PassStepKind::OutputDelta : PassStepKind::HiddenDelta, architecture, l);
    addUnits(steps, PassStepKind::WeightGradient, architecture, l);
  }
}

void addUpdate(std::vector<PassStep>& steps, const TrainingSettings& training) {
  const OptimizerSettings& optimizer = training.optimizer;
  steps.push_back({PassStepKind::Mean});
  if (training.l1 != 0 || training.l2 != 0) steps.push_back({PassStepKind::Penalty});
  if (optimizer.kind == OptimizerKind::Adam || (optimizer.kind == OptimizerKind::Sgd && optimizer.momentum != 0))
    steps.push_back({PassStepKind::FirstMoment});
  if (optimizer.kind != OptimizerKind::Sgd) steps.push_back({PassStepKind::SecondMoment});
  steps.push_back({PassStepKind::NewParameters});
}

}  // namespace

PassPhase phaseOf(PassStepKind kind) {
  if (kind < PassStepKind::Loss) return PassPhase::Forward;
  if (kind == PassStepKind::Loss) return PassPhase::Loss;
  return kind < PassStepKind::Sum ? PassPhase::Backward : PassPhase::Update;
}

bool endsBetween(StepSize size, const PassStep& before, const PassStep& after) {
  if (size == StepSize::Unit) return true;
  if (size == StepSize::Layer) return before.kind != after.kind || before.layer != after.layer;
  return size == StepSize::Phase && phaseOf(before.kind) != phaseOf(after.kind);
}

int nextStop(const std::vector<PassStep>& steps, int done, StepSize size) {
  const auto count = static_cast<int>(steps.size());
  const auto at = [&steps](int k) { return steps[static_cast<std::size_t>(k)]; };
  int next = done + 1;
  while (next < count && !endsBetween(size, at(next - 1), at(next))) ++next;
  return next;
}

int previousStop(const std::vector<PassStep>& steps, int done, StepSize size) {
  const auto at = [&steps](int k) { return steps[static_cast<std::size_t>(k)]; };
  do --done;
  while (done > 0 && !endsBetween(size, at(done - 1), at(done)));
  return done;
}

std::span<const PassStep> actingSteps(std::span<const PassStep> taken, StepSize size) {
  if (taken.empty()) return taken;
  const StepSize finest = std::min(size, StepSize::Layer);
  std::size_t first = taken.size() - 1;
  while (first > 0 && !endsBetween(finest, taken[first - 1], taken[first])) --first;
  return taken.subspan(first);
}

std::vector<PassStep> passSteps(const Architecture& architecture, const TrainingSettings& training, bool endsBatch) {
  std::vector<PassStep> steps;
  addForward(steps, architecture);
  steps.push_back({PassStepKind::Loss, architecture.outputLayer()});
  addBackward(steps, architecture);
  steps.push_back({PassStepKind::Sum});
  if (endsBatch) addUpdate(steps, training);
  return steps;
}

}  // namespace backscope
