#include <QDir>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

// Every figure needs an application object of its own, so this test runs itself: with "render" or "surface" as its
// first argument it is the program.
#include <iostream>

#include "app/program.h"
#include "app/session_file.h"

using namespace backscope;

class TestRender : public QObject {
  Q_OBJECT

 private:
  struct Outcome {
    int code = -1;
    QString error;
  };

  QTemporaryDir m_folder;

  QString pathOf(const QString& name) const { return m_folder.filePath(name); }

  static Outcome render(const QStringList& arguments) { return run(QStringList{QStringLiteral("render")} + arguments); }

  static Outcome run(const QStringList& arguments) {
    QProcess process;
    QProcessEnvironment surroundings = QProcessEnvironment::systemEnvironment();
    // The command has to do without all of these.
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) surroundings.remove(QLatin1String(name));
    surroundings.insert(QStringLiteral("XDG_RUNTIME_DIR"), QDir::tempPath());
    process.setProcessEnvironment(surroundings);
    process.start(QCoreApplication::applicationFilePath(), arguments);
    process.waitForFinished(60'000);
    QStringList lines;
    for (const QString& line : QString::fromUtf8(process.readAllStandardError()).split(QLatin1Char('\n')))
      if (line.startsWith(QLatin1String("backscope:"))) lines.append(line);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, lines.join(QLatin1Char('\n'))};
  }

  static QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }

 private slots:
  void everyViewIsDrawn_data() {
    QTest::addColumn<QString>("view");
    for (const char* view : {"window", "network", "boundary", "activations", "deltas", "loss", "surface"})
      QTest::newRow(view) << QString::fromLatin1(view);
  }
  void everyViewIsDrawn() {
    QFETCH(QString, view);
    QList<QByteArray> figures;
    for (const QString& theme : {QStringLiteral("light"), QStringLiteral("dark")}) {
      const QString file = pathOf(view + theme + QStringLiteral(".png"));
      const Outcome outcome =
          render({QStringLiteral("xor"), QStringLiteral("--view"), view, QStringLiteral("--epochs"),
                  QStringLiteral("20"), QStringLiteral("--theme"), theme, QStringLiteral("--output"), file});
      QCOMPARE(outcome.error, QString());
      QCOMPARE(outcome.code, 0);
      const QImage image(file);
      QVERIFY(!image.isNull());
      const QColor corner = image.pixelColor(2, image.height() / 2);
      QVERIFY(theme == QLatin1String("dark") ? corner.lightness() < 60 : corner.lightness() > 200);
      figures.append(contents(file));
    }
    QVERIFY(figures[0] != figures[1]);
  }

  void theSameFigureHasTheSameBytes_data() {
    QTest::addColumn<QString>("suffix");
    for (const char* suffix : {"png", "svg", "pdf"}) QTest::newRow(suffix) << QString::fromLatin1(suffix);
  }
  void theSameFigureHasTheSameBytes() {
    QFETCH(QString, suffix);
    QList<QByteArray> figures;
    for (int i = 0; i < 2; ++i) {
      const QString file = pathOf(QStringLiteral("same%1.%2").arg(i).arg(suffix));
      QCOMPARE(render({QStringLiteral("spirals"), QStringLiteral("--view"), QStringLiteral("network"),
                       QStringLiteral("--epochs"), QStringLiteral("3"), QStringLiteral("--output"), file})
                   .code,
               0);
      figures.append(contents(file));
      // A pdf's date has seconds.
      if (suffix == QLatin1String("pdf") && i == 0) QTest::qWait(1100);
    }
    QVERIFY(figures[0].size() > 1000);
    QCOMPARE(figures[0], figures[1]);
  }

  void theScaleOfDepthIsAFigureOrATable() {
    const QString depth = QStringLiteral("depth");
    const auto write = [&](const QString& session, const QString& name) {
      return render({session, QStringLiteral("--view"), depth, QStringLiteral("--output"), pathOf(name)});
    };
    QCOMPARE(write(QStringLiteral("xor"), QStringLiteral("depth.svg")).code, 0);
    QVERIFY(contents(pathOf(QStringLiteral("depth.svg"))).contains("leaky ReLU"));
    for (const char* name : {"one.csv", "two.csv"}) QCOMPARE(write(QStringLiteral("xor"), QLatin1String(name)).code, 0);
    const QByteArray table = contents(pathOf(QStringLiteral("one.csv")));
    QCOMPARE(table.count('\n'), 164);
    QVERIFY(table.contains("\nsigmoid,16,20,-"));
    QCOMPARE(contents(pathOf(QStringLiteral("two.csv"))), table);
    QFile flat(pathOf(QStringLiteral("flat.backscope")));
    QVERIFY(flat.open(QIODevice::WriteOnly));
    flat.write(R"({"format": "backscope", "version": 1, "network": {"layers": [{"units": 1}]}})");
    flat.close();
    const Outcome outcome = write(flat.fileName(), QStringLiteral("none.png"));
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.error.endsWith(QLatin1String("the network has no hidden layer of which there could be more")));
    QVERIFY(!QFile::exists(pathOf(QStringLiteral("none.png"))));
  }

  void aSurfaceIsDrawnOverAnyPlane() {
    const QString file = pathOf(QStringLiteral("plane.svg"));
    const Outcome outcome = run({QStringLiteral("surface"), QStringLiteral("xor-corners"), QStringLiteral("--plane"),
                                 QStringLiteral("path"), QStringLiteral("--iterations"), QStringLiteral("50"),
                                 QStringLiteral("--log"), QStringLiteral("--output"), file});
    QCOMPARE(outcome.error, QString());
    QCOMPARE(outcome.code, 0);
    QVERIFY(contents(file).contains("of the path<"));
    const QString table = pathOf(QStringLiteral("plane.csv"));
    QCOMPARE(render({QStringLiteral("xor-corners"), QStringLiteral("--view"), QStringLiteral("surface"),
                     QStringLiteral("--output"), table})
                 .code,
             0);
    QVERIFY(contents(table).contains("\n# plane weights:w1.1.1,w1.1.2, 51 x 51 points"));
  }

  void manyStartsAreAFigure() {
    const auto write = [&](const QString& name, const QString& count) {
      return render({QStringLiteral("xor"), QStringLiteral("--view"), QStringLiteral("starts"),
                     QStringLiteral("--count"), count, QStringLiteral("--iterations"), QStringLiteral("100"),
                     QStringLiteral("--output"), pathOf(name)});
    };
    for (const char* name : {"one.svg", "two.svg"})
      QCOMPARE(write(QLatin1String(name), QStringLiteral("20")).error, QString());
    const QByteArray figure = contents(pathOf(QStringLiteral("one.svg")));
    QVERIFY(figure.contains("stuck 100.0 %") && figure.contains("20 starts."));
    QCOMPARE(contents(pathOf(QStringLiteral("two.svg"))), figure);
    QVERIFY(write(QStringLiteral("other.svg"), QStringLiteral("30")).code == 0);
    QVERIFY(contents(pathOf(QStringLiteral("other.svg"))) != figure);
  }

  void theSpectrumIsAFigureOrATable() {
    const auto write = [&](const QString& name) {
      return render({QStringLiteral("xor"), QStringLiteral("--view"), QStringLiteral("spectrum"),
                     QStringLiteral("--epochs"), QStringLiteral("2"), QStringLiteral("--output"), pathOf(name)});
    };
    QCOMPARE(write(QStringLiteral("spectrum.svg")).code, 0);
    QVERIFY(contents(pathOf(QStringLiteral("spectrum.svg"))).contains("Not a critical point"));
    QCOMPARE(write(QStringLiteral("spectrum.csv")).code, 0);
    const QByteArray table = contents(pathOf(QStringLiteral("spectrum.csv")));
    QVERIFY(table.startsWith("run,index,eigenvalue\nA,1,-"));
    QCOMPARE(table.count('\n'), 1 + 25);
  }

  void vectorsStayVectors() {
    const QString file = pathOf(QStringLiteral("deltas.svg"));
    QCOMPARE(render({QStringLiteral("xor"), QStringLiteral("--view"), QStringLiteral("deltas"),
                     QStringLiteral("--epochs"), QStringLiteral("5"), QStringLiteral("--size"),
                     QStringLiteral("600x300"), QStringLiteral("--output"), file})
                 .code,
             0);
    QSvgRenderer renderer(file);
    QVERIFY(renderer.isValid());
    QCOMPARE(renderer.viewBox(), QRect(0, 0, 600, 300));
    QVERIFY(contents(file).contains("<text"));
    QVERIFY(contents(file).contains("<path"));
  }

  void aVectorFigureHoldsThePicturesOfTheUnits() {
    const QString file = pathOf(QStringLiteral("network.svg"));
    QCOMPARE(render({QStringLiteral("xor"), QStringLiteral("--view"), QStringLiteral("network"),
                     QStringLiteral("--output"), file})
                 .code,
             0);
    // 2-4-2-1: one for every unit.
    QCOMPARE(contents(file).count("<image"), 9);
  }

  void sizeAndScaleMultiply() {
    const QString file = pathOf(QStringLiteral("scaled.png"));
    QCOMPARE(render({QStringLiteral("xor"), QStringLiteral("--view"), QStringLiteral("boundary"),
                     QStringLiteral("--size"), QStringLiteral("400x420"), QStringLiteral("--scale"),
                     QStringLiteral("2.5"), QStringLiteral("--output"), file})
                 .code,
             0);
    QCOMPARE(QImage(file).size(), QSize(1000, 1050));
  }

  void trainingChangesTheFigure() {
    QList<QByteArray> figures;
    for (const char* epochs : {"0", "30"}) {
      const QString file = pathOf(QStringLiteral("epochs.png"));
      QCOMPARE(render({QStringLiteral("xor"), QStringLiteral("--view"), QStringLiteral("boundary"),
                       QStringLiteral("--epochs"), QString::fromLatin1(epochs), QStringLiteral("--output"), file})
                   .code,
               0);
      figures.append(contents(file));
    }
    QVERIFY(figures[0] != figures[1]);
  }

  void whatCannotBeWrittenLeavesNothing() {
    const QString file = pathOf(QStringLiteral("no/such/folder.png"));
    const Outcome outcome = render(
        {QStringLiteral("xor"), QStringLiteral("--view"), QStringLiteral("loss"), QStringLiteral("--output"), file});
    QCOMPARE(outcome.code, 1);
    QVERIFY(outcome.error.startsWith(QStringLiteral("backscope: %1: ").arg(file)));
    QVERIFY(!outcome.error.contains(QLatin1Char('\n')));
    QVERIFY(!QFile::exists(file));
  }

  void aBadSessionIsNamedAndNothingWritten() {
    const QString session = pathOf(QStringLiteral("bad.backscope"));
    QFile bad(session);
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write("[]");
    bad.close();
    const QString file = pathOf(QStringLiteral("bad.png"));
    const Outcome outcome =
        render({session, QStringLiteral("--view"), QStringLiteral("loss"), QStringLiteral("--output"), file});
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.error.startsWith(QStringLiteral("backscope: %1: ").arg(session)));
    QVERIFY(!QFile::exists(file));
  }

  void aComparisonHasAFigureOfEveryRun_data() {
    QTest::addColumn<QString>("view");
    QTest::addColumn<QSize>("single");
    QTest::newRow("network") << "network" << QSize(800, 500);
    QTest::newRow("boundary") << "boundary" << QSize(480, 520);
    for (const char* view : {"activations", "deltas", "loss"})
      QTest::newRow(view) << QString::fromLatin1(view) << QSize(800, 400);
  }
  void aComparisonHasAFigureOfEveryRun() {
    QFETCH(QString, view);
    const QString file = pathOf(QStringLiteral("compared.svg"));
    const Outcome outcome = render({QStringLiteral("compare"), QStringLiteral("--view"), view,
                                    QStringLiteral("--epochs"), QStringLiteral("3"), QStringLiteral("--output"), file});
    QCOMPARE(outcome.error, QString());
    QCOMPARE(outcome.code, 0);
    QFETCH(QSize, single);
    const QSize size = QSvgRenderer(file).viewBox().size();
    QCOMPARE(size.width(), 2 * single.width());
    QVERIFY(size.height() > single.height() && size.height() < single.height() + 50);
    const QString text = QString::fromUtf8(contents(file));
    for (const char* name : {">A<", ">sigmoid<", ">B<", ">ReLU<"}) QVERIFY2(text.contains(QLatin1String(name)), name);
  }

  /// The first run learns nothing, and its loss alone stays within a decade.
  void comparedLossesHaveTheSameAxis() {
    const QString file = pathOf(QStringLiteral("losses.svg"));
    QCOMPARE(render({QStringLiteral("compare"), QStringLiteral("--view"), QStringLiteral("loss"),
                     QStringLiteral("--epochs"), QStringLiteral("60"), QStringLiteral("--output"), file})
                 .code,
             0);
    QCOMPARE(QString::fromUtf8(contents(file)).count(QStringLiteral("10⁻³")), 2);
  }

  void aComparedRunThatDivergesIsNamed() {
    Session session = *openSession(QStringLiteral("compare")).session;
    session.compare[0].training = session.training;
    session.compare[0].training->optimizer.learningRate = 1e6;
    const QString input = pathOf(QStringLiteral("wild.backscope"));
    QCOMPARE(saveSession(input, session), QString());
    const QString file = pathOf(QStringLiteral("wild.png"));
    const Outcome outcome = render({input, QStringLiteral("--view"), QStringLiteral("loss"), QStringLiteral("--epochs"),
                                    QStringLiteral("2"), QStringLiteral("--output"), file});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.error.startsWith(QStringLiteral("backscope: %1: run B diverged: ").arg(input)),
             qPrintable(outcome.error));
    QVERIFY(QFile::exists(file));
  }

  void everyLessonIsDrawn_data() {
    QTest::addColumn<QString>("lesson");
    for (const char* lesson : {"xor", "xor-corners", "circle", "moons", "spirals", "three-class", "regression",
                               "vanishing", "compare", "symmetry"})
      QTest::newRow(lesson) << QString::fromLatin1(lesson);
  }
  void everyLessonIsDrawn() {
    QFETCH(QString, lesson);
    const QString file = pathOf(lesson + QStringLiteral(".png"));
    const Outcome outcome = render({lesson, QStringLiteral("--view"), QStringLiteral("window"),
                                    QStringLiteral("--size"), QStringLiteral("1024x768"), QStringLiteral("--epochs"),
                                    QStringLiteral("2"), QStringLiteral("--output"), file});
    QCOMPARE(outcome.error, QString());
    QCOMPARE(QImage(file).size(), QSize(1024, 768));
  }
};

int main(int argc, char** argv) {
  const std::string_view command = argc > 1 ? argv[1] : "";
  if (command == "render" || command == "surface") return runProgram(argc, argv, std::cout, std::cerr);
  const QCoreApplication application(argc, argv);
  TestRender test;
  return QTest::qExec(&test, argc, argv);
}

#include "tst_render.moc"
