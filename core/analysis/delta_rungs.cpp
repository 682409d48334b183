#include "core/analysis/delta_rungs.h"

#include <Eigen/Eigenvalues>
#include <Eigen/SVD>
#include <algorithm>
#include <cmath>

#include "core/analysis/size_sums.h"
#include "core/passes/pass_blocks.h"

namespace backscope {
namespace {

struct RungSums {
  SizeSums pulled;
  SizeSums delta;
};

/// u of layer l's unit j for the block's example n, eq. (1).
double pulledOf(const KernelLayer& above, const double* theta, int unitsBelow, int j, int stride, int n) {
  double u = 0;
  for (int k = 0; k < above.units; ++k)
    u += theta[above.weights + static_cast<std::ptrdiff_t>(k) * unitsBelow + j] * above.delta[k * stride + n];
  return u;
}

void addBlock(const KernelNetwork& network, const double* theta, int count, int stride, std::vector<RungSums>& sums) {
  for (int l = 0; l < network.layerCount; ++l) {
    const KernelLayer& layer = network.layers[l];
    RungSums& sum = sums[static_cast<std::size_t>(l)];
    for (int j = 0; j < layer.units; ++j)
      for (int n = 0; n < count; ++n) {
        sum.delta.add(layer.delta[j * stride + n]);
        if (l + 1 < network.layerCount)
          sum.pulled.add(pulledOf(network.layers[l + 1], theta, layer.units, j, stride, n));
      }
  }
}

std::vector<double> singularValues(const Eigen::MatrixXd& matrix) {
  const Eigen::BDCSVD<Eigen::MatrixXd> decomposition(matrix);
  const Eigen::VectorXd& values = decomposition.singularValues();
  return {values.begin(), values.end()};
}

/// ‖W‖₂, from the smaller of W Wᵀ and Wᵀ W: of the largest eigenvalue that loses no digits.
double spectralNorm(const Eigen::Map<const RowMatrix>& W) {
  const Eigen::MatrixXd gram =
      W.rows() <= W.cols() ? Eigen::MatrixXd(W * W.transpose()) : Eigen::MatrixXd(W.transpose() * W);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(gram, Eigen::EigenvaluesOnly);
  return std::sqrt(std::max(0.0, solver.eigenvalues()(gram.rows() - 1)));
}

}  // namespace

std::vector<DeltaRung> measureRungs(const Parameters& parameters, Loss loss, const Dataset& data,
                                    std::span<const int> examples, DeltaSize size) {
  const Architecture& architecture = parameters.architecture();
  std::vector<RungSums> sums(architecture.layers.size());
  passBlocks(parameters, loss, data, examples, [&](const KernelNetwork& network, int count, int stride) {
    addBlock(network, parameters.theta().data(), count, stride, sums);
  });
  std::vector<DeltaRung> rungs;
  for (int l = 1; l < architecture.outputLayer(); ++l) {
    const RungSums& below = sums[static_cast<std::size_t>(l - 1)];
    const RungSums& above = sums[static_cast<std::size_t>(l)];
    const double count = static_cast<double>(examples.size());
    const double units = architecture.layers[static_cast<std::size_t>(l - 1)].units;
    const double unitsAbove = architecture.layers[static_cast<std::size_t>(l)].units;
    rungs.push_back({above.delta.over(unitsAbove, count).of(size), below.pulled.over(units, count).of(size),
                     below.delta.over(units, count).of(size), largestSlope(architecture.activationOf(l)),
                     spectralNorm(parameters.W(l + 1))});
  }
  return rungs;
}

std::vector<double> jacobianSingularValues(const Parameters& parameters, const ExampleTrace& trace, int l) {
  const Eigen::VectorXd& slope = trace.layers[static_cast<std::size_t>(l - 1)].slope;
  return singularValues(slope.asDiagonal() * parameters.W(l + 1).transpose());
}

}  // namespace backscope
