#include "app/surface_marks.h"

namespace backscope {

namespace {

void addPath(const Snapshot& snapshot, const SurfacePlane& plane, const MarkedLoss& lossAt, SurfacePicture& picture) {
  if (!snapshot.path) return;
  for (const ThetaPath::Point& point : snapshot.path->points) {
    if (point.iteration == snapshot.iteration || point.theta.size() != plane.u.size()) continue;
    picture.path.push_back({point.iteration, {placeOn(plane, point.theta), lossAt(point.theta, point.iteration)}});
  }
}

}  // namespace

SurfacePicture markPlane(const SurfaceQuestion& question, const ChosenPlane& chosen, const MarkedLoss& lossAt) {
  const Snapshot& snapshot = *question.snapshot;
  const SurfacePlane& plane = chosen.plane;
  SurfacePicture picture;
  picture.kind = question.choice.kind;
  picture.iteration = snapshot.iteration;
  picture.first = chosen.first;
  picture.second = chosen.second;
  picture.uLength = lengthOf(plane.u);
  picture.vLength = lengthOf(plane.v);
  const std::vector<double>& here = snapshot.parameters.theta();
  picture.here = {placeOn(plane, here), lossAt(here, std::nullopt)};
  addPath(snapshot, plane, lossAt, picture);
  for (const SavedPoint& point : question.points) {
    if (point.theta.size() != plane.u.size()) continue;
    picture.points.push_back(
        {{point.kind, point.number, point.name}, {placeOn(plane, point.theta), lossAt(point.theta, std::nullopt)}});
  }
  return picture;
}

}  // namespace backscope
