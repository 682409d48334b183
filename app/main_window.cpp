#include "app/main_window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMimeData>
#include <QRadioButton>
#include <QShortcut>
#include <limits>
#include <utility>

#include "app/depth_lab.h"
#include "app/edits.h"
#include "app/engine_bridge.h"
#include "app/hand_keys.h"
#include "app/init_map_lab.h"
#include "app/session_file.h"
#include "app/symmetry_lab.h"
#include "app/window_menu.h"
#include "app/window_state.h"
#include "app/workbench.h"
#include "ui/panels/choice_names.h"
#include "ui/panels/history_bar.h"
#include "ui/panels/transport_bar.h"
#include "ui/text/divergence_text.h"
#include "ui/views/boundary_view.h"
#include "ui/views/loss_view.h"
#include "ui/views/pass_view.h"
#include "ui/widgets/message_strip.h"
#include "ui/widgets/style_sheet.h"

namespace backscope {

namespace {

constexpr QSize kFirstSize(1440, 900);
constexpr QSize kLeastSize(880, 600);

QString localFileOf(const QMimeData* data) {
  const QList<QUrl> urls = data->urls();
  return urls.size() == 1 ? urls.front().toLocalFile() : QString();
}

}  // namespace

MainWindow::MainWindow(Session session, const QString& file, QWidget* parent)
    : QMainWindow(parent), m_editor(std::move(session)) {
  const Session& opened = m_editor.session();
  if (file.isEmpty())
    m_document.setLesson(opened);
  else
    m_document.setFile(file, opened, opened.state ? opened.state->iteration : 0);
  m_engine = new EngineBridge(opened, this);
  m_edits = new Edits(m_editor, this);
  createActions();
  createLayout();
  connectSignals();
  restoreState();
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
  if (pass.isByHand() && transport.stepSize() >= StepSize::Batch) transport.chooseStepSize(StepSize::Unit);
}

void MainWindow::postSpeed() {
  m_engine->post(SetSpeed{m_workbench->transport().speed(), m_workbench->transport().stepSize()});
}

void MainWindow::postNeeds() {
  const SnapshotNeeds needs = m_workbench->needs();
  if (m_postedNeeds == needs || m_workbench->width() == 0) return;
  m_postedNeeds = needs;
  m_engine->post(SetNeeds{needs});
}

void MainWindow::startOver(bool isAnother) {
  if (isAnother) {
    if (m_document.file().isEmpty()) m_editor.setTitle(summaryOf(m_editor.session()));
    m_engine->replace(m_editor.session(), m_edits->beginRun());
  }
  showSession();
  showNote();
}

void MainWindow::reset() { m_engine->post(Reset{m_edits->reset()}); }

void MainWindow::exchangeRun(std::int64_t edit) {
  m_engine->exchange(m_editor.session(), edit);
  showSession();
  showNote();
}

void MainWindow::chooseTraining(const TrainingSettings& training) {
  if (m_editor.chooseTraining(training)) {
    m_engine->setTraining(m_editor.session().training);
    m_initMap->setSession(m_editor.session());
    showFileState();
  } else {
    showSession();
  }
  showNote();
}

void MainWindow::showNote() {
  MessageStrip& messages = m_workbench->messages();
  if (!m_editor.note().isEmpty()) {
    messages.show(MessageStrip::Kind::Note, m_editor.note());
    m_showsDivergence = false;
  } else if (!m_showsDivergence) {
    messages.clear();
  }
}

void MainWindow::showSession() {
  m_workbench->setSession(m_editor.session());
  m_initMap->setSession(m_editor.session());
  m_depth->setSession(m_editor.session());
  showFileState();
}

void MainWindow::showFileState() {
  setWindowTitle(tr("%1[*] — Backscope").arg(m_document.name()));
  setWindowModified(isUnsaved());
}

bool MainWindow::isUnsaved() const {
  return m_snapshot && m_document.isUnsaved(m_editor.session(), m_snapshot->iteration);
}

void MainWindow::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  m_snapshot = snapshot;
  m_edits->setSnapshot(snapshot);
  m_editor.followFrozen(*snapshot->session);
  m_workbench->setSnapshot(snapshot);
  m_symmetry->setSnapshot(snapshot);
  followHistory();
  // Once the run has gone on, what was saved is no longer what is shown.
  if (m_showsSavedAt && snapshot->iteration != *m_showsSavedAt) {
    m_showsSavedAt.reset();
    if (m_workbench->messages().kind() == MessageStrip::Kind::Note) m_workbench->messages().clear();
  }
  showDivergence();
  setWindowModified(isUnsaved());
  // The network's pictures may have got another size.
  postNeeds();
}

