#include "app/document.h"

#include <QFileInfo>
#include <QSettings>

#include "app/runs.h"

namespace backscope {

namespace {

constexpr qsizetype kMostRecentFiles = 8;

QString recentKey() { return QStringLiteral("recentFiles"); }

}  // namespace

void Document::remember(const std::vector<Session>& runs, std::int64_t iteration) {
  m_opened = runs;
  m_iteration = iteration;
  m_hasEditedParameters = false;
}

void Document::setLesson(const std::vector<Session>& runs) {
  m_file.clear();
  m_lesson = QString::fromStdString(runs.front().title);
  remember(runs, 0);
}

void Document::setFile(const QString& file, const std::vector<Session>& runs, std::int64_t iteration) {
  m_file = QFileInfo(file).absoluteFilePath();
  m_lesson.clear();
  remember(runs, iteration);
}

QString Document::name() const { return m_file.isEmpty() ? m_lesson : QFileInfo(m_file).fileName(); }

bool Document::isUnsaved(const Runs& runs, std::int64_t iteration) const {
  if (m_hasEditedParameters || !runs.are(m_opened)) return true;
  return !m_file.isEmpty() && iteration != m_iteration;
}

QStringList recent_files::list() { return QSettings().value(recentKey()).toStringList(); }

void recent_files::add(const QString& file) {
  const QString path = QFileInfo(file).absoluteFilePath();
  QStringList files = list();
  files.removeAll(path);
  files.prepend(path);
  QSettings().setValue(recentKey(), files.mid(0, kMostRecentFiles));
}

void recent_files::remove(const QString& file) {
  QStringList files = list();
  files.removeAll(file);
  QSettings().setValue(recentKey(), files);
}

}  // namespace backscope
