#include "app/main_window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QKeyEvent>
#include <QRadioButton>
#include <QShortcut>
#include <algorithm>
#include <limits>
#include <utility>

#include "app/compare_lab.h"
#include "app/depth_lab.h"
#include "app/edits.h"
#include "app/engine_bridge.h"
#include "app/hand_keys.h"
#include "app/init_map_lab.h"
#include "app/landscape.h"
#include "app/starts_lab.h"
#include "app/symmetry_lab.h"
#include "app/window_menu.h"
#include "app/window_state.h"
#include "app/workbench.h"
#include "ui/panels/choice_names.h"
#include "ui/panels/history_bar.h"
#include "ui/panels/transport_bar.h"
#include "ui/views/boundary_view.h"
#include "ui/views/loss_view.h"
#include "ui/views/network_view.h"
#include "ui/views/pass_view.h"
#include "ui/widgets/message_strip.h"
#include "ui/widgets/style_sheet.h"

namespace backscope {

namespace {

constexpr QSize kFirstSize(1440, 900);
constexpr QSize kLeastSize(880, 600);

}  // namespace

MainWindow::MainWindow(const Session& session, const QString& file, QWidget* parent)
    : QMainWindow(parent), m_runs(session) {
  rememberOpened(session, file);
  m_engine = new EngineBridge(editor().session(), this);
  m_edits = new Edits(m_runs, this);
  createActions();
  createLayout();
  connectSignals();
  restoreState();
  m_compare->begin();
  showSession();
  postSpeed();
}

MainWindow::~MainWindow() = default;

void MainWindow::createActions() {
  m_menu = new WindowMenu(this);
  // So that the keys work while the menu is closed.
  for (QAction* action : m_menu->findChildren<QAction*>())
    if (!action->shortcuts().isEmpty()) addAction(action);
  auto* space = new QShortcut(QKeySequence(Qt::Key_Space), this);
  space->setAutoRepeat(false);
  connect(space, &QShortcut::activated, this, &MainWindow::pressSpace);
}

void MainWindow::createLayout() {
  m_workbench = new Workbench(this);
  setCentralWidget(m_workbench);
  m_workbench->transport().setMenu(m_menu);
  setAcceptDrops(true);
  setMinimumSize(kLeastSize);
  resize(kFirstSize);
  m_workbench->setFocus();
}

void MainWindow::connectSignals() {
  connect(m_engine, &EngineBridge::snapshotArrived, this, &MainWindow::showSnapshot);
  connect(m_workbench, &Workbench::needsChanged, this, &MainWindow::postNeeds);
  connect(&Theme::instance(), &Theme::changed, this, &MainWindow::applyTheme);
  connectPanels();
  connectTransport();
  connectExamples();
  connectEdits();
  connectHistory();
  connectMenu();
  connectSheets();
  connectLabs();
  connectDepth();
  connectComparison();
}

void MainWindow::connectTransport() {
  const TransportBar* transport = &m_workbench->transport();
  connect(transport, &TransportBar::resetRequested, this, &MainWindow::reset);
  connect(transport, &TransportBar::trainingToggled, this, &MainWindow::toggleTraining);
  connect(m_engine, &EngineBridge::runningChanged, transport, &TransportBar::setRunning);
  connect(transport, &TransportBar::stepRequested, this, &MainWindow::stepOnce);
  connect(transport, &TransportBar::stepBackRequested, this, &MainWindow::stepBack);
  connect(transport, &TransportBar::stepSizeChosen, this, &MainWindow::postSpeed);
  connect(transport, &TransportBar::speedChosen, this, &MainWindow::postSpeed);
}

/// Trains or pauses, unless the tabulator has gone to a button: then Space is the button's, as everywhere.
void MainWindow::pressSpace() {
  if (!pressFocusedButton()) toggleTraining();
}

/// Of a row of choices one is always taken; there is nothing to press.
bool MainWindow::pressFocusedButton() {
  auto* button = qobject_cast<QAbstractButton*>(focusWidget());
  if (button == nullptr || qobject_cast<QRadioButton*>(button) != nullptr) return false;
  button->click();
  return true;
}

void MainWindow::toggleTraining() { m_engine->post(m_engine->isRunning() ? Command(Pause{}) : Command(Train{})); }

void MainWindow::stepOnce() { m_engine->post(Step{m_workbench->transport().stepSize(), 1}); }

void MainWindow::stepBack() { m_engine->post(Step{m_workbench->transport().stepSize(), -1}); }

/// Numbers are worked out step by step.
void MainWindow::toggleByHand() {
  TransportBar& transport = m_workbench->transport();
  PassView& pass = m_workbench->pass();
  pass.setByHand(!pass.isByHand());
  m_compare->followByHand();
  if (pass.isByHand() && transport.stepSize() >= StepSize::Batch) transport.chooseStepSize(StepSize::Unit);
}

void MainWindow::postSpeed() {
  m_engine->post(SetSpeed{m_workbench->transport().speed(), m_workbench->transport().stepSize()});
}

void MainWindow::postNeeds() {
  const SetNeeds needs = m_compare->needs();
  const bool isPosted = m_postedNeeds && m_postedNeeds->needs == needs.needs && m_postedNeeds->beside == needs.beside;
  if (isPosted || m_workbench->width() == 0) return;
  m_postedNeeds = needs;
  m_engine->post(needs);
}

void MainWindow::choose(const std::function<bool(SessionEditor&)>& choice) {
  const std::vector<int> begun = m_runs.make(choice);
  if (!begun.empty()) {
    for (const int number : begun)
      if (SessionEditor& run = m_runs.editorAt(*m_runs.placeOf(number)); m_document.file().isEmpty())
        run.setTitle(summaryOf(run.session()));
    m_engine->replace(sessionsOf(begun), m_edits->beginRuns(begun));
  }
  showSession();
  showNote();
}

std::vector<RunSession> MainWindow::sessionsOf(const std::vector<int>& numbers) const {
  std::vector<RunSession> sessions;
  sessions.reserve(numbers.size());
  for (const int number : numbers) sessions.push_back({number, m_runs.sessionAt(*m_runs.placeOf(number))});
  std::stable_partition(sessions.begin(), sessions.end(),
                        [this](const RunSession& one) { return one.run != m_runs.number(); });
  return sessions;
}

void MainWindow::reset() { m_engine->post(Reset{m_edits->reset()}); }

void MainWindow::exchangeRuns(std::int64_t edit, const std::vector<int>& numbers) {
  m_engine->exchange(sessionsOf(numbers), edit);
  showSession();
  showNote();
}

void MainWindow::chooseTraining(const TrainingSettings& training) {
  if (m_runs.editor().chooseTraining(training)) {
    m_engine->setTraining(editor().session().training, m_runs.number());
    m_initMap->setSession(editor().session());
    m_starts->setSession(editor().session());
    m_compare->showRuns();
    showFileState();
  } else {
    showSession();
  }
  showNote();
}

void MainWindow::showNote() {
  MessageStrip& messages = m_workbench->messages();
  if (!editor().note().isEmpty()) {
    messages.show(MessageStrip::Kind::Note, editor().note());
    m_shownDivergence.clear();
  } else if (m_shownDivergence.isEmpty()) {
    messages.clear();
  }
}

void MainWindow::showSession() {
  m_workbench->setSession(editor().session());
  m_initMap->setSession(editor().session());
  m_depth->setSession(editor().session());
  m_starts->setSession(editor().session());
  m_compare->showRuns();
  showFileState();
}

void MainWindow::showFileState() {
  setWindowTitle(tr("%1[*] — Backscope").arg(m_document.name()));
  setWindowModified(isUnsaved());
}

std::int64_t MainWindow::firstIteration() const {
  const int first = m_runs.numberAt(0);
  for (const std::shared_ptr<const Snapshot>& other : m_snapshot->others)
    if (other->run == first) return other->iteration;
  return m_snapshot->iteration;
}

bool MainWindow::isUnsaved() const { return m_snapshot && m_document.isUnsaved(m_runs, firstIteration()); }

void MainWindow::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  m_snapshot = snapshot;
  m_edits->setSnapshot(snapshot);
  m_workbench->setSnapshot(snapshot);
  m_symmetry->setSnapshot(snapshot);
  m_landscape->setSnapshot(snapshot);
  m_compare->setSnapshot(snapshot);
  followHistory();
  // Once the run has gone on, what was saved is no longer what is shown.
  if (m_showsSavedAt && firstIteration() != *m_showsSavedAt) {
    m_showsSavedAt.reset();
    if (m_workbench->messages().kind() == MessageStrip::Kind::Note) m_workbench->messages().clear();
  }
  showDivergence();
  setWindowModified(isUnsaved());
  // The network's pictures may have got another size.
  postNeeds();
}

