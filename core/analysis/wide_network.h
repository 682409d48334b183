#pragma once

#include <vector>

#include "core/data/dataset.h"
#include "core/session/session.h"

namespace backscope {

/// What a start of this kind gives in a wide network, the root mean square over units, examples and draws.
struct WideLayer {
  double z = 0;
  double delta = 0;
};

/// Why there may be nothing to predict: the weights are given, are all the same number, or units are the same.
enum class WideNetworkGap { None, Given, Constant, Identical };

struct WideNetwork {
  WideNetworkGap gap = WideNetworkGap::None;
  std::vector<WideLayer> layers;  ///< l = 1…L+1 at index l − 1; empty where there is a gap
};

/// The start's signal by layer, forwards and back, as if every layer were so wide that its pre-activations are normally
/// distributed and independent of the weights above: with b the bias (0 where it is drawn), v^(l) the variance of a^(l)
/// over the draws, and Z ~ N(0, 1)
///   v^(1)        = Var w^(1) ‖x‖² + Var b^(1)                                      (1)
///   v^(l+1)      = d^(l) Var w^(l+1) E[h(b + √v^(l) Z)²] + Var b^(l+1)             (2)
///   E[δ^(l)²]    = E[h′(b + √v^(l) Z)²] d^(l+1) Var w^(l+1) E[δ^(l+1)²]            (3)
/// The output's δ is that of its loss over the targets, which know nothing of a start. All of this is done apart for
/// groups of training examples of about the same ‖x‖, and averaged.
/// Sources: Poole et al. 2016, "Exponential expressivity in deep neural networks through transient chaos", for (2);
/// Schoenholz et al. 2017, "Deep information propagation", for (3).
WideNetwork predictWideNetwork(const Session& session, const Dataset& data);

}  // namespace backscope
