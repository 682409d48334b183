#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/network/parameters.h"

namespace backscope {

/// A plane in the space of the parameters: θ(α, β) = origin + α u + β v.
struct SurfacePlane {
  std::vector<double> origin;
  std::vector<double> u;
  std::vector<double> v;  ///< not parallel to u

  std::vector<double> at(double alpha, double beta) const;
  /// The same into an array of θ's size.
  void moveTo(double alpha, double beta, std::span<double> theta) const;
};

/// Where a θ stands over a plane: its orthogonal projection and how far it is from that.
struct PlanePlace {
  double alpha = 0;
  double beta = 0;
  double distance = 0;  ///< ‖θ − θ(α, β)‖₂
};
PlanePlace placeOn(const SurfacePlane& plane, std::span<const double> theta);

/// ‖values‖₂; squares of the very short and the very long are not taken.
double lengthOf(std::span<const double> values);

/// θ as a function of two of its parameters: α and β are their values, the others stay. Both differ.
SurfacePlane planeOfTwo(const Parameters& theta, std::size_t first, std::size_t second);

/// Two random directions through θ. Each is drawn from a normal distribution; what enters a unit, w_j^(l) with b_j^(l),
/// is then scaled to the norm it has in θ, so that a step of 1 is as long as the unit's weights whatever their scale
/// is. Units whose norm is 0 keep directions of 0; where all are, or where nothing but parallel directions comes of it
/// (a unit with a single weight leaves only a sign), the drawn ones are kept as they are. The same seed gives the same
/// directions. At least two parameters. Source: Li, Xu, Taylor, Studer and Goldstein 2018, "Visualizing the Loss
/// Landscape of Neural Nets", section 4 (filter normalization).
SurfacePlane randomPlane(const Parameters& theta, std::uint64_t seed);

/// Through θ along both, made orthonormal: u along `first`, v along what of `second` is orthogonal to it. Nothing where
/// one is 0, not finite, or where they are parallel (the sine of their angle is below 1e-6).
std::optional<SurfacePlane> planeAlong(std::span<const double> theta, std::span<const double> first,
                                       std::span<const double> second);

/// Through three points: u leads from the first to the second, so (0, 0) is the first and (1, 0) the second; v is
/// orthogonal to u and as long, on the side of the third. Nothing where they are on one line (as above) or not finite.
std::optional<SurfacePlane> planeThrough(std::span<const double> first, std::span<const double> second,
                                         std::span<const double> third);

/// The two directions in which the path of a run is longest: the main components of θ(t) − θ about `theta`, as Li et
/// al. 2018, section 7.2, with the share of Σ ‖θ(t) − θ‖² that each explains. Through `theta`, u and v of unit length
/// and orthogonal; the path's first point has α ≥ 0, its farthest from the u axis β > 0, so that nothing is mirrored
/// when the run goes on. Nothing where the path and `theta` are on one line (as above) or not finite.
struct PathPlane {
  SurfacePlane plane;
  double firstShare = 0;
  double secondShare = 0;
};
std::optional<PathPlane> planeOfPath(std::span<const double> theta, std::span<const std::vector<double>> path);

}  // namespace backscope
