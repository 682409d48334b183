#pragma once

#include <vector>

#include "core/data/dataset.h"
#include "core/session/session.h"

namespace backscope {

/// One change by which about as much δ would reach layer 1 as the output has.
struct DeltaCure {
  enum class Kind { Activation, Scale, FewerLayers };
  Kind kind = Kind::Activation;
  Activation activation = Activation::Tanh;  ///< Activation: of all hidden layers …
  InitializationScheme scheme =
      InitializationScheme::GlorotUniform;  ///< … with the start that was made for it, of scale 1
  double scale = 1;                         ///< Scale: of the whole start
  int layers = 1;                           ///< FewerLayers: the hidden layers that stay, from the first on
  Architecture network;                     ///< what the session has with this change alone
  InitializationSettings initialization;
  double ratio = 0;  ///< rms |δ^(1)| / rms |δ^(L+1)| that is then predicted for the start, see predictWideNetwork()
};

/// A ratio further from 1 than this, either way, is worth a cure.
inline constexpr double kVanishing = 0.1;

/// The best change of each kind, the best kind first, of a session whose start has δ vanish or explode as predicted;
/// each at least three times nearer to 1 than it is. Nothing where there is nothing to cure, and for starts of which
/// nothing can be predicted (constant, identical units).
std::vector<DeltaCure> curesFor(const Session& session, const Dataset& data);

}  // namespace backscope
