// The window's connections, dialogs and memory; what it does stands in main_window.cpp.

#include <QApplication>
#include <QFileInfo>
#include <QMessageBox>
#include <algorithm>

#include "app/columns.h"
#include "app/compare_lab.h"
#include "app/depth_export.h"
#include "app/depth_lab.h"
#include "app/division.h"
#include "app/edits.h"
#include "app/engine_bridge.h"
#include "app/init_map_lab.h"
#include "app/landscape.h"
#include "app/main_window.h"
#include "app/mirror_gestures.h"
#include "app/sheet_export.h"
#include "app/shortcuts_box.h"
#include "app/starts_lab.h"
#include "app/symmetry_lab.h"
#include "app/window_menu.h"
#include "app/window_state.h"
#include "app/workbench.h"
#include "ui/panels/data_panel.h"
#include "ui/panels/history_bar.h"
#include "ui/panels/initialization_panel.h"
#include "ui/panels/network_panel.h"
#include "ui/panels/training_panel.h"
#include "ui/text/problem_text.h"
#include "ui/theme/movement.h"
#include "ui/values/values_view.h"
#include "ui/views/boundary_text.h"
#include "ui/views/boundary_view.h"
#include "ui/views/cure_row.h"
#include "ui/views/curvature_view.h"
#include "ui/views/delta_view.h"
#include "ui/views/depth_view.h"
#include "ui/views/example_bar.h"
#include "ui/views/loss_view.h"
#include "ui/views/network_view.h"
#include "ui/views/pass_view.h"
#include "ui/views/slope_view.h"
#include "ui/views/symmetry_view.h"
#include "ui/views/unit_lines.h"
#include "ui/widgets/message_strip.h"
#include "ui/widgets/style_sheet.h"

