#include "app/output_file.h"

#include <sys/resource.h>
#include <sys/stat.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <thread>

using namespace backscope;

namespace {

/// No file of this process can grow beyond so many bytes: a full disk that needs no disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    m_handler = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &m_before);
    const rlimit limit{bytes, m_before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &m_before);
    std::signal(SIGXFSZ, m_handler);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit m_before{};
  void (*m_handler)(int) = nullptr;
};

QByteArray contents(const QString& name) {
  QFile file(name);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("can't be read");
}

QString tooLarge() { return QStringLiteral("could not be written: File too large"); }

}  // namespace

class TestOutputFile : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
  }

  void aFileIsReplacedAsAWhole() {
    QCOMPARE(writeFile(path("file"), "old"), QString());
    OutputFile file(path("file"));
    file.write("new");
    QCOMPARE(contents(path("file")), QByteArray("old"));
    QCOMPARE(file.commit(), QString());
    QCOMPARE(contents(path("file")), QByteArray("new"));
    QCOMPARE(names(), QStringList("file"));
  }

  void withoutANameNothingIsWritten() {
    OutputFile file{QString()};
    QVERIFY(!file.isOpen());
    file.write("text");
    QCOMPARE(file.commit(), QString());
  }

  void aFullDiskKeepsTheOldFileAndSaysWhy_data() {
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("size");
    QTest::newRow("nothing fits") << 0 << 10;
    QTest::newRow("a part fits") << 1024 << 5000;
    QTest::newRow("a part of much fits") << 1024 << 5'000'000;
  }

  void aFullDiskKeepsTheOldFileAndSaysWhy() {
    QFETCH(int, limit);
    QFETCH(int, size);
    QCOMPARE(writeFile(path("file"), "old"), QString());
    QString problem;
    {
      const FileSizeLimit limited(static_cast<rlim_t>(limit));
      problem = writeFile(path("file"), QByteArray(size, 'x'));
    }
    QCOMPARE(problem, tooLarge());
    QCOMPARE(contents(path("file")), QByteArray("old"));
    QCOMPARE(names(), QStringList("file"));
  }

  void manySmallPiecesFailAsOneDoes() {
    QString problem;
    {
      const FileSizeLimit limited(1000);
      OutputFile file(path("file"));
      for (int n = 0; n < 300; ++n) file.write("a line\n");
      problem = file.commit();
    }
    QCOMPARE(problem, tooLarge());
    QCOMPARE(names(), QStringList());
  }

  void aDeviceIsWrittenToAndStays() {
    if (!QFile::exists(QStringLiteral("/dev/full"))) QSKIP("There is no /dev/full here.");
    QCOMPARE(writeFile(QStringLiteral("/dev/null"), "text"), QString());
    QCOMPARE(outputProblem(QStringLiteral("/dev/null")), QString());
    QCOMPARE(writeFile(QStringLiteral("/dev/full"), "text"),
             QStringLiteral("could not be written: No space left on device"));
    struct stat status {};
    QVERIFY(stat("/dev/null", &status) == 0 && S_ISCHR(status.st_mode));
  }

  void aPipeIsWrittenToAndStays() {
    const QString pipe = path("pipe");
    QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QByteArray read;
    std::thread reader([&] { read = contents(pipe); });
    const QString problem = writeFile(pipe, "text");
    reader.join();
    QCOMPARE(problem, QString());
    QCOMPARE(read, QByteArray("text"));
    struct stat status {};
    QVERIFY(stat(QFile::encodeName(pipe).constData(), &status) == 0 && S_ISFIFO(status.st_mode));
  }

  void whatIsOpenAlreadyIsGoneOnWith() {
    QFile file(path("file"));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    file.write("before, ");
    QCOMPARE(writeFile(QStringLiteral("/dev/fd/%1").arg(file.handle()), "text"), QString());
    file.write(", after");
    QCOMPARE(contents(file.fileName()), QByteArray("before, text, after"));
  }

  void aLinkIsFollowedAndStays() {
    QCOMPARE(writeFile(path("file"), "old"), QString());
    QVERIFY(QFile::link(path("file"), path("link")));
    QCOMPARE(writeFile(path("link"), "new"), QString());
    QVERIFY(QFileInfo(path("link")).isSymLink());
    QCOMPARE(contents(path("file")), QByteArray("new"));
  }

  void oneFileHasManyNames() {
    QCOMPARE(writeFile(path("file"), "text"), QString());
    QVERIFY(QFile::link(path("file"), path("link")));
    QVERIFY(QFile::link(path("new"), path("link to new")));
    QVERIFY(QFile::link(m_folder->path(), path("folder")));
    QVERIFY(isSameFile(path("file"), path("./file")));
    QVERIFY(isSameFile(path("file"), path("link")));
    QVERIFY(isSameFile(path("file"), path("folder/folder/file")));
    QVERIFY(isSameFile(path("new"), path("folder/new")));
    QVERIFY(isSameFile(path("new"), path("link to new")));
    QVERIFY(isSameFile(path("link to new"), path("folder/../folder/new")));
    QVERIFY(!isSameFile(path("file"), path("new")));
    QVERIFY(!isSameFile(path("new"), path("newer")));
    QVERIFY(!isSameFile(QString(), QString()));
    QVERIFY(!isSameFile(QStringLiteral("/dev/null"), QStringLiteral("/dev/null")));
  }

 private:
  QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
  QStringList names() const { return QDir(m_folder->path()).entryList(QDir::Files); }

  std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestOutputFile)
#include "tst_output_file.moc"
