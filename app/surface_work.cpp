#include "app/surface_work.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "app/surface_budget.h"
#include "app/surface_marks.h"
#include "app/surface_window.h"
#include "core/engine/snapshot_budget.h"

namespace backscope {

namespace {

using Clock = std::chrono::steady_clock;

/// While it trains: a finer one is taken up below the first, and given up above the second, so that it does not change
/// to and fro.
constexpr double kFinerBelowSeconds = 0.025;
constexpr double kCoarserAboveSeconds = 0.04;

/// Whether the plane has the same meaning, however far it is seen.
bool isSameKind(const SurfaceChoice& left, const SurfaceChoice& right) {
  return left.kind == right.kind && left.first == right.first && left.second == right.second &&
         left.seed == right.seed && std::ranges::equal(left.points, right.points, &SavedPoint::isSameAs);
}

bool isSamePlane(const SurfacePlane& left, const SurfacePlane& right) {
  return left.origin == right.origin && left.u == right.u && left.v == right.v;
}

double unitsOfPoint(const Snapshot& snapshot, std::size_t examples) {
  return passCost(snapshot.session->network) * static_cast<double>(examples);
}

}  // namespace

void SurfaceWork::answer(const SurfaceQuestion& question, const Run::Talk& talk) {
  const std::vector<Stage> stages = stagesOf(*question.snapshot);
  bool isFirst = true;
  for (const Stage& stage : stages) {
    const bool isLastStage = &stage == &stages.back();
    // The first one is always finished, so that the view follows.
    const auto interrupted = [&] { return isFirst ? talk.isStopped() : talk.isLate(); };
    measureOver(*question.snapshot, stage.examples);
    SurfaceAnswer answer;
    if (!describe(question, interrupted, answer)) return;
    if (answer.picture.problem) return talk.receive(std::move(answer));
    const int known = answer.picture.surface ? answer.picture.surface->columns : 0;
    if (known >= stage.sizes.front()) {
      answer.picture.isWorking = !isLastStage || known < stage.sizes.back();
      talk.receive(answer);
      isFirst = false;
    }
    for (const int size : stage.sizes) {
      if (size <= known) continue;
      if (!measure(question, size, interrupted, answer)) return;
      answer.picture.isWorking = !isLastStage || size != stage.sizes.back();
      talk.receive(answer);
      isFirst = false;
    }
  }
}

/// At first what a frame affords, where that is less.
std::vector<SurfaceWork::Stage> SurfaceWork::stagesOf(const Snapshot& snapshot) const {
  const int count = static_cast<int>(snapshot.data->train.size());
  const SurfaceBudget budget(snapshot.session->network, count);
  const int first = liveSize(budget.liveSizes, unitsOfPoint(snapshot, static_cast<std::size_t>(budget.liveExamples)));
  if (budget.liveExamples < budget.examples || first < budget.sizes.front())
    return {{budget.liveExamples, {first}}, {budget.examples, budget.sizes}};
  Stage whole{budget.examples, budget.sizes};
  std::erase_if(whole.sizes, [first](int size) { return size < first; });
  return {whole};
}

int SurfaceWork::liveSize(const std::vector<int>& sizes, double unitsOfPoint) const {
  const int present = m_last.picture.surface ? m_last.picture.surface->columns : 0;
  int chosen = sizes.front();
  for (const int size : sizes) {
    const double seconds = m_secondsPerUnit * unitsOfPoint * size * size;
    if (seconds < (size <= present ? kCoarserAboveSeconds : kFinerBelowSeconds)) chosen = size;
  }
  return chosen;
}

void SurfaceWork::measureOver(const Snapshot& snapshot, int examples) {
  const bool isSame = m_measured.data == snapshot.data && m_measured.generation == snapshot.generation;
  if (!isSame) m_last = {};
  if (isSame && static_cast<int>(m_measured.examples.size()) == examples) return;
  m_measured = {snapshot.generation, snapshot.data,
                std::span<const int>(snapshot.data->train).first(static_cast<std::size_t>(examples))};
  m_measured.blocks = std::make_unique<ExampleBlocks>(*m_measured.data, m_measured.examples);
  m_measured.probe = std::make_unique<LossProbe>(snapshot.session->network, snapshot.session->loss, *m_measured.blocks);
}

double SurfaceWork::lossAt(std::span<const double> theta) const { return *m_measured.probe->lossAt(theta); }

/// The one known from the picture before, where that had the same θ there.
double SurfaceWork::pathLossAt(std::span<const double> theta, std::int64_t iteration, const PathLosses& known) {
  const auto before = known.find(iteration);
  const bool isKnown = before != known.end() && std::ranges::equal(before->second.first, theta);
  const double loss = isKnown ? before->second.second : lossAt(theta);
  m_measured.losses[iteration] = {{theta.begin(), theta.end()}, loss};
  return loss;
}

bool SurfaceWork::describe(const SurfaceQuestion& question, const Interrupted& interrupted, SurfaceAnswer& answer) {
  const Snapshot& snapshot = *question.snapshot;
  SurfacePicture& picture = answer.picture;
  picture.kind = question.choice.kind;
  picture.iteration = snapshot.iteration;
  const bool isSame = m_last.plane && isSameKind(question.choice, m_choice);
  const PlaneAnswer chosen = planeOf(question, m_measured.examples, isSame ? m_last.plane.get() : nullptr, interrupted);
  if (std::holds_alternative<std::monostate>(chosen)) return false;
  if (const auto* problem = std::get_if<NoPlane>(&chosen)) {
    picture.problem = *problem;
    m_last = {};
    return true;
  }
  const auto& found = std::get<ChosenPlane>(chosen);
  answer.plane = std::make_shared<const SurfacePlane>(found.plane);
  const PathLosses known = std::exchange(m_measured.losses, {});
  picture = markPlane(question, found, [&](std::span<const double> theta, std::optional<std::int64_t> iteration) {
    return iteration ? pathLossAt(theta, *iteration, known) : lossAt(theta);
  });
  if (!isSame) m_last = {};
  addWindow(question, answer);
  m_choice = question.choice;
  return true;
}

/// The window, and the surface in it where that is known already.
void SurfaceWork::addWindow(const SurfaceQuestion& question, SurfaceAnswer& answer) {
  const Snapshot& snapshot = *question.snapshot;
  const SurfaceWindow wanted =
      wantedWindow(answer.picture, lengthOf(snapshot.parameters.theta()), lengthOf(snapshot.lastStep));
  const std::shared_ptr<const SurfacePlane> planeBefore = m_last.plane;
  const std::shared_ptr<const LossSurface> surfaceBefore = m_last.picture.surface;
  const bool isFitted = planeBefore && !m_choice.window;
  if (question.choice.window)
    m_window = *question.choice.window;
  else if (isWindow(wanted))
    m_window = fitWindow(wanted, isFitted ? std::optional(m_window) : std::nullopt);
  if (!isWindow(m_window) || !isWindow(wanted)) {
    answer.picture.problem = NoPlane::NotFinite;
    m_last = {};
    return;
  }
  m_last = answer;
  if (!surfaceBefore || surfaceBefore->window != m_window || !isSamePlane(*planeBefore, *answer.plane) ||
      surfaceBefore->examples != static_cast<int>(m_measured.examples.size()))
    return;
  answer.picture.surface = m_last.picture.surface = surfaceBefore;
}

bool SurfaceWork::measure(const SurfaceQuestion& question, int size, const Interrupted& interrupted,
                          SurfaceAnswer& answer) {
  const LossSurface* coarser = answer.picture.surface.get();
  const bool isRefined = coarser != nullptr && size % 2 == 1 && coarser->columns == (size + 1) / 2;
  SurfaceOptions options;
  options.window = m_window;
  options.size = size;
  options.jobs = m_jobs;
  options.coarser = isRefined ? coarser : nullptr;
  options.interrupted = interrupted;
  const Clock::time_point begin = Clock::now();
  std::optional<LossSurface> surface =
      measureSurface(*answer.plane, question.snapshot->session->network, question.snapshot->session->loss,
                     *m_measured.data, m_measured.examples, options);
  if (!surface) return false;
  const double points = double{1} * size * size * (isRefined ? 0.75 : 1);
  const double units = points * unitsOfPoint(*question.snapshot, m_measured.examples.size());
  m_secondsPerUnit += 0.2 * (std::chrono::duration<double>(Clock::now() - begin).count() / units - m_secondsPerUnit);
  answer.picture.surface = m_last.picture.surface = std::make_shared<const LossSurface>(*std::move(surface));
  return true;
}

}  // namespace backscope
