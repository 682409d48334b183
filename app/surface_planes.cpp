#include "app/surface_planes.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/analysis/curvature.h"
#include "core/analysis/lanczos.h"
#include "core/passes/batch_gradient.h"
#include "core/passes/hessian.h"

namespace backscope {

namespace {

using Interrupted = std::function<bool()>;

bool isFinite(std::span<const double> values) {
  return std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
}

PlaneAnswer planeOfWeights(const Parameters& theta, const SurfaceChoice& choice) {
  // The choice may be that of another network.
  const std::size_t size = theta.theta().size();
  const bool fits = choice.first < size && choice.second < size && choice.first != choice.second;
  const std::size_t first = fits ? choice.first : 0;
  const std::size_t second = fits ? choice.second : 1;
  return ChosenPlane{planeOfTwo(theta, first, second), static_cast<double>(first), static_cast<double>(second)};
}

PlaneAnswer planeOfStep(const Snapshot& snapshot, std::span<const int> examples) {
  const std::vector<double>& step = snapshot.lastStep;
  if (step.empty()) return NoPlane::NoStep;
  const std::vector<double>& theta = snapshot.parameters.theta();
  std::vector<double> gradient(theta.size());
  BatchGradient(snapshot.session->network, snapshot.session->loss)
      .compute(theta.data(), *snapshot.data, examples, gradient.data());
  if (!isFinite(gradient) || !isFinite(step)) return NoPlane::NotFinite;
  const double gradientLength = lengthOf(gradient);
  if (gradientLength == 0) return NoPlane::NoGradient;
  const double stepLength = lengthOf(step);
  if (stepLength == 0) return NoPlane::NoMove;
  for (double& component : gradient) component = -component;
  std::optional<SurfacePlane> plane = planeAlong(theta, gradient, step);
  if (!plane) return NoPlane::Parallel;
  return ChosenPlane{*std::move(plane), gradientLength, stepLength};
}

PlaneAnswer planeOfRunsPath(const Snapshot& snapshot) {
  if (!snapshot.path) return NoPlane::ShortPath;
  std::vector<std::vector<double>> path;
  for (const ThetaPath::Point& point : snapshot.path->points) path.push_back(point.theta);
  std::optional<PathPlane> plane = planeOfPath(snapshot.parameters.theta(), path);
  if (!plane) return NoPlane::ShortPath;
  return ChosenPlane{std::move(plane->plane), plane->firstShare, plane->secondShare};
}

/// An eigenvector has no sign: that of the picture before, or that its largest component is above 0.
void giveSign(std::vector<double>& direction, const std::vector<double>* before) {
  double sign = 0;
  if (before != nullptr && before->size() == direction.size())
    for (std::size_t p = 0; p < direction.size(); ++p) sign += direction[p] * (*before)[p];
  if (sign == 0) sign = *std::ranges::max_element(direction, {}, [](double value) { return std::abs(value); });
  if (sign < 0)
    for (double& value : direction) value = -value;
}

PlaneAnswer planeOfSpectrum(const Snapshot& snapshot, std::span<const int> examples, const Interrupted& interrupted) {
  const std::optional<Curvature> curvature =
      measureCurvature(snapshot.parameters, snapshot.session->loss, *snapshot.data, examples, interrupted);
  if (!curvature) return std::monostate();
  if (!curvature->eigenvalues.allFinite()) return NoPlane::NotFinite;
  const auto column = [&](Eigen::Index k) {
    return std::vector<double>(curvature->eigenvectors.col(k).begin(), curvature->eigenvectors.col(k).end());
  };
  const Eigen::Index last = curvature->eigenvalues.size() - 1;
  return ChosenPlane{
      {snapshot.parameters.theta(), column(0), column(last)}, curvature->eigenvalues(0), curvature->eigenvalues(last)};
}

/// By products with the Hessian, to the digits that an axis needs.
PlaneAnswer planeOfSpectrumEnds(const Snapshot& snapshot, std::span<const int> examples,
                                const Interrupted& interrupted) {
  constexpr int kMostProducts = 60;
  constexpr double kTolerance = 1e-3;
  const auto product = [&](std::span<const double> v) {
    return hessianProduct(snapshot.parameters, snapshot.session->loss, *snapshot.data, examples, v);
  };
  LanczosOptions options;
  options.pairs = 1;
  options.mostProducts = kMostProducts;
  options.tolerance = kTolerance;
  options.interrupted = [&](int) { return interrupted(); };
  const std::vector<double>& theta = snapshot.parameters.theta();
  const std::optional<SpectrumEnds> ends = spectrumEnds(product, theta.size(), options);
  if (!ends) return std::monostate();
  if (ends->lowest.empty() || ends->highest.empty() || !isFinite(ends->lowest.front().vector) ||
      !isFinite(ends->highest.front().vector))
    return NoPlane::NotFinite;
  const RitzPair& low = ends->lowest.front();
  const RitzPair& high = ends->highest.front();
  std::optional<SurfacePlane> plane = planeAlong(theta, low.vector, high.vector);
  if (!plane) return NoPlane::Parallel;
  return ChosenPlane{*std::move(plane), low.value, high.value};
}

PlaneAnswer planeOfCurvature(const Snapshot& snapshot, std::span<const int> examples, const SurfacePlane* before,
                             const Interrupted& interrupted) {
  const bool isSmall = snapshot.parameters.theta().size() <= kMostCurvatureParameters;
  PlaneAnswer answer =
      isSmall ? planeOfSpectrum(snapshot, examples, interrupted) : planeOfSpectrumEnds(snapshot, examples, interrupted);
  if (auto* found = std::get_if<ChosenPlane>(&answer)) {
    giveSign(found->plane.u, before != nullptr ? &before->u : nullptr);
    giveSign(found->plane.v, before != nullptr ? &before->v : nullptr);
  }
  return answer;
}

PlaneAnswer planeOfPoints(const SurfaceQuestion& question) {
  const std::vector<double>& now = question.snapshot->parameters.theta();
  std::vector<const std::vector<double>*> points;
  for (const SavedPoint& point : question.points)
    if (point.theta.size() == now.size()) points.push_back(&point.theta);
  if (points.size() < 2) return NoPlane::NoPoints;
  if (points.size() < 3) points.push_back(&now);
  std::optional<SurfacePlane> plane = planeThrough(*points[0], *points[1], *points[2]);
  if (!plane) return NoPlane::SamePoints;
  return ChosenPlane{*std::move(plane)};
}

}  // namespace

PlaneAnswer planeOf(const SurfaceQuestion& question, std::span<const int> examples, const SurfacePlane* before,
                    const Interrupted& interrupted) {
  const Snapshot& snapshot = *question.snapshot;
  const Parameters& theta = snapshot.parameters;
  if (theta.theta().size() < 2) return NoPlane::OneWeight;
  if (!isFinite(theta.theta())) return NoPlane::NotFinite;
  switch (question.choice.kind) {
    case PlaneKind::Weights:
      return planeOfWeights(theta, question.choice);
    case PlaneKind::Random:
      return ChosenPlane{randomPlane(theta, question.choice.seed)};
    case PlaneKind::Step:
      return planeOfStep(snapshot, examples);
    case PlaneKind::Path:
      return planeOfRunsPath(snapshot);
    case PlaneKind::Curvature:
      return planeOfCurvature(snapshot, examples, before, interrupted);
    case PlaneKind::Points:
      return planeOfPoints(question);
  }
  return NoPlane::NotFinite;
}

}  // namespace backscope
