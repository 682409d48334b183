#include "ui/values/known_values.h"

#include <utility>

namespace backscope {

namespace {

using Kind = PassStepKind;
using State = KnownValue::State;

}  // namespace

KnownValues::KnownValues(std::shared_ptr<const Snapshot> snapshot, StepSize size) : m_snapshot(std::move(snapshot)) {
  if (!m_snapshot) return;
  const Architecture& network = m_snapshot->parameters.architecture();
  m_steps.resize(static_cast<std::size_t>(network.outputLayer()) + 1);
  for (int l = 0; l <= network.outputLayer(); ++l)
    m_steps[static_cast<std::size_t>(l)].resize(static_cast<std::size_t>(network.unitsOf(l)));
  if (!m_snapshot->pass) return;
  m_firstActing = m_snapshot->pass->done - static_cast<int>(actingSteps(m_snapshot->pass->taken(), size).size());
  int place = 0;
  for (const PassStep& step : m_snapshot->pass->steps) readStep(step, place++);
}

void KnownValues::readStep(const PassStep& step, int place) {
  if (step.kind == Kind::NewParameters) m_update = place;
  if (step.kind >= Kind::Sum || step.kind == Kind::Prediction || step.kind == Kind::Loss) return;
  std::vector<UnitSteps>& layer = m_steps[static_cast<std::size_t>(step.layer)];
  if (step.kind == Kind::Input || step.kind == Kind::Softmax) {
    for (UnitSteps& unit : layer) unit.z = place;
    return;
  }
  UnitSteps& unit = layer[static_cast<std::size_t>(step.unit)];
  if (step.kind == Kind::Unit) unit.a = unit.z = place;
  if (step.kind == Kind::PreActivation) unit.a = place;
  if (step.kind == Kind::OutputDelta || step.kind == Kind::HiddenDelta) unit.delta = place;
  if (step.kind == Kind::WeightGradient) unit.gradient = place;
}

KnownValue KnownValues::taken(int step, double value) const {
  if (!m_snapshot->pass) return {State::Known, value, false};
  const int done = m_snapshot->pass->done;
  if (step >= done) return {State::ToCome, 0, false};
  return {State::Known, value, step >= m_firstActing};
}

KnownValue KnownValues::of(const TermRef& term) const {
  if (!m_snapshot) return {};
  const UnitSteps& steps = m_steps[static_cast<std::size_t>(term.layer)][static_cast<std::size_t>(term.unit)];
  switch (term.quantity) {
    case TermRef::A:
    case TermRef::Z:
    case TermRef::Slope:
    case TermRef::Delta:
      return ofUnit(term, steps);
    default:
      return ofParameter(term, steps);
  }
}

KnownValue KnownValues::ofUnit(const TermRef& term, const UnitSteps& steps) const {
  const ExampleTrace& trace = m_snapshot->pass ? m_snapshot->pass->trace : m_snapshot->trace;
  if (term.layer == 0) return term.quantity == TermRef::Z ? taken(steps.z, trace.x(term.unit)) : KnownValue{};
  const LayerTrace& layer = trace.layers[static_cast<std::size_t>(term.layer - 1)];
  switch (term.quantity) {
    case TermRef::A:
      return taken(steps.a, layer.a(term.unit));
    case TermRef::Z:
      return taken(steps.z, layer.z(term.unit));
    case TermRef::Slope:
      return taken(steps.delta, layer.slope(term.unit));
    default:
      return taken(steps.delta, layer.delta(term.unit));
  }
}

KnownValue KnownValues::ofParameter(const TermRef& term, const UnitSteps& steps) const {
  const ExampleTrace& trace = m_snapshot->pass ? m_snapshot->pass->trace : m_snapshot->trace;
  const LayerTrace& layer = trace.layers[static_cast<std::size_t>(term.layer - 1)];
  const bool isBias = term.input < 0;
  const std::size_t index = placeOf(term);
  if (term.quantity == TermRef::Weight || term.quantity == TermRef::Bias)
    return {State::Known, m_snapshot->parameters.theta()[index], false};
  if (term.quantity == TermRef::NewWeight) return changeOf(index);
  return taken(steps.gradient, isBias ? layer.db(term.unit) : layer.dW(term.unit, term.input));
}

std::size_t KnownValues::placeOf(const TermRef& term) const {
  const ParameterLayout& places = m_snapshot->parameters.layout();
  return term.input < 0 ? places.biasIndex(term.layer, term.unit)
                        : places.weightIndex(term.layer, term.unit, term.input);
}

bool KnownValues::isFrozen(const TermRef& term) const {
  const bool isGiven = term.quantity == TermRef::Weight || term.quantity == TermRef::Bias;
  return m_snapshot && isGiven && backscope::isFrozen(m_snapshot->session->training.frozen, placeOf(term));
}

KnownValue KnownValues::changeOf(std::size_t index) const {
  const PassInstant* pass = m_snapshot->pass.get();
  if (pass == nullptr || !pass->update) return {};
  return taken(m_update, pass->update->theta[index] - pass->parameters.theta()[index]);
}

const PassStep* KnownValues::actingStep() const {
  if (!m_snapshot || !m_snapshot->pass || m_snapshot->pass->done == 0) return nullptr;
  return &m_snapshot->pass->steps[static_cast<std::size_t>(m_firstActing)];
}

PassPhase KnownValues::phase() const {
  const PassStep* step = actingStep();
  return step == nullptr ? PassPhase::Forward : phaseOf(step->kind);
}

std::optional<NetworkItem> KnownValues::actingUnit() const {
  const PassStep* step = actingStep();
  if (step == nullptr || step->kind >= Kind::Sum) return std::nullopt;
  return NetworkItem{NetworkItem::Kind::Unit, {step->layer, step->unit < 0 ? 0 : step->unit}, 0};
}

std::optional<NetworkItem> KnownValues::actingWeight() const {
  const PassStep* step = actingStep();
  if (step == nullptr || step->unit < 0) return std::nullopt;
  if (step->kind == Kind::HiddenDelta) return NetworkItem{NetworkItem::Kind::Weight, {step->layer + 1, 0}, step->unit};
  const bool isInto =
      step->kind == Kind::Unit || step->kind == Kind::PreActivation || step->kind == Kind::WeightGradient;
  if (!isInto) return std::nullopt;
  return NetworkItem{NetworkItem::Kind::Weight, {step->layer, step->unit}, 0};
}

}  // namespace backscope
