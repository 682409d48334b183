#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "app/session_editor.h"
#include "core/engine/snapshot.h"

namespace backscope {

/// The runs of the window by their places A, B, C and D, mostly one alone. Each has an editor of its session, and a
/// number by which the engine and the edits know it for as long as it is there. All have the same data.
class Runs {
 public:
  static constexpr int kMost = 1 + kMaxCompared;
  /// Of the run with which the engine begins.
  static constexpr int kFirstNumber = 1;

  /// With the runs that it compares.
  explicit Runs(const Session& session);
  /// The same in the place of all. The present run keeps its number, and is the first.
  void replace(const Session& session);

  int count() const { return static_cast<int>(m_runs.size()); }
  int present() const { return m_present; }
  int number() const { return numberAt(m_present); }
  int numberAt(int place) const { return m_runs[static_cast<std::size_t>(place)].number; }
  std::optional<int> placeOf(int number) const;

  SessionEditor& editor() { return editorAt(m_present); }
  const SessionEditor& editor() const { return m_runs[static_cast<std::size_t>(m_present)].editor; }
  SessionEditor& editorAt(int place) { return m_runs[static_cast<std::size_t>(place)].editor; }
  const Session& sessionAt(int place) const { return m_runs[static_cast<std::size_t>(place)].editor.session(); }
  std::vector<Session> sessions() const;
  bool are(const std::vector<Session>& sessions) const;

  void choose(int place) { m_present = place; }
  /// At the end, where there is room; its place.
  int add(const SessionEditor& editor);
  /// In the place of another one, under a number of its own.
  void put(int place, const SessionEditor& editor);
  /// The last one that is left stays. Where the present one goes, the first becomes it.
  void remove(int place);
  /// The present run stays the present one.
  void swap(int first, int other);

  /// A choice for the present run. Where that leads to other data, the others get it too, and their networks are made
  /// to fit; where one of them can't, nothing is changed, and the note says so. The numbers of those that begin anew.
  std::vector<int> make(const std::function<bool(SessionEditor&)>& choice);

  /// What the engine's run has by now that was not chosen: what is frozen, and the training settings of a place to
  /// which the history was moved. True where the present run's settings are other ones.
  bool follow(const Snapshot& snapshot);

 private:
  struct Run {
    int number = 0;
    SessionEditor editor;
    std::optional<std::int64_t> seenMoves{};  ///< see HistoryPlace
  };

  void addCompared(const Session& session);
  bool shareData(std::vector<Run>& runs, std::vector<int>& begun) const;

  std::vector<Run> m_runs;
  int m_present = 0;
  int m_lastNumber = kFirstNumber;
};

/// The first of these runs, which have the same data, with what the others have of their own.
Session joined(const std::vector<Session>& runs);

}  // namespace backscope
