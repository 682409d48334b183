#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace backscope {

/// An eigenvalue of a large symmetric matrix, as far as products with it tell.
struct RitzPair {
  double value = 0;
  double residual = 0;         ///< ‖A x − λ x‖₂: an eigenvalue of A lies within it of `value`
  std::vector<double> vector;  ///< x, of unit length
};

/// The ends of a spectrum.
struct SpectrumEnds {
  std::vector<RitzPair> lowest;   ///< ascending
  std::vector<RitzPair> highest;  ///< descending
  int products = 0;               ///< with the matrix
  bool isConverged = false;       ///< every residual is at most `tolerance` times max |λ|
};

struct LanczosOptions {
  int pairs = 4;  ///< at each end
  int mostProducts = 200;
  double tolerance = 1e-8;
  std::uint64_t seed = 1;  ///< of the vector to begin with
  /// Asked before every product, with their number so far; true abandons it.
  std::function<bool(int products)> interrupted{};
};

using MatrixProduct = std::function<std::vector<double>(std::span<const double>)>;

/// Lanczos' method with full orthogonalization. Several eigenvalues of the same size are found as one. Nothing where it
/// was abandoned. Source: Golub and Van Loan 2013, "Matrix Computations", section 10.1 and 10.3.
std::optional<SpectrumEnds> spectrumEnds(const MatrixProduct& product, std::size_t size, const LanczosOptions& options);

}  // namespace backscope
