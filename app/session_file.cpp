#include "app/session_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "app/output_file.h"
#include "core/session/session_json.h"
#include "ui/text/known_point_text.h"
#include "ui/text/problem_text.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("session_file", text); }

/// As in a course: what can't be learned without a hidden layer first, what can hardly be learned with many last.
const QStringList& taughtOrder() {
  static const QStringList order{QStringLiteral("xor"),        QStringLiteral("xor-corners"),
                                 QStringLiteral("circle"),     QStringLiteral("moons"),
                                 QStringLiteral("spirals"),    QStringLiteral("three-class"),
                                 QStringLiteral("regression"), QStringLiteral("vanishing"),
                                 QStringLiteral("compare"),    QStringLiteral("symmetry")};
  return order;
}

/// The names of all lessons that there are, those of the course first.
QStringList lessonNames() {
  QStringList names = taughtOrder();
  const QFileInfoList files = QDir(QStringLiteral(":/lessons")).entryInfoList(QDir::Files, QDir::Name);
  for (const QFileInfo& file : files)
    if (!names.contains(file.completeBaseName())) names.append(file.completeBaseName());
  names.removeIf([](const QString& name) { return lessonPath(name).isEmpty(); });
  return names;
}

std::vector<Lesson> lessonsNamed(const QStringList& names) {
  std::vector<Lesson> all;
  for (const QString& name : names) {
    const OpenedSession opened = openSession(lessonPath(name));
    all.push_back({name, opened.session ? QString::fromStdString(opened.session->title) : opened.problem});
  }
  return all;
}

OpenedSession refused(const QString& problem) { return {std::nullopt, problem}; }

/// Everything up to one byte more than a session may have; nothing where reading fails.
std::optional<QByteArray> readWithinLimit(QFile& file) {
  constexpr auto kMost = static_cast<qint64>(kMaxSessionBytes) + 1;
  QByteArray text;
  while (text.size() < kMost) {
    const QByteArray part = file.read(kMost - text.size());
    if (file.error() != QFileDevice::NoError) return std::nullopt;
    if (part.isEmpty()) break;
    text += part;
  }
  return text;
}

}  // namespace

QString lessonPath(const QString& name) {
  if (name.isEmpty() || name.contains(QLatin1Char('/')) || name.contains(QLatin1Char('.'))) return {};
  for (const char* folder : {"lessons", "known_points"}) {
    QString path = QStringLiteral(":/%1/%2.backscope").arg(QLatin1String(folder), name);
    if (QFileInfo::exists(path)) return path;
  }
  return {};
}

std::vector<Lesson> lessons() { return lessonsNamed(lessonNames()); }

std::vector<Lesson> knownPoints() { return lessonsNamed(knownPointNames()); }

OpenedSession openSession(const QString& fileOrLesson) {
  const QFileInfo info(fileOrLesson);
  const QString path = info.exists() ? fileOrLesson : lessonPath(fileOrLesson);
  if (path.isEmpty()) return refused(tr("there is no such file and no such lesson"));
  if (info.isDir()) return refused(tr("this is a folder, not a session"));
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return refused(tr("could not be read: %1").arg(file.errorString()));
  const std::optional<QByteArray> text = readWithinLimit(file);
  if (!text) return refused(tr("could not be read: %1").arg(file.errorString()));
  Result<Session> read = readSession(std::string_view(text->constData(), static_cast<std::size_t>(text->size())));
  if (!read) return refused(describe(read.problem()));
  return {std::move(read.value()), QString()};
}

QString saveSession(const QString& file, const Session& session) {
  const std::string text = writeSession(session);
  if (text.size() <= kMaxSessionBytes) return writeFile(file, QByteArray::fromStdString(text));
  constexpr double kMebibyte = 1u << 20;
  return tr("could not be written: it would have %1 MiB, more than the 16 MiB that can be read again")
      .arg(static_cast<double>(text.size()) / kMebibyte, 0, 'f', 1);
}

}  // namespace backscope
