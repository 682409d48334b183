#include "app/commands/surface_measure.h"

#include <QCoreApplication>
#include <QThread>
#include <algorithm>
#include <cstdlib>
#include <utility>

#include "app/surface_marks.h"
#include "app/surface_window.h"
#include "core/passes/loss_probe.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("surface", text); }

/// For someone who can't train on, but ask again.
QString sentenceOf(NoPlane problem, PlaneKind kind) {
  switch (problem) {
    case NoPlane::OneWeight:
      return tr("the network has a single weight, and a plane needs two");
    case NoPlane::NoStep:
      return tr("no update was made: --iterations or --epochs makes some");
    case NoPlane::NoGradient:
      return tr("the gradient is 0, and points nowhere");
    case NoPlane::NoMove:
      return tr("the last update changed no weight, and points nowhere");
    case NoPlane::Parallel:
      return kind == PlaneKind::Step ? tr("the gradient and the last step span no plane: they have the same direction")
                                     : tr("the eigenvectors span no plane");
    case NoPlane::ShortPath:
      return tr(
          "the run's path has fewer than three places or lies on a line: --iterations or --epochs makes it longer");
    case NoPlane::NoPoints:
      return tr("the run has no three places yet: --iterations or --epochs makes them");
    case NoPlane::SamePoints:
      return tr("the run's start, end and the place halfway are on one line");
    case NoPlane::NotFinite:
      break;
  }
  return tr("the weights, or the derivatives of L there, are no finite numbers");
}

/// The run's start, its end and of the places between the one nearest to the middle, in the order of planeThrough().
/// None where there is nothing between.
std::vector<SavedPoint> pointsOf(const Snapshot& snapshot) {
  const std::vector<ThetaPath::Point>& path = snapshot.path->points;
  const std::int64_t twice = path.front().iteration + snapshot.iteration;
  const ThetaPath::Point* halfway = nullptr;
  for (const ThetaPath::Point& point : std::span(path).subspan(1)) {
    if (point.iteration >= snapshot.iteration) break;
    if (!halfway || std::abs(2 * point.iteration - twice) < std::abs(2 * halfway->iteration - twice)) halfway = &point;
  }
  if (!halfway) return {};
  return {{.kind = SavedPoint::Kind::Start, .theta = path.front().theta},
          {.kind = SavedPoint::Kind::Now, .theta = snapshot.parameters.theta()},
          {.kind = SavedPoint::Kind::Bookmark,
           .number = static_cast<std::uint64_t>(halfway->iteration),
           .name = tr("iteration %1").arg(halfway->iteration).toStdString(),
           .theta = halfway->theta}};
}

/// The question that the window would put; else which of the weights there is not.
std::variant<SurfaceQuestion, QString> questionOf(PathRun& run, const SurfaceRequest& request) {
  const Architecture& network = run.trainer().session().network;
  SurfaceQuestion question;
  question.choice.kind = request.plane.kind;
  question.choice.seed = request.plane.seed;
  question.choice.window = request.window;
  if (request.plane.kind == PlaneKind::Weights) {
    const std::optional<std::size_t> first = request.plane.first.indexIn(network);
    const std::optional<std::size_t> second = request.plane.second.indexIn(network);
    if (!first || !second)
      return tr("the network has no %1").arg(first ? request.plane.second.text() : request.plane.first.text());
    question.choice.first = *first;
    question.choice.second = *second;
  }
  question.snapshot = run.snapshot();
  if (request.plane.kind == PlaneKind::Points) question.points = pointsOf(*question.snapshot);
  return question;
}

SurfacePicture markAll(const SurfaceQuestion& question, const ChosenPlane& chosen) {
  const Snapshot& snapshot = *question.snapshot;
  const ExampleBlocks examples(*snapshot.data, snapshot.data->train);
  LossProbe probe(snapshot.session->network, snapshot.session->loss, examples);
  return markPlane(question, chosen, [&](std::span<const double> theta, std::optional<std::int64_t>) {
    return probe.lossAt(theta).value();
  });
}

SurfaceWindow windowFor(const SurfacePicture& picture, const Snapshot& snapshot) {
  const SurfaceWindow wanted =
      wantedWindow(picture, lengthOf(snapshot.parameters.theta()), lengthOf(snapshot.lastStep));
  return isWindow(wanted) ? fitWindow(wanted, std::nullopt) : wanted;
}

}  // namespace

std::variant<SurfacePicture, QString> measureSurfacePicture(PathRun& run, const SurfaceRequest& request) {
  const std::variant<SurfaceQuestion, QString> asked = questionOf(run, request);
  if (const QString* const problem = std::get_if<QString>(&asked)) return *problem;
  const auto& question = std::get<SurfaceQuestion>(asked);
  const Snapshot& snapshot = *question.snapshot;
  const PlaneAnswer found = planeOf(question, snapshot.data->train, nullptr, [] { return false; });
  if (const NoPlane* const problem = std::get_if<NoPlane>(&found)) return sentenceOf(*problem, request.plane.kind);
  const auto& chosen = std::get<ChosenPlane>(found);
  SurfacePicture picture = markAll(question, chosen);
  SurfaceOptions options;
  options.window = request.window ? *request.window : windowFor(picture, snapshot);
  if (!isWindow(options.window)) return sentenceOf(NoPlane::NotFinite, request.plane.kind);
  options.size = request.size;
  options.jobs = std::max(1, QThread::idealThreadCount());
  picture.surface = std::make_shared<const LossSurface>(measureSurface(chosen.plane, snapshot.session->network,
                                                                       snapshot.session->loss, *snapshot.data,
                                                                       snapshot.data->train, options)
                                                            .value());
  return picture;
}

}  // namespace backscope
