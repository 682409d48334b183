#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/data/dataset.h"
#include "core/network/architecture.h"
#include "core/passes/aligned_doubles.h"
#include "core/passes/workspace.h"

namespace backscope {

/// Some examples as the kernels want them, in blocks, so that they are put together once for many θ. Several threads
/// may read it at the same time.
class ExampleBlocks {
 public:
  struct Block {
    double* input = nullptr;
    double* target = nullptr;
    int count = 0;
    int stride = 0;
  };

  /// At least one example.
  ExampleBlocks(const Dataset& data, std::span<const int> examples);

  std::span<const Block> blocks() const { return m_blocks; }
  std::size_t count() const { return m_count; }

 private:
  std::size_t m_count;
  AlignedDoubles m_storage;
  std::vector<Block> m_blocks;
};

/// The mean loss L = (1/N) Σ ℓ_n of one set of examples at one θ after another, with the bits of the Evaluator's. Keeps
/// its arrays from one θ to the next and allocates nothing. The examples must stay.
class LossProbe {
 public:
  LossProbe(const Architecture& architecture, Loss loss, const ExampleBlocks& examples)
      : m_workspace(architecture, loss), m_examples(&examples) {}

  /// `interrupted`, where given, is asked now and then; nothing where it says so.
  std::optional<double> lossAt(std::span<const double> theta, const std::function<bool()>& interrupted = {});

 private:
  Workspace m_workspace;
  const ExampleBlocks* m_examples;
};

}  // namespace backscope
