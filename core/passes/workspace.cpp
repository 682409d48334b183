#include "core/passes/workspace.h"

namespace backscope {
namespace {

/// One row for each value a unit has: a, z, slope, delta.
std::size_t rowsOf(const Architecture& architecture) {
  std::size_t rows = static_cast<std::size_t>(architecture.inputs + architecture.outputs());
  for (const LayerSpec& layer : architecture.layers) rows += 4 * static_cast<std::size_t>(layer.units);
  return rows;
}

}  // namespace

Workspace::Workspace(const Architecture& architecture, Loss loss) : m_storage(rowsOf(architecture) * kBlock) {
  double* next = m_storage.data();
  const auto take = [&next](int rows) {
    double* const taken = next;
    next += static_cast<std::ptrdiff_t>(rows) * kBlock;
    return taken;
  };
  m_network.input = take(architecture.inputs);
  m_network.target = take(architecture.outputs());
  const ParameterLayout layout(architecture);
  for (int l = 1; l <= architecture.outputLayer(); ++l) {
    const int units = architecture.unitsOf(l);
    KernelLayer layer;
    layer.inputs = architecture.unitsOf(l - 1);
    layer.units = units;
    layer.activation = architecture.activationOf(l);
    layer.weights = static_cast<std::ptrdiff_t>(layout.weightOffset(l));
    layer.biases = architecture.bias ? static_cast<std::ptrdiff_t>(layout.biasOffset(l)) : -1;
    layer.a = take(units);
    layer.z = take(units);
    layer.slope = take(units);
    layer.delta = take(units);
    m_layers.push_back(layer);
  }
  m_network.layers = m_layers.data();
  m_network.layerCount = architecture.outputLayer();
  m_network.loss = loss;
}

void Workspace::gather(const Dataset& data, std::span<const int> examples, int columns, int stride) {
  const ExampleSource source{data.x.data(), data.y.data(), data.inputs, data.outputs};
  batchKernels().gather(m_network, source, examples.data(), static_cast<int>(examples.size()), columns, stride);
}

}  // namespace backscope
