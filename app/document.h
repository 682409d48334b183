#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <vector>

#include "core/session/session.h"

namespace backscope {

class Runs;

/// Which file or lesson the window shows, and whether something of it would be lost.
class Document {
 public:
  /// As opened or saved: the settings of its runs, and where the first one stood.
  void setLesson(const std::vector<Session>& runs);
  void setFile(const QString& file, const std::vector<Session>& runs, std::int64_t iteration);

  /// Empty for a lesson.
  const QString& file() const { return m_file; }
  /// The file's name, or the lesson's title.
  QString name() const;

  void markParameterEdited() { m_hasEditedParameters = true; }
  /// Runs, settings or weights that differ from what was opened; of a file of the user's also training. A lesson can be
  /// trained again at any time.
  bool isUnsaved(const Runs& runs, std::int64_t iteration) const;

 private:
  void remember(const std::vector<Session>& runs, std::int64_t iteration);

  QString m_file;
  QString m_lesson;
  std::vector<Session> m_opened;
  std::int64_t m_iteration = 0;
  bool m_hasEditedParameters = false;
};

/// The files opened or saved last, newest first; kept in the user's settings.
namespace recent_files {
QStringList list();
void add(const QString& file);
void remove(const QString& file);
}  // namespace recent_files

}  // namespace backscope
