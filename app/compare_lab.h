#pragma once

#include <QObject>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "app/runs.h"
#include "ui/compare/ghost.h"
#include "ui/panels/compare_bar.h"

class QKeyEvent;

namespace backscope {

class Edits;
class EngineBridge;
class Workbench;

/// Runs side by side: adds them to the engine and takes them away, says which is the present one, and shows the others
/// on the board, as ghosts over the present one's views, or not at all.
class CompareLab : public QObject {
  Q_OBJECT

 public:
  CompareLab(Runs& runs, Workbench& workbench, Edits& edits, EngineBridge& engine, QObject* parent);

  /// Of the session that the engine has just got, or begins with: the runs that it compares.
  void begin();
  /// Before another session: the engine's present run alone is left.
  void clear();
  /// The settings of a run are other ones.
  void showRuns();
  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
  /// What the present run's views want, and what is wanted of the others.
  SetNeeds needs() const;
  /// "B diverged at iteration 12 …" of all runs that did; the letter only where there are several. Empty: none.
  QString divergence() const;

  /// A copy of the present run, which becomes the present one: what is changed next is changed in it.
  void addCopy();
  /// A run with another session, such as a cure's, beside the present one, which stays that.
  void addBeside(const Session& session);
  /// C begins a comparison, or goes to the next run; Shift+C goes from side by side to ghost and to alone. False for
  /// another key.
  bool pressKey(const QKeyEvent& event);
  void choose(int place);
  void chooseNumber(int number);
  /// The tabs are to be seen.
  void leaveBoard();
  /// While the numbers are worked out by hand, the present run is shown alone.
  void followByHand();
  void end();

 signals:
  void presentChanged();
  /// The present run and the others as they stood, arranged anew, until the engine says more.
  void snapshotArranged(const std::shared_ptr<const backscope::Snapshot>& snapshot);
  /// There are other runs than before, or they stand in other places.
  void runsChanged();
  /// So many runs there are.
  void countShown(int count);
  /// Why something was not done.
  void refused(const QString& sentence);
  void needsChanged();

 private:
  void connectBar();
  void compareOrChooseNext();
  void showNext();
  void chooseShown(CompareShown shown);
  void show(CompareShown shown);
  bool isOnBoard(CompareShown shown) const;
  void showGhosts();
  std::vector<Ghost> ghosts() const;
  void copy(int from, int to);
  void swap(int first, int other);
  void remove(int place);
  bool isRoom();
  void followRuns(bool isOtherPresent);
  /// The new run is as this one stood, until the engine says more.
  void lend(int from, int to);
  void showPresent();
  std::shared_ptr<const Snapshot> shownOf(int place) const;

  Runs& m_runs;
  Workbench& m_workbench;
  Edits& m_edits;
  EngineBridge& m_engine;
  std::map<int, std::shared_ptr<const Snapshot>> m_shown;  ///< by the runs' numbers
  std::optional<CompareShown> m_shownBefore;               ///< to be shown once no numbers are hidden any more
  QStringList m_names;
  bool m_hasGhosts = false;
};

}  // namespace backscope
