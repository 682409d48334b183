#include "core/analysis/flat_directions.h"

#include <Eigen/SVD>
#include <algorithm>
#include <cmath>

#include "core/analysis/flat_candidates.h"

namespace backscope {
namespace {

using Index = Eigen::Index;

/// An orthonormal basis that grows by what is new in a vector.
class Basis {
 public:
  Basis(Index size, Index most) : m_vectors(size, std::min(size, most)) {}

  auto vectors() const { return m_vectors.leftCols(m_count); }
  int count() const { return static_cast<int>(m_count); }
  /// Whether a share of at least kNew of it was new.
  bool add(Eigen::VectorXd v) {
    constexpr double kNew = 1e-5;
    const double norm = v.norm();
    for (int pass = 0; pass < 2; ++pass) v -= vectors() * (vectors().transpose() * v);
    if (m_count == m_vectors.cols() || !(v.norm() > kNew * norm)) return false;
    m_vectors.col(m_count++) = v.normalized();
    return true;
  }

 private:
  Eigen::MatrixXd m_vectors;
  Index m_count = 0;
};

/// Of what the directions span, the part that H sends to 0: an orthonormal vector a column.
Eigen::MatrixXd flatPart(const Curvature& curvature, const std::vector<Eigen::VectorXd>& directions) {
  Basis span(curvature.eigenvalues.size(), static_cast<Index>(directions.size()));
  for (const Eigen::VectorXd& direction : directions) span.add(direction);
  const Eigen::MatrixXd sent =
      curvature.eigenvalues.asDiagonal() * (curvature.eigenvectors.transpose() * span.vectors());
  if (sent.norm() <= curvature.zeroBelow) return span.vectors();
  const Eigen::BDCSVD<Eigen::MatrixXd> svd(sent, Eigen::ComputeThinV);
  const Index flat = (svd.singularValues().array() <= curvature.zeroBelow).count();
  return span.vectors() * svd.matrixV().rightCols(flat);
}

Eigen::MatrixXd nullSpaceOf(const Curvature& curvature) {
  Eigen::MatrixXd vectors(curvature.eigenvectors.rows(), curvature.zero);
  Index next = 0;
  for (Index k = 0; k < curvature.eigenvalues.size(); ++k)
    if (std::abs(curvature.eigenvalues(k)) <= curvature.zeroBelow) vectors.col(next++) = curvature.eigenvectors.col(k);
  return vectors;
}

/// With every ŷ = y, H = (1/N) Σ JᵀJ with J = ∂ŷ/∂θ: it sends to 0 exactly what changes no answer. What |ŷ − y| adds to
/// λ is about as large as itself.
bool isExactFit(const Curvature& curvature, Loss loss, double tolerance) {
  constexpr double kExact = 1e-6;
  return loss == Loss::Square && std::sqrt(2 * curvature.loss) <= std::min(kExact, tolerance);
}

}  // namespace

FlatDirections explainZeros(const Curvature& curvature, const Parameters& parameters, Loss loss, const Dataset& data,
                            std::span<const int> examples) {
  FlatDirections found;
  if (curvature.zero == 0 || !curvature.eigenvalues.allFinite()) return found;
  const Eigen::MatrixXd nullSpace = nullSpaceOf(curvature);
  // Of things that are of size 1 where max |λ| is: at a critical place at most 10⁻⁴.
  const double greatest = curvature.eigenvalues.cwiseAbs().maxCoeff();
  const double tolerance = std::max(CurvatureTolerances::kZeroShare, curvature.zeroBelow / std::max(1.0, greatest));
  Basis explained(nullSpace.cols(), nullSpace.cols());
  for (FlatCandidate& candidate : flatCandidates(parameters, loss, data, examples, tolerance)) {
    const Eigen::MatrixXd within = nullSpace.transpose() * flatPart(curvature, candidate.directions);
    for (Index k = 0; k < within.cols(); ++k) candidate.reason.count += explained.add(within.col(k));
    if (candidate.reason.count > 0) found.reasons.push_back(candidate.reason);
  }
  found.explained = explained.count();
  if (isExactFit(curvature, loss, tolerance) && found.explained < curvature.zero) {
    found.reasons.push_back({.kind = FlatReason::Kind::ExactFit,
                             .layer = parameters.architecture().outputLayer(),
                             .count = curvature.zero - found.explained});
    found.explained = curvature.zero;
  }
  return found;
}

}  // namespace backscope