namespace backscope {

void MainWindow::connectPanels() {
  connect(&m_workbench->dataPanel(), &DataPanel::dataChosen, this, [this](const DataSettings& chosen) {
    choose([&](SessionEditor& editor) { return editor.chooseData(chosen); });
  });
  connect(&m_workbench->networkPanel(), &NetworkPanel::networkChosen, this, [this](const Architecture& network) {
    choose([&](SessionEditor& editor) { return editor.chooseNetwork(network); });
  });
  connect(&m_workbench->networkPanel(), &NetworkPanel::lossChosen, this,
          [this](Loss loss) { choose([&](SessionEditor& editor) { return editor.chooseLoss(loss); }); });
  connect(&m_workbench->initializationPanel(), &InitializationPanel::initializationChosen, this,
          [this](const InitializationSettings& settings) {
            choose([&](SessionEditor& editor) { return editor.chooseInitialization(settings); });
          });
  connect(&m_workbench->symmetry(), &SymmetryView::initializationChosen, this,
          [this](const InitializationSettings& settings) {
            choose([&](SessionEditor& editor) { return editor.chooseInitialization(settings); });
          });
  connect(&m_workbench->analyses().deltas().cures(), &CureRow::sessionChosen, this, [this](const Session& session) {
    choose([&](SessionEditor& editor) { return editor.chooseSession(session); });
  });
  connect(&m_workbench->trainingPanel(), &TrainingPanel::trainingChosen, this, &MainWindow::chooseTraining);
}

void MainWindow::connectExamples() {
  const auto follow = [this](int example) { m_engine->post(SelectExample{example}); };
  const auto leave = [this] { m_engine->post(SelectExample{}); };
  const BoundaryView* boundary = &m_workbench->boundary();
  connect(boundary, &BoundaryView::exampleChosen, this, follow);
  connect(boundary, &BoundaryView::choiceEnded, this, leave);
  connect(boundary, &BoundaryView::placeChosen, this, [this](const InputPlane& plane, const QPointF& place) {
    if (m_snapshot) followTyped(exampleAt(*m_snapshot, plane, place));
  });
  connect(&m_workbench->slopes(), &SlopeView::exampleChosen, this, follow);
  const ExampleBar* bar = &m_workbench->pass().exampleBar();
  connect(bar, &ExampleBar::exampleChosen, this, follow);
  connect(bar, &ExampleBar::choiceEnded, this, leave);
  connect(bar, &ExampleBar::valuesTyped, this, &MainWindow::followTyped);
}

void MainWindow::connectEdits() {
  const NetworkView* network = &m_workbench->network();
  const ValuesView* values = &m_workbench->values();
  connect(network, &NetworkView::parameterChosen, m_edits, &Edits::setParameter);
  connect(network, &NetworkView::parameterNudged, m_edits, &Edits::nudgeParameter);
  connect(network, &NetworkView::freezingChosen, m_edits,
          [this](const FreezeChoice& choice) { m_edits->setFrozen(changesOf(choice), undoText(choice)); });
  connect(values, &ValuesView::parameterChosen, m_edits, &Edits::setParameter);
  connect(values, &ValuesView::parameterNudged, m_edits, &Edits::nudgeParameter);
  connect(values, &ValuesView::inputEdited, m_edits, &Edits::setInput);
  connect(values, &ValuesView::inputNudged, m_edits, &Edits::nudgeInput);
  connect(&m_workbench->boundary().lines(), &UnitLines::edited, m_edits, &Edits::nudgeParameters);
  connect(m_edits, &Edits::exampleEdited, this, &MainWindow::followTyped);
  connect(m_edits, &Edits::posted, this, [this](const Command& command, int run) {
    if (!std::holds_alternative<SelectExample>(command)) m_document.markParameterEdited();
    m_engine->post(command, run);
  });
  connect(m_edits, &Edits::runsExchanged, this, &MainWindow::exchangeRuns);
  connect(m_edits, &Edits::changed, this, [this] { m_menu->showEdits(m_edits->undoText(), m_edits->redoText()); });
  connect(m_edits, &Edits::lost, this, [this] {
    m_workbench->messages().show(MessageStrip::Kind::Note,
                                 tr("The run of that edit is gone: nothing can be undone before it."));
  });
  new MirrorGestures(*this, *m_edits);
  connect(m_menu, &WindowMenu::undoRequested, m_edits, &Edits::undo);
  connect(m_menu, &WindowMenu::redoRequested, m_edits, &Edits::redo);
  m_symmetry = new SymmetryLab(*m_workbench, *m_edits, *m_engine, this);
}

void MainWindow::followTyped(const TypedExample& example) {
  const std::optional<Problem> problem = checkExample(editor().session(), example);
  if (!problem) return m_edits->follow(example);
  m_workbench->messages().show(MessageStrip::Kind::Problem, tr("No such example: %1").arg(describe(*problem)));
  if (m_snapshot) m_workbench->pass().exampleBar().setSnapshot(*m_snapshot);
}

void MainWindow::connectHistory() {
  connect(&m_workbench->pass(), &PassView::stepsChosen, this, [this](int count) {
    m_engine->post(Step{StepSize::Unit, count});
  });
  const HistoryBar* history = &m_workbench->history();
  connect(history, &HistoryBar::iterationChosen, this,
          [this](std::int64_t iteration) { m_engine->post(Seek{iteration}); });
  connect(history, &HistoryBar::branchChosen, this, [this](int branch) { m_engine->post(ChooseBranch{branch}); });
  connect(history, &HistoryBar::branchDiscarded, this, [this](int branch) { m_engine->post(DiscardBranch{branch}); });
  connect(history, &HistoryBar::bookmarkNamed, this,
          [this](const QString& name) { m_engine->post(AddBookmark{name.toStdString()}); });
  connect(history, &HistoryBar::bookmarkRemoved, this,
          [this](std::size_t index) { m_engine->post(RemoveBookmark{index}); });
}

void MainWindow::connectLabs() {
  m_initMap = new InitMapLab(&m_workbench->analyses().initMap(), this);
  connect(m_initMap, &InitMapLab::sessionChosen, this, [this](const Session& session) {
    choose([&](SessionEditor& editor) { return editor.chooseSession(session); });
  });
  m_starts = new StartsLab(&m_workbench->analyses().starts(), this);
  connect(m_starts, &StartsLab::sessionChosen, this, [this](const Session& session) {
    choose([&](SessionEditor& editor) { return editor.chooseSession(session); });
  });
  m_landscape = new Landscape({*m_workbench, *m_edits, *m_engine, *m_starts, m_runs}, this);
  connect(m_landscape, &Landscape::sessionChosen, this, [this](const Session& session) {
    choose([&](SessionEditor& editor) { return editor.chooseStart(session); });
  });
  connect(m_landscape, &Landscape::pointChosen, this, &MainWindow::open);
  // Its eigenvalues are chosen with the arrow keys.
  connect(m_menu, &WindowMenu::tabChosen, this, [this](Workbench::Tab tab) {
    if (tab == Workbench::Tab::Curvature) m_workbench->analyses().curvature().focusPage();
  });
  connect(m_landscape, &Landscape::refused, this,
          [this](const QString& sentence) { m_workbench->messages().show(MessageStrip::Kind::Note, sentence); });
}

void MainWindow::connectComparison() {
  m_compare = new CompareLab(m_runs, *m_workbench, *m_edits, *m_engine, this);
  connect(m_compare, &CompareLab::presentChanged, this, [this] {
    showSession();
    showNote();
  });
  connect(m_compare, &CompareLab::snapshotArranged, this, &MainWindow::showSnapshot);
  connect(m_compare, &CompareLab::runsChanged, this, &MainWindow::showFileState);
  connect(m_compare, &CompareLab::needsChanged, this, &MainWindow::postNeeds);
  connect(m_compare, &CompareLab::refused, this,
          [this](const QString& sentence) { m_workbench->messages().show(MessageStrip::Kind::Note, sentence); });
  connect(m_workbench, &Workbench::tabShown, m_compare, &CompareLab::leaveBoard);
  connect(m_compare, &CompareLab::countShown, m_menu, &WindowMenu::showRuns);
  connect(m_menu, &WindowMenu::compareRequested, m_compare, &CompareLab::addCopy);
  connect(m_menu, &WindowMenu::comparisonEnded, m_compare, &CompareLab::end);
  connect(m_menu, &WindowMenu::runChosen, m_compare, &CompareLab::choose);
  connect(&m_workbench->analyses().deltas().cures(), &CureRow::besideChosen, m_compare, &CompareLab::addBeside);
  connect(m_initMap, &InitMapLab::besideChosen, m_compare, &CompareLab::addBeside);
}

void MainWindow::connectDepth() {
  const DepthView* view = &m_workbench->analyses().depth();
  m_depth = new DepthLab(&m_workbench->analyses().depth(), this);
  connect(m_depth, &DepthLab::sessionChosen, this, [this](const Session& session) {
    choose([&](SessionEditor& editor) { return editor.chooseSession(session); });
  });
  auto* depthExport = new DepthExport(view, this);
  connect(view, &DepthView::exportRequested, depthExport, &DepthExport::offer);
  connect(m_menu, &WindowMenu::depthExportRequested, this, [this, depthExport] {
    m_workbench->setTab(Workbench::Tab::Depth);
    depthExport->offer();
  });
  connect(depthExport, &DepthExport::written, this, &MainWindow::showWritten);
  connect(depthExport, &DepthExport::failed, this,
          [this](const QString& sentence) { m_workbench->messages().show(MessageStrip::Kind::Problem, sentence); });
}

void MainWindow::connectMenu() {
  connect(m_menu, &WindowMenu::lessonChosen, this, &MainWindow::open);
  connect(m_menu, &WindowMenu::recentChosen, this, &MainWindow::open);
  connect(m_menu, &WindowMenu::openRequested, this, &MainWindow::askForFile);
  connect(m_menu, &WindowMenu::saveRequested, this, &MainWindow::save);
  connect(m_menu, &WindowMenu::saveAsRequested, this, [this] { askWhereToSave({}); });
  connect(m_menu, &WindowMenu::themeChosen, this, [](Theme::Mode mode) { Theme::instance().setMode(mode); });
  connect(m_menu, &WindowMenu::lightOrDarkRequested, this, [this] {
    const Theme::Mode mode = Theme::instance().colors().dark ? Theme::Mode::Light : Theme::Mode::Dark;
    Theme::instance().setMode(mode);
    m_menu->showTheme(mode);
  });
  connect(m_menu, &WindowMenu::fontStepChosen, this,
          [](int points) { applyFontSize(QApplication::font().pointSizeF() + points); });
  connect(m_menu, &WindowMenu::logLossChosen, &m_workbench->loss(), &LossView::setLogScale);
  connect(&m_workbench->loss(), &LossView::logScaleChosen, m_menu, &WindowMenu::showLogLoss);
  connect(m_menu, &WindowMenu::tabChosen, m_workbench, &Workbench::setTab);
  connect(m_workbench, &Workbench::tabShown, m_menu, &WindowMenu::showTab);
  connect(m_menu, &WindowMenu::enlargeToggled, m_workbench, &Workbench::toggleEnlarged);
  connect(m_workbench, &Workbench::enlargedChanged, m_menu, &WindowMenu::showEnlarged);
  connect(m_menu, &WindowMenu::settingsToggled, &m_workbench->columns(), &Columns::toggleSettings);
  connect(m_workbench, &Workbench::settingsShown, m_menu, &WindowMenu::showSettings);
  connect(m_menu, &WindowMenu::fullScreenRequested, this,
          [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
  connect(m_menu, &WindowMenu::shortcutsRequested, this, [this] { shortcuts_box::open(this); });
  connect(m_menu, &WindowMenu::aboutRequested, this, &MainWindow::showAbout);
  connect(m_menu, &WindowMenu::quitRequested, this, &MainWindow::close);
}

void MainWindow::connectSheets() {
  m_sheets = new SheetExport(this);
  connect(m_menu, &WindowMenu::solutionRequested, this, [this] { exportSheet(SheetKind::Solution); });
  connect(m_menu, &WindowMenu::worksheetRequested, this, [this] { exportSheet(SheetKind::Worksheet); });
  connect(m_menu, &WindowMenu::answerKeyRequested, this, [this] { exportSheet(SheetKind::AnswerKey); });
  connect(m_sheets, &SheetExport::written, this, &MainWindow::showWritten);
  connect(m_sheets, &SheetExport::failed, this,
          [this](const QString& sentence) { m_workbench->messages().show(MessageStrip::Kind::Problem, sentence); });
}

void MainWindow::showWritten(const QString& file) {
  m_workbench->messages().show(MessageStrip::Kind::Note, tr("Written as %1.").arg(QFileInfo(file).fileName()));
}

/// Of the passes that are shown; where there are none, of the present example by itself.
void MainWindow::exportSheet(SheetKind kind) {
  if (!m_snapshot) return;
  if (m_snapshot->pass) return m_sheets->offer(kind, *m_snapshot);
  m_engine->capture({m_runs.number()}, [this, kind, shown = m_snapshot](const std::vector<Session>& sessions) {
    m_sheets->offer(kind, *shown, sessions.front());
  });
}

void MainWindow::restoreState() {
  const WindowState state = loadWindowState();
  if (QApplication::font().pointSizeF() != state.fontSize) applyFontSize(state.fontSize);
  Theme::instance().setMode(state.theme);
  CurrentNotation::instance().set(state.notation);
  Movement::instance().setWanted(state.isMovementWanted);
  applyTheme();
  if (!state.geometry.isEmpty()) restoreGeometry(state.geometry);
  m_workbench->division().restore(state.division);
  m_workbench->loss().setLogScale(state.isLossLog);
  m_workbench->boundary().lines().setShown(state.areLinesShown);
  m_workbench->analyses().deltas().setLadder(state.ladder);
  m_workbench->setTab(static_cast<Workbench::Tab>(state.tab));
  m_workbench->columns().setSettingsWanted(state.areSettingsWanted);
  m_menu->showSettings(m_workbench->columns().areSettingsShown());
  m_menu->showTheme(state.theme);
  m_menu->showLogLoss(state.isLossLog);
  m_menu->showTab(m_workbench->tab());
}

void MainWindow::saveState() const {
  WindowState state;
  state.geometry = saveGeometry();
  state.division = m_workbench->division().save();
  state.theme = Theme::instance().mode();
  state.notation = notation();
  state.isMovementWanted = Movement::instance().isWanted();
  state.fontSize = QApplication::font().pointSizeF();
  state.isLossLog = m_workbench->loss().isLogScale();
  state.areLinesShown = m_workbench->boundary().lines().isShown();
  state.areSettingsWanted = m_workbench->columns().areSettingsWanted();
  state.tab = static_cast<int>(m_workbench->tab());
  state.ladder = m_workbench->analyses().deltas().ladder();
  saveWindowState(state);
}

void MainWindow::applyTheme() {
  setStyleSheet(styleSheetOf(Theme::instance().colors()));
  m_workbench->setFont(QApplication::font());
  m_menu->setFont(QApplication::font());
}

void MainWindow::showAbout() {
  auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Backscope"),
                              tr("<b>Backscope %1</b><br>See back-propagation happen.<br><br>"
                                 "Free software under the GNU General Public License, version 3 or later.")
                                  .arg(QStringLiteral(BACKSCOPE_VERSION)),
                              QMessageBox::Close, this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->open();
}

}  // namespace backscope
