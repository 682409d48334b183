#include "core/training/history.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace backscope {

/// One branch's states and curves. A change by hand begins a new list of states.
struct History::Course {
  std::vector<Checkpoints> states;
  RunRecorder recorder;
};

History::History(const Trainer& trainer) : m_end(trainer.iteration()) {
  auto course = std::make_unique<Course>();
  course->states.emplace_back(trainer);
  course->recorder.restart(trainer);
  m_courses.push_back(std::move(course));
  m_branches.push_back({0, -1, m_end, m_end});
  m_nextState = m_end + m_stride;
}

History::~History() = default;
History::History(History&&) noexcept = default;
History& History::operator=(History&&) noexcept = default;

History History::copyFor(const Trainer& trainer) const {
  History copy;
  const RecordingMeters meters = makeRecordingMeters(trainer.session().network, trainer.session().loss);
  for (const auto& course : m_courses) {
    copy.m_courses.push_back(std::make_unique<Course>(*course));
    copy.m_courses.back()->recorder.useMeters(meters);
  }
  copy.m_branches = m_branches;
  copy.m_bookmarks = m_bookmarks;
  copy.m_bookmarkThetas = m_bookmarkThetas;
  copy.m_present = m_present;
  copy.m_presentPlace = m_presentPlace;
  copy.m_nextId = m_nextId;
  copy.m_end = m_end;
  copy.m_stride = m_stride;
  copy.m_nextState = m_nextState;
  copy.m_changes = m_changes;
  return copy;
}

std::size_t History::placeOf(int branch) const {
  const auto place = std::ranges::find(m_branches, branch, &Branch::id);
  assert(place != m_branches.end());
  return static_cast<std::size_t>(place - m_branches.begin());
}

std::int64_t History::begin() const { return m_courses.front()->states.front().first(); }

const RunSeries& History::series() const { return courseOf(m_present).recorder.series(); }

RunSeries History::seriesWith(LadderChoice choice) const { return courseOf(m_present).recorder.seriesWith(choice); }

const RunScores& History::latestScores() const { return courseOf(m_present).recorder.latestScores(); }

std::size_t History::bytes() const {
  std::size_t bytes = 0;
  for (const auto& course : m_courses) {
    for (const Checkpoints& states : course->states) bytes += states.bytes();
    const RunSeries& series = course->recorder.series();
    bytes += course->recorder.ladder().bytes();
    for (const Series* curve : {&series.batchLoss, &series.trainLoss, &series.testLoss})
      bytes += curve->buckets().capacity() * sizeof(SeriesBucket);
    for (const auto* curves : {&series.delta, &series.weightDistance, &series.outputDistance, &series.deltaDistance})
      for (const Series& curve : *curves) bytes += curve.buckets().capacity() * sizeof(SeriesBucket);
    bytes += course->recorder.eventBytes();
  }
  for (const std::vector<double>& theta : m_bookmarkThetas) bytes += theta.capacity() * sizeof(double);
  return bytes;
}

void History::extend(const Trainer& trainer, const BatchReport& report) {
  m_end = m_branches[m_presentPlace].end = trainer.iteration();
  m_courses[m_presentPlace]->recorder.recordUpdate(trainer, report);
  if (m_end >= m_nextState) keepState(trainer);
}

bool History::follow(Trainer& trainer) const {
  const Checkpoints& states = checkpointsAt(m_present, trainer.iteration());
  if (states.first() != trainer.iteration()) return false;
  load(trainer, states, trainer.iteration());
  return true;
}

void History::keepState(const Trainer& trainer) {
  courseOf(m_present).states.back().append(trainer);
  m_nextState = trainer.iteration() + m_stride;
  std::size_t states = 0;
  for (const auto& course : m_courses)
    for (const Checkpoints& kept : course->states) states += kept.count();
  const std::size_t bytes = (trainer.parameters().theta().size() + trainer.optimizer().mean.size() +
                             trainer.optimizer().meanSquare.size() + 4) *
                            sizeof(double);
  if (states > std::max(kLeastStates, kStateBytes / bytes)) thin();
}

