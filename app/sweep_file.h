#pragma once

#include <QFile>
#include <QString>
#include <QStringList>
#include <string>
#include <vector>

#include "core/sweep/sweep_csv.h"

namespace backscope {

/// A sweep's file that grows by a line as each cell is done, and from which a run that was ended goes on: what it has
/// of this sweep stays, but for a last line that was not finished.
class SweepFile {
 public:
  explicit SweepFile(const QString& name) : m_file(name) {}

  /// Makes the file, or takes up the one that is there. Returns why not, in a sentence: it belongs to another sweep, is
  /// no sweep's, is being written by another run, or can't be written.
  QString open(const std::string& head);
  bool isForeign() const { return m_isForeign; }  ///< open() found what is not this sweep's
  const std::vector<SweepPart::Row>& rows() const { return m_rows; }

  /// After the first failure nothing more is written.
  void append(std::size_t cell, const std::string& line);
  /// Puts the lines into the order of the cells, so that a finished file does not tell how it came about.
  void sort();
  const QString& problem() const { return m_problem; }

 private:
  QString refuse(const QString& why);
  void fail();
  void write(const std::string& text);

  QFile m_file;
  std::string m_head;
  std::vector<SweepPart::Row> m_rows;
  QString m_problem;
  bool m_isForeign = false;
};

/// What came of joining files: the text of the whole, or what is wrong and with which file.
struct MergedSweep {
  std::string text;
  std::vector<std::size_t> missing;
  std::size_t cells = 0;
  QString file;
  QString problem;
};
MergedSweep mergeSweeps(const QStringList& files);

}  // namespace backscope
