#include "app/commands/surface_measure.h"

#include <QCoreApplication>
#include <QThread>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/analysis/curvature.h"
#include "core/passes/gradient_check.h"
#include "core/passes/loss_probe.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("surface", text); }

/// A plane with what its axes are, as SurfacePicture has it.
struct NamedPlane {
  SurfacePlane plane;
  double first = 0;
  double second = 0;
};
using PlaneOrProblem = std::variant<NamedPlane, QString>;

double lengthOf(const std::vector<double>& values) {
  double squares = 0;
  for (const double value : values) squares += value * value;
  return std::sqrt(squares);
}

PlaneOrProblem planeOfWeights(const Trainer& run, const PlaneRequest& request) {
  const Architecture& network = run.session().network;
  const std::optional<std::size_t> first = request.first.indexIn(network);
  const std::optional<std::size_t> second = request.second.indexIn(network);
  if (!first || !second) return tr("the network has no %1").arg(first ? request.second.text() : request.first.text());
  return NamedPlane{planeOfTwo(run.parameters(), *first, *second), static_cast<double>(*first),
                    static_cast<double>(*second)};
}

PlaneOrProblem planeOfStep(const PathRun& run) {
  const Trainer& trainer = run.trainer();
  const std::vector<double> step = run.lastStep();
  if (step.empty()) return tr("no update was made: --iterations or --epochs makes some");
  std::vector<double> down =
      batchGradient(trainer.parameters(), trainer.session().loss, trainer.data(), trainer.data().train).theta();
  for (double& value : down) value = -value;
  std::optional<SurfacePlane> plane = planeAlong(trainer.parameters().theta(), down, step);
  if (!plane) return tr("the gradient and the last step span no plane: one is 0, or they have the same direction");
  return NamedPlane{*std::move(plane), lengthOf(down), lengthOf(step)};
}

PlaneOrProblem planeOfRun(const PathRun& run) {
  std::vector<std::vector<double>> path;
  for (ThetaPath::Point& point : run.path()) path.push_back(std::move(point.theta));
  std::optional<PathPlane> found = planeOfPath(run.trainer().parameters().theta(), path);
  if (!found)
    return tr("the run's path has fewer than three places or lies on a line: --iterations or --epochs makes it longer");
  return NamedPlane{std::move(found->plane), found->firstShare, found->secondShare};
}

PlaneOrProblem planeOfCurvature(const Trainer& run) {
  const std::vector<double>& theta = run.parameters().theta();
  if (theta.size() > kMostCurvatureParameters)
    return tr("network: expected at most %1 weights and biases, found %2")
        .arg(kMostCurvatureParameters)
        .arg(theta.size());
  const Curvature curvature =
      measureCurvature(run.parameters(), run.session().loss, run.data(), run.data().train).value();
  if (!curvature.eigenvalues.allFinite()) return tr("the second derivatives of L are not finite here");
  const std::span<const double> least(curvature.eigenvectors.data(), theta.size());
  const std::span<const double> largest(curvature.eigenvectors.rightCols(1).data(), theta.size());
  std::optional<SurfacePlane> plane = planeAlong(theta, least, largest);
  if (!plane) return tr("the eigenvectors span no plane");
  return NamedPlane{*std::move(plane), curvature.eigenvalues(0), curvature.largest()};
}

/// Of the places between the first and the last the one nearest to the middle; nothing where there are none.
const ThetaPath::Point* halfwayOf(const std::vector<ThetaPath::Point>& path) {
  if (path.size() < 3) return nullptr;
  const std::int64_t twice = path.front().iteration + path.back().iteration;
  return &*std::min_element(path.begin() + 1, path.end() - 1, [twice](const auto& left, const auto& right) {
    return std::abs(2 * left.iteration - twice) < std::abs(2 * right.iteration - twice);
  });
}

PlaneOrProblem planeOfPoints(const std::vector<ThetaPath::Point>& path) {
  const ThetaPath::Point* const halfway = halfwayOf(path);
  if (!halfway) return tr("the run has no three places yet: --iterations or --epochs makes them");
  std::optional<SurfacePlane> plane = planeThrough(path.front().theta, path.back().theta, halfway->theta);
  if (!plane) return tr("the run's start, end and the place halfway are on one line");
  return NamedPlane{*std::move(plane), 0, 0};
}

PlaneOrProblem planeFor(const PathRun& run, const PlaneRequest& request) {
  const Trainer& trainer = run.trainer();
  if (trainer.parameters().theta().size() < 2) return tr("the network has a single weight, and a plane needs two");
  switch (request.kind) {
    case PlaneKind::Weights:
      return planeOfWeights(trainer, request);
    case PlaneKind::Random:
      return NamedPlane{randomPlane(trainer.parameters(), request.seed), 0, 0};
    case PlaneKind::Step:
      return planeOfStep(run);
    case PlaneKind::Path:
      return planeOfRun(run);
    case PlaneKind::Curvature:
      return planeOfCurvature(trainer);
    case PlaneKind::Points:
      break;
  }
  return planeOfPoints(run.path());
}

