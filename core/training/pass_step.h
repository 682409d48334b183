#pragma once

#include <span>
#include <vector>

#include "core/network/architecture.h"
#include "core/session/session.h"

namespace backscope {

/// How far one step leads: the ladder, from the finest to the widest.
///   Unit     one line of the algorithm for one unit      Example  all passes of one example
///   Layer    that line for the whole layer               Batch    one update
///   Phase    forward, loss, backward or update           Epoch    all training examples once
enum class StepSize { Unit, Layer, Phase, Example, Batch, Epoch };

/// The four parts of an iteration, in their order.
enum class PassPhase { Forward, Loss, Backward, Update };

/// What one step computes: the lines of the notes' algorithm (3.1), in its order.
enum class PassStepKind {
  Input,           ///< z^(0) = x
  Unit,            ///< a_j^(l) = Σ_i w_ji^(l) z_i^(l-1) + b_j^(l) and z_j^(l) = h(a_j^(l))
  PreActivation,   ///< a_j^(L+1) alone, where z needs those of the whole layer
  Softmax,         ///< z^(L+1) = softmax(a^(L+1))
  Prediction,      ///< ŷ = z^(L+1)
  Loss,            ///< ℓ(y, ŷ)
  OutputDelta,     ///< δ_k^(L+1) = ∂ℓ/∂a_k^(L+1)
  HiddenDelta,     ///< δ_j^(l) = h′(a_j^(l)) Σ_k w_kj^(l+1) δ_k^(l+1)
  WeightGradient,  ///< ∂ℓ/∂w_ji^(l) = δ_j^(l) z_i^(l-1) and ∂ℓ/∂b_j^(l) = δ_j^(l), a row of them
  Sum,             ///< the example's gradient is added to its batch's
  Mean,            ///< g = the sum / the batch's examples
  Penalty,         ///< g ← g + λ₂ w + λ₁ sign(w), weights only
  FirstMoment,     ///< m: momentum's sum, or adam's average of g
  SecondMoment,    ///< v: the average of g²
  NewParameters    ///< θ
};

/// One step. `layer` is l, 0…L+1; `unit` is j from 0, or −1 where the step is about the whole layer or the whole of θ.
struct PassStep {
  PassStepKind kind = PassStepKind::Input;
  int layer = 0;
  int unit = -1;
  bool operator==(const PassStep&) const = default;
};

PassPhase phaseOf(PassStepKind kind);

/// Whether a step of this size, Unit … Example, ends between two steps of one example that follow each other.
bool endsBetween(StepSize size, const PassStep& before, const PassStep& after);

/// Where a step of this size, Unit … Example, leads when `done` of these steps are taken: done + 1 … their number.
int nextStop(const std::vector<PassStep>& steps, int done, StepSize size);
/// Where it leads backwards: 0 … done − 1. At least one step must have been taken.
int previousStop(const std::vector<PassStep>& steps, int done, StepSize size);
/// Of the steps taken so far, those of the last one of this size that are its last line of the algorithm: one unit's,
/// or where the size is Layer or wider a whole layer's. Empty at the very start.
std::span<const PassStep> actingSteps(std::span<const PassStep> taken, StepSize size);

/// All steps of one example, in order. The last example of a batch ends with the update, the others with their Sum;
/// which lines the update has depends on the optimizer and the penalties.
std::vector<PassStep> passSteps(const Architecture& architecture, const TrainingSettings& training, bool endsBatch);

}  // namespace backscope