/// Where the run was moved to, training may have had other settings.
void MainWindow::followHistory() {
  if (!m_snapshot->history || std::exchange(m_seenMoves, m_snapshot->history->moves) == m_snapshot->history->moves)
    return;
  m_editor.followTraining(m_snapshot->session->training);
  showSession();
}

void MainWindow::showDivergence() {
  MessageStrip& messages = m_workbench->messages();
  if (m_snapshot->divergence.has_value() == m_showsDivergence) return;
  m_showsDivergence = m_snapshot->divergence.has_value();
  if (!m_showsDivergence) return messages.clear();
  const QString story = explainDivergence(*m_snapshot->divergence, m_snapshot->divergenceOrigin.get());
  messages.show(MessageStrip::Kind::Problem, tr("Training %1").arg(story));
}

void MainWindow::take(Session session, const QString& file) {
  m_editor.replace(std::move(session));
  const Session& opened = m_editor.session();
  if (file.isEmpty()) {
    m_document.setLesson(opened);
  } else {
    m_document.setFile(file, opened, opened.state ? opened.state->iteration : 0);
    recent_files::add(file);
  }
  // Until its first snapshot comes, nothing of the new session can be unsaved.
  m_snapshot.reset();
  m_edits->clear();
  m_engine->post(Pause{});
  m_engine->replace(opened);
  m_showsDivergence = false;
  m_workbench->messages().clear();
  showSession();
}

void MainWindow::open(const QString& fileOrLesson) {
  OpenedSession opened = openSession(fileOrLesson);
  if (!opened.session) {
    m_showsDivergence = false;
    m_workbench->messages().show(MessageStrip::Kind::Problem,
                                 tr("%1: %2").arg(QFileInfo(fileOrLesson).fileName(), opened.problem));
    if (!QFileInfo::exists(fileOrLesson)) recent_files::remove(fileOrLesson);
    return;
  }
  const QString file = QFileInfo::exists(fileOrLesson) ? QFileInfo(fileOrLesson).absoluteFilePath() : QString();
  whenSafe([this, session = std::move(*opened.session), file] { take(session, file); });
}

void MainWindow::save() {
  if (m_document.file().isEmpty())
    askWhereToSave({});
  else
    saveTo(m_document.file());
}

void MainWindow::saveTo(const QString& file, const std::function<void()>& then) {
  m_engine->capture([this, file, then, settings = m_editor.session()](const Session& session) {
    const QString problem = saveSession(file, session);
    if (!problem.isEmpty()) {
      m_workbench->messages().show(MessageStrip::Kind::Problem, tr("%1: %2").arg(QFileInfo(file).fileName(), problem));
      return;
    }
    m_document.setFile(file, settings, session.state ? session.state->iteration : 0);
    recent_files::add(file);
    showFileState();
    m_showsSavedAt = session.state ? session.state->iteration : 0;
    m_workbench->messages().show(MessageStrip::Kind::Note, tr("Saved as %1.").arg(QFileInfo(file).fileName()));
    if (then) then();
  });
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (m_mayClose || !isUnsaved()) {
    saveState();
    event->accept();
    return;
  }
  event->ignore();
  whenSafe([this] {
    m_mayClose = true;
    close();
  });
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (!localFileOf(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  const QString file = localFileOf(event->mimeData());
  if (file.isEmpty()) return;
  event->acceptProposedAction();
  open(file);
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
      if (m_workbench->hasFocus() && isFullScreen()) setWindowState(windowState() & ~Qt::WindowFullScreen);
      return m_workbench->setFocus();
    default:
      if (!pressHandKey(*m_workbench, *event)) QMainWindow::keyPressEvent(event);
  }
}

}  // namespace backscope
