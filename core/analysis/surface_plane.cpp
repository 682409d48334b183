#include "core/analysis/surface_plane.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "core/math/random.h"

namespace backscope {
namespace {

/// Below this sine two directions count as parallel.
constexpr double kLeastSine = 1e-6;
/// So often directions that came out parallel are drawn again.
constexpr int kMostDraws = 16;

using Span = std::span<const double>;

double largestOf(Span values) {
  double largest = 0;
  for (const double value : values) largest = std::max(largest, std::abs(value));
  return largest;
}

}  // namespace

double lengthOf(std::span<const double> values) {
  const double largest = largestOf(values);
  if (largest == 0 || !std::isfinite(largest)) return largest;
  double squares = 0;
  for (const double value : values) squares += (value / largest) * (value / largest);
  return largest * std::sqrt(squares);
}

namespace {

double product(Span left, Span right) {
  double sum = 0;
  for (std::size_t p = 0; p < left.size(); ++p) sum += left[p] * right[p];
  return sum;
}

std::vector<double> difference(Span left, Span right) {
  std::vector<double> result(left.size());
  for (std::size_t p = 0; p < result.size(); ++p) result[p] = left[p] - right[p];
  return result;
}

void scale(std::span<double> values, double factor) {
  for (double& value : values) value *= factor;
}

bool areFinite(Span values) {
  return std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
}

/// Nothing where it is 0 or not finite.
std::optional<std::vector<double>> unitVector(Span values) {
  const double largest = largestOf(values);
  if (largest == 0 || !areFinite(values)) return std::nullopt;
  std::vector<double> unit(values.begin(), values.end());
  for (double& value : unit) value /= largest;
  scale(unit, 1 / std::sqrt(product(unit, unit)));
  return unit;
}

/// Takes away what of `values` lies along the unit vector; twice, because of what rounding leaves the first time.
void removePart(std::vector<double>& values, Span unit) {
  for (int round = 0; round < 2; ++round) {
    const double part = product(values, unit);
    for (std::size_t p = 0; p < values.size(); ++p) values[p] -= part * unit[p];
  }
}

struct Axes {
  std::vector<double> u;
  std::vector<double> v;
};

/// The plane of both, by Gram and Schmidt; nothing where they span none.
std::optional<Axes> orthonormal(Span first, Span second) {
  std::optional<std::vector<double>> u = unitVector(first);
  std::optional<std::vector<double>> v = unitVector(second);
  if (!u || !v) return std::nullopt;
  removePart(*v, *u);
  const double sine = lengthOf(*v);
  if (sine < kLeastSine) return std::nullopt;
  scale(*v, 1 / sine);
  return Axes{*std::move(u), *std::move(v)};
}

std::vector<double> drawDirection(std::size_t size, Random& random) {
  std::vector<double> direction(size);
  for (double& value : direction) value = random.normal();
  return direction;
}

/// ‖(w_j, b_j)‖₂ of what enters unit j of layer l.
double lengthInto(const Parameters& theta, int l, int j) {
  std::vector<double> incoming(theta.W(l).row(j).begin(), theta.W(l).row(j).end());
  if (theta.b(l).size() > 0) incoming.push_back(theta.b(l)(j));
  return lengthOf(incoming);
}

std::vector<double> scaledPerUnit(const Parameters& theta, const std::vector<double>& drawn) {
  Parameters direction(theta.architecture(), drawn);
  for (int l = 1; l <= theta.architecture().outputLayer(); ++l)
    for (int j = 0; j < theta.architecture().unitsOf(l); ++j) {
      const double factor = lengthInto(theta, l, j) / lengthInto(direction, l, j);
      direction.W(l).row(j) *= factor;
      if (direction.b(l).size() > 0) direction.b(l)(j) *= factor;
    }
  return direction.theta();
}

/// The points of a path as seen from θ, in units of the farthest coordinate; nothing where one is not finite.
std::optional<std::vector<std::vector<double>>> seenFrom(Span theta, std::span<const std::vector<double>> path) {
  std::vector<std::vector<double>> offsets;
  double largest = 0;
  for (const std::vector<double>& point : path) {
    offsets.push_back(difference(point, theta));
    if (!areFinite(offsets.back())) return std::nullopt;
    largest = std::max(largest, largestOf(offsets.back()));
  }
  if (largest == 0) return std::nullopt;
  for (std::vector<double>& offset : offsets)
    for (double& value : offset) value /= largest;
  return offsets;
}

/// Σ_k weights_k offsets_k.
std::vector<double> mixture(std::span<const std::vector<double>> offsets, const Eigen::VectorXd& weights) {
  std::vector<double> sum(offsets.front().size());
  for (std::size_t k = 0; k < offsets.size(); ++k)
    for (std::size_t p = 0; p < sum.size(); ++p) sum[p] += weights(static_cast<Eigen::Index>(k)) * offsets[k][p];
  return sum;
}

/// See PathPlane for the signs.
void turnToPath(Axes& axes, std::span<const std::vector<double>> offsets) {
  if (product(offsets.front(), axes.u) < 0) scale(axes.u, -1);
  double farthest = 0;
  for (const std::vector<double>& offset : offsets) {
    const double beta = product(offset, axes.v);
    if (std::abs(beta) > std::abs(farthest)) farthest = beta;
  }
  if (farthest < 0) scale(axes.v, -1);
}

}  // namespace

std::vector<double> SurfacePlane::at(double alpha, double beta) const {
  std::vector<double> theta(origin.size());
  moveTo(alpha, beta, theta);
  return theta;
}

void SurfacePlane::moveTo(double alpha, double beta, std::span<double> theta) const {
  for (std::size_t p = 0; p < theta.size(); ++p) theta[p] = origin[p] + alpha * u[p] + beta * v[p];
}

/// The normal equations of min ‖d − α u − β v‖ for d = θ − origin; of orthogonal u and v they are two quotients.
PlanePlace placeOn(const SurfacePlane& plane, std::span<const double> theta) {
  const std::vector<double> d = difference(theta, plane.origin);
  const double uu = product(plane.u, plane.u);
  const double vv = product(plane.v, plane.v);
  const double uv = product(plane.u, plane.v);
  const double du = product(d, plane.u);
  const double dv = product(d, plane.v);
  const double determinant = uu * vv - uv * uv;
  PlanePlace place{du / uu, dv / vv};
  if (uv != 0) place = {(du * vv - dv * uv) / determinant, (dv * uu - du * uv) / determinant};
  place.distance = lengthOf(difference(theta, plane.at(place.alpha, place.beta)));
  return place;
}

SurfacePlane planeOfTwo(const Parameters& theta, std::size_t first, std::size_t second) {
  assert(first != second);
  SurfacePlane plane{theta.theta(), std::vector<double>(theta.theta().size()),
                     std::vector<double>(theta.theta().size())};
  plane.origin[first] = 0;
  plane.origin[second] = 0;
  plane.u[first] = 1;
  plane.v[second] = 1;
  return plane;
}

SurfacePlane randomPlane(const Parameters& theta, std::uint64_t seed) {
  const std::size_t size = theta.theta().size();
  assert(size >= 2);
  Random random(seed, RandomStream::Directions);
  const Axes drawn{drawDirection(size, random), drawDirection(size, random)};
  Axes axes = drawn;
  for (int draws = 1; largestOf(theta.theta()) > 0 && draws <= kMostDraws; ++draws) {
    Axes scaled{scaledPerUnit(theta, axes.u), scaledPerUnit(theta, axes.v)};
    if (orthonormal(scaled.u, scaled.v)) return {theta.theta(), std::move(scaled.u), std::move(scaled.v)};
    axes = {drawDirection(size, random), drawDirection(size, random)};
  }
  return {theta.theta(), drawn.u, drawn.v};
}

std::optional<SurfacePlane> planeAlong(std::span<const double> theta, std::span<const double> first,
                                       std::span<const double> second) {
  std::optional<Axes> axes = orthonormal(first, second);
  if (!axes) return std::nullopt;
  return SurfacePlane{{theta.begin(), theta.end()}, std::move(axes->u), std::move(axes->v)};
}

std::optional<SurfacePlane> planeThrough(std::span<const double> first, std::span<const double> second,
                                         std::span<const double> third) {
  std::vector<double> u = difference(second, first);
  std::optional<Axes> axes = orthonormal(u, difference(third, first));
  if (!axes) return std::nullopt;
  scale(axes->v, lengthOf(u));
  return SurfacePlane{{first.begin(), first.end()}, std::move(u), std::move(axes->v)};
}

std::optional<PathPlane> planeOfPath(std::span<const double> theta, std::span<const std::vector<double>> path) {
  const std::optional<std::vector<std::vector<double>>> offsets = seenFrom(theta, path);
  if (!offsets || offsets->size() < 2) return std::nullopt;
  const auto count = static_cast<Eigen::Index>(offsets->size());
  Eigen::MatrixXd gram(count, count);  // θ has more entries than the path has points, mostly
  for (Eigen::Index i = 0; i < count; ++i)
    for (Eigen::Index k = 0; k <= i; ++k)
      gram(i, k) = product((*offsets)[static_cast<std::size_t>(i)], (*offsets)[static_cast<std::size_t>(k)]);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(gram);
  const double first = solver.eigenvalues()(count - 1);
  const double second = solver.eigenvalues()(count - 2);
  if (!(second > kLeastSine * kLeastSine * first)) return std::nullopt;
  std::optional<Axes> axes = orthonormal(mixture(*offsets, solver.eigenvectors().col(count - 1)),
                                         mixture(*offsets, solver.eigenvectors().col(count - 2)));
  if (!axes) return std::nullopt;
  turnToPath(*axes, *offsets);
  const double whole = gram.trace();
  return PathPlane{
      {{theta.begin(), theta.end()}, std::move(axes->u), std::move(axes->v)}, first / whole, second / whole};
}

}  // namespace backscope
