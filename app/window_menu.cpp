#include "app/window_menu.h"

#include <QActionGroup>
#include <QFileInfo>

#include "app/document.h"
#include "app/notation_menu.h"
#include "app/session_file.h"
#include "ui/theme/movement.h"

namespace backscope {

namespace {

/// What is below it belongs together.
void addHeading(QMenu& menu, const QString& name) {
  if (!menu.isEmpty()) menu.addSeparator();
  menu.addAction(name)->setEnabled(false);
}

}  // namespace

WindowMenu::WindowMenu(QWidget* parent) : QMenu(parent) {
  setAccessibleName(tr("Menu"));
  createSessionActions();
  addSeparator();
  createSheetActions();
  addSeparator();
  createEditActions();
  addSeparator();
  createViewActions();
  addSeparator();
  createHelpActions();
}

QAction* WindowMenu::add(const QString& text, const QKeySequence& keys, void (WindowMenu::*signal)()) {
  QAction* action = addAction(text);
  action->setShortcut(keys);
  connect(action, &QAction::triggered, this, signal);
  return action;
}

void WindowMenu::createSessionActions() {
  QMenu* lessonMenu = addMenu(tr("&New from lesson"));
  connect(lessonMenu, &QMenu::aboutToShow, this, [this, lessonMenu] { fillLessons(lessonMenu); });
  add(tr("&Open…"), QKeySequence::Open, &WindowMenu::openRequested);
  QMenu* recentMenu = addMenu(tr("Open &recent"));
  connect(recentMenu, &QMenu::aboutToShow, this, [this, recentMenu] { fillRecent(recentMenu); });
  add(tr("&Save"), QKeySequence::Save, &WindowMenu::saveRequested);
  add(tr("Save &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), &WindowMenu::saveAsRequested);
}

void WindowMenu::createSheetActions() {
  add(tr("Export wor&ked solution…"), QKeySequence(Qt::CTRL | Qt::Key_E), &WindowMenu::solutionRequested);
  add(tr("Export &worksheet…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), &WindowMenu::worksheetRequested);
  add(tr("Export answer ke&y…"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_E), &WindowMenu::answerKeyRequested);
  add(tr("Export scale of dept&h…"), {}, &WindowMenu::depthExportRequested);
}

/// When it is opened: start does not wait for it.
void WindowMenu::fillLessons(QMenu* menu) {
  if (!menu->isEmpty()) return;
  const auto fill = [this](QMenu* list, const std::vector<Lesson>& all) {
    for (const Lesson& lesson : all) {
      QAction* action = list->addAction(lesson.title);
      connect(action, &QAction::triggered, this, [this, name = lesson.name] { emit lessonChosen(name); });
    }
  };
  fill(menu, lessons());
  menu->addSeparator();
  fill(menu->addMenu(tr("&Known points")), knownPoints());
}

void WindowMenu::fillRecent(QMenu* menu) {
  menu->clear();
  for (const QString& file : recent_files::list()) {
    QAction* action = menu->addAction(QFileInfo(file).fileName());
    action->setToolTip(file);
    connect(action, &QAction::triggered, this, [this, file] { emit recentChosen(file); });
  }
  if (menu->isEmpty()) menu->addAction(tr("Nothing opened yet"))->setEnabled(false);
}

void WindowMenu::createEditActions() {
  m_undo = add({}, QKeySequence::Undo, &WindowMenu::undoRequested);
  m_redo = add({}, {}, &WindowMenu::redoRequested);
  m_redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
  showEdits({}, {});
}

void WindowMenu::showEdits(const QString& undo, const QString& redo) {
  m_undo->setText(undo.isEmpty() ? tr("&Undo") : tr("&Undo: %1").arg(undo));
  m_redo->setText(redo.isEmpty() ? tr("Re&do") : tr("Re&do: %1").arg(redo));
  m_undo->setEnabled(!undo.isEmpty());
  m_redo->setEnabled(!redo.isEmpty());
}

void WindowMenu::createThemeMenu() {
  QMenu* menu = addMenu(tr("&Theme"));
  auto* group = new QActionGroup(this);
  for (const QString& name : {tr("As the system"), tr("Light"), tr("Dark")}) {
    QAction* action = menu->addAction(name);
    action->setCheckable(true);
    group->addAction(action);
    const auto mode = static_cast<Theme::Mode>(m_themes.size());
    connect(action, &QAction::triggered, this, [this, mode] { emit themeChosen(mode); });
    m_themes.append(action);
  }
}

void WindowMenu::createMovementAction() {
  QAction* action = addAction(tr("Mov&ement"));
  action->setCheckable(true);
  action->setChecked(Movement::instance().isWanted());
  connect(action, &QAction::triggered, &Movement::instance(), &Movement::setWanted);
  connect(&Movement::instance(), &Movement::changed, action,
          [action] { action->setChecked(Movement::instance().isWanted()); });
}

void WindowMenu::createTabActions() {
  QMenu* menu = addMenu(tr("Anal&yses"));
  auto* tabs = new QActionGroup(this);
  const QList<AnalysisGroup> groups = analysisGroups();
  for (const AnalysisTab tab : analysisTabs()) {
    for (const AnalysisGroup& group : groups)
      if (group.first == tab) addHeading(*menu, group.name);
    QAction* action = menu->addAction(menuTextOf(tab));
    action->setShortcut(shortcutOf(tab));
    action->setCheckable(true);
    tabs->addAction(action);
    connect(action, &QAction::triggered, this, [this, tab] { emit tabChosen(tab); });
    m_tabs.append(action);
  }
  menu->addSeparator();
  m_enlarge = menu->addAction(tr("E&nlarge"));
  m_enlarge->setCheckable(true);
  m_enlarge->setShortcuts({enlargeKey(), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
  connect(m_enlarge, &QAction::triggered, this, [this] {
    m_enlarge->toggle();
    emit enlargeToggled();
  });
}

void WindowMenu::createCompareMenu() {
  QMenu* menu = addMenu(tr("Com&pare"));
  connect(menu->addAction(tr("&Add a copy of this run")), &QAction::triggered, this, &WindowMenu::compareRequested);
  for (int place = 0; place <= kMaxCompared; ++place) {
    QAction* action = menu->addAction(tr("Run &%1").arg(QChar(u'A' + place)));
    action->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + place)));
    connect(action, &QAction::triggered, this, [this, place] { emit runChosen(place); });
    m_runs.append(action);
  }
  m_endComparison = menu->addAction(tr("&End: this run stays"));
  connect(m_endComparison, &QAction::triggered, this, &WindowMenu::comparisonEnded);
  showRuns(1);
}

void WindowMenu::showRuns(int count) {
  for (int place = 0; place < m_runs.size(); ++place) m_runs[place]->setVisible(count > 1 && place < count);
  m_endComparison->setVisible(count > 1);
}

void WindowMenu::createViewActions() {
  createCompareMenu();
  createThemeMenu();
  addMenu(new NotationMenu(this));
  createMovementAction();
  add(tr("Li&ght or dark"), QKeySequence(Qt::CTRL | Qt::Key_D), &WindowMenu::lightOrDarkRequested);
  QAction* larger = addAction(tr("&Larger type"));
  larger->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
  connect(larger, &QAction::triggered, this, [this] { emit fontStepChosen(1); });
  QAction* smaller = addAction(tr("S&maller type"));
  smaller->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Minus));
  connect(smaller, &QAction::triggered, this, [this] { emit fontStepChosen(-1); });
  m_settings = add(tr("Setti&ngs"), QKeySequence(Qt::CTRL | Qt::Key_B), &WindowMenu::settingsToggled);
  m_settings->setCheckable(true);
  m_logLoss = addAction(tr("Logarithmic &loss"));
  m_logLoss->setCheckable(true);
  // The key is the loss view's own; here it is only said.
  m_logLoss->setText(tr("Logarithmic &loss\tCtrl+L"));
  connect(m_logLoss, &QAction::triggered, this, &WindowMenu::logLossChosen);
  createTabActions();
  add(tr("&Full screen"), QKeySequence(Qt::Key_F11), &WindowMenu::fullScreenRequested);
}

void WindowMenu::createHelpActions() {
  add(tr("&Keyboard"), QKeySequence(Qt::Key_F1), &WindowMenu::shortcutsRequested);
  add(tr("A&bout Backscope"), {}, &WindowMenu::aboutRequested);
  addSeparator();
  add(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), &WindowMenu::quitRequested);
}

void WindowMenu::showTheme(Theme::Mode mode) { m_themes[static_cast<int>(mode)]->setChecked(true); }

void WindowMenu::showLogLoss(bool log) { m_logLoss->setChecked(log); }

void WindowMenu::showSettings(bool shown) { m_settings->setChecked(shown); }

void WindowMenu::showEnlarged(bool enlarged) { m_enlarge->setChecked(enlarged); }

void WindowMenu::showTab(AnalysisTab tab) { m_tabs[static_cast<int>(tab)]->setChecked(true); }

}  // namespace backscope
