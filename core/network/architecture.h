#pragma once

#include <cstddef>
#include <vector>

#include "core/network/activation.h"

namespace backscope {

inline constexpr int kMaxInputs = 16;
inline constexpr int kMaxHiddenLayers = 16;
inline constexpr int kMaxUnits = 128;
inline constexpr int kMaxOutputs = 8;

/// One layer of units with the activation that all of them apply.
struct LayerSpec {
  int units = 1;
  Activation activation = Activation::Tanh;
  bool operator==(const LayerSpec&) const = default;
};

/// The shape of a network. Layers are counted as in the notes: 0 is the input, 1…L are hidden, L+1 is the output.
/// So layers[l - 1] describes layer l, and layers.back() the output.
struct Architecture {
  int inputs = 2;
  bool bias = true;
  std::vector<LayerSpec> layers{{1, Activation::Identity}};

  /// L, the number of hidden layers.
  int hiddenLayers() const { return static_cast<int>(layers.size()) - 1; }
  /// L+1: the number of the output layer.
  int outputLayer() const { return static_cast<int>(layers.size()); }
  /// d^(l), for l = 0…L+1.
  int unitsOf(int l) const { return l == 0 ? inputs : layers[static_cast<std::size_t>(l - 1)].units; }
  /// h of layer l, for l = 1…L+1.
  Activation activationOf(int l) const { return layers[static_cast<std::size_t>(l - 1)].activation; }
  int outputs() const { return layers.back().units; }

  bool operator==(const Architecture&) const = default;
};

std::size_t weightCount(const Architecture& architecture);
/// 0 where the network has no biases.
std::size_t biasCount(const Architecture& architecture);

}  // namespace backscope
