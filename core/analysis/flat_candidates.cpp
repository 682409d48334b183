#include "core/analysis/flat_candidates.h"

#include <Eigen/QR>
#include <Eigen/SVD>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/analysis/unit_health.h"
#include "core/network/symmetry.h"
#include "core/passes/pass_blocks.h"

namespace backscope {
namespace {

using Index = Eigen::Index;
using Kind = FlatReason::Kind;
using UnitRows = Eigen::Map<const RowMatrix>;

/// What a layer does on all examples.
struct LayerFacts {
  Eigen::VectorXd steepest;             ///< by unit, the greatest of |h′| and |h″|; empty for softmax
  Eigen::VectorXd low, high;            ///< by unit, of z
  Eigen::VectorXd lowSlope, highSlope;  ///< by unit, of h′; of softmax without meaning
  /// R of the QR decomposition of what enters the layer: a row for each example, a column for each input and one of
  /// ones for the bias.
  Eigen::MatrixXd inputs;
};

void addSlopes(LayerFacts& facts, const KernelLayer& layer, int count, int stride) {
  if (!isElementwise(layer.activation)) return;
  for (int j = 0; j < layer.units; ++j) {
    double& steepest = facts.steepest(j);
    for (int n = 0; n < count; ++n) {
      const double slope = std::abs(layer.slope[j * stride + n]);
      const double second = std::abs(secondSlopeAt(layer.activation, layer.a[j * stride + n]));
      // NaN stays.
      if (!(slope <= steepest)) steepest = slope;
      if (!(second <= steepest)) steepest = second;
    }
  }
}

/// R of the examples so far and these.
void addInputs(LayerFacts& facts, const Eigen::Ref<const RowMatrix, 0, Eigen::OuterStride<>>& z, bool bias) {
  const Index columns = facts.inputs.cols();
  Eigen::MatrixXd rows(columns + z.cols(), columns);
  rows.topRows(columns) = facts.inputs;
  rows.bottomLeftCorner(z.cols(), z.rows()) = z.transpose();
  if (bias) rows.bottomRightCorner(z.cols(), 1).setOnes();
  const Eigen::HouseholderQR<Eigen::MatrixXd> qr(rows);
  facts.inputs = qr.matrixQR().topRows(columns).triangularView<Eigen::Upper>();
}

std::vector<LayerFacts> factsOf(const Parameters& parameters, Loss loss, const Dataset& data,
                                std::span<const int> examples) {
  const Architecture& network = parameters.architecture();
  std::vector<LayerFacts> layers;
  for (int l = 1; l <= network.outputLayer(); ++l) {
    LayerFacts facts;
    const Index units = network.unitsOf(l);
    const Index columns = network.unitsOf(l - 1) + (network.bias ? 1 : 0);
    facts.steepest = Eigen::VectorXd::Zero(isElementwise(network.activationOf(l)) ? units : 0);
    facts.low = facts.lowSlope = Eigen::VectorXd::Constant(units, std::numeric_limits<double>::infinity());
    facts.high = facts.highSlope = -facts.low;
    facts.inputs = Eigen::MatrixXd::Zero(columns, columns);
    layers.push_back(std::move(facts));
  }
  passBlocks(parameters, loss, data, examples, [&](const KernelNetwork& pass, int count, int stride) {
    const double* below = pass.input;
    for (int l = 1; l <= network.outputLayer(); ++l) {
      LayerFacts& facts = layers[static_cast<std::size_t>(l - 1)];
      const KernelLayer& layer = pass.layers[l - 1];
      addSlopes(facts, layer, count, stride);
      addInputs(facts, UnitRows(below, network.unitsOf(l - 1), stride).leftCols(count), network.bias);
      const auto z = UnitRows(layer.z, layer.units, stride).leftCols(count);
      facts.low = facts.low.cwiseMin(z.rowwise().minCoeff());
      facts.high = facts.high.cwiseMax(z.rowwise().maxCoeff());
      const auto slope = UnitRows(layer.slope, layer.units, stride).leftCols(count);
      facts.lowSlope = facts.lowSlope.cwiseMin(slope.rowwise().minCoeff());
      facts.highSlope = facts.highSlope.cwiseMax(slope.rowwise().maxCoeff());
      below = layer.z;
    }
  });
  return layers;
}

/// Collects the candidates of a network, layer after layer.
class Collector {
 public:
  Collector(const Parameters& parameters, Loss loss, std::vector<LayerFacts> layers, double tolerance)
      : m_parameters(parameters),
        m_network(parameters.architecture()),
        m_loss(loss),
        m_layers(std::move(layers)),
        m_tolerance(tolerance),
        m_isHeard(m_layers.size()) {}

