// The hot loops at one instruction set; built once for each BACKSCOPE_LEVEL. Nothing of the standard library that would emit a shared
// function may be used here: the linker would be free to give the copy with AVX to everyone.
#include "core/network/activation_functions.h"
#include "core/passes/batch_kernels.h"
#include "core/passes/kernels/affine.h"
#include "core/passes/kernels/gradient.h"
#include "core/passes/kernels/output_delta.h"
#include "core/passes/kernels/update.h"

namespace backscope::inline BACKSCOPE_LEVEL {
namespace {

/// z = h(a) and h′(a) over `count` values that lie next to each other.
template <class H>
void applyActivation(const double* a, double* z, double* slope, std::ptrdiff_t count) {
  std::ptrdiff_t k = 0;
  for (; k + kPackWidth <= count; k += kPackWidth) {
    Pack value;
    Pack derivative;
    H::valueAndSlope(Memory<Pack>::load(a + k), value, derivative);
    Memory<Pack>::store(z + k, value);
    Memory<Pack>::store(slope + k, derivative);
  }
  for (; k < count; ++k) H::valueAndSlope(a[k], z[k], slope[k]);
}

template <class V>
void applySoftmax(const KernelLayer& layer, int stride) {
  for (int column = 0; column < stride; column += Memory<V>::kWidth) softmaxColumn<V>(layer, stride, column);
}

void applyLayer(const KernelLayer& layer, int stride) {
  if (layer.activation == Activation::Softmax)
    return stride == 1 ? applySoftmax<double>(layer, stride) : applySoftmax<Pack>(layer, stride);
  const std::ptrdiff_t count = std::ptrdiff_t{layer.units} * stride;
  withActivation(layer.activation, [&]<class H>(H) { applyActivation<H>(layer.a, layer.z, layer.slope, count); });
}

template <class V>
void forwardPass(const KernelNetwork& network, const double* theta, int stride) {
  const double* below = network.input;
  for (int l = 0; l < network.layerCount; ++l) {
    const KernelLayer& layer = network.layers[l];
    const MatrixView W{theta + layer.weights, layer.inputs, 1};
    product<V>(W, layer.units, layer.inputs, below, layer.biases < 0 ? nullptr : theta + layer.biases, nullptr, layer.a,
               stride);
    applyLayer(layer, stride);
    below = layer.z;
  }
}

/// δ^(L+1) and the examples' losses; the columns beyond `count` get δ = 0 and are not written to `losses`.
template <class V>
void outputDeltaOf(const KernelNetwork& network, int count, int stride, double* losses) {
  const KernelLayer& output = network.layers[network.layerCount - 1];
  constexpr int kWidth = Memory<V>::kWidth;
  double padded[kBlock];
  for (int column = 0; column < stride; column += kWidth)
    Memory<V>::store(padded + column, outputDeltaColumn<V>(output, network.loss, network.target, stride, column));
  for (int n = 0; n < count; ++n) losses[n] = padded[n];
  for (int k = 0; k < output.units; ++k)
    for (int n = count; n < stride; ++n) output.delta[k * stride + n] = 0.0;
}

/// δ_j^(l) = h′(a_j^(l)) Σ_k w_kj^(l+1) δ_k^(l+1), from the layer below the output down to the first.
template <class V>
void hiddenDeltasOf(const KernelNetwork& network, const double* theta, int stride) {
  for (int l = network.layerCount - 2; l >= 0; --l) {
    const KernelLayer& above = network.layers[l + 1];
    const KernelLayer& layer = network.layers[l];
    const MatrixView transposed{theta + above.weights, 1, above.inputs};
    product<V>(transposed, layer.units, above.units, above.delta, nullptr, layer.slope, layer.delta, stride);
  }
}

void forward(const KernelNetwork& network, const double* theta, int stride) {
  stride == 1 ? forwardPass<double>(network, theta, 1) : forwardPass<Quad>(network, theta, stride);
}

void outputDelta(const KernelNetwork& network, int count, int stride, double* losses) {
  stride == 1 ? outputDeltaOf<double>(network, count, 1, losses) : outputDeltaOf<Pack>(network, count, stride, losses);
}

void hiddenDeltas(const KernelNetwork& network, const double* theta, int stride) {
  stride == 1 ? hiddenDeltasOf<double>(network, theta, 1) : hiddenDeltasOf<Quad>(network, theta, stride);
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

double accumulate(const KernelNetwork& network, const double* theta, int count, int stride,
                  const GradientTarget& target) {
  double losses[kBlock];
  forward(network, theta, stride);
  outputDelta(network, count, stride, losses);
  hiddenDeltas(network, theta, stride);
  const bool single = stride == 1;
  const double* below = network.input;
  for (int l = 0; l < network.layerCount; ++l) {
    const KernelLayer& layer = network.layers[l];
    single ? layerGradientOfOne(layer, below, target) : layerGradient(layer, below, stride, target);
    below = layer.z;
  }
  return single ? losses[0] : meanLoss(losses, count, target);
}

void addDeltaMeans(const KernelNetwork& network, int stride, int batch, double* means) {
  for (int l = 0; l < network.layerCount; ++l) {
    const KernelLayer& layer = network.layers[l];
    double sum = 0.0;
    if (stride == 1) {
      for (int j = 0; j < layer.units; ++j) sum += absolute(layer.delta[j]);
    } else {
      Quad lanes = Memory<Quad>::fill(0.0);
      for (std::ptrdiff_t k = 0; k < std::ptrdiff_t{layer.units} * stride; k += 4) {
        const Quad delta = Memory<Quad>::load(layer.delta + k);
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
const BatchKernels kBatchKernels{levelName(), forward,       outputDelta, hiddenDeltas, accumulate, addDeltaMeans, update};

}  // namespace backscope::inline BACKSCOPE_LEVEL