void History::thin() {
  ++m_changes;
  m_stride *= 2;
  for (const auto& course : m_courses)
    for (Checkpoints& states : course->states) states.thin(m_stride);
}

void History::recordScores(const Trainer& trainer) {
  if (trainer.iteration() == m_end) courseOf(m_present).recorder.recordScores(trainer);
}

void History::recordEdit(Trainer& trainer) {
  ++m_changes;
  if (trainer.iteration() < m_end) fork(trainer);
  for (std::size_t k = 0; k < m_bookmarks.size(); ++k)
    if (m_bookmarks[k].branch == m_present && m_bookmarks[k].iteration == trainer.iteration())
      m_bookmarkThetas[k] = trainer.parameters().theta();
  Course& course = courseOf(m_present);
  if (course.states.back().first() == trainer.iteration()) course.states.pop_back();
  course.states.emplace_back(trainer);
  course.recorder.recordEdit(trainer);
  m_nextState = trainer.iteration() + m_stride;
}

/// The curves of the present branch up to where the trainer stands, where it is put back to.
std::unique_ptr<History::Course> History::copyOfCurves(Trainer& trainer) {
  const std::int64_t fork = trainer.iteration();
  auto course = std::make_unique<Course>();
  course->recorder = courseOf(m_present).recorder;
  seek(trainer, course->recorder.cutAfter(fork));
  for (BatchReport report; trainer.iteration() < fork && trainer.stepBatch(&report);) {
    course->recorder.recordUpdate(trainer, report);
    if (follow(trainer)) course->recorder.recordEdit(trainer);
  }
  return course;
}

void History::fork(Trainer& trainer) {
  const TrainerState edited = trainer.state();
  const TrainingSettings training = trainer.session().training;
  const std::int64_t exampleInBatch = trainer.exampleInBatch();
  makeRoom();
  std::unique_ptr<Course> course = copyOfCurves(trainer);
  trainer.setTraining(training);
  trainer.restore(edited);
  trainer.moveToExample(exampleInBatch);
  course->states.emplace_back(trainer);
  m_courses.push_back(std::move(course));
  m_branches.push_back({m_nextId, m_present, edited.iteration, edited.iteration});
  m_present = m_nextId++;
  m_presentPlace = m_branches.size() - 1;
  m_end = edited.iteration;
}

const Checkpoints& History::checkpointsAt(int branch, std::int64_t iteration) const {
  std::size_t place = placeOf(branch);
  while (m_branches[place].parent >= 0 && iteration < m_branches[place].fork) place = placeOf(m_branches[place].parent);
  const std::vector<Checkpoints>& states = m_courses[place]->states;
  const auto above = std::ranges::upper_bound(states, iteration, {}, &Checkpoints::first);
  return *std::prev(above);
}

void History::load(Trainer& trainer, const Checkpoints& states, std::int64_t iteration) {
  if (trainer.session().training != states.training()) trainer.setTraining(states.training());
  trainer.restore(states.latestAt(iteration));
}

void History::seek(Trainer& trainer, std::int64_t iteration) const {
  const std::int64_t target = std::clamp(iteration, begin(), m_end);
  load(trainer, checkpointsAt(m_present, target), target);
  while (trainer.iteration() < target && trainer.stepBatch()) {
  }
}

std::int64_t History::iterationOfEpoch(Trainer& trainer, std::int64_t epoch) const {
  std::int64_t below = begin();
  for (std::int64_t above = m_end; below < above;) {
    const std::int64_t middle = below + (above - below) / 2;
    seek(trainer, middle);
    if (trainer.epoch() >= epoch)
      above = middle;
    else
      below = middle + 1;
  }
  return below;
}

bool History::isKnown(int branch) const {
  return std::ranges::find(m_branches, branch, &Branch::id) != m_branches.end();
}

