#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <vector>

#include "core/network/architecture.h"

namespace backscope {

using RowMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Where each W^(l) and b^(l) stands in the flat θ: W^(1) row by row, b^(1), W^(2), b^(2), …
/// A network without biases has no b^(l) in θ at all.
class ParameterLayout {
 public:
  explicit ParameterLayout(const Architecture& architecture);

  std::size_t size() const { return m_size; }
  /// Of w_00^(l); w_ji^(l) is j·d^(l-1) + i further. l = 1…L+1.
  std::size_t weightOffset(int l) const { return m_weightOffsets[static_cast<std::size_t>(l - 1)]; }
  std::size_t weightIndex(int l, int j, int i) const;
  /// Of b_0^(l). Only for a network with biases.
  std::size_t biasOffset(int l) const { return m_biasOffsets[static_cast<std::size_t>(l - 1)]; }
  std::size_t biasIndex(int l, int j) const { return biasOffset(l) + static_cast<std::size_t>(j); }

 private:
  std::vector<int> m_units;
  std::vector<std::size_t> m_weightOffsets;
  std::vector<std::size_t> m_biasOffsets;
  std::size_t m_size = 0;
};

/// One θ with its views. Also used for anything of θ's shape: gradients, averages.
class Parameters {
 public:
  /// All zero.
  explicit Parameters(const Architecture& architecture);
  /// θ must have the architecture's size.
  Parameters(const Architecture& architecture, std::vector<double> theta);

  const Architecture& architecture() const { return m_architecture; }
  const ParameterLayout& layout() const { return m_layout; }
  std::vector<double>& theta() { return m_theta; }
  const std::vector<double>& theta() const { return m_theta; }

  /// W^(l): d^(l) × d^(l-1); row j the unit it enters, column i the unit it leaves. l = 1…L+1.
  Eigen::Map<RowMatrix> W(int l);
  Eigen::Map<const RowMatrix> W(int l) const;
  /// b^(l): d^(l), or empty where the network has no biases.
  Eigen::Map<Eigen::VectorXd> b(int l);
  Eigen::Map<const Eigen::VectorXd> b(int l) const;

 private:
  Architecture m_architecture;
  ParameterLayout m_layout;
  std::vector<double> m_theta;
};

}  // namespace backscope
