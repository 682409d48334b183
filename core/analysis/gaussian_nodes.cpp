#include "core/analysis/gaussian_nodes.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

#include "core/math/elementary_functions.h"

namespace backscope {
namespace {

constexpr int kHermiteNodes = 96;
constexpr int kLegendreNodes = 16;  ///< of a panel
constexpr double kPanel = 2;        ///< the longest one, in t
constexpr int kLeastPanels = 6;     ///< of one side
constexpr double kReach = 9;        ///< deviations beyond which nothing is left: 2e-19
/// The widest distribution for the Hermite nodes, in units of a.
constexpr double kWidest = 1;
/// Narrower than this share of its mean it is one place.
constexpr double kNarrowest = 1e-9;

/// The nodes of a Gauss rule are the eigenvalues of the matrix of its polynomials' recurrence, here with zeros on its
/// diagonal; the weights are the squares of the eigenvectors' first components.
std::vector<GaussianNode> gaussRule(int count, const std::function<double(int)>& besideDiagonal) {
  const Eigen::VectorXd diagonal = Eigen::VectorXd::Zero(count);
  Eigen::VectorXd beside(count - 1);
  for (int k = 1; k < count; ++k) beside(k - 1) = besideDiagonal(k);
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
  solver.computeFromTridiagonal(diagonal, beside);
  std::vector<GaussianNode> rule;
  for (int k = 0; k < count; ++k) {
    const double first = solver.eigenvectors()(0, k);
    rule.push_back({solver.eigenvalues()(k), first * first});
  }
  return rule;
}

/// For E[f(Z)], Z ~ N(0, 1).
const std::vector<GaussianNode>& hermiteRule() {
  static const std::vector<GaussianNode> rule = gaussRule(kHermiteNodes, [](int k) { return std::sqrt(k); });
  return rule;
}

/// For the mean over [−1, 1].
const std::vector<GaussianNode>& legendreRule() {
  static const std::vector<GaussianNode> rule =
      gaussRule(kLegendreNodes, [](int k) { return k / std::sqrt(4.0 * k * k - 1); });
  return rule;
}

/// The t of which a is sinh t; accurate for the smallest a too.
double areaSine(double a) {
  const double size = std::abs(a);
  return std::copysign(elementary::log1p(size + size * size / (1 + std::sqrt(size * size + 1))), a);
}

/// Of the values from low to high, which lie on one side of 0.
void addSide(double low, double high, double mean, double deviation, std::vector<GaussianNode>& nodes) {
  if (low >= high) return;
  const double from = areaSine(low);
  const double length = areaSine(high) - from;
  const int panels = std::max(kLeastPanels, static_cast<int>(std::ceil(length / kPanel)));
  const double half = length / panels / 2;
  for (int panel = 0; panel < panels; ++panel)
    for (const GaussianNode& node : legendreRule()) {
      const double t = from + (2 * panel + 1 + node.a) * half;
      const double growth = elementary::expm1(std::abs(t));
      const double up = 1 + growth;
      const double a = std::copysign((growth + growth / up) / 2, t);  // sinh t, as accurate
      const double z = (a - mean) / deviation;
      const double density = elementary::exp(-z * z / 2) / (deviation * std::sqrt(2 * std::numbers::pi));
      nodes.push_back({a, node.weight * half * (up + 1 / up) * density});
    }
}

}  // namespace

std::vector<GaussianNode> gaussianNodes(double mean, double deviation, bool hasKink) {
  if (deviation <= kNarrowest * std::abs(mean)) return {{mean, 1}};
  std::vector<GaussianNode> nodes;
  if (!hasKink && deviation <= kWidest) {
    for (const GaussianNode& node : hermiteRule()) nodes.push_back({mean + deviation * node.a, node.weight});
    return nodes;
  }
  const double low = mean - kReach * deviation;
  const double high = mean + kReach * deviation;
  addSide(low, std::min(high, 0.0), mean, deviation, nodes);
  addSide(std::max(low, 0.0), high, mean, deviation, nodes);
  return nodes;
}

}  // namespace backscope
