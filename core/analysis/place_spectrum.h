#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/analysis/curvature.h"
#include "core/analysis/curvature_ends.h"
#include "core/analysis/flat_directions.h"

namespace backscope {

/// What is known of the curvature of L at a place: of up to kMostCurvatureParameters all of it, beyond the ends of the
/// spectrum.
struct PlaceSpectrum {
  /// Beyond, with the eigenvalues and eigenvectors of the ends alone, ascending, and the counts of those; its kind()
  /// says nothing then.
  Curvature curvature;
  std::size_t parameters = 0;
  std::optional<CurvatureEnds> ends{};  ///< beyond
  FlatDirections flat{};                ///< why eigenvalues are 0; only of the whole

  bool isWhole() const { return !ends; }
  bool isFinite() const { return curvature.gradient.allFinite() && curvature.eigenvalues.allFinite(); }
  bool isCritical() const { return curvature.gradient.norm() <= curvature.criticalBelow; }
};

/// Of the mean loss over the examples, without penalty. Nothing where `interrupted` said so. At least one example;
/// where θ or its Hessian are not finite, so are the eigenvalues not.
std::optional<PlaceSpectrum> measurePlace(const Parameters& parameters, Loss loss, const Dataset& data,
                                          std::span<const int> examples, const std::function<bool()>& interrupted);

/// A direction of unit length, drawn at random with equal chances.
std::vector<double> randomDirection(std::size_t size, std::uint64_t seed);
/// The same within the space of the zero eigenvalues; empty where there are none. It depends on that space alone, not
/// on the eigenvectors that span it.
std::vector<double> randomZeroDirection(const Curvature& curvature, std::uint64_t seed);

}  // namespace backscope
