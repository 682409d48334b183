#include "core/math/assignment.h"

#include <cassert>
#include <limits>

namespace backscope {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// Rows are given columns one after the other; 0 stands for none, so both are counted from 1.
class Assignment {
 public:
  Assignment(std::span<const double> cost, std::size_t n)
      : m_cost(cost), m_n(n), m_rowPrice(n + 1), m_columnPrice(n + 1), m_rowOf(n + 1), m_before(n + 1) {
    for (std::size_t row = 1; row <= n; ++row) add(row);
  }

  std::vector<std::size_t> columns() const {
    std::vector<std::size_t> columns(m_n);
    for (std::size_t column = 1; column <= m_n; ++column) columns[m_rowOf[column] - 1] = column - 1;
    return columns;
  }

 private:
  double reduced(std::size_t row, std::size_t column) const {
    return m_cost[(row - 1) * m_n + column - 1] - m_rowPrice[row] - m_columnPrice[column];
  }

  /// Grows the tree of tight pairs until it meets a free column, and turns the path there over.
  void add(std::size_t row) {
    std::vector<double> slack(m_n + 1, kInfinite);
    std::vector<char> isReached(m_n + 1, 0);
    std::size_t column = 0;
    m_rowOf[0] = row;
    do {
      isReached[column] = 1;
      const std::size_t next = nearest(column, slack, isReached);
      raisePrices(slack[next], slack, isReached);
      column = next;
    } while (m_rowOf[column] != 0);
    for (std::size_t before = 0; column != 0; column = before) {
      before = m_before[column];
      m_rowOf[column] = m_rowOf[before];
    }
  }

  /// The column nearest to the tree, once the one that has just been reached is part of it.
  std::size_t nearest(std::size_t reached, std::vector<double>& slack, const std::vector<char>& isReached) {
    std::size_t best = 0;
    for (std::size_t column = 1; column <= m_n; ++column) {
      if (isReached[column] != 0) continue;
      const double distance = reduced(m_rowOf[reached], column);
      if (distance < slack[column]) {
        slack[column] = distance;
        m_before[column] = reached;
      }
      if (best == 0 || slack[column] < slack[best]) best = column;
    }
    return best;
  }

  void raisePrices(double by, std::vector<double>& slack, const std::vector<char>& isReached) {
    for (std::size_t column = 0; column <= m_n; ++column) {
      if (isReached[column] != 0) {
        m_rowPrice[m_rowOf[column]] += by;
        m_columnPrice[column] -= by;
      } else {
        slack[column] -= by;
      }
    }
  }

  std::span<const double> m_cost;
  std::size_t m_n;
  std::vector<double> m_rowPrice;
  std::vector<double> m_columnPrice;
  std::vector<std::size_t> m_rowOf;   ///< of each column
  std::vector<std::size_t> m_before;  ///< the column before it on the way from the root
};

}  // namespace

std::vector<std::size_t> leastAssignment(std::span<const double> cost, std::size_t n) {
  assert(cost.size() == n * n);
  return Assignment(cost, n).columns();
}

}  // namespace backscope
