#pragma once

#include <Eigen/Core>
#include <limits>
#include <optional>
#include <vector>

#include "core/analysis/twin_line.h"

namespace backscope {

/// Two units with the same incoming weights, and the eigenvalues along the line on which ŷ does not change.
struct TwinPicture {
  /// γ = −1, −0.95 … 2.
  static constexpr std::size_t kPlaces = 61;
  static constexpr double kLow = -1;
  static constexpr double kHigh = 2;
  static double gammaAt(std::size_t place) { return (static_cast<double>(place) - 20) / 20; }

  std::optional<TwinLine> line;                             ///< nothing: the chosen unit has no twin
  double gamma = std::numeric_limits<double>::quiet_NaN();  ///< where θ stands on it; NaN where what leaves them is 0
  double loss = 0;
  /// By place, as far as they have come, ascending.
  std::vector<std::optional<Eigen::VectorXd>> spectra = std::vector<std::optional<Eigen::VectorXd>>(kPlaces);
  std::optional<TwinJudgement> judgement;
  bool isTooLarge = false;  ///< more weights and biases than spectra are computed of

  /// Where θ stands now, if that is one of the places.
  const Eigen::VectorXd* present() const {
    for (std::size_t place = 0; place < kPlaces; ++place)
      if (std::abs(gammaAt(place) - gamma) < 1e-9) return spectra[place] ? &*spectra[place] : nullptr;
    return nullptr;
  }
};

}  // namespace backscope
