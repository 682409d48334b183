#include "core/passes/hessian.h"

#include <algorithm>
#include <array>

#include "core/passes/workspace.h"

namespace backscope {
namespace {

/// Units × examples, a unit's examples next to each other.
using UnitRows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

struct LayerArrays {
  UnitRows z, slope, delta;
  UnitRows second;  ///< h″(a); empty for softmax
  UnitRows pulled;  ///< u^(l), eq. (2); of the output layer ŷ − y
  UnitRows movedA, movedZ;
};

/// Both passes of a block of examples, and what a direction makes of them.
class BlockPass {
 public:
  BlockPass(const Parameters& parameters, Loss loss)
      : m_parameters(parameters),
        m_network(parameters.architecture()),
        m_loss(loss),
        m_workspace(m_network, loss),
        m_layers(m_network.layers.size()) {}

  void run(const Dataset& data, std::span<const int> block);

  /// Adds H v, summed over the block's examples.
  void addProduct(const Parameters& v, Parameters& sum);
  /// Adds the part of H's column for w_ji^(l), or for b_j^(l) where i is negative, that belongs to layers l and above.
  void addColumn(int l, int j, int i, Parameters& column);

 private:
  const UnitRows& below(int l) const { return l == 1 ? m_input : layer(l - 1).z; }
  LayerArrays& layer(int l) { return m_layers[static_cast<std::size_t>(l - 1)]; }
  const LayerArrays& layer(int l) const { return m_layers[static_cast<std::size_t>(l - 1)]; }
  int outputLayer() const { return m_network.outputLayer(); }
  void copyLayer(int l, int count, int stride);
  /// Takes R{a^(l)}, which is in the layer already.
  void moveOutput(int l);
  UnitRows movedOutputDelta() const;
  /// The way back with eqs. (2) and (3), down to layer `first`, below which nothing moves; without `v` nothing of it is
  /// above that layer.
  void addGradients(int first, const Parameters* v, Parameters& sum);

