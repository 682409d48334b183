#include "core/network/parameters.h"

#include <cassert>
#include <utility>

namespace backscope {

ParameterLayout::ParameterLayout(const Architecture& architecture) {
  for (int l = 0; l <= architecture.outputLayer(); ++l) m_units.push_back(architecture.unitsOf(l));
  for (std::size_t l = 1; l < m_units.size(); ++l) {
    const std::size_t units = static_cast<std::size_t>(m_units[l]);
    m_weightOffsets.push_back(m_size);
    m_size += units * static_cast<std::size_t>(m_units[l - 1]);
    if (!architecture.bias) continue;
    m_biasOffsets.push_back(m_size);
    m_size += units;
  }
}

std::size_t ParameterLayout::weightIndex(int l, int j, int i) const {
  const std::size_t columns = static_cast<std::size_t>(m_units[static_cast<std::size_t>(l - 1)]);
  return weightOffset(l) + static_cast<std::size_t>(j) * columns + static_cast<std::size_t>(i);
}

Parameters::Parameters(const Architecture& architecture)
    : m_architecture(architecture), m_layout(architecture), m_theta(m_layout.size(), 0.0) {}

Parameters::Parameters(const Architecture& architecture, std::vector<double> theta)
    : m_architecture(architecture), m_layout(architecture), m_theta(std::move(theta)) {
  assert(m_theta.size() == m_layout.size());
}

Eigen::Map<RowMatrix> Parameters::W(int l) {
  return {m_theta.data() + m_layout.weightOffset(l), m_architecture.unitsOf(l), m_architecture.unitsOf(l - 1)};
}

Eigen::Map<const RowMatrix> Parameters::W(int l) const {
  return {m_theta.data() + m_layout.weightOffset(l), m_architecture.unitsOf(l), m_architecture.unitsOf(l - 1)};
}

Eigen::Map<Eigen::VectorXd> Parameters::b(int l) {
  if (!m_architecture.bias) return {nullptr, 0};
  return {m_theta.data() + m_layout.biasOffset(l), m_architecture.unitsOf(l)};
}

Eigen::Map<const Eigen::VectorXd> Parameters::b(int l) const {
  if (!m_architecture.bias) return {nullptr, 0};
  return {m_theta.data() + m_layout.biasOffset(l), m_architecture.unitsOf(l)};
}

}  // namespace backscope
