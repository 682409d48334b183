#include "core/passes/example_trace.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "core/passes/workspace.h"

namespace backscope {
namespace {

Eigen::VectorXd toVector(std::span<const double> values) {
  return Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
}

LayerTrace traceLayer(const KernelLayer& layer, const Eigen::VectorXd& below, bool bias) {
  const std::size_t units = static_cast<std::size_t>(layer.units);
  LayerTrace trace;
  trace.a = toVector({layer.a, units});
  trace.z = toVector({layer.z, units});
  trace.slope = toVector({layer.slope, units});
  trace.delta = toVector({layer.delta, units});
  trace.dW.resize(layer.units, below.size());
  for (Eigen::Index j = 0; j < trace.dW.rows(); ++j)
    for (Eigen::Index i = 0; i < trace.dW.cols(); ++i) trace.dW(j, i) = trace.delta(j) * below(i);  // (5)
  if (bias) trace.db = trace.delta;
  return trace;
}

}  // namespace

ExampleTrace traceExample(const Parameters& parameters, Loss loss, std::span<const double> x,
                          std::span<const double> y) {
  const Architecture& architecture = parameters.architecture();
  assert(static_cast<int>(x.size()) == architecture.inputs && static_cast<int>(y.size()) == architecture.outputs());
  Workspace workspace(architecture, loss);
  std::ranges::copy(x, workspace.input());
  std::ranges::copy(y, workspace.target());
  const BatchKernels& kernels = batchKernels();
  const double* theta = parameters.theta().data();
  ExampleTrace trace;
  kernels.forward(workspace.network(), theta, 1);               // (1), (2), (3)
  kernels.outputDelta(workspace.network(), 1, 1, &trace.loss);  // (4) of the output
  kernels.hiddenDeltas(workspace.network(), theta, 1);          // (4)
  trace.x = toVector(x);
  trace.y = toVector(y);
  trace.layers.reserve(architecture.layers.size());
  for (int l = 1; l <= architecture.outputLayer(); ++l) {
    const Eigen::VectorXd& below = l == 1 ? trace.x : trace.layers.back().z;
    trace.layers.push_back(traceLayer(workspace.layer(l), below, architecture.bias));
  }
  return trace;
}

}  // namespace backscope
