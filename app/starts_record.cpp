#include "app/starts_record.h"

#include <algorithm>
#include <utility>

#include "core/sweep/run_starts.h"
#include "ui/views/field_painting.h"

namespace backscope {

namespace {

constexpr std::size_t kMostThumbnails = 16;
constexpr double kPlateauShares[] = {1.0 / 4, 1.0 / 3, 1.0 / 2};

}  // namespace

Result<StartsRecord> StartsRecord::of(const Session& base, const StartsChoice& choice) {
  const Result<SweepGrid> grid = startsOf(base, kMostStarts);
  if (!grid) return grid.problem();
  const Result<Session> first = grid.value().session(0);
  if (!first) return first.problem();
  Dataset data = makeDataset(first.value());
  StartGroups groups(data, first.value().network);
  StartsRecord record{base, choice, grid.value(), std::move(data), {}, {}, std::move(groups)};
  record.byCell.resize(kMostStarts);
  return record;
}

void StartsRecord::take(std::size_t cell, StartOutcome outcome) {
  if (cell >= byCell.size() || byCell[cell]) return;
  byCell[cell] = done.size();
  done.push_back(std::move(outcome));
  groupOn();
}

std::vector<std::size_t> StartsRecord::missing() const {
  std::vector<std::size_t> cells;
  for (std::size_t cell = 0; cell < choice.count; ++cell)
    if (!byCell[cell]) cells.push_back(cell);
  return cells;
}

/// Groups are founded in the order of the seeds, so what comes early waits.
void StartsRecord::groupOn() {
  for (; grouped < byCell.size() && byCell[grouped]; ++grouped) groups.add(grouped, done[*byCell[grouped]]);
}

void StartsRecord::groupInOrder() {
  if (grouped <= done.size()) return;
  groups = StartGroups(data, base.network);
  grouped = 0;
  groupOn();
}

void StartsRecord::groupAnew() {
  if (grouped == done.size()) return;
  groups = StartGroups(data, base.network);
  for (std::size_t cell = 0; cell < byCell.size(); ++cell)
    if (const std::optional<std::size_t> at = byCell[cell]) groups.add(cell, done[*at]);
  grouped = byCell.size();
}

StartsPicture StartsRecord::picture() const {
  StartsPicture picture;
  picture.planned = std::max(choice.count, done.size());
  picture.summary = summarize(done);
  picture.coding = data.coding;
  picture.largestTarget = largestTarget(data);
  std::vector<double> shown;
  const std::optional<double> unit = base.loss == Loss::Square ? xorCornersUnit(data) : std::optional<double>();
  for (const double share : kPlateauShares)
    if (unit) picture.plateaus.push_back(*unit * share);
  for (const double level : picture.plateaus) shown.push_back(level / static_cast<double>(data.train.size()));
  picture.bins = binLosses(done, shown);
  const std::vector<StartGroup> sorted = groups.groups();
  picture.groupCount = sorted.size();
  if (data.coding != TargetCoding::Real) picture.fields = data.outputs;
  const std::size_t cells = data.inputs > 1 ? kAnswerGrid * kAnswerGrid : kAnswerGrid;
  const auto field = static_cast<std::ptrdiff_t>(cells) * picture.fields;
  for (const StartGroup& group : sorted) {
    if (picture.groups.size() == kMostThumbnails) break;
    const StartOutcome& first = done[*byCell[group.first]];
    StartsThumbnail thumbnail{group.first, first.seed, group.count, first.end, first.train.loss};
    thumbnail.places = group.places;
    if (first.plateau) thumbnail.plateau = first.plateau->level;
    thumbnail.field.assign(first.answers.begin(), first.answers.begin() + field);
    picture.groups.push_back(std::move(thumbnail));
  }
  return picture;
}

}  // namespace backscope