void History::choose(Trainer& trainer, int branch) {
  if (!isKnown(branch)) return;
  ++m_changes;
  m_present = branch;
  m_presentPlace = placeOf(branch);
  m_end = m_branches[placeOf(branch)].end;
  m_nextState = courseOf(branch).states.back().last() + m_stride;
  seek(trainer, m_end);
}

bool History::standsOn(int branch, int ancestor) const {
  for (int id = branch; id >= 0; id = m_branches[placeOf(id)].parent)
    if (id == ancestor) return true;
  return false;
}

void History::discard(int branch) {
  if (branch == m_present || !isKnown(branch)) return;
  if (!standsOn(m_present, branch)) return erase(branch);
  int child = m_present;
  while (m_branches[placeOf(child)].parent != branch) child = m_branches[placeOf(child)].parent;
  cutAfter(branch, m_branches[placeOf(child)].fork);
}

void History::cutAfter(int branch, std::int64_t iteration) {
  ++m_changes;
  std::vector<int> later;
  for (const Branch& other : m_branches)
    if (other.parent == branch && other.fork > iteration) later.push_back(other.id);
  for (const int id : later) erase(id);
  Course& course = courseOf(branch);
  while (course.states.back().first() > iteration) course.states.pop_back();
  course.states.back().cutAfter(iteration);
  course.recorder.cutAfter(iteration);
  m_branches[placeOf(branch)].end = iteration;
  eraseBookmarks([&](const Bookmark& bookmark) { return bookmark.branch == branch && bookmark.iteration > iteration; });
}

void History::erase(int branch) {
  ++m_changes;
  std::vector<int> gone;
  for (const Branch& other : m_branches)
    if (standsOn(other.id, branch)) gone.push_back(other.id);
  for (const int id : gone) {
    const auto place = static_cast<std::ptrdiff_t>(placeOf(id));
    m_courses.erase(m_courses.begin() + place);
    m_branches.erase(m_branches.begin() + place);
    eraseBookmarks([id](const Bookmark& bookmark) { return bookmark.branch == id; });
  }
  m_presentPlace = placeOf(m_present);
}

void History::makeRoom() {
  while (m_branches.size() >= kMostBranches) {
    const auto oldest =
        std::ranges::find_if(m_branches, [this](const Branch& branch) { return !standsOn(m_present, branch.id); });
    if (oldest == m_branches.end()) return;
    erase(oldest->id);
  }
}

void History::addBookmark(std::string name, const Trainer& trainer) {
  ++m_changes;
  m_bookmarks.push_back({std::move(name), m_present, trainer.iteration()});
  m_bookmarkThetas.push_back(trainer.parameters().theta());
}

void History::removeBookmark(std::size_t index) {
  if (index >= m_bookmarks.size()) return;
  ++m_changes;
  m_bookmarks.erase(m_bookmarks.begin() + static_cast<std::ptrdiff_t>(index));
  m_bookmarkThetas.erase(m_bookmarkThetas.begin() + static_cast<std::ptrdiff_t>(index));
}

void History::eraseBookmarks(const std::function<bool(const Bookmark&)>& isGone) {
  for (std::size_t k = m_bookmarks.size(); k-- > 0;)
    if (isGone(m_bookmarks[k])) removeBookmark(k);
}

std::vector<KeptTheta> History::keptThetas(std::int64_t iteration) const {
  std::vector<KeptTheta> kept;
  // From the end, since a list ends where the next one begins, which another branch may have.
  std::int64_t end = iteration + 1;
  for (std::size_t place = m_presentPlace;; place = placeOf(m_branches[place].parent)) {
    const std::vector<Checkpoints>& lists = m_courses[place]->states;
    for (std::size_t n = lists.size(); n-- > 0;) {
      for (std::size_t k = lists[n].count(); k-- > 0;)
        if (lists[n].iterationAt(k) < end) kept.push_back({lists[n].iterationAt(k), lists[n].thetaAt(k)});
      end = std::min(end, lists[n].first());
    }
    if (m_branches[place].parent < 0) break;
  }
  std::ranges::reverse(kept);
  return kept;
}

}  // namespace backscope
