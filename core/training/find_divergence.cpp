#include "core/training/find_divergence.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace backscope {
namespace {

bool allFinite(const double* values, std::ptrdiff_t count) {
  return std::all_of(values, values + count, [](double value) { return std::isfinite(value); });
}

/// What is wrong after one block's passes, in the order of computation.
std::optional<Divergence> inspectBlock(const KernelNetwork& network, int stride, std::span<const double> losses) {
  for (int l = 0; l < network.layerCount; ++l) {
    const KernelLayer& layer = network.layers[l];
    const std::ptrdiff_t count = std::ptrdiff_t{layer.units} * stride;
    if (!allFinite(layer.a, count)) return Divergence{Divergence::Where::PreActivation, l + 1, 0};
    if (!allFinite(layer.z, count)) return Divergence{Divergence::Where::Output, l + 1, 0};
  }
  if (!allFinite(losses.data(), static_cast<std::ptrdiff_t>(losses.size())))
    return Divergence{Divergence::Where::Loss, network.layerCount, 0};
  for (int l = network.layerCount - 1; l >= 0; --l)
    if (!allFinite(network.layers[l].delta, std::ptrdiff_t{network.layers[l].units} * stride))
      return Divergence{Divergence::Where::Delta, l + 1, 0};
  return std::nullopt;
}

/// The highest layer in which one of these values, of θ's shape, is not finite: the gradient is computed from δ
/// downwards.
std::optional<int> highestLayerNotFinite(const Architecture& architecture, const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  const ParameterLayout layout(architecture);
  std::size_t end = layout.size();
  for (int l = architecture.outputLayer(); l >= 1; --l) {
    const std::size_t begin = layout.weightOffset(l);
    if (!allFinite(values.data() + begin, static_cast<std::ptrdiff_t>(end - begin))) return l;
    end = begin;
  }
  return std::nullopt;
}

}  // namespace

Divergence findDivergence(Workspace& workspace, const Parameters& parameters, const Dataset& data,
                          std::span<const int> batch, const FailedUpdate& update) {
  const BatchKernels& kernels = batchKernels();
  const double* theta = parameters.theta().data();
  const int total = static_cast<int>(batch.size());
  std::array<double, kBlock> losses{};
  double lossSum = 0;
  for (int begin = 0; begin < total; begin += kBlock) {
    const int count = std::min(kBlock, total - begin);
    const int stride = strideFor(count, total);
    workspace.gather(data, batch.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(count)), stride,
                     stride);
    kernels.forward(workspace.network(), theta, stride);
    kernels.outputDelta(workspace.network(), count, stride, losses.data());
    kernels.hiddenDeltas(workspace.network(), theta, stride);
    const std::span<const double> seen(losses.data(), static_cast<std::size_t>(count));
    if (const auto found = inspectBlock(workspace.network(), stride, seen)) return *found;
    for (const double loss : seen) lossSum += loss;
  }
  const Architecture& architecture = parameters.architecture();
  if (!std::isfinite(lossSum)) return Divergence{Divergence::Where::Loss, architecture.outputLayer(), 0};
  if (const auto layer = highestLayerNotFinite(architecture, update.gradient))
    return Divergence{Divergence::Where::Gradient, *layer, 0};
  const int inTheta = highestLayerNotFinite(architecture, update.theta).value_or(1);
  const int inMeanSquare = highestLayerNotFinite(architecture, update.meanSquare).value_or(1);
  return Divergence{Divergence::Where::Parameter, std::max(inTheta, inMeanSquare), 0};
}

}  // namespace backscope