  std::vector<FlatCandidate> collect();

 private:
  const LayerFacts& facts(int l) const { return m_layers[static_cast<std::size_t>(l - 1)]; }
  bool isZero(double value) const { return std::abs(value) <= m_tolerance; }
  bool isDead(int l, int j) const;
  bool isHeard(int l, int j) const { return m_isHeard[static_cast<std::size_t>(l - 1)][static_cast<std::size_t>(j)]; }
  bool reachesAnything(int l, int j) const;
  /// A direction that is 0 but for what `fill` makes of it.
  template <class Fill>
  void addDirection(FlatCandidate& candidate, const Fill& fill) const;
  void keep(FlatCandidate candidate);
  void findHeard();
  void addEntering(int l, int j);
  void addLeaving(int l, int j);
  /// False where the units are not equal.
  bool addEqual(int l, int j, int other);
  void addRescaling(int l, int j);
  void addLinearLayer(int l);
  void addDependentInputs(int l);
  void addSoftmaxShift();

  const Parameters& m_parameters;
  const Architecture& m_network;
  Loss m_loss;
  std::vector<LayerFacts> m_layers;
  double m_tolerance;
  std::vector<std::vector<bool>> m_isHeard;  ///< by layer and unit: whether its z can change an answer
  std::vector<FlatCandidate> m_candidates;
};

template <class Fill>
void Collector::addDirection(FlatCandidate& candidate, const Fill& fill) const {
  Parameters d(m_network);
  fill(d);
  const Eigen::Map<const Eigen::VectorXd> direction(d.theta().data(), static_cast<Index>(d.theta().size()));
  if (direction.norm() > 0) candidate.directions.emplace_back(direction);
}

void Collector::keep(FlatCandidate candidate) {
  if (!candidate.directions.empty()) m_candidates.push_back(std::move(candidate));
}

bool Collector::isDead(int l, int j) const {
  return facts(l).steepest.size() > 0 && passesSlopes(m_network, m_loss, l) && isZero(facts(l).steepest(j));
}

bool Collector::reachesAnything(int l, int j) const {
  for (int k = 0; k < m_network.unitsOf(l + 1); ++k)
    if (!isZero(m_parameters.W(l + 1)(k, j)) && isHeard(l + 1, k) && !isDead(l + 1, k)) return true;
  return false;
}

void Collector::findHeard() {
  for (int l = m_network.outputLayer(); l >= 1; --l) {
    for (int j = 0; j < m_network.unitsOf(l); ++j)
      m_isHeard[static_cast<std::size_t>(l - 1)].push_back(l == m_network.outputLayer() || reachesAnything(l, j));
  }
}

void Collector::addEntering(int l, int j) {
  const bool dead = isDead(l, j);
  if (!dead && isHeard(l, j)) return;
  FlatCandidate candidate{{dead ? Kind::DeadUnit : Kind::SilentUnit, l, j}, {}};
  for (int i = 0; i < m_network.unitsOf(l - 1); ++i) addDirection(candidate, [&](Parameters& d) { d.W(l)(j, i) = 1; });
  if (m_network.bias) addDirection(candidate, [&](Parameters& d) { d.b(l)(j) = 1; });
  keep(std::move(candidate));
}

void Collector::addLeaving(int l, int j) {
  const double z = facts(l).low(j);
  const double slope = facts(l).lowSlope(j);
  if (!isZero((facts(l).high(j) - z) / std::max(1.0, std::abs(z)))) return;
  const bool none = isZero(z);
  FlatCandidate zero{{Kind::ZeroOutput, l, j}, {}};
  FlatCandidate constant{{Kind::ConstantOutput, l, j}, {}};
  for (int k = 0; k < m_network.unitsOf(l + 1); ++k) {
    if (none) addDirection(zero, [&](Parameters& d) { d.W(l + 1)(k, j) = 1; });
    if (none || !m_network.bias) continue;
    addDirection(constant, [&](Parameters& d) {
      d.W(l + 1)(k, j) = 1;
      d.b(l + 1)(k) = -z;
    });
  }
  if (m_network.bias && isZero(facts(l).highSlope(j) - slope)) {
    addDirection(constant, [&](Parameters& d) {
      d.b(l)(j) = 1;
      d.b(l + 1) = -slope * m_parameters.W(l + 1).col(j);
    });
  }
  keep(std::move(zero));
  keep(std::move(constant));
}

bool Collector::addEqual(int l, int j, int other) {
  const Eigen::VectorXd w = m_parameters.W(l).row(j);
  const Eigen::VectorXd u = m_parameters.W(l).row(other);
  const double b = m_network.bias ? m_parameters.b(l)(j) : 0;
  const double c = m_network.bias ? m_parameters.b(l)(other) : 0;
  const bool same = isZero((w - u).norm()) && isZero(b - c);
  const bool opposite = isOdd(m_network.activationOf(l)) && isZero((w + u).norm()) && isZero(b + c);
  if (!same && !opposite) return false;
  FlatCandidate candidate{{Kind::EqualUnits, l, j, other}, {}};
  for (int k = 0; k < m_network.unitsOf(l + 1); ++k) {
    addDirection(candidate, [&](Parameters& d) {
      d.W(l + 1)(k, j) = 1;
      d.W(l + 1)(k, other) = same ? -1 : 1;
    });
  }
  keep(std::move(candidate));
  return true;
}

void Collector::addRescaling(int l, int j) {
  FlatCandidate candidate{{Kind::Rescaling, l, j}, {}};
  addDirection(candidate, [&](Parameters& d) {
    d.W(l).row(j) = m_parameters.W(l).row(j);
    if (m_network.bias) d.b(l)(j) = m_parameters.b(l)(j);
    d.W(l + 1).col(j) = -m_parameters.W(l + 1).col(j);
  });
  keep(std::move(candidate));
}

void Collector::addLinearLayer(int l) {
  FlatCandidate candidate{{Kind::LinearLayer, l}, {}};
  for (int j = 0; j < m_network.unitsOf(l); ++j) {
    for (int m = 0; m < m_network.unitsOf(l); ++m) {
      addDirection(candidate, [&](Parameters& d) {
        d.W(l).row(j) = m_parameters.W(l).row(m);
        if (m_network.bias) d.b(l)(j) = m_parameters.b(l)(m);
        d.W(l + 1).col(m) -= m_parameters.W(l + 1).col(j);
      });
    }
    if (!m_network.bias) continue;
    addDirection(candidate, [&](Parameters& d) {
      d.b(l)(j) = 1;
      d.b(l + 1) = -m_parameters.W(l + 1).col(j);
    });
  }
  keep(std::move(candidate));
}

void Collector::addDependentInputs(int l) {
  const Eigen::JacobiSVD<Eigen::MatrixXd> svd(facts(l).inputs, Eigen::ComputeFullV);
  const Eigen::VectorXd& sizes = svd.singularValues();
  FlatCandidate candidate{{Kind::EqualInputs, l}, {}};
  const int inputs = m_network.unitsOf(l - 1);
  for (Index k = 0; k < sizes.size(); ++k) {
    if (!(sizes(k) <= m_tolerance * std::max(1.0, sizes(0)))) continue;
    const Eigen::VectorXd n = svd.matrixV().col(k);
    for (int j = 0; j < m_network.unitsOf(l); ++j) {
      addDirection(candidate, [&](Parameters& d) {
        d.W(l).row(j) = n.head(inputs);
        if (m_network.bias) d.b(l)(j) = n(inputs);
      });
    }
  }
  keep(std::move(candidate));
}

void Collector::addSoftmaxShift() {
  const int l = m_network.outputLayer();
  if (isElementwise(m_network.activationOf(l))) return;
  FlatCandidate candidate{{Kind::SoftmaxShift, l}, {}};
  for (int i = 0; i < m_network.unitsOf(l - 1); ++i)
    addDirection(candidate, [&](Parameters& d) { d.W(l).col(i).setOnes(); });
  if (m_network.bias) addDirection(candidate, [&](Parameters& d) { d.b(l).setOnes(); });
  keep(std::move(candidate));
}

std::vector<FlatCandidate> Collector::collect() {
  findHeard();
  for (int l = 1; l <= m_network.outputLayer(); ++l) {
    const bool hidden = l < m_network.outputLayer();
    const Activation h = m_network.activationOf(l);
    for (int j = 0; j < m_network.unitsOf(l); ++j) {
      addEntering(l, j);
      if (!hidden) continue;
      addLeaving(l, j);
      // One that it equals is enough.
      for (int other = 0; other < j && !addEqual(l, j, other);) ++other;
      if (isHomogeneous(h) && h != Activation::Identity) addRescaling(l, j);
    }
    if (hidden && h == Activation::Identity) addLinearLayer(l);
    addDependentInputs(l);
  }
  addSoftmaxShift();
  return std::move(m_candidates);
}

}  // namespace

std::vector<FlatCandidate> flatCandidates(const Parameters& parameters, Loss loss, const Dataset& data,
                                          std::span<const int> examples, double tolerance) {
  return Collector(parameters, loss, factsOf(parameters, loss, data, examples), tolerance).collect();
}

}  // namespace backscope
