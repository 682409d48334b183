#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace backscope {

/// Gives each of n rows a column of its own so that the sum of cost[row · n + column] is least: the column of each row.
/// Costs are finite. O(n³): H. W. Kuhn 1955, "The Hungarian Method for the Assignment Problem", with the potentials of
/// J. Munkres 1957.
std::vector<std::size_t> leastAssignment(std::span<const double> cost, std::size_t n);

}  // namespace backscope
