#include "app/commands/command_line.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include "app/commands/usage.h"
#include "app/output_file.h"

using namespace backscope;

namespace {

QStringList words(const char* line) { return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts); }

}  // namespace

class TestCommandLine : public QObject {
  Q_OBJECT

 private slots:
  void nothingOpensTheWindow() {
    QCOMPARE(parsed<WindowOptions>("").file, QString());
    QCOMPARE(parsed<WindowOptions>("my.backscope").file, QStringLiteral("my.backscope"));
    QCOMPARE(parsed<WindowOptions>("-- --odd").file, QStringLiteral("--odd"));
  }

  void traceTakesAnExampleAndAFormat() {
    const auto options = parsed<TraceOptions>("trace xor --example 3");
    QCOMPARE(options.file, QStringLiteral("xor"));
    QCOMPARE(options.example, 3);
    QCOMPARE(options.format, TraceOptions::Format::Text);
    QCOMPARE(parsed<TraceOptions>("trace --format=json --example=0 xor").format, TraceOptions::Format::Json);
    QCOMPARE(parsed<TraceOptions>("trace --format csv --example 0 -- xor").format, TraceOptions::Format::Csv);
    QCOMPARE(parsed<TraceOptions>("trace --format latex --example 0 xor").format, TraceOptions::Format::Latex);
  }

  void worksheetTakesAnExampleAndAnOutput() {
    const auto options = parsed<WorksheetOptions>("worksheet xor --example 3 --output a.TEX --answers");
    QCOMPARE(options.file, QStringLiteral("xor"));
    QCOMPARE(options.example, 3);
    QCOMPARE(options.output, QStringLiteral("a.TEX"));
    QVERIFY(options.answers);
    QVERIFY(!parsed<WorksheetOptions>("worksheet xor --example 3 --output a.pdf").answers);
  }

  void trainTakesIterationsOrEpochs() {
    const auto options = parsed<TrainOptions>("train a --iterations 10 --save b --log c --json");
    QCOMPARE(options.file, QStringLiteral("a"));
    QVERIFY(options.iterations == 10 && !options.epochs);
    QCOMPARE(options.save, QStringLiteral("b"));
    QCOMPARE(options.log, QStringLiteral("c"));
    QVERIFY(options.json);
    QVERIFY(parsed<TrainOptions>("train a --epochs 0").epochs == 0);
    QVERIFY(!parsed<TrainOptions>("train a --epochs 0").json);
  }

  void sweepTakesAxesInTheirOrder() {
    auto options = parsed<SweepOptions>("sweep xor --vary a.b=1..3 --iterations 10 --vary c=x,y --output o.csv");
    QCOMPARE(options.file, QStringLiteral("xor"));
    QCOMPARE(options.axes.size(), std::size_t{2});
    QCOMPARE(options.axes[1], (SweepAxis{"c", {"x", "y"}}));
    QCOMPARE(options.output, QStringLiteral("o.csv"));
    QVERIFY(options.iterations == 10 && !options.target && options.jobs >= 1);
    QVERIFY(options.shard == 1 && options.shards == 1);
    options =
        parsed<SweepOptions>("sweep xor --vary=a=1 --iterations 10 --output o --jobs 7 --shard 3/12 --target 0.25");
    QVERIFY(options.jobs == 7 && options.shard == 3 && options.shards == 12 && options.target == 0.25);
  }

  void sweepsPartsAreMerged() {
    const auto options = parsed<SweepMergeOptions>("sweep --merge a.csv b.csv --output c.csv d.csv");
    QCOMPARE(options.files, (QStringList{"a.csv", "b.csv", "d.csv"}));
    QCOMPARE(options.output, QStringLiteral("c.csv"));
  }

