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
  double residual = 0;  ///< ‖A x − λ x‖₂, but for rounding: an eigenvalue of A lies within it of `value`
  std::vector<double> vector;  ///< x, of unit length
};

/// The ends of a spectrum.
struct SpectrumEnds {
  std::vector<RitzPair> lowest;   ///< ascending
  std::vector<RitzPair> highest;  ///< descending
  int products = 0;               ///< with the matrix
  /// Every residual is at most `tolerance` times max |λ|, or these are all the different eigenvalues there are. There
  /// may be fewer than `pairs` of them, and some at both ends.
  bool isConverged = false;
};

struct LanczosOptions {
  int pairs = 4;  ///< at each end
  int mostProducts = 200;
  double tolerance = 1e-8;
  std::uint64_t seed = 1;                         ///< of the vector to begin with
  std::size_t mostBytes = std::size_t{64} << 20;  ///< of the vectors it keeps, but for 4 `pairs` + 2 of them
  /// Asked before every product, with their number so far; true abandons it.
  std::function<bool(int products)> interrupted{};
};

using MatrixProduct = std::function<std::vector<double>(std::span<const double>)>;

/// Lanczos' method with full orthogonalization, begun anew with the best vectors so far where `mostBytes` hold
/// no more of them. Several eigenvalues of the same size are found as one. With the same seed the same result. NaN
/// where the matrix is not finite; nothing where it was abandoned. Source: Golub and Van Loan 2013, "Matrix
/// Computations", sections 10.1 and 10.3; Wu and Simon 2000, "Thick-restart Lanczos method for large symmetric
/// eigenvalue problems".
std::optional<SpectrumEnds> spectrumEnds(const MatrixProduct& product, std::size_t size, const LanczosOptions& options);

}  // namespace backscope
