#include "core/analysis/common_slips.h"

#include <algorithm>
#include <optional>

namespace backscope {
namespace {

/// The numbers of an instant, and the slips that were collected for one of them.
class Slips {
 public:
  Slips(const PassInstant& instant, const Session& session, const AskedQuantity& asked)
      : m_instant(instant), m_session(session), m_asked(asked) {}

  std::vector<SlipValue> take();

 private:
  const Architecture& network() const { return m_session.network; }
  const LayerTrace& layer(int l) const { return m_instant.trace.layers[static_cast<std::size_t>(l - 1)]; }
  const Eigen::VectorXd& outputs(int l) const { return l == 0 ? m_instant.trace.x : layer(l).z; }
  bool isElementwiseLayer() const { return isElementwise(network().activationOf(m_asked.layer)); }
  bool isOutput() const { return m_asked.layer == network().outputLayer(); }
  bool hasSquareLoss() const { return m_session.loss == Loss::Square; }

  void add(Slip slip, double value) { m_found.push_back({slip, value}); }
  /// Σ_i w_ji in_i, or with the roles of i and j exchanged; with the biases where there are any.
  double preActivation(const Eigen::VectorXd& inputs, bool isTransposed) const;
  double backSum(const Parameters& parameters, bool isTransposed) const;
  std::optional<Parameters> newParameters() const;

  void ofPreActivation();
  void ofActivation();
  void ofSlope();
  void ofBackSum(double factor);
  void ofDelta();
  void ofLoss();
  void ofWeightGradient();
  void ofMean();
  void ofNewParameter();
  std::size_t parameterIndex() const;

