// What the window opens, saves and would lose.

#include <QAbstractButton>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <utility>

#include "app/compare_lab.h"
#include "app/edits.h"
#include "app/engine_bridge.h"
#include "app/main_window.h"
#include "app/session_file.h"
#include "app/workbench.h"
#include "ui/widgets/message_strip.h"

namespace backscope {

namespace {

QString fileFilter() { return MainWindow::tr("Backscope sessions (*.backscope);;All files (*)"); }

QString localFileOf(const QMimeData* data) {
  const QList<QUrl> urls = data->urls();
  return urls.size() == 1 ? urls.front().toLocalFile() : QString();
}

}  // namespace

void MainWindow::take(const Session& session, const QString& file) {
  m_compare->clear();
  m_runs.replace(session);
  rememberOpened(session, file);
  if (!file.isEmpty()) recent_files::add(file);
  // Until its first snapshot comes, nothing of the new session can be unsaved.
  m_snapshot.reset();
  m_edits->clear();
  m_engine->post(Pause{});
  m_engine->replace({{m_runs.number(), m_runs.editor().session()}});
  m_compare->begin();
  m_shownDivergence.clear();
  m_workbench->messages().clear();
  showSession();
}

void MainWindow::rememberOpened(const Session& session, const QString& file) {
  if (file.isEmpty())
    m_document.setLesson(m_runs.sessions());
  else
    m_document.setFile(file, m_runs.sessions(), session.state ? session.state->iteration : 0);
}

void MainWindow::open(const QString& fileOrLesson) {
  OpenedSession opened = openSession(fileOrLesson);
  if (!opened.session) {
    m_shownDivergence.clear();
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
  std::vector<int> numbers;
  numbers.reserve(Runs::kMost);
  for (int place = 0; place < m_runs.count(); ++place) numbers.push_back(m_runs.numberAt(place));
  m_engine->capture(numbers, [this, file, then, settings = m_runs.sessions()](const std::vector<Session>& runs) {
    const QString problem = saveSession(file, joined(runs));
    if (!problem.isEmpty()) {
      m_workbench->messages().show(MessageStrip::Kind::Problem, tr("%1: %2").arg(QFileInfo(file).fileName(), problem));
      return;
    }
    m_showsSavedAt = runs.front().state ? runs.front().state->iteration : 0;
    m_document.setFile(file, settings, *m_showsSavedAt);
    recent_files::add(file);
    showFileState();
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

void MainWindow::askForFile() {
  auto* dialog = new QFileDialog(this, tr("Open a session"), {}, fileFilter());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::open);
  dialog->open();
}

void MainWindow::askWhereToSave(const std::function<void()>& then) {
  auto* dialog = new QFileDialog(this, tr("Save the session"), m_document.file(), fileFilter());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("backscope"));
  connect(dialog, &QFileDialog::fileSelected, this, [this, then](const QString& file) { saveTo(file, then); });
  dialog->open();
}

void MainWindow::whenSafe(const std::function<void()>& proceed) {
  if (!isUnsaved()) return proceed();
  auto* question = new QMessageBox(QMessageBox::Question, tr("Unsaved changes"),
                                   tr("“%1” has changes that are not saved.").arg(m_document.name()),
                                   QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
  question->setAttribute(Qt::WA_DeleteOnClose);
  question->setDefaultButton(QMessageBox::Save);
  connect(question, &QMessageBox::buttonClicked, this, [this, question, proceed](QAbstractButton* button) {
    const QMessageBox::StandardButton answer = question->standardButton(button);
    if (answer == QMessageBox::Discard) proceed();
    if (answer != QMessageBox::Save) return;
    if (m_document.file().isEmpty())
      askWhereToSave(proceed);
    else
      saveTo(m_document.file(), proceed);
  });
  question->open();
}

}  // namespace backscope
