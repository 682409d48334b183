// The hot loops at one instruction set; built once for each BACKSCOPE_LEVEL. Nothing of the standard library that would
// emit a shared function may be used here: the linker would be free to give the copy with AVX to everyone.
#include "core/network/activation_functions.h"
#include "core/passes/batch_kernels.h"
#include "core/passes/kernels/affine.h"
#include "core/passes/kernels/gather.h"
#include "core/passes/kernels/gradient.h"
#include "core/passes/kernels/output_delta.h"
#include "core/passes/kernels/single_example.h"
#include "core/passes/kernels/small_batch.h"
#include "core/passes/kernels/step_of_few.h"
#include "core/passes/kernels/step_of_one.h"
#include "core/passes/kernels/update.h"

namespace backscope::inline BACKSCOPE_LEVEL {
namespace {

/// z = h(a) and h′(a) of Q packs. Together, because one alone is a long chain of dependent operations.
template <class H, class V, int Q>
[[gnu::always_inline]] inline void applyToPacks(const double* a, double* z, double* slope) {
  constexpr int kWidth = Memory<V>::kWidth;
  V value[std::size_t{Q}];
  V derivative[std::size_t{Q}];
  for (int q = 0; q < Q; ++q) H::valueAndSlope(Memory<V>::load(a + q * kWidth), value[q], derivative[q]);
  for (int q = 0; q < Q; ++q) {
    Memory<V>::store(z + q * kWidth, value[q]);
    Memory<V>::store(slope + q * kWidth, derivative[q]);
  }
}

/// a = W z + b, z = h(a) and h′(a) of a layer. One strip of columns after the other, so that the next strip's products
/// fill the time in which this strip's activations wait for each other.
template <class H>
void forwardLayer(const KernelLayer& layer, const double* theta, const double* below, int stride) {
  const MatrixView W{theta + layer.weights, layer.inputs, 1};
  const double* const b = layer.biases < 0 ? nullptr : theta + layer.biases;
  forColumns(
      stride, [&]<class V, int Q>(int column) __attribute__((always_inline)) {
        productColumns<V, Q>(W, layer.units, layer.inputs, below, b, nullptr, layer.a, stride, column);
        for (int j = 0; j < layer.units; ++j) {
          const std::ptrdiff_t at = std::ptrdiff_t{j} * stride + column;
          applyToPacks<H, V, Q>(layer.a + at, layer.z + at, layer.slope + at);
        }
      });
}

template <class H>
void applyLayer(const KernelLayer& layer, const double* theta, const double* below, int stride) {
  stride == 1 ? forwardLayerOfOne<H>(layer, theta, below) : forwardLayer<H>(layer, theta, below, stride);
}

void applySoftmax(const KernelLayer& layer, int stride) {
  if (stride == 1) return softmaxColumn<double>(layer, stride, 0);
  for (int column = 0; column < stride; column += kLanePackWidth) softmaxColumn<LanePack>(layer, stride, column);
}

void forward(const KernelNetwork& network, const double* theta, int stride) {
  const double* below = network.input;
  for (int l = 0; l < network.layerCount; ++l) {
    const KernelLayer& layer = network.layers[l];
    if (layer.activation == Activation::Softmax) {
      applyLayer<Identity>(layer, theta, below, stride);
      applySoftmax(layer, stride);
    } else {
      withActivation(layer.activation, [&]<class H>(H) { applyLayer<H>(layer, theta, below, stride); });
    }
    below = layer.z;
  }
}

void outputDelta(const KernelNetwork& network, int count, int stride, double* losses) {
  const KernelLayer& output = network.layers[network.layerCount - 1];
  if (stride == 1) {
    losses[0] = outputDeltaColumn<double>(output, network.loss, network.target, 1, 0, 1);
    return;
  }
  double padded[kBlock];
  forColumns(
      stride, [&]<class V, int Q>(int column) __attribute__((always_inline)) {
        for (int q = 0; q < Q; ++q) {
          const int at = column + q * Memory<V>::kWidth;
          Memory<V>::store(padded + at, outputDeltaColumn<V>(output, network.loss, network.target, stride, at, count));
        }
      });
  for (int n = 0; n < count; ++n) losses[n] = padded[n];
}

/// δ_j^(l) = h′(a_j^(l)) Σ_k w_kj^(l+1) δ_k^(l+1), from the layer below the output down to the first.
void hiddenDeltas(const KernelNetwork& network, const double* theta, int stride) {
  for (int l = network.layerCount - 2; l >= 0; --l) {
    const KernelLayer& above = network.layers[l + 1];
    const KernelLayer& layer = network.layers[l];
    if (stride == 1) {
      hiddenDeltaOfOne(layer, above, theta);
      continue;
    }
    const MatrixView transposed{theta + above.weights, 1, above.inputs};
    forColumns(
        stride, [&]<class V, int Q>(int column) __attribute__((always_inline)) {
          productColumns<V, Q>(transposed, layer.units, above.units, above.delta, nullptr, layer.slope, layer.delta,
                               stride, column);
        });
  }
}

/// Adds the losses of a block to the batch's lanes; the mean, once the last block is in.
double meanLoss(const double* losses, int count, const GradientTarget& target) {
  double lane[4] = {0.0, 0.0, 0.0, 0.0};
  double* kept = target.lanes + 4 * target.parameters;
  if (!target.first)
    for (int k = 0; k < 4; ++k) lane[k] = kept[k];
  for (int n = 0; n < count; ++n) lane[n % 4] += losses[n];
  if (!target.last)
    for (int k = 0; k < 4; ++k) kept[k] = lane[k];
  return ((lane[0] + lane[1]) + (lane[2] + lane[3])) / double(target.batch);
}

void gradientOfBlock(const KernelNetwork& network, int stride, const GradientTarget& target) {
  const double* below = network.input;
  for (int l = 0; l < network.layerCount; ++l) {
    layerGradient(network.layers[l], below, stride, stride, target);
    below = network.layers[l].z;
  }
}

double accumulateOne(const KernelNetwork& network, const double* theta, const GradientTarget& target) {
  double loss = 0.0;
  forward(network, theta, 1);
  outputDelta(network, 1, 1, &loss);
  hiddenDeltas(network, theta, 1);
  const double* below = network.input;
  for (int l = 0; l < network.layerCount; ++l) {
    layerGradientOfOne(network.layers[l], below, target.gradient);
    below = network.layers[l].z;
  }
  return loss;
}

double accumulateBlock(const KernelNetwork& network, const double* theta, int count, int stride,
                       const GradientTarget& target) {
  double losses[kBlock];
  forward(network, theta, stride);
  outputDelta(network, count, stride, losses);
  hiddenDeltas(network, theta, stride);
  gradientOfBlock(network, stride, target);
  return meanLoss(losses, count, target);
}

double accumulate(const KernelNetwork& network, const double* theta, int count, int stride,
                  const GradientTarget& target) {
  if (stride == 1) return accumulateOne(network, theta, target);
  if (!target.first || !target.last || count > kSmallBatch)
    return accumulateBlock(network, theta, count, stride, target);
  return accumulateSmall(network, theta, count, stride, target);
}

void addDeltaMeans(const KernelNetwork& network, int count, int stride, int batch, double* means) {
  for (int l = 0; l < network.layerCount; ++l) {
    const KernelLayer& layer = network.layers[l];
    double sum = 0.0;
    if (stride == 1) {
      for (int j = 0; j < layer.units; ++j) sum += absolute(layer.delta[j]);
    } else {
      Quad lanes = Memory<Quad>::fill(0.0);
      for (int j = 0; j < layer.units; ++j)
        for (int column = 0; column < count; column += 4) {
          const Quad delta = Memory<Quad>::load(layer.delta + std::ptrdiff_t{j} * stride + column);
          for (int part = 0; part < Quad::kParts; ++part) lanes.part[part] += absolute(delta.part[part]);
        }
      sum = sumOfLanes(lanes);
    }
    means[l] += sum / (double(layer.units) * double(batch));
  }
}

constexpr const char* levelName() {
#define BACKSCOPE_QUOTE_AGAIN(name) #name
#define BACKSCOPE_QUOTE(name) BACKSCOPE_QUOTE_AGAIN(name)
  return BACKSCOPE_QUOTE(BACKSCOPE_LEVEL);
}

}  // namespace

extern const BatchKernels kBatchKernels;
const BatchKernels kBatchKernels{levelName(), gather,        forward, outputDelta, hiddenDeltas,
                                 accumulate,  addDeltaMeans, update,  stepOne,     stepFew};

}  // namespace backscope::inline BACKSCOPE_LEVEL
