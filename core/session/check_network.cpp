#include "core/session/check_network.h"

#include <cstdint>
#include <string>

#include "core/session/session_limits.h"

namespace backscope {
namespace {

using Kind = Problem::Kind;

std::optional<Problem> outside(const std::string& path, std::int64_t value, WholeRange range) {
  if (range.contains(value)) return std::nullopt;
  return Problem{Kind::Value, path, range.text(), std::to_string(value)};
}

std::optional<Problem> checkLayer(const Architecture& network, std::size_t k) {
  const bool isOutput = k + 1 == network.layers.size();
  const std::string path = "network.layers[" + std::to_string(k) + ']';
  const LayerSpec& layer = network.layers[k];
  const WholeRange units = isOutput ? limits::kOutputs : limits::kUnits;
  if (std::optional<Problem> problem = outside(path + ".units", layer.units, units)) return problem;
  if (isOutput || layer.activation != Activation::Softmax) return std::nullopt;
  return Problem{Kind::OutputOnly, path + ".activation", "", "softmax"};
}

}  // namespace

std::optional<Problem> checkNetwork(const Architecture& network) {
  if (std::optional<Problem> problem = outside("network.inputs", network.inputs, limits::kInputs)) return problem;
  const auto layers = static_cast<std::int64_t>(network.layers.size());
  if (!limits::kLayers.contains(layers))
    return Problem{Kind::Length, "network.layers", limits::kLayers.text(), std::to_string(layers)};
  for (std::size_t k = 0; k < network.layers.size(); ++k)
    if (std::optional<Problem> problem = checkLayer(network, k)) return problem;
  return std::nullopt;
}

}  // namespace backscope
