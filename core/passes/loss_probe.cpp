#include "core/passes/loss_probe.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace backscope {
namespace {

/// A block of the widest network takes a few milliseconds.
constexpr std::size_t kBlocksBetweenQuestions = 16;

std::size_t rowsOf(const Dataset& data) { return static_cast<std::size_t>(data.inputs + data.outputs); }

std::size_t blocksFor(std::size_t count) { return (count + kBlock - 1) / kBlock; }

}  // namespace

ExampleBlocks::ExampleBlocks(const Dataset& data, std::span<const int> examples)
    : m_count(examples.size()), m_storage(blocksFor(examples.size()) * rowsOf(data) * kBlock) {
  assert(!examples.empty());
  const ExampleSource source{data.x.data(), data.y.data(), data.inputs, data.outputs};
  double* next = m_storage.data();
  for (std::size_t begin = 0; begin < examples.size(); begin += kBlock) {
    Block block;
    block.count = static_cast<int>(std::min<std::size_t>(kBlock, examples.size() - begin));
    block.stride = strideFor(block.count, kBlock);
    block.input = next;
    block.target = next + std::ptrdiff_t{data.inputs} * kBlock;
    KernelNetwork place;
    place.input = block.input;
    place.target = block.target;
    batchKernels().gather(place, source, examples.data() + begin, block.count, block.stride, block.stride);
    m_blocks.push_back(block);
    next += static_cast<std::ptrdiff_t>(rowsOf(data)) * kBlock;
  }
}

std::optional<double> LossProbe::lossAt(std::span<const double> theta, const std::function<bool()>& interrupted) {
  const BatchKernels& kernels = batchKernels();
  KernelNetwork network = m_workspace.network();
  std::array<double, kBlock> losses{};
  double sum = 0;
  std::size_t done = 0;
  for (const ExampleBlocks::Block& block : m_examples->blocks()) {
    if (interrupted && done++ % kBlocksBetweenQuestions == 0 && interrupted()) return std::nullopt;
    network.input = block.input;
    network.target = block.target;
    kernels.forward(network, theta.data(), block.stride);
    kernels.outputDelta(network, block.count, block.stride, losses.data());
    for (std::size_t n = 0; n < static_cast<std::size_t>(block.count); ++n) sum += losses[n];
  }
  return sum / static_cast<double>(m_examples->count());
}

}  // namespace backscope
