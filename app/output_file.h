#pragma once

#include <QByteArray>
#include <QFileDevice>
#include <QString>
#include <memory>

namespace backscope {

/// A file that appears whole or not at all: what is written goes into a temporary file beside it, which takes its
/// place at the end. So a full disk costs the new file and never the old one.
///
/// What is no regular file (a pipe, a device, /dev/stdout) can't be replaced and is written to as it is.
class OutputFile {
 public:
  /// Opens at once, so that a run is not made for nothing. An empty name writes nothing and never fails.
  explicit OutputFile(const QString& name);

  bool isOpen() const { return m_device != nullptr && m_device->isOpen(); }
  /// After the first failure nothing more is written.
  void write(const QByteArray& bytes);
  /// Puts the new file in the old one's place, unless something failed. Returns the problem.
  const QString& commit();
  /// What failed, in a sentence ("could not be written: No space left on device"); empty where nothing did.
  const QString& problem() const { return m_problem; }

 private:
  void fail(const QString& reason);

  std::unique_ptr<QFileDevice> m_device;
  QString m_problem;
};

/// Writes a whole file as above. Returns the problem, or an empty string.
QString writeFile(const QString& name, const QByteArray& bytes);

/// Why a file of this name can't be written, as far as that can be known before; an empty string where it seems to go.
QString outputProblem(const QString& name);

/// False for what is written to as it is: a pipe, a device, a descriptor such as /dev/stdout.
bool isReplaceable(const QString& name);

/// True where both names lead to one file, by whatever spelling, link or folder, and whether or not it exists yet.
/// Devices don't count: what is written to them meets nothing that was there.
bool isSameFile(const QString& first, const QString& second);

}  // namespace backscope
