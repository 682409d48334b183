#pragma once

#include <span>
#include <vector>

#include "core/data/dataset.h"
#include "core/network/architecture.h"
#include "core/network/parameters.h"
#include "core/passes/aligned_doubles.h"
#include "core/passes/batch_kernels.h"

namespace backscope {

/// The arrays that the kernels work in, for one block of examples. Allocated once; filling it allocates nothing.
class Workspace {
 public:
  Workspace(const Architecture& architecture, Loss loss);

  const KernelNetwork& network() const { return m_network; }
  const KernelLayer& layer(int l) const { return m_layers[static_cast<std::size_t>(l - 1)]; }
  double* input() { return m_network.input; }
  double* target() { return m_network.target; }

  /// Puts these examples (at most kBlock) into the columns of input and target; the columns up to `columns` repeat the
  /// last one.
  void gather(const Dataset& data, std::span<const int> examples, int columns, int stride);

 private:
  AlignedDoubles m_storage;
  std::vector<KernelLayer> m_layers;
  KernelNetwork m_network;
};

}  // namespace backscope
