#pragma once

#include <QMenu>

#include "app/analysis_tabs.h"
#include "ui/theme/theme.h"

namespace backscope {

/// The window's one menu: sessions, appearance, help.
class WindowMenu : public QMenu {
  Q_OBJECT

 public:
  explicit WindowMenu(QWidget* parent = nullptr);

  void showTheme(Theme::Mode mode);
  void showLogLoss(bool log);
  void showSettings(bool shown);
  void showTab(AnalysisTab tab);
  void showEnlarged(bool enlarged);
  /// As many as can be chosen from.
  void showRuns(int count);
  /// What would be undone and redone; empty: nothing.
  void showEdits(const QString& undo, const QString& redo);

 signals:
  void lessonChosen(const QString& name);
  void openRequested();
  void recentChosen(const QString& file);
  void saveRequested();
  void saveAsRequested();
  void solutionRequested();
  void worksheetRequested();
  void answerKeyRequested();
  void depthExportRequested();
  void themeChosen(backscope::Theme::Mode mode);
  void fontStepChosen(int points);
  void logLossChosen(bool log);
  void undoRequested();
  void redoRequested();
  void compareRequested();
  void comparisonEnded();
  void runChosen(int place);
  void tabChosen(backscope::AnalysisTab tab);
  void enlargeToggled();
  void settingsToggled();
  void lightOrDarkRequested();
  void fullScreenRequested();
  void shortcutsRequested();
  void aboutRequested();
  void quitRequested();

 private:
  void createSessionActions();
  void createSheetActions();
  void createEditActions();
  void createCompareMenu();
  void createViewActions();
  void createThemeMenu();
  void createMovementAction();
  void createTabActions();
  void createHelpActions();
  void fillLessons(QMenu* menu);
  void fillRecent(QMenu* menu);
  QAction* add(const QString& text, const QKeySequence& keys, void (WindowMenu::*signal)());

  QList<QAction*> m_themes;
  QList<QAction*> m_tabs;
  QList<QAction*> m_runs;  ///< of a comparison, by place
  QAction* m_endComparison = nullptr;
  QAction* m_undo = nullptr;
  QAction* m_redo = nullptr;
  QAction* m_enlarge = nullptr;
  QAction* m_logLoss = nullptr;
  QAction* m_settings = nullptr;
};

}  // namespace backscope
