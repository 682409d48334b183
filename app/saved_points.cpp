#include "app/saved_points.h"

#include <algorithm>
#include <utility>

#include "app/runs.h"
#include "app/starts_lab.h"
#include "core/analysis/loss_line.h"
#include "core/network/symmetry_presets.h"

namespace backscope {

namespace {

using Kind = SavedPoint::Kind;

SavedPoint pointOf(const Bookmark& bookmark) {
  return {Kind::Bookmark, static_cast<std::uint64_t>(bookmark.iteration), bookmark.name};
}

/// Those of which nothing is known yet too, so that one that was chosen stays chosen.
void addBookmarks(const Snapshot& snapshot, std::vector<SavedPoint>& points) {
  if (!snapshot.history) return;
  const std::vector<Bookmark>& bookmarks = snapshot.history->bookmarks;
  for (std::size_t k = 0; k < bookmarks.size(); ++k) {
    const bool isGone = snapshot.path && k < snapshot.path->bookmarks.size() && snapshot.path->bookmarks[k].empty();
    if (!isGone) points.push_back(pointOf(bookmarks[k]));
  }
}

void addRuns(const Snapshot& snapshot, const Runs& runs, SavedPointList& list) {
  for (const std::shared_ptr<const Snapshot>& other : snapshot.others) {
    const std::optional<int> place = runs.placeOf(other->run);
    if (!place) continue;
    if (other->parameters.architecture() == snapshot.parameters.architecture())
      list.points.push_back({Kind::Run, static_cast<std::uint64_t>(*place)});
    else
      list.otherRuns.push_back(*place);
  }
}

std::vector<double> thetaOfStart(const Snapshot& snapshot) {
  if (snapshot.path && !snapshot.path->points.empty()) return snapshot.path->points.front().theta;
  return startOf(*snapshot.session).theta();
}

std::vector<double> thetaOfBookmark(const SavedPoint& point, const Snapshot& snapshot) {
  if (!snapshot.history || !snapshot.path) return {};
  const std::vector<Bookmark>& bookmarks = snapshot.history->bookmarks;
  const std::size_t count = std::min(bookmarks.size(), snapshot.path->bookmarks.size());
  for (std::size_t k = 0; k < count; ++k)
    if (pointOf(bookmarks[k]).isSameAs(point)) return snapshot.path->bookmarks[k];
  return {};
}

std::vector<double> thetaOfRun(const SavedPoint& point, const Snapshot& snapshot, const Runs& runs) {
  for (const std::shared_ptr<const Snapshot>& other : snapshot.others)
    if (runs.placeOf(other->run) == std::optional(static_cast<int>(point.number))) return other->parameters.theta();
  return {};
}

std::vector<double> thetaOfMirror(const SavedPoint& point, const Snapshot& snapshot) {
  const std::vector<Symmetry> presets = symmetryPresets(snapshot.parameters.architecture());
  if (point.number >= presets.size()) return {};
  const std::optional<Parameters> image = mirrorImage(snapshot.parameters, std::vector{presets[point.number]});
  return image ? image->theta() : std::vector<double>();
}

std::vector<double> thetaOfSolution(const SavedPoint& point, const StartSolutions& solutions) {
  const auto found =
      std::ranges::find_if(solutions.points, [&](const SavedPoint& other) { return other.isSameAs(point); });
  return found == solutions.points.end() ? std::vector<double>() : found->theta;
}

std::vector<double> thetaOf(const SavedPoint& point, const Snapshot& snapshot, const Runs& runs,
                            const StartSolutions& solutions) {
  switch (point.kind) {
    case Kind::Now:
      return snapshot.parameters.theta();
    case Kind::Start:
      return thetaOfStart(snapshot);
    case Kind::Bookmark:
      return thetaOfBookmark(point, snapshot);
    case Kind::Run:
      return thetaOfRun(point, snapshot, runs);
    case Kind::Mirror:
      return thetaOfMirror(point, snapshot);
    case Kind::Solution:
      break;
  }
  return thetaOfSolution(point, solutions);
}

}  // namespace

SavedPointList listPoints(const Snapshot& snapshot, const Runs& runs, const StartSolutions& solutions) {
  const Architecture& network = snapshot.parameters.architecture();
  SavedPointList list;
  list.points = {{.kind = Kind::Now}, {.kind = Kind::Start}};
  addBookmarks(snapshot, list.points);
  addRuns(snapshot, runs, list);
  for (std::size_t k = 0; k < symmetryPresets(network).size(); ++k) list.points.push_back({Kind::Mirror, k});
  list.hasOtherSolutions = !solutions.points.empty() && solutions.network != network;
  if (!list.hasOtherSolutions)
    for (const SavedPoint& point : solutions.points) list.points.push_back({point.kind, point.number, point.name});
  return list;
}

std::optional<SavedPoint> findPoint(const SavedPoint& point, const Snapshot& snapshot, const Runs& runs,
                                    const StartSolutions& solutions) {
  SavedPoint found = point;
  found.theta = thetaOf(point, snapshot, runs, solutions);
  if (found.theta.size() != snapshot.parameters.theta().size()) return std::nullopt;
  return found;
}

SavedPoints::SavedPoints(const Runs& runs, const StartsLab& starts, QObject* parent)
    : QObject(parent), m_runs(runs), m_solutions(starts.solutions()) {
  connect(&starts, &StartsLab::solutionsChanged, this, [this, &starts] {
    m_solutions = starts.solutions();
    emit changed();
  });
}

}  // namespace backscope