  void renderTakesAViewAndAnOutput() {
    auto options = parsed<RenderOptions>("render xor --view loss --output a.PDF");
    QCOMPARE(options.view, RenderOptions::View::Loss);
    QCOMPARE(options.output, QStringLiteral("a.PDF"));
    QCOMPARE(options.theme, RenderOptions::ThemeChoice::Light);
    QVERIFY(!options.size.isValid() && options.epochs == 0 && options.scale == 1);
    options = parsed<RenderOptions>(
        "render xor --view boundary --output a.svg --epochs 7 --size 640x480 --theme dark --scale 2.5");
    QCOMPARE(options.size, QSize(640, 480));
    QCOMPARE(options.theme, RenderOptions::ThemeChoice::Dark);
    QVERIFY(options.view == RenderOptions::View::Boundary && options.epochs == 7 && options.scale == 2.5);
    options = parsed<RenderOptions>("render xor --view depth --output a.CSV");
    QVERIFY(options.view == RenderOptions::View::Depth);
    const auto problem = [](const char* line) { return parsed<UsageProblem>(line).sentence; };
    QCOMPARE(problem("render xor --view loss --output a.csv"),
             QStringLiteral("--output: expected a name that ends in .png, .svg or .pdf, found a.csv"));
    QCOMPARE(problem("render xor --view depth --output a.bmp"),
             QStringLiteral("--output: expected a name that ends in .png, .svg, .pdf or .csv, found a.bmp"));
    QCOMPARE(problem("render xor --view depth --output a.csv --epochs 3"),
             QStringLiteral("--epochs: the scale of depth is that of the start"));
    const auto starts = parsed<RenderOptions>("render xor --view starts --count 50 --iterations 9 --output a.svg");
    QVERIFY(starts.view == RenderOptions::View::Starts && starts.starts == 50 && starts.iterations == 9);
    QCOMPARE(problem("render xor --view starts --count 50 --iterations 9 --epochs 1 --output a.svg"),
             QStringLiteral("--epochs: many starts are trained for --iterations"));
    QCOMPARE(problem("render xor --view loss --count 50 --output a.svg"),
             QStringLiteral("--count: only --view starts has it"));
    QCOMPARE(problem("render xor --view starts --count 50 --output a.svg"), QStringLiteral("--iterations is missing"));
  }

  void surfaceTakesAPlane() {
    const auto command = parsed<SurfaceCommand>(
        "surface xor --plane weights:w2.1.3,b1.2 --window -1:2,0:0.5 --size 5 --epochs 7 --log --output a.CSV");
    QCOMPARE(command.request.plane, (PlaneRequest{PlaneKind::Weights, {2, 1, 3}, {1, 2, 0}}));
    QCOMPARE(command.request.window, (SurfaceWindow{-1, 2, 0, 0.5}));
    QCOMPARE(command.request.size, 5);
    QVERIFY(command.length.epochs == 7 && !command.length.iterations && command.isLog);
    const auto brief = parsed<SurfaceCommand>("surface xor --plane random --window=-2:2 --output a.svg --theme dark");
    QCOMPARE(brief.request.plane.text(), QStringLiteral("random:1"));
    QCOMPARE(brief.request.window, (SurfaceWindow{-2, 2, -2, 2}));
    QCOMPARE(brief.theme, RenderOptions::ThemeChoice::Dark);
    for (const char* plane :
         {"weights:w1.1.2,b2.1", "random:18446744073709551615", "step", "path", "curvature", "points"})
      QCOMPARE(std::get<PlaneRequest>(readPlane(QString::fromLatin1(plane))).text(), QString::fromLatin1(plane));
  }

  void helpAndVersionAreText() {
    for (const char* line : {"--help", "-h", "train --help", "train nonsense --help --more"})
      QVERIFY(parsed<PrintText>(line).text.contains(QLatin1String("backscope train FILE --iterations N | --epochs N")));
    QCOMPARE(parsed<PrintText>("--version").text, QStringLiteral("backscope " BACKSCOPE_TEST_VERSION "\n"));
    QCOMPARE(parsed<WindowOptions>("-- --help").file, QStringLiteral("--help"));
    (void)parsed<LessonsOptions>("lessons");
  }