  const Parameters& m_parameters;
  const Architecture& m_network;
  Loss m_loss;
  Workspace m_workspace;
  UnitRows m_input;
  std::vector<LayerArrays> m_layers;
};

void BlockPass::run(const Dataset& data, std::span<const int> block) {
  const BatchKernels& kernels = batchKernels();
  const KernelNetwork& network = m_workspace.network();
  const int count = static_cast<int>(block.size());
  const int stride = strideFor(count, kBlock);
  std::array<double, kBlock> losses{};
  m_workspace.gather(data, block, stride, stride);
  kernels.forward(network, m_parameters.theta().data(), stride);
  kernels.outputDelta(network, count, stride, losses.data());
  kernels.hiddenDeltas(network, m_parameters.theta().data(), stride);
  m_input = Eigen::Map<const UnitRows>(network.input, m_network.inputs, stride).leftCols(count);
  for (int l = 1; l <= outputLayer(); ++l) copyLayer(l, count, stride);
  for (int l = 1; l < outputLayer(); ++l) layer(l).pulled = m_parameters.W(l + 1).transpose() * layer(l + 1).delta;
  const Eigen::Map<const UnitRows> target(network.target, m_network.outputs(), stride);
  layer(outputLayer()).pulled = layer(outputLayer()).z - target.leftCols(count);
}

void BlockPass::copyLayer(int l, int count, int stride) {
  const KernelLayer& from = m_workspace.layer(l);
  LayerArrays& to = layer(l);
  const auto copy = [&](const double* values) -> UnitRows {
    return Eigen::Map<const UnitRows>(values, from.units, stride).leftCols(count);
  };
  to.z = copy(from.z);
  to.slope = copy(from.slope);
  to.delta = copy(from.delta);
  if (!isElementwise(from.activation)) return;
  to.second.resize(from.units, count);
  for (int j = 0; j < from.units; ++j)
    for (int n = 0; n < count; ++n) to.second(j, n) = secondSlopeAt(from.activation, from.a[j * stride + n]);
}

/// For softmax R{z} = z ∘ (R{a} − zᵀ R{a}).
void BlockPass::moveOutput(int l) {
  LayerArrays& moved = layer(l);
  if (isElementwise(m_network.activationOf(l))) {
    moved.movedZ = moved.slope.cwiseProduct(moved.movedA);
    return;
  }
  const Eigen::RowVectorXd mean = moved.z.cwiseProduct(moved.movedA).colwise().sum();
  moved.movedZ = moved.z.cwiseProduct(moved.movedA.rowwise() - mean);
}

/// R{δ^(L+1)}. With e = ŷ − y: cross-entropy has δ = e. The square loss has δ = h′ ∘ e, and behind softmax
/// δ = ŷ ∘ (e − ŷᵀe).
UnitRows BlockPass::movedOutputDelta() const {
  const LayerArrays& output = layer(outputLayer());
  const UnitRows& e = output.pulled;
  if (m_loss == Loss::CrossEntropy) return output.movedZ;
  if (isElementwise(m_network.activationOf(outputLayer())))
    return output.second.cwiseProduct(output.movedA).cwiseProduct(e) + output.slope.cwiseProduct(output.movedZ);
  const Eigen::RowVectorXd mean = output.z.cwiseProduct(e).colwise().sum();
  const Eigen::RowVectorXd movedMean =
      (output.movedZ.cwiseProduct(e) + output.z.cwiseProduct(output.movedZ)).colwise().sum();
  return output.movedZ.cwiseProduct(e.rowwise() - mean) + output.z.cwiseProduct((output.movedZ).rowwise() - movedMean);
}

void BlockPass::addGradients(int first, const Parameters* v, Parameters& sum) {
  UnitRows movedDelta = movedOutputDelta();
  for (int l = outputLayer();; --l) {
    sum.W(l).noalias() += movedDelta * below(l).transpose();
    if (l > first) sum.W(l).noalias() += layer(l).delta * layer(l - 1).movedZ.transpose();
    if (m_network.bias) sum.b(l) += movedDelta.rowwise().sum();
    if (l == first) return;
    const LayerArrays& lower = layer(l - 1);
    UnitRows movedPull = m_parameters.W(l).transpose() * movedDelta;
    if (v != nullptr) movedPull += v->W(l).transpose() * layer(l).delta;
    movedDelta =
        lower.second.cwiseProduct(lower.movedA).cwiseProduct(lower.pulled) + lower.slope.cwiseProduct(movedPull);
  }
}

void BlockPass::addProduct(const Parameters& v, Parameters& sum) {
  for (int l = 1; l <= outputLayer(); ++l) {
    UnitRows& movedA = layer(l).movedA;
    movedA = v.W(l) * below(l);
    if (l > 1) movedA += m_parameters.W(l) * layer(l - 1).movedZ;
    if (m_network.bias) movedA.colwise() += v.b(l);
    moveOutput(l);
  }
  addGradients(1, &v, sum);
}

void BlockPass::addColumn(int l, int j, int i, Parameters& column) {
  UnitRows& movedA = layer(l).movedA;
  movedA = UnitRows::Zero(m_network.unitsOf(l), m_input.cols());
  if (i < 0)
    movedA.row(j).setOnes();
  else
    movedA.row(j) = below(l).row(i);
  moveOutput(l);
  for (int m = l + 1; m <= outputLayer(); ++m) {
    layer(m).movedA = m_parameters.W(m) * layer(m - 1).movedZ;
    moveOutput(m);
  }
  addGradients(l, nullptr, column);
}

/// Calls visit(l, j, i) for every element of θ in its order, i = −1 for a bias.
template <class Visit>
void forEachParameter(const Architecture& network, const Visit& visit) {
  for (int l = 1; l <= network.outputLayer(); ++l) {
    for (int j = 0; j < network.unitsOf(l); ++j)
      for (int i = 0; i < network.unitsOf(l - 1); ++i) visit(l, j, i);
    if (!network.bias) continue;
    for (int j = 0; j < network.unitsOf(l); ++j) visit(l, j, -1);
  }
}

template <class Visit>
void forEachBlock(std::span<const int> examples, const Visit& visit) {
  for (std::size_t begin = 0; begin < examples.size(); begin += kBlock)
    visit(examples.subspan(begin, std::min<std::size_t>(kBlock, examples.size() - begin)));
}

}  // namespace

std::vector<double> hessianProduct(const Parameters& parameters, Loss loss, const Dataset& data,
                                   std::span<const int> examples, std::span<const double> v) {
  const Parameters direction(parameters.architecture(), {v.begin(), v.end()});
  Parameters sum(parameters.architecture());
  BlockPass pass(parameters, loss);
  forEachBlock(examples, [&](std::span<const int> block) {
    pass.run(data, block);
    pass.addProduct(direction, sum);
  });
  for (double& value : sum.theta()) value /= static_cast<double>(examples.size());
  return std::move(sum.theta());
}

std::optional<Eigen::MatrixXd> hessian(const Parameters& parameters, Loss loss, const Dataset& data,
                                       std::span<const int> examples, const std::function<bool()>& interrupted) {
  const Architecture& network = parameters.architecture();
  const auto size = static_cast<Eigen::Index>(parameters.theta().size());
  Eigen::MatrixXd H = Eigen::MatrixXd::Zero(size, size);
  BlockPass pass(parameters, loss);
  Parameters column(network);
  bool isAbandoned = false;
  forEachBlock(examples, [&](std::span<const int> block) {
    if (isAbandoned) return;
    pass.run(data, block);
    Eigen::Index p = 0;
    forEachParameter(network, [&](int l, int j, int i) {
      isAbandoned = isAbandoned || (interrupted && interrupted());
      if (isAbandoned) return;
      std::ranges::fill(column.theta(), 0.0);
      pass.addColumn(l, j, i, column);
      H.col(p++) += Eigen::Map<const Eigen::VectorXd>(column.theta().data(), size);
    });
  });
  if (isAbandoned) return std::nullopt;
  H /= static_cast<double>(examples.size());
  H.triangularView<Eigen::StrictlyUpper>() = H.transpose();
  return H;
}

}  // namespace backscope
