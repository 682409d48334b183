#pragma once

#include <vector>

#include "core/session/session.h"
#include "core/training/pass_instant.h"

namespace backscope {

/// What is often done in place of the right thing when passes are worked out by hand.
enum class Slip {
  ForgotBias,
  ForgotActivation,    ///< a in place of z = h(a)
  SlopeForActivation,  ///< h′(a) in place of h(a)
  SlopeOfOutput,       ///< h′ taken at z, where it belongs to a
  ForgotSlope,         ///< δ without h′(a)
  NeedlessSlope,       ///< δ = ŷ − y multiplied by h′, which cross-entropy has cancelled
  OutputForSlope,      ///< z in place of h′(a)
  WrongSign,
  Transposed,       ///< w_ij in place of w_ji
  NewWeights,       ///< those after the update in place of those before it
  OwnLayersOutput,  ///< z^(l) in place of z^(l-1)
  PreActivation,    ///< a^(l-1) in place of z^(l-1)
  ForgotHalf,       ///< the square loss without its ½
  SumForMean,       ///< the batch's sum in place of its mean
  ForgotRate,       ///< the step without η
  WrongDirection,   ///< the step added in place of subtracted
  StepAlone         ///< the change in place of the new value
};

/// A number that is worked out by hand. Layers are 0…L+1 and units count from 0, as elsewhere in core.
struct AskedQuantity {
  enum class Kind { A, Z, Slope, BackSum, Delta, Loss, WeightGradient, BiasGradient, Mean, NewParameter };
  Kind kind = Kind::A;
  int layer = 1;
  int unit = 0;
  int input = -1;  ///< of a weight: the unit it leaves; −1 for a bias
};

struct SlipValue {
  Slip slip = Slip::WrongSign;
  double value = 0;  ///< what comes out
};

/// What each slip that is possible here would give, the likeliest first. A slip that gives the right number all the
/// same is left out.
std::vector<SlipValue> slipsOf(const PassInstant& instant, const Session& session, const AskedQuantity& asked);

}  // namespace backscope