/// Where the runs were moved to, training may have had other settings.
void MainWindow::followHistory() {
  bool isOther = m_runs.follow(*m_snapshot);
  for (const std::shared_ptr<const Snapshot>& other : m_snapshot->others) isOther = m_runs.follow(*other) || isOther;
  if (isOther) showSession();
}

void MainWindow::showDivergence() {
  MessageStrip& messages = m_workbench->messages();
  const QString divergence = m_compare->divergence();
  if (divergence == std::exchange(m_shownDivergence, divergence)) return;
  if (divergence.isEmpty()) return messages.clear();
  messages.show(MessageStrip::Kind::Problem, divergence);
}

/// Keys that the focused control has no use for.
void MainWindow::keyPressEvent(QKeyEvent* event) {
  TransportBar& transport = m_workbench->transport();
  if ((event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) != 0) return QMainWindow::keyPressEvent(event);
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      pressFocusedButton();
      return;
    case Qt::Key_R:
      return reset();
    case Qt::Key_S:
    case Qt::Key_Right:
      return stepOnce();
    case Qt::Key_H:
      return toggleByHand();
    case Qt::Key_N:
      return m_symmetry->nudge();
    case Qt::Key_B:
      return m_workbench->history().startBookmark();
    case Qt::Key_Home:
      return m_engine->post(Seek{0});
    case Qt::Key_End:
      return m_engine->post(Seek{std::numeric_limits<std::int64_t>::max()});
    case Qt::Key_Up:
      return m_workbench->boundary().chooseNeighbour(-1);
    case Qt::Key_Down:
      return m_workbench->boundary().chooseNeighbour(1);
    case Qt::Key_A:
    case Qt::Key_Left:
      return stepBack();
    case Qt::Key_1:
    case Qt::Key_2:
    case Qt::Key_3:
    case Qt::Key_4:
    case Qt::Key_5:
    case Qt::Key_6:
      return transport.chooseStepSize(static_cast<StepSize>(event->key() - Qt::Key_1));
    case Qt::Key_Plus:
      return transport.chooseFaster(1);
    case Qt::Key_Minus:
      return transport.chooseFaster(-1);
    case Qt::Key_F10:
      return transport.openMenu();
    case Qt::Key_Escape:
      m_workbench->network().endDirection();
      if (m_workbench->hasFocus() && isFullScreen()) setWindowState(windowState() & ~Qt::WindowFullScreen);
      return m_workbench->setFocus();
    default:
      if (!m_compare->pressKey(*event) && !pressHandKey(*m_workbench, *event)) QMainWindow::keyPressEvent(event);
  }
}

}  // namespace backscope