  const PassInstant& m_instant;
  const Session& m_session;
  AskedQuantity m_asked;
  double m_right = 0;
  std::vector<SlipValue> m_found;
};

double Slips::preActivation(const Eigen::VectorXd& inputs, bool isTransposed) const {
  const auto W = m_instant.parameters.W(m_asked.layer);
  const int j = m_asked.unit;
  double sum = 0;
  for (Eigen::Index i = 0; i < inputs.size(); ++i) sum += (isTransposed ? W(i, j) : W(j, i)) * inputs(i);
  return network().bias ? sum + m_instant.parameters.b(m_asked.layer)(j) : sum;
}

void Slips::ofPreActivation() {
  const int l = m_asked.layer;
  m_right = layer(l).a(m_asked.unit);
  const Eigen::VectorXd& inputs = outputs(l - 1);
  if (network().bias) add(Slip::ForgotBias, m_right - m_instant.parameters.b(l)(m_asked.unit));
  if (l > 1) add(Slip::PreActivation, preActivation(layer(l - 1).a, false));
  if (network().unitsOf(l) == network().unitsOf(l - 1)) add(Slip::Transposed, preActivation(inputs, true));
  add(Slip::WrongSign, -m_right);
}

void Slips::ofActivation() {
  const LayerTrace& own = layer(m_asked.layer);
  m_right = own.z(m_asked.unit);
  add(Slip::ForgotActivation, own.a(m_asked.unit));
  add(Slip::SlopeForActivation, own.slope(m_asked.unit));
  add(Slip::WrongSign, -m_right);
}

void Slips::ofSlope() {
  const LayerTrace& own = layer(m_asked.layer);
  m_right = own.slope(m_asked.unit);
  if (isElementwiseLayer())
    add(Slip::SlopeOfOutput, slopeAt(network().activationOf(m_asked.layer), own.z(m_asked.unit)));
  add(Slip::OutputForSlope, own.z(m_asked.unit));
  add(Slip::WrongSign, -m_right);
}

double Slips::backSum(const Parameters& parameters, bool isTransposed) const {
  const auto W = parameters.W(m_asked.layer + 1);
  const Eigen::VectorXd& delta = layer(m_asked.layer + 1).delta;
  const int j = m_asked.unit;
  double sum = 0;
  for (Eigen::Index k = 0; k < delta.size(); ++k) sum += (isTransposed ? W(j, k) : W(k, j)) * delta(k);
  return sum;
}

std::optional<Parameters> Slips::newParameters() const {
  if (!m_instant.update) return std::nullopt;
  return Parameters(network(), m_instant.update->theta);
}

/// Those of Σ_k w_kj δ_k, each multiplied by the factor.
void Slips::ofBackSum(double factor) {
  const int l = m_asked.layer;
  if (network().unitsOf(l) == network().unitsOf(l + 1))
    add(Slip::Transposed, factor * backSum(m_instant.parameters, true));
  if (const std::optional<Parameters> after = newParameters()) add(Slip::NewWeights, factor * backSum(*after, false));
}

void Slips::ofDelta() {
  const LayerTrace& own = layer(m_asked.layer);
  const int j = m_asked.unit;
  m_right = own.delta(j);
  if (isOutput()) {
    const double difference = own.z(j) - m_instant.trace.y(j);
    if (hasSquareLoss()) {
      add(Slip::ForgotSlope, difference);
      add(Slip::ForgotHalf, 2 * m_right);
    } else {
      add(Slip::NeedlessSlope, difference * own.slope(j));
    }
    add(Slip::WrongSign, -m_right);
    return;
  }
  const double sum = backSum(m_instant.parameters, false);
  add(Slip::ForgotSlope, sum);
  add(Slip::SlopeOfOutput, slopeAt(network().activationOf(m_asked.layer), own.z(j)) * sum);
  add(Slip::OutputForSlope, own.z(j) * sum);
  ofBackSum(own.slope(j));
  add(Slip::WrongSign, -m_right);
}

void Slips::ofLoss() {
  m_right = m_instant.trace.loss;
  if (hasSquareLoss()) add(Slip::ForgotHalf, 2 * m_right);
  add(Slip::WrongSign, -m_right);
}

void Slips::ofWeightGradient() {
  const int l = m_asked.layer;
  const int j = m_asked.unit;
  const int i = m_asked.input;
  const LayerTrace& own = layer(l);
  m_right = i < 0 ? own.delta(j) : own.dW(j, i);
  if (i < 0) {
    add(Slip::OwnLayersOutput, own.delta(j) * own.z(j));
    add(Slip::WrongSign, -m_right);
    return;
  }
  add(Slip::OwnLayersOutput, own.delta(j) * own.z(j));
  if (i < own.z.size()) add(Slip::OwnLayersOutput, own.delta(j) * own.z(i));
  if (l > 1) add(Slip::PreActivation, own.delta(j) * layer(l - 1).a(i));
  if (i < own.delta.size() && j < outputs(l - 1).size()) add(Slip::Transposed, own.delta(i) * outputs(l - 1)(j));
  if (own.slope(j) != 0 && !isOutput()) add(Slip::ForgotSlope, m_right / own.slope(j));
  add(Slip::WrongSign, -m_right);
}

std::size_t Slips::parameterIndex() const {
  const ParameterLayout& layout = m_instant.parameters.layout();
  return m_asked.input < 0 ? layout.biasIndex(m_asked.layer, m_asked.unit)
                           : layout.weightIndex(m_asked.layer, m_asked.unit, m_asked.input);
}

void Slips::ofMean() {
  const std::size_t index = parameterIndex();
  if (!m_instant.update) return;
  m_right = m_instant.update->gradient[index];
  add(Slip::SumForMean, m_instant.sum[index]);
  add(Slip::WrongSign, -m_right);
}

void Slips::ofNewParameter() {
  if (!m_instant.update) return;
  const std::size_t index = parameterIndex();
  const double before = m_instant.parameters.theta()[index];
  const double rate = m_session.training.optimizer.learningRate;
  m_right = m_instant.update->theta[index];
  const double step = m_right - before;
  add(Slip::WrongDirection, before - step);
  add(Slip::StepAlone, step);
  if (rate != 0) add(Slip::ForgotRate, before + step / rate);
  if (m_instant.batchSize > 1) add(Slip::SumForMean, before + step * m_instant.batchSize);
}

std::vector<SlipValue> Slips::take() {
  using Kind = AskedQuantity::Kind;
  switch (m_asked.kind) {
    case Kind::A:
      ofPreActivation();
      break;
    case Kind::Z:
      ofActivation();
      break;
    case Kind::Slope:
      ofSlope();
      break;
    case Kind::BackSum:
      m_right = backSum(m_instant.parameters, false);
      ofBackSum(1);
      add(Slip::WrongSign, -m_right);
      break;
    case Kind::Delta:
      ofDelta();
      break;
    case Kind::Loss:
      ofLoss();
      break;
    case Kind::WeightGradient:
    case Kind::BiasGradient:
      ofWeightGradient();
      break;
    case Kind::Mean:
      ofMean();
      break;
    case Kind::NewParameter:
      ofNewParameter();
      break;
  }
  std::erase_if(m_found, [this](const SlipValue& found) { return found.value == m_right; });
  return std::move(m_found);
}

}  // namespace

std::vector<SlipValue> slipsOf(const PassInstant& instant, const Session& session, const AskedQuantity& asked) {
  return Slips(instant, session, asked).take();
}

}  // namespace backscope