/// Puts θ with their own loss over the plane.
class Marker {
 public:
  Marker(const Trainer& run, const SurfacePlane& plane)
      : m_plane(&plane),
        m_examples(run.data(), run.data().train),
        m_probe(run.session().network, run.session().loss, m_examples) {}

  SurfaceMark at(const std::vector<double>& theta) { return {placeOn(*m_plane, theta), m_probe.lossAt(theta).value()}; }

 private:
  const SurfacePlane* m_plane;
  ExampleBlocks m_examples;
  LossProbe m_probe;
};

void addMarks(SurfacePicture& picture, const PathRun& run, const SurfacePlane& plane) {
  Marker marker(run.trainer(), plane);
  const std::vector<ThetaPath::Point> path = run.path();
  picture.iteration = path.back().iteration;
  picture.here = marker.at(path.back().theta);
  for (std::size_t k = 0; k + 1 < path.size(); ++k)
    picture.path.push_back({path[k].iteration, marker.at(path[k].theta)});
  if (picture.kind != PlaneKind::Points) return;
  const ThetaPath::Point& halfway = *halfwayOf(path);
  const std::string name = tr("iteration %1").arg(halfway.iteration).toStdString();
  // In the order of planeThrough().
  picture.points = {{{.kind = SavedPoint::Kind::Start}, picture.path.front().mark},
                    {{.kind = SavedPoint::Kind::Now}, picture.here},
                    {{.kind = SavedPoint::Kind::Bookmark, .name = name}, marker.at(halfway.theta)}};
}

/// One axis of a window: around the present place by `radius`, and around all of the path's with some air.
std::pair<double, double> rangeOf(double here, double radius, const std::vector<double>& others) {
  double low = here - radius;
  double high = here + radius;
  if (others.empty()) return {low, high};
  const auto [least, most] = std::ranges::minmax(others);
  const double air = 0.15 * (std::max(most, here) - std::min(least, here));
  // A run that diverges gets farther than a range can reach.
  if (!(air < 1e100)) return {low, high};
  return {std::min({low, least - air, here - air}), std::max({high, most + air, here + air})};
}

/// How far the plane is looked at around the present place, whatever the path is, in the plane's units.
double radiusFor(const SurfacePicture& picture, const std::vector<double>& theta, double value) {
  switch (picture.kind) {
    case PlaneKind::Weights:
      return std::max(1.0, 1.5 * std::abs(value));
    case PlaneKind::Random:
      return 1;
    case PlaneKind::Step:
    case PlaneKind::Curvature: {
      const double length = lengthOf(theta);
      return length > 0 && std::isfinite(length) ? 0.5 * length : 1;
    }
    case PlaneKind::Path:
    case PlaneKind::Points:
      break;
  }
  return 0;
}

SurfaceWindow windowFor(const SurfacePicture& picture, const std::vector<double>& theta) {
  std::vector<double> alphas;
  std::vector<double> betas;
  for (const SurfacePicture::Dot& dot : picture.path) {
    alphas.push_back(dot.mark.place.alpha);
    betas.push_back(dot.mark.place.beta);
  }
  const PlanePlace& here = picture.here.place;
  const auto [alphaLow, alphaHigh] = rangeOf(here.alpha, radiusFor(picture, theta, here.alpha), alphas);
  const auto [betaLow, betaHigh] = rangeOf(here.beta, radiusFor(picture, theta, here.beta), betas);
  return {alphaLow, alphaHigh, betaLow, betaHigh};
}

}  // namespace

std::variant<SurfacePicture, QString> measureSurfacePicture(const PathRun& run, const SurfaceRequest& request) {
  const PlaneOrProblem found = planeFor(run, request.plane);
  if (const QString* const problem = std::get_if<QString>(&found)) return *problem;
  const auto& [plane, first, second] = std::get<NamedPlane>(found);
  const Trainer& trainer = run.trainer();
  SurfacePicture picture;
  picture.kind = request.plane.kind;
  picture.first = first;
  picture.second = second;
  picture.uLength = lengthOf(plane.u);
  picture.vLength = lengthOf(plane.v);
  addMarks(picture, run, plane);
  SurfaceOptions options;
  options.window = request.window ? *request.window : windowFor(picture, trainer.parameters().theta());
  options.size = request.size;
  options.jobs = std::max(1, QThread::idealThreadCount());
  picture.surface =
      std::make_shared<const LossSurface>(measureSurface(plane, trainer.session().network, trainer.session().loss,
                                                         trainer.data(), trainer.data().train, options)
                                              .value());
  return picture;
}

}  // namespace backscope
