#include "app/runs.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

#include "core/session/session_change.h"
#include "ui/compare/run_mark.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("runs", text); }

Session alone(Session session) {
  session.compare.clear();
  return session;
}

}  // namespace

Runs::Runs(const Session& session) : m_runs{{kFirstNumber, SessionEditor(alone(session))}} { addCompared(session); }

void Runs::replace(const Session& session) {
  if (m_present != 0) std::swap(m_runs.front(), m_runs[static_cast<std::size_t>(m_present)]);
  m_runs.erase(m_runs.begin() + 1, m_runs.end());
  m_present = 0;
  m_runs.front().editor.replace(alone(session));
  addCompared(session);
}

void Runs::addCompared(const Session& session) {
  for (const SessionChange& change : session.compare) add(SessionEditor(changed(session, change)));
}

std::optional<int> Runs::placeOf(int number) const {
  const auto run = std::ranges::find(m_runs, number, &Run::number);
  if (run == m_runs.end()) return std::nullopt;
  return static_cast<int>(run - m_runs.begin());
}

std::vector<Session> Runs::sessions() const {
  std::vector<Session> all;
  for (const Run& run : m_runs) all.push_back(run.editor.session());
  return all;
}

bool Runs::are(const std::vector<Session>& sessions) const {
  return std::ranges::equal(m_runs, sessions, {},
                            [](const Run& run) -> const Session& { return run.editor.session(); });
}

int Runs::add(const SessionEditor& editor) {
  m_runs.push_back({++m_lastNumber, editor});
  return count() - 1;
}

void Runs::put(int place, const SessionEditor& editor) {
  m_runs[static_cast<std::size_t>(place)] = {++m_lastNumber, editor};
}

void Runs::remove(int place) {
  if (count() == 1) return;
  m_runs.erase(m_runs.begin() + place);
  if (m_present == place)
    m_present = 0;
  else if (m_present > place)
    --m_present;
}

void Runs::swap(int first, int other) {
  std::swap(m_runs[static_cast<std::size_t>(first)], m_runs[static_cast<std::size_t>(other)]);
  if (m_present == first)
    m_present = other;
  else if (m_present == other)
    m_present = first;
}

/// The other runs' notes come behind the present one's.
bool Runs::shareData(std::vector<Run>& runs, std::vector<int>& begun) const {
  SessionEditor& chosen = runs[static_cast<std::size_t>(m_present)].editor;
  QString note = chosen.note();
  for (int place = 0; place < count(); ++place) {
    if (place == m_present) continue;
    Run& run = runs[static_cast<std::size_t>(place)];
    const bool isShared = run.editor.shareData(chosen);
    if (!run.editor.note().isEmpty()) note = tr("%1 %2: %3").arg(note, runLetter(place), run.editor.note()).trimmed();
    if (isShared) begun.push_back(run.number);
    if (!isShared) break;
  }
  chosen.setNote(note);
  return static_cast<int>(begun.size()) == count();
}

std::vector<int> Runs::make(const std::function<bool(SessionEditor&)>& choice) {
  const Session before = editor().session();
  std::vector<Run> runs = m_runs;
  SessionEditor& chosen = runs[static_cast<std::size_t>(m_present)].editor;
  std::vector<int> begun{number()};
  const bool isAnother = choice(chosen);
  const bool isData = chosen.session().data != before.data;
  const bool isPossible = !isData || shareData(runs, begun);
  if (!isPossible) {
    editor().setNote(chosen.note());
    return {};
  }
  m_runs = std::move(runs);
  return isAnother ? begun : std::vector<int>();
}

bool Runs::follow(const Snapshot& snapshot) {
  const std::optional<int> place = placeOf(snapshot.run);
  if (!place) return false;
  Run& run = m_runs[static_cast<std::size_t>(*place)];
  run.editor.followFrozen(*snapshot.session);
  if (!snapshot.history) return false;
  const std::optional<std::int64_t> seen = std::exchange(run.seenMoves, snapshot.history->moves);
  if (!seen || *seen == snapshot.history->moves) return false;
  run.editor.followTraining(snapshot.session->training);
  return *place == m_present;
}

Session joined(const std::vector<Session>& runs) {
  Session whole = runs.front();
  whole.compare.clear();
  for (std::size_t k = 1; k < runs.size(); ++k) whole.compare.push_back(changeFrom(runs.front(), runs[k]));
  return whole;
}

}  // namespace backscope
