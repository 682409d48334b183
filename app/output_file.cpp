#include "app/output_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <cerrno>
#include <optional>

namespace backscope {

namespace {

/// Without a buffer, a write that fails says so itself: QSaveFile's commit() forgets what its own flush found.
constexpr QIODevice::OpenMode kMode = QIODevice::WriteOnly | QIODevice::Unbuffered;

/// As many links as Linux follows.
constexpr int kMostLinks = 40;

QString tr(const char* text) { return QCoreApplication::translate("output_file", text); }

std::optional<struct stat> statusOf(const QString& name) {
  struct stat status {};
  if (stat(QFile::encodeName(name).constData(), &status) != 0) return std::nullopt;
  return status;
}

bool isSpecial(const QString& name) {
  const std::optional<struct stat> status = statusOf(name);
  return status && !S_ISREG(status->st_mode) && !S_ISDIR(status->st_mode);
}

/// Without links; as it is written where it does not exist.
QString folderOf(const QFileInfo& info) {
  const QString folder = QFileInfo(info.absolutePath()).canonicalFilePath();
  return folder.isEmpty() ? info.absolutePath() : folder;
}

/// The file that is meant, behind all links, even where it does not exist; but not behind /proc/self/fd, whose links
/// stand for what is open already.
QString fileBehind(const QString& name) {
  QFileInfo info(name);
  for (int links = 0; links < kMostLinks && info.isSymLink(); ++links) {
    if (folderOf(info).startsWith(QLatin1String("/proc/"))) break;
    info.setFile(info.symLinkTarget());
  }
  return folderOf(info) + QLatin1Char('/') + info.fileName();
}

/// Of /dev/stdout, /dev/fd/3 and the like: opened again, a redirected file would be begun anew.
std::optional<int> openDescriptor(const QString& name) {
  const QFileInfo info(fileBehind(name));
  if (info.path() != QStringLiteral("/proc/%1/fd").arg(QCoreApplication::applicationPid())) return std::nullopt;
  bool ok = false;
  const int descriptor = info.fileName().toInt(&ok);
  return ok ? std::optional(descriptor) : std::nullopt;
}

std::unique_ptr<QFileDevice> openDirectly(const QString& name, std::optional<int> descriptor) {
  auto file = std::make_unique<QFile>(name);
  if (descriptor)
    file->open(*descriptor, kMode);
  else
    file->open(kMode);
  return file;
}

/// True where the disk has it all. A file system that can't tell is believed.
bool isOnDisk(int descriptor) { return fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP; }

}  // namespace

OutputFile::OutputFile(const QString& name) {
  if (name.isEmpty()) return;
  const std::optional<int> descriptor = openDescriptor(name);
  if (descriptor || isSpecial(name)) {
    m_device = openDirectly(name, descriptor);
  } else {
    // A file that can't be replaced, such as a link into a folder of others, is not written over in place: that could
    // leave half of it.
    m_device = std::make_unique<QSaveFile>(name);
    m_device->open(kMode);
  }
  if (!m_device->isOpen()) fail(m_device->errorString());
}

void OutputFile::write(const QByteArray& bytes) {
  if (!isOpen() || !m_problem.isEmpty()) return;
  // A disk that fills up takes a part first; only the next call has the reason.
  for (qsizetype done = 0; done < bytes.size();) {
    const qint64 written = m_device->write(bytes.constData() + done, bytes.size() - done);
    if (written <= 0) return fail(m_device->errorString());
    done += static_cast<qsizetype>(written);
  }
}

const QString& OutputFile::commit() {
  if (!isOpen()) return m_problem;
  auto* replacing = dynamic_cast<QSaveFile*>(m_device.get());
  if (replacing == nullptr) {
    m_device->close();
    return m_problem;
  }
  if (m_problem.isEmpty() && !isOnDisk(m_device->handle())) fail(qt_error_string(errno));
  if (!m_problem.isEmpty()) replacing->cancelWriting();
  if (!replacing->commit() && m_problem.isEmpty()) fail(replacing->errorString());
  return m_problem;
}

void OutputFile::fail(const QString& reason) { m_problem = tr("could not be written: %1").arg(reason); }

QString writeFile(const QString& name, const QByteArray& bytes) {
  OutputFile file(name);
  file.write(bytes);
  return file.commit();
}

QString outputProblem(const QString& name) {
  if (name.isEmpty() || openDescriptor(name)) return {};
  const QFileInfo info(name);
  if (isSpecial(name)) return info.isWritable() ? QString() : tr("could not be written: this is not for writing");
  const QFileInfo folder(info.absolutePath());
  if (!folder.isDir()) return tr("could not be written: there is no folder %1").arg(folder.filePath());
  if (info.isDir()) return tr("could not be written: this is a folder");
  if (!folder.isWritable()) return tr("could not be written: nothing can be added to %1").arg(folder.filePath());
  return {};
}

bool isReplaceable(const QString& name) { return !openDescriptor(name) && !isSpecial(name); }

bool isSameFile(const QString& first, const QString& second) {
  if (first.isEmpty() || second.isEmpty()) return false;
  const std::optional<struct stat> one = statusOf(first);
  const std::optional<struct stat> other = statusOf(second);
  if (one && S_ISCHR(one->st_mode)) return false;
  if (one && other) return one->st_dev == other->st_dev && one->st_ino == other->st_ino;
  return !one && !other && fileBehind(first) == fileBehind(second);
}

}  // namespace backscope
