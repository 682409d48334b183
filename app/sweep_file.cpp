#include "app/sweep_file.h"

#include <sys/file.h>

#include <QCoreApplication>
#include <algorithm>
#include <cerrno>
#include <map>
#include <optional>

#include "app/output_file.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("sweep_file", text); }

std::string textOf(const std::string& head, std::vector<SweepPart::Row> rows) {
  std::ranges::stable_sort(rows, {}, &SweepPart::Row::cell);
  std::string text = head;
  for (const SweepPart::Row& row : rows) text += row.line;
  return text;
}

/// A file system that can't lock is believed.
bool isLockedElsewhere(int descriptor) { return flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK; }

}  // namespace

QString SweepFile::refuse(const QString& why) {
  m_isForeign = true;
  m_file.close();
  return why;
}

QString SweepFile::open(const std::string& head) {
  m_head = head;
  if (!isReplaceable(m_file.fileName())) return refuse(tr("a sweep needs a file that it can go on with"));
  if (!m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered)) {
    fail();
    return m_problem;
  }
  if (isLockedElsewhere(m_file.handle())) return refuse(tr("another run is writing this file"));
  const QByteArray text = m_file.readAll();
  std::optional<SweepPart> part = readSweepPart({text.constData(), static_cast<std::size_t>(text.size())});
  if (!part) return refuse(tr("this is not the file of a sweep"));
  if (!part->head.empty() && part->head != head) return refuse(tr("this is the file of another sweep"));
  m_rows = std::move(part->rows);
  if (!m_file.resize(static_cast<qint64>(part->size)) || !m_file.seek(m_file.size())) fail();
  if (part->head.empty()) write(head);
  return m_problem;
}

void SweepFile::fail() {
  if (m_problem.isEmpty()) m_problem = tr("could not be written: %1").arg(m_file.errorString());
}

void SweepFile::write(const std::string& text) {
  if (!m_problem.isEmpty()) return;
  for (std::size_t done = 0; done < text.size();) {
    const qint64 written = m_file.write(text.data() + done, static_cast<qint64>(text.size() - done));
    if (written <= 0) return fail();
    done += static_cast<std::size_t>(written);
  }
}

void SweepFile::append(std::size_t cell, const std::string& line) {
  write(line);
  if (m_problem.isEmpty()) m_rows.push_back({cell, line});
}

void SweepFile::sort() {
  if (!m_problem.isEmpty() || std::ranges::is_sorted(m_rows, {}, &SweepPart::Row::cell)) return;
  m_problem = writeFile(m_file.fileName(), QByteArray::fromStdString(textOf(m_head, m_rows)));
}

MergedSweep mergeSweeps(const QStringList& files) {
  SweepPart whole;
  std::map<std::size_t, std::pair<std::string, QString>> known;  // a cell's line, and where it stands
  const auto wrong = [](const QString& name, const QString& problem) {
    return MergedSweep{.text = {}, .missing = {}, .cells = 0, .file = name, .problem = problem};
  };
  for (const QString& name : files) {
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) return wrong(name, tr("could not be read: %1").arg(file.errorString()));
    const QByteArray text = file.readAll();
    const std::optional<SweepPart> part = readSweepPart({text.constData(), static_cast<std::size_t>(text.size())});
    if (!part || part->head.empty()) return wrong(name, tr("this is not the file of a sweep"));
    if (whole.head.empty()) whole = SweepPart{.head = part->head, .cells = part->cells, .rows = {}, .size = 0};
    if (part->head != whole.head) return wrong(name, tr("this is of another sweep than %1").arg(files.front()));
    for (const SweepPart::Row& row : part->rows) {
      const auto [place, isNew] = known.try_emplace(row.cell, row.line, name);
      if (!isNew && place->second.first != row.line)
        return wrong(name, tr("cell %1 is not the same as in %2").arg(row.cell).arg(place->second.second));
    }
  }
  for (const auto& [cell, line] : known) whole.rows.push_back({cell, line.first});
  return {textOf(whole.head, whole.rows), missingCells(whole), whole.cells, {}, {}};
}

}  // namespace backscope
