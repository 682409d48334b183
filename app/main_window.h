#pragma once

#include <QMainWindow>
#include <functional>
#include <memory>
#include <optional>

#include "app/document.h"
#include "app/runs.h"
#include "app/sheet_file.h"
#include "core/engine/snapshot.h"

namespace backscope {

struct RunSession;
class CompareLab;
class DepthLab;
class Edits;
class EngineBridge;
class InitMapLab;
class Landscape;
class StartsLab;
class SheetExport;
class SymmetryLab;
class WindowMenu;
class Workbench;

/// Joins what the user chooses to the engine, and the engine's snapshots to what is shown.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  /// `file` is where the session stands; empty for a lesson.
  explicit MainWindow(const Session& session, const QString& file = {}, QWidget* parent = nullptr);
  ~MainWindow() override;

  Workbench& workbench() const { return *m_workbench; }
  /// Of the present run.
  const SessionEditor& editor() const { return m_runs.editor(); }
  const Runs& runs() const { return m_runs; }
  CompareLab& comparison() const { return *m_compare; }
  std::shared_ptr<const Snapshot> snapshot() const { return m_snapshot; }
  /// Something would be lost if another session took the place of this one.
  bool isUnsaved() const;

  /// Reads a file or lesson; asks first where something would be lost. What can't be read changes nothing.
  void open(const QString& fileOrLesson);
  /// To its file; where there is none, asks for one.
  void save();
  void saveTo(const QString& file, const std::function<void()>& then = {});

 protected:
  void closeEvent(QCloseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void createActions();
  void createLayout();
  void connectSignals();
  void connectPanels();
  void connectTransport();
  void connectMenu();
  void connectExamples();
  void connectEdits();
  void connectHistory();
  void connectLabs();
  void connectDepth();
  void connectComparison();
  void restoreState();
  void saveState() const;
  void applyTheme();

  void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
  void followHistory();
  void showDivergence();
  void showSession();
  void showFileState();
  void showNote();
  void postNeeds();
  void postSpeed();
  /// A choice that begins the present run anew, or, where it is of the data, all of them.
  void choose(const std::function<bool(SessionEditor&)>& choice);
  void reset();
  void exchangeRuns(std::int64_t edit, const std::vector<int>& numbers);
  /// The present run is the last: where it begins anew the others are moved with it, and have to be kept before.
  std::vector<RunSession> sessionsOf(const std::vector<int>& numbers) const;
  void chooseTraining(const TrainingSettings& training);
  void take(const Session& session, const QString& file);
  void rememberOpened(const Session& session, const QString& file);
  /// Where the first run stands, which is the file's.
  std::int64_t firstIteration() const;
  /// Follows an example that is not in the data; an impossible one changes nothing and is named.
  void followTyped(const TypedExample& example);
  void pressSpace();
  bool pressFocusedButton();
  void toggleTraining();
  void toggleByHand();
  void stepOnce();
  void stepBack();

  void askForFile();
  void askWhereToSave(const std::function<void()>& then);
  /// Goes on at once, or once the question whether to save is answered.
  void whenSafe(const std::function<void()>& proceed);
  void connectSheets();
  void exportSheet(SheetKind kind);
  void showWritten(const QString& file);
  void showAbout();

  Document m_document;
  Runs m_runs;
  WindowMenu* m_menu = nullptr;
  Workbench* m_workbench = nullptr;
  EngineBridge* m_engine = nullptr;
  SheetExport* m_sheets = nullptr;
  Edits* m_edits = nullptr;
  SymmetryLab* m_symmetry = nullptr;
  InitMapLab* m_initMap = nullptr;
  DepthLab* m_depth = nullptr;
  CompareLab* m_compare = nullptr;
  StartsLab* m_starts = nullptr;
  Landscape* m_landscape = nullptr;
  std::shared_ptr<const Snapshot> m_snapshot;
  std::optional<SetNeeds> m_postedNeeds;
  QString m_shownDivergence;                   ///< empty: none is
  std::optional<std::int64_t> m_showsSavedAt;  ///< the iteration of which the messages say that it was saved
  bool m_mayClose = false;
};

}  // namespace backscope
