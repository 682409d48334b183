#pragma once

#include <cstddef>
#include <span>

#include "core/network/activation.h"
#include "core/passes/loss.h"

namespace backscope {

/// Sums over a batch go into this many lanes: example n of a batch into lane n mod 4. The lanes are then added as
/// (0 + 1) + (2 + 3), whatever the instruction set, so the result is the same everywhere.
inline constexpr int kLanes = 4;
/// Examples that are worked on together. A larger batch is done in blocks whose lanes go on from one to the next.
inline constexpr int kBlock = 64;

/// From one unit's values to the next one's, for a block of `count` examples of a batch of `batch`: 1 for a batch of
/// one example (it has loops of its own), else a multiple of 8, so that a row begins where a cache line may.
constexpr int strideFor(int count, int batch) { return batch == 1 ? 1 : (count + 7) / 8 * 8; }

/// Batches up to this size have loops that know their number of columns.
inline constexpr int kSmallBatch = 16;

/// The columns that must be filled for a block of `count` examples: a small batch leaves those beyond its last four
/// alone.
constexpr int columnsFor(int count, int batch) {
  return batch <= kSmallBatch ? (count + 3) / 4 * 4 : strideFor(count, batch);
}

/// Where examples come from: count × inputs and count × outputs numbers, one example after the other.
struct ExampleSource {
  const double* x = nullptr;
  const double* y = nullptr;
  int inputs = 0;
  int outputs = 0;
};

/// One layer as the kernels see it. a, z, slope and delta are units × stride, a unit's examples next to each other.
struct KernelLayer {
  int inputs = 0;
  int units = 0;
  Activation activation = Activation::Identity;
  std::ptrdiff_t weights = 0;  ///< where W^(l) begins in θ
  std::ptrdiff_t biases = -1;  ///< where b^(l) begins in θ; −1 without biases
  double* a = nullptr;
  double* z = nullptr;
  double* slope = nullptr;  ///< h′(a); for softmax the diagonal of its Jacobian
  double* delta = nullptr;
};

struct KernelNetwork {
  const KernelLayer* layers = nullptr;
  int layerCount = 0;
  Loss loss = Loss::Square;
  double* input = nullptr;   ///< z^(0): inputs × stride; the columns beyond the batch must be finite
  double* target = nullptr;  ///< y: outputs × stride
};

/// Where the gradient goes. Between blocks the lanes of every sum are kept in `lanes` (4 per parameter, the loss's 4
/// behind them); a batch of one block does not touch them.
struct GradientTarget {
  double* gradient = nullptr;  ///< of θ's shape: the mean over the batch
  double* lanes = nullptr;
  std::ptrdiff_t parameters = 0;
  int batch = 0;      ///< the number of examples in all blocks together
  bool first = true;  ///< this block begins the batch
  bool last = true;   ///< this block ends it: the gradient is written
};

/// A run of weights or of biases in θ: only weights are penalised.
struct ParameterRange {
  std::ptrdiff_t begin = 0;
  std::ptrdiff_t end = 0;
  bool penalised = false;
};

/// θ, m and v before and after one update. `before` is left as it was.
struct UpdateArrays {
  const double* gradient = nullptr;
  const double* theta = nullptr;
  const double* mean = nullptr;
  const double* meanSquare = nullptr;
  double* nextTheta = nullptr;
  double* nextMean = nullptr;
  double* nextMeanSquare = nullptr;
};

/// The numbers of one update; see OptimizerSettings.
struct UpdateRule {
  enum class Kind { Momentum, Nesterov, RmsProp, Adam } kind = Kind::Momentum;
  double rate = 0;
  double momentum = 0;  ///< μ, or β₁
  double decay = 0;     ///< ρ, or β₂
  double epsilon = 0;
  double meanCorrection = 1;    ///< adam: 1 − β₁ᵗ
  double squareCorrection = 1;  ///< adam: 1 − β₂ᵗ
  double l1 = 0;
  double l2 = 0;
};

/// A batch of 2…kSmallBatch examples and what an update by it needs.
struct StepOfFew {
  ExampleSource source;
  const int* examples = nullptr;
  int count = 0;
  UpdateRule rule;
  const ParameterRange* ranges = nullptr;
  int rangeCount = 0;
  double* sums = nullptr;  ///< room for kLanes numbers of each parameter
};

/// The hot loops, compiled for one instruction set. All levels give the same bits.
struct BatchKernels {
  const char* level;
  /// Puts `count` examples of the source into the columns of input and target, and repeats the last one up to
  /// `columns`.
  void (*gather)(const KernelNetwork&, const ExampleSource&, const int* examples, int count, int columns, int stride);
  /// a, z and slope of every layer, for all `stride` columns.
  void (*forward)(const KernelNetwork&, const double* theta, int stride);
  /// After forward: δ^(L+1), 0 in the columns from `count` to `stride`, and ℓ of each example to `losses` (count
  /// values).
  void (*outputDelta)(const KernelNetwork&, int count, int stride, double* losses);
  /// After outputDelta: δ of the hidden layers.
  void (*hiddenDeltas)(const KernelNetwork&, const double* theta, int stride);
  /// Both passes and the gradient; returns the mean ℓ of the batch, which is meaningful with the last block. Columns
  /// beyond the next multiple of kLanes above `count` are not touched.
  double (*accumulate)(const KernelNetwork&, const double* theta, int count, int stride, const GradientTarget&);
  /// Mean |δ| of each layer over units and the block's examples, added to means[layer] with the weight 1 / batch.
  void (*addDeltaMeans)(const KernelNetwork&, int count, int stride, int batch, double* means);
  /// One step of the optimizer; false where a new θ is not finite.
  bool (*update)(const UpdateRule&, const UpdateArrays&, const ParameterRange* ranges, int rangeCount);
  /// gather, accumulate and update of one example, in one sweep that does not write the gradient. Returns ℓ; NaN where
  /// a new θ is not finite.
  double (*stepOne)(const KernelNetwork&, const ExampleSource&, int example, const UpdateRule&, const UpdateArrays&);
  /// The same for a few; returns the mean ℓ.
  double (*stepFew)(const KernelNetwork&, const StepOfFew&, const UpdateArrays&);
};

/// The kernels for this machine, chosen once.
const BatchKernels& batchKernels();

/// All that this machine can run, the plainest first.
std::span<const BatchKernels* const> availableKernels();

}  // namespace backscope