  void nonsenseIsNamed_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* line, const char* sentence) {
      QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(sentence);
    };
    row("--colour", "unknown option --colour");
    row("a b", "one argument too many: b");
    row("lessons all", "one argument too many: all");
    row("lessons --json", "unknown option --json");
    row("trace", "FILE is missing: a session file or the name of a lesson");
    row("trace xor", "--example is missing");
    row("trace xor --example", "--example needs a value");
    row("trace xor --example --format json", "--example needs a value");
    row("trace xor --example=", "--example needs a value");
    row("trace xor --example 1 --example 2", "--example stands twice");
    row("trace xor --example one", "--example: expected a whole number from 0 to 99999, found one");
    row("trace xor --example -1", "--example: expected a whole number from 0 to 99999, found -1");
    row("trace xor --example 1.5", "--example: expected a whole number from 0 to 99999, found 1.5");
    row("trace xor --example 100000", "--example: expected a whole number from 0 to 99999, found 100000");
    row("trace xor --example 0 --format tex", "--format: expected one of text, json, csv, latex, found tex");
    row("worksheet xor --output a.pdf", "--example is missing");
    row("worksheet xor --example 0", "--output is missing");
    row("worksheet xor --example 0 --output a.doc",
        "--output: expected a name that ends in .pdf, .tex or .txt, found a.doc");
    row("train xor", "give either --iterations or --epochs");
    row("train xor --epochs 1 --iterations 1", "give either --iterations or --epochs");
    row("train xor --epochs -5", "--epochs: expected a whole number from 0 to 1000000000000000, found -5");
    row("train xor --epochs 1e30", "--epochs: expected a whole number from 0 to 1000000000000000, found 1e30");
    row("train xor --iterations 99999999999999999999",
        "--iterations: expected a whole number from 0 to 1000000000000000, found 99999999999999999999");
    row("train xor --epochs 1 --json=yes", "--json takes no value");
    row("train xor --epochs 1 --save a --log a", "--save and --log name the same file");
    row("sweep xor --iterations 1 --output a", "--vary is missing");
    row("sweep xor --vary a=1 --output a", "--iterations is missing");
    row("sweep xor --vary a=1 --iterations 1", "--output is missing");
    row("sweep --vary a=1 --iterations 1 --output a", "FILE is missing: a session file or the name of a lesson");
    row("sweep xor --vary a --iterations 1 --output a", "--vary: expected KEY=VALUES, found \"a\"");
    row("sweep xor --vary a=3..1 --iterations 1 --output a",
        "--vary: a: expected FIRST..LAST with up to 1,000,000 whole numbers, found 3..1");
    for (const char* shard : {"0/3", "4/3", "1", "a/b", "1/3/4", "-1/3"})
      row(qPrintable(QStringLiteral("sweep xor --vary a=1 --iterations 1 --output a --shard %1").arg(shard)),
          qPrintable(QStringLiteral("--shard: expected I/N with I from 1 to N, found %1").arg(shard)));
    row("sweep xor --vary a=1 --iterations 1 --output a --jobs 0",
        "--jobs: expected a whole number from 1 to 1024, found 0");
    row("sweep xor --vary a=1 --iterations 1 --output a --target -1",
        "--target: expected a loss of 0 or more, found -1");
    row("sweep --merge --output a", "files are missing");
    row("sweep --merge a", "--output is missing");
    row("sweep --merge a --output b --vary c=1", "unknown option --vary");
    row("surface xor --output a.csv", "--plane is missing");
    row("surface xor --plane step", "--output is missing");
    row("surface xor --plane step --output a.txt",
        "--output: expected a name that ends in .png, .svg, .pdf or .csv, found a.txt");
    row("surface xor --plane step --output a.csv --epochs 1 --iterations 1", "give either --iterations or --epochs");
    row("surface xor --plane step --output a.csv --size 1", "--size: expected a whole number from 2 to 1001, found 1");
    for (const char* window : {"1", "2:1", "0:0", "0:nan", "-inf:0", "0:1:2", "0:1,0:1,0:1", "-1e308:1e308"})
      row(qPrintable(QStringLiteral("surface xor --plane step --output a.csv --window %1").arg(window)),
          qPrintable(QStringLiteral("--window: expected LOW:HIGH or LOW:HIGH,LOW:HIGH, found %1").arg(window)));
    for (const char* plane : {"weight", "step:1", "path:", "randomly"})
      row(qPrintable(QStringLiteral("surface xor --output a.csv --plane %1").arg(plane)),
          qPrintable(QStringLiteral("--plane: expected weights:NAME,NAME, random, random:SEED, step, path, curvature "
                                    "or points, found %1")
                         .arg(plane)));
    for (const char* seed : {"", "x", "-1", "1.5", "99999999999999999999"})
      row(qPrintable(QStringLiteral("surface xor --output a.csv --plane random:%1").arg(seed)),
          qPrintable(QStringLiteral("--plane: expected random or random:SEED with a whole number, found random:%1")
                         .arg(seed)));
    for (const char* names : {"", "w1.1.1", "w1.1.1,b1.1,b1.2", "w1.1,b1.1", "w1.1.0,b1.1", "w1.1.1,b1"})
      row(qPrintable(QStringLiteral("surface xor --output a.csv --plane weights:%1").arg(names)),
          qPrintable(
              QStringLiteral("--plane: expected weights:NAME,NAME, such as weights:w1.2.1,b1.2, found weights:%1")
                  .arg(names)));
    row("surface xor --output a.csv --plane weights:b1.1,b1.1",
        "--plane: expected two different weights, found b1.1 twice");
    row("render xor --output a.png", "--view is missing");
    row("render xor --view loss", "--output is missing");
    row("render xor --view all --output a.png",
        "--view: expected one of window, network, boundary, activations, deltas, loss, depth, surface, starts, "
        "spectrum, found all");
    row("render xor --view loss --output a.bmp",
        "--output: expected a name that ends in .png, .svg or .pdf, found a.bmp");
    row("render xor --view loss --output a.png --size 9x9",
        "--size: expected WIDTHxHEIGHT with sides from 16 to 10000, found 9x9");
    row("render xor --view loss --output a.png --size 99999x100",
        "--size: expected WIDTHxHEIGHT with sides from 16 to 10000, found 99999x100");
    row("render xor --view loss --output a.png --size big",
        "--size: expected WIDTHxHEIGHT with sides from 16 to 10000, found big");
    row("render xor --view loss --output a.png --scale nan", "--scale: expected a number from 0.25 to 8, found nan");
    row("render xor --view loss --output a.png --scale 9", "--scale: expected a number from 0.25 to 8, found 9");
    row("render xor --view loss --output a.png --theme red", "--theme: expected one of light, dark, found red");
  }

  void nonsenseIsNamed() {
    QFETCH(QString, line);
    const CommandLine read = parseCommandLine(line.split(QLatin1Char(' ')));
    QVERIFY(std::holds_alternative<UsageProblem>(read));
    QTEST(std::get<UsageProblem>(read).sentence, "sentence");
  }

  void readmeAndHelpNameTheSameCommands() {
    QFile file(QStringLiteral(BACKSCOPE_SOURCE_DIR "/README.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString readme = QString::fromUtf8(file.readAll()).replace(QStringLiteral("\\|"), QStringLiteral("|"));
    // A command goes on in lines that begin with more spaces than its own and less than a sentence's capital.
    const QRegularExpression command(QStringLiteral("^  (backscope [^-].*(?:\\n +[-\\[(].*)*)$"),
                                     QRegularExpression::MultilineOption);
    int commands = 0;
    for (auto found = command.globalMatch(usageText()); found.hasNext(); ++commands) {
      const QString line = found.next().captured(1).simplified();
      QVERIFY2(readme.contains(QStringLiteral("| `%1` |").arg(line)), qPrintable(line));
    }
    QCOMPARE(commands, 11);
  }

  void aFileIsNotReadAndWrittenAtOnce() {
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("run.png"));
    const QString other = folder.filePath(QStringLiteral("./run.png"));
    QCOMPARE(writeFile(file, "text"), QString());
    const auto problem = [](const QStringList& line) {
      const CommandLine read = parseCommandLine(line);
      return std::holds_alternative<UsageProblem>(read) ? std::get<UsageProblem>(read).sentence : QString();
    };
    QCOMPARE(problem({"train", file, "--epochs", "1", "--log", other}),
             QStringLiteral("--log names the session that is read"));
    QCOMPARE(problem({"train", "xor", "--epochs", "1", "--log", other, "--save", file}),
             QStringLiteral("--save and --log name the same file"));
    QCOMPARE(problem({"render", file, "--view", "loss", "--output", other}),
             QStringLiteral("--output names the session that is read"));
    QCOMPARE(problem({"sweep", file, "--vary", "training.seed=1", "--iterations", "1", "--output", other}),
             QStringLiteral("--output names the session that is read"));
    QCOMPARE(problem({"train", file, "--epochs", "1", "--save", other}), QString());
    QCOMPARE(problem({"train", "xor", "--epochs", "1", "--log", "xor"}), QString());
  }

  void anEmptyFileNameIsNone() {
    QVERIFY(std::holds_alternative<UsageProblem>(parseCommandLine({QString()})));
    QVERIFY(std::holds_alternative<UsageProblem>(
        parseCommandLine({QStringLiteral("train"), QString(), QStringLiteral("--epochs"), QStringLiteral("1")})));
  }

 private:
  template <class Options>
  static Options parsed(const char* line) {
    const CommandLine read = parseCommandLine(words(line));
    if (!std::holds_alternative<Options>(read)) qFatal("%s was taken for something else", line);
    return std::get<Options>(read);
  }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_command_line.moc"
