#include <algorithm>
#include <cassert>
#include <thread>
#include <utility>

#include "core/engine/run_group.h"

// Which of the runs a command is for, and what follows from it for the others.
namespace backscope {

void RunGroup::apply(PostedCommand& posted) {
  ++m_commands;
  m_news = true;
  std::visit([this, number = posted.run](auto& command) { take(command, number); }, posted.command);
  chooseDriver();
}

RunLoop* RunGroup::find(int number) const {
  const auto place = std::ranges::find(m_members, number == 0 ? m_present : number, &Member::number);
  return place == m_members.end() ? nullptr : place->run.get();
}

RunLoop& RunGroup::present() const {
  const auto place = std::ranges::find(m_members, m_present, &Member::number);
  assert(place != m_members.end());
  return *place->run;
}

std::vector<RunLoop*> RunGroup::targetsOf(int number) const {
  std::vector<RunLoop*> runs;
  for (const Member& member : m_members)
    if (number == 0 || number == member.number) runs.push_back(member.run.get());
  return runs;
}

void RunGroup::haltAll() {
  driver().stop();
  for (const Member& member : m_members) member.run->leaveChosen();
}

void RunGroup::noteMoved(const std::vector<RunLoop*>& runs) {
  if (std::ranges::find(runs, &present()) != runs.end()) return setClockBy(present());
  for (RunLoop* run : runs) run->setPlaced(false);
}

void RunGroup::take(ReplaceSession& command, int number) {
  RunLoop* run = find(number);
  if (run == nullptr) return;
  m_generation = command.generation;
  run->apply(command);
  noteMoved({run});
}

/// All that have kept a run under this number: a reset was of all of them, another session of one.
void RunGroup::take(ExchangeRun& exchange, int number) {
  std::vector<RunLoop*> runs = targetsOf(number);
  if (number == 0) {
    std::erase_if(runs, [&](const RunLoop* run) { return !run->hasKept(exchange.edit); });
    if (runs.empty()) runs = {&present()};
  }
  if (runs.empty()) return;
  m_generation = exchange.generation;
  if (std::ranges::find(runs, &present()) != runs.end()) haltAll();
  for (RunLoop* run : runs) run->apply(exchange);
  noteMoved(runs);
}

void RunGroup::take(Reset& reset, int number) {
  const std::vector<RunLoop*> runs = targetsOf(number);
  if (std::ranges::find(runs, &present()) != runs.end()) driver().stop();
  for (RunLoop* run : runs) run->apply(reset);
  noteMoved(runs);
}

void RunGroup::take(ChooseBranch& choice, int number) {
  RunLoop* run = find(number);
  if (run == nullptr) return;
  if (run == &present()) haltAll();
  run->apply(choice);
  noteMoved({run});
}

template <class T>
void RunGroup::retrace(T& edit, int number) {
  RunLoop* run = find(number);
  if (run == nullptr) return;
  const std::int64_t before = run->trainer().iteration();
  run->apply(edit);
  if (run->trainer().iteration() == before) return;
  if (run == &present()) haltAll();
  noteMoved({run});
}

void RunGroup::take(UndoEdit& edit, int number) { retrace(edit, number); }
void RunGroup::take(RedoEdit& edit, int number) { retrace(edit, number); }

void RunGroup::take(AddBookmark& bookmark, int number) {
  for (RunLoop* run : targetsOf(number)) {
    AddBookmark same = bookmark;
    run->apply(same);
  }
}

/// The index is that of the run it is for; the others have the same place under the same name.
void RunGroup::take(RemoveBookmark& bookmark, int number) {
  const RunLoop* run = find(number);
  if (run == nullptr) return;
  const std::vector<Bookmark>& bookmarks = run->cursor().history().bookmarks();
  if (bookmark.index >= bookmarks.size()) return;
  const Bookmark removed = bookmarks[bookmark.index];
  for (RunLoop* other : targetsOf(number)) other->removeBookmark(removed);
}

void RunGroup::take(SelectExample& selection, int number) {
  for (RunLoop* run : targetsOf(number)) run->select(selection, driver().transport().running);
}

void RunGroup::take(Step& step, int) {
  if (present().isThroughChosen(step.size)) {
    driver().stop();
    for (const Member& member : m_members) member.run->stepChosen(step);
    return;
  }
  for (const Member& member : m_members) member.run->leaveChosen();
  driver().apply(step);
}

void RunGroup::take(Seek& seek, int) {
  haltAll();
  driver().apply(seek);
  setClockBy(driver());
}

void RunGroup::take(SetNeeds& needs, int) {
  m_needs = std::move(needs);
  shareNeeds();
}

void RunGroup::shareNeeds() {
  for (const Member& member : m_members)
    member.run->setNeeds(member.number == m_present ? m_needs.needs : m_needs.beside);
}

bool RunGroup::canAdd(int number) const {
  return number > 0 && find(number) == nullptr && static_cast<int>(m_members.size()) <= kMaxCompared;
}

void RunGroup::add(int number, std::unique_ptr<RunLoop> run) {
  m_members.push_back({number, std::move(run)});
  shareNeeds();
  formCrew();
}

void RunGroup::take(AddRun& command, int) {
  if (!canAdd(command.run)) return;
  if (m_members.size() == 1) setClockBy(driver());
  add(command.run, std::make_unique<RunLoop>(std::move(command.session)));
}

void RunGroup::take(CopyRun& command, int) {
  const RunLoop* original = find(command.from);
  if (original == nullptr || !canAdd(command.run)) return;
  if (m_members.size() == 1) setClockBy(driver());
  add(command.run, original->copy());
}

void RunGroup::take(RemoveRun& command, int) {
  const auto place = std::ranges::find(m_members, command.run, &Member::number);
  if (place == m_members.end() || m_members.size() == 1) return;
  const std::unique_ptr<RunLoop> removed = std::move(place->run);
  m_members.erase(place);
  if (m_present == command.run) m_present = m_members.front().number;
  chooseDriver();
  if (m_members.size() == 1) m_owesScores = false;
  shareNeeds();
  formCrew();
}

void RunGroup::take(ChooseRun& command, int) {
  if (find(command.run) == nullptr) return;
  m_present = command.run == 0 ? m_present : command.run;
  shareNeeds();
}

void RunGroup::take(SetRunClock& command, int) {
  m_clock = command.clock;
  setClockBy(driver());
}

void RunGroup::formCrew() {
  const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const int helpers = std::min(cores, static_cast<int>(m_members.size())) - 1;
  if (m_members.size() == 1)
    m_crew.reset();
  else if (!m_crew || m_crew->helpers() != helpers)
    m_crew = std::make_unique<Crew>(helpers);
}

}  // namespace backscope
