#include "core/analysis/lanczos.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/math/random.h"

namespace backscope {
namespace {

using Index = Eigen::Index;

constexpr double kRounding = 1e-14;  ///< of max |λ|: what orthogonalization leaves of a vector that is not new

/// A basis V that grows by one vector a product, A V = V T + β v eᵀ, and begins anew with its best Ritz vectors when
/// it is full.
class Lanczos {
 public:
  Lanczos(const MatrixProduct& product, std::size_t size, const LanczosOptions& options);

  std::optional<SpectrumEnds> run();

 private:
  bool isFull() const { return m_count == m_T.rows(); }
  double greatest() const { return std::max(std::abs(m_values(0)), std::abs(m_values(m_count - 1))); }
  double residualOf(Index k) const {
    return std::max(std::abs(m_beta * m_vectors(m_count - 1, k)), kRounding * greatest());
  }
  /// Pairs at each end, of those there are.
  Index wanted() const { return std::min<Index>(m_options.pairs, m_count); }
  void extend();
  void solve();
  bool isConverged() const;
  void restart();
  RitzPair pairAt(Index k) const;
  SpectrumEnds ends() const;

  const MatrixProduct& m_product;
  const LanczosOptions& m_options;
  Index m_size;
  Eigen::MatrixXd m_V;  ///< one column more than T has
  Eigen::MatrixXd m_T;  ///< Vᵀ A V
  Index m_count = 0;    ///< of V's vectors, those that are in T
  double m_beta = 0;
  int m_products = 0;
  Eigen::VectorXd m_values;  ///< of T's part, ascending
  Eigen::MatrixXd m_vectors;
};

Lanczos::Lanczos(const MatrixProduct& product, std::size_t size, const LanczosOptions& options)
    : m_product(product), m_options(options), m_size(static_cast<Index>(size)) {
  const Index fewest = 4 * options.pairs + 2;
  const auto fit = static_cast<Index>(options.mostBytes / (size * sizeof(double)));
  const Index vectors = std::min({std::max(fit, fewest), m_size, static_cast<Index>(options.mostProducts)});
  m_V.resize(m_size, vectors + 1);
  m_T = Eigen::MatrixXd::Zero(vectors, vectors);
  Random random(options.seed, RandomStream::Initialization);
  for (Index p = 0; p < m_size; ++p) m_V(p, 0) = random.normal();
  m_V.col(0).normalize();
}

void Lanczos::extend() {
  const Index j = m_count++;
  const std::vector<double> product = m_product({m_V.col(j).data(), static_cast<std::size_t>(m_size)});
  ++m_products;
  Eigen::VectorXd w = Eigen::Map<const Eigen::VectorXd>(product.data(), m_size);
  // Twice is enough: Giraud et al. 2005.
  for (int pass = 0; pass < 2; ++pass) {
    const Eigen::VectorXd parts = m_V.leftCols(m_count).transpose() * w;
    w.noalias() -= m_V.leftCols(m_count) * parts;
    m_T.col(j).head(m_count) += parts;
  }
  m_T.row(j).head(m_count) = m_T.col(j).head(m_count).transpose();
  m_beta = w.norm();
  m_V.col(m_count) = m_beta > 0 ? Eigen::VectorXd(w / m_beta) : w;
}

void Lanczos::solve() {
  const auto T = m_T.topLeftCorner(m_count, m_count);
  if (!T.allFinite()) {
    m_values = Eigen::VectorXd::Constant(m_count, std::numeric_limits<double>::quiet_NaN());
    m_vectors = Eigen::MatrixXd::Identity(m_count, m_count);
    return;
  }
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(T);
  m_values = solver.eigenvalues();
  m_vectors = solver.eigenvectors();
}

bool Lanczos::isConverged() const {
  const double most = m_options.tolerance * greatest();
  for (Index k = 0; k < wanted(); ++k)
    if (!(residualOf(k) <= most && residualOf(m_count - 1 - k) <= most)) return false;
  return 2 * wanted() <= m_count;
}

/// Keeps the Ritz vectors at the ends, and some beside them that hasten these, and the vector that would be next.
/// Source: Wu and Simon 2000, "Thick-restart Lanczos method for large symmetric eigenvalue problems", section 2.
void Lanczos::restart() {
  const Index atEnd = std::clamp<Index>(m_count / 4, 1, m_count / 2);
  const Index kept = 2 * atEnd;
  Eigen::MatrixXd S(m_count, kept);
  S << m_vectors.leftCols(atEnd), m_vectors.rightCols(atEnd);
  constexpr Index kRows = 256;
  for (Index row = 0; row < m_size; row += kRows) {
    const Index rows = std::min(kRows, m_size - row);
    m_V.block(row, 0, rows, kept) = (m_V.block(row, 0, rows, m_count) * S).eval();
  }
  m_V.col(kept) = m_V.col(m_count).eval();
  m_T.setZero();
  for (Index k = 0; k < atEnd; ++k) {
    m_T(k, k) = m_values(k);
    m_T(atEnd + k, atEnd + k) = m_values(m_count - atEnd + k);
  }
  m_count = kept;
}

RitzPair Lanczos::pairAt(Index k) const {
  const Eigen::VectorXd x = m_V.leftCols(m_count) * m_vectors.col(k);
  return {m_values(k), residualOf(k), {x.begin(), x.end()}};
}

SpectrumEnds Lanczos::ends() const {
  SpectrumEnds ends;
  for (Index k = 0; k < wanted(); ++k) {
    ends.lowest.push_back(pairAt(k));
    ends.highest.push_back(pairAt(m_count - 1 - k));
  }
  ends.products = m_products;
  return ends;
}

std::optional<SpectrumEnds> Lanczos::run() {
  constexpr int kBetweenLooks = 8;
  while (true) {
    if (m_options.interrupted && m_options.interrupted(m_products)) return std::nullopt;
    extend();
    // What A does not lead out of holds a vector of every eigenvalue.
    const bool isComplete = !(m_beta > kRounding * m_T.norm()) || m_count == m_size;
    const bool isLast = isComplete || m_products >= m_options.mostProducts;
    if (!isLast && !isFull() && m_products % kBetweenLooks != 0) continue;
    solve();
    const bool isEnough = isComplete || isConverged();
    if (isEnough || isLast) {
      SpectrumEnds found = ends();
      found.isConverged = isEnough && m_values.allFinite();
      return found;
    }
    if (isFull()) restart();
  }
}

}  // namespace

std::optional<SpectrumEnds> spectrumEnds(const MatrixProduct& product, std::size_t size,
                                         const LanczosOptions& options) {
  return Lanczos(product, size, options).run();
}

}  // namespace backscope
