#include "app/commands/command_line.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QThread>
#include <cmath>
#include <utility>

#include "app/commands/arguments.h"
#include "app/commands/usage.h"
#include "app/output_file.h"
#include "app/sheet_file.h"
#include "core/data/dataset.h"
#include "core/session/session_limits.h"
#include "core/sweep/start_outcome.h"
#include "ui/text/problem_text.h"

namespace backscope {

namespace {

/// A million updates a second for thirty years: more is a slip of the finger.
constexpr std::int64_t kMostSteps = 1'000'000'000'000'000;
constexpr std::int64_t kMostJobs = 1024;

QString tr(const char* text) { return QCoreApplication::translate("command_line", text); }

CommandLine parseTrace(const QStringList& given) {
  Arguments arguments(given, {{QStringLiteral("--example"), QStringLiteral("--format")}, {}});
  arguments.require(QStringLiteral("--example"));
  TraceOptions options;
  options.file = arguments.file();
  options.example = arguments.whole(QStringLiteral("--example"), 0, kMaxPoints - 1).value_or(0);
  options.format = static_cast<TraceOptions::Format>(arguments.choice(
      QStringLiteral("--format"),
      {QStringLiteral("text"), QStringLiteral("json"), QStringLiteral("csv"), QStringLiteral("latex")}));
  if (!arguments.problem().isEmpty()) return UsageProblem{arguments.problem()};
  return options;
}

CommandLine parseWorksheet(const QStringList& given) {
  Arguments arguments(given,
                      {{QStringLiteral("--example"), QStringLiteral("--output")}, {QStringLiteral("--answers")}});
  arguments.require(QStringLiteral("--example"));
  arguments.require(QStringLiteral("--output"));
  WorksheetOptions options;
  options.file = arguments.file();
  options.example = arguments.whole(QStringLiteral("--example"), 0, kMaxPoints - 1).value_or(0);
  options.output = arguments.value(QStringLiteral("--output"));
  options.answers = arguments.has(QStringLiteral("--answers"));
  if (!options.output.isEmpty() && !hasSheetSuffix(options.output))
    arguments.fail(tr("--output: expected a name that ends in .pdf, .tex or .txt, found %1").arg(options.output));
  if (QFileInfo::exists(options.file) && isSameFile(options.file, options.output))
    arguments.fail(tr("--output names the session that is read"));
  if (!arguments.problem().isEmpty()) return UsageProblem{arguments.problem()};
  return options;
}

CommandLine parseTrain(const QStringList& given) {
  const QString iterations = QStringLiteral("--iterations");
  const QString epochs = QStringLiteral("--epochs");
  Arguments arguments(
      given, {{iterations, epochs, QStringLiteral("--save"), QStringLiteral("--log")}, {QStringLiteral("--json")}});
  if (arguments.has(iterations) == arguments.has(epochs)) arguments.fail(tr("give either --iterations or --epochs"));
  TrainOptions options;
  options.file = arguments.file();
  options.iterations = arguments.whole(iterations, 0, kMostSteps);
  options.epochs = arguments.whole(epochs, 0, kMostSteps);
  options.save = arguments.value(QStringLiteral("--save"));
  options.log = arguments.value(QStringLiteral("--log"));
  options.json = arguments.has(QStringLiteral("--json"));
  if (isSameFile(options.save, options.log)) arguments.fail(tr("--save and --log name the same file"));
  if (QFileInfo::exists(options.file) && isSameFile(options.file, options.log))
    arguments.fail(tr("--log names the session that is read"));
  if (!arguments.problem().isEmpty()) return UsageProblem{arguments.problem()};
  return options;
}

std::optional<double> readTarget(Arguments& arguments) {
  const QString given = arguments.value(QStringLiteral("--target"));
  if (given.isEmpty()) return std::nullopt;
  bool ok = false;
  const double target = given.toDouble(&ok);
  if (!ok || !limits::kNonNegative.contains(target))
    arguments.fail(tr("--target: expected a loss of 0 or more, found %1").arg(given));
  return target;
}

template <class Options>
void readShard(Arguments& arguments, Options& options) {
  const QString given = arguments.value(QStringLiteral("--shard"));
  if (given.isEmpty()) return;
  static const QRegularExpression pattern(QStringLiteral("^([0-9]{1,6})/([0-9]{1,6})$"));
  const QRegularExpressionMatch match = pattern.match(given);
  options.shard = match.captured(1).toInt();
  options.shards = match.captured(2).toInt();
  if (options.shard < 1 || options.shard > options.shards)
    arguments.fail(tr("--shard: expected I/N with I from 1 to N, found %1").arg(given));
}

CommandLine parseSweepMerge(const QStringList& given) {
  ArgumentRules rules{{QStringLiteral("--output")}, {QStringLiteral("--merge")}};
  rules.takesFiles = true;
  Arguments arguments(given, rules);
  arguments.require(QStringLiteral("--output"));
  if (!arguments.problem().isEmpty()) return UsageProblem{arguments.problem()};
  return SweepMergeOptions{arguments.files(), arguments.value(QStringLiteral("--output"))};
}

void readAxes(Arguments& arguments, SweepOptions& options) {
  for (const QString& assignment : arguments.values(QStringLiteral("--vary"))) {
    Result<SweepAxis> axis = readAxis(assignment.toStdString());
    if (axis)
      options.axes.push_back(std::move(axis.value()));
    else
      arguments.fail(tr("--vary: %1").arg(describe(axis.problem())));
  }
}

CommandLine parseSweep(const QStringList& given) {
  if (given.contains(QLatin1String("--merge"))) return parseSweepMerge(given);
  ArgumentRules rules{{QStringLiteral("--vary"), QStringLiteral("--iterations"), QStringLiteral("--target"),
                       QStringLiteral("--jobs"), QStringLiteral("--shard"), QStringLiteral("--output")},
                      {}};
  rules.repeatable = {QStringLiteral("--vary")};
  Arguments arguments(given, rules);
  for (const char* option : {"--vary", "--iterations", "--output"}) arguments.require(QString::fromLatin1(option));
  SweepOptions options;
  options.file = arguments.file();
  readAxes(arguments, options);
  options.iterations = arguments.whole(QStringLiteral("--iterations"), 0, kMostSteps).value_or(0);
  options.target = readTarget(arguments);
  options.jobs =
      static_cast<int>(arguments.whole(QStringLiteral("--jobs"), 1, kMostJobs).value_or(QThread::idealThreadCount()));
  readShard(arguments, options);
  options.output = arguments.value(QStringLiteral("--output"));
  if (QFileInfo::exists(options.file) && isSameFile(options.file, options.output))
    arguments.fail(tr("--output names the session that is read"));
  if (!arguments.problem().isEmpty()) return UsageProblem{arguments.problem()};
  return options;
}

CommandLine parseStarts(const QStringList& given) {
  const QString count = QStringLiteral("--count");
  const QString iterations = QStringLiteral("--iterations");
  const QString output = QStringLiteral("--output");
  Arguments arguments(given, {{count, iterations, QStringLiteral("--jobs"), QStringLiteral("--shard"), output}, {}});
  for (const QString& option : {count, iterations, output}) arguments.require(option);
  StartsOptions options;
  options.file = arguments.file();
  options.count = static_cast<std::size_t>(arguments.whole(count, kFewestStarts, kMostStarts).value_or(0));
  options.iterations = arguments.whole(iterations, 0, kMostSteps).value_or(0);
  options.jobs =
      static_cast<int>(arguments.whole(QStringLiteral("--jobs"), 1, kMostJobs).value_or(QThread::idealThreadCount()));
  readShard(arguments, options);
  options.output = arguments.value(output);
  if (QFileInfo::exists(options.file) && isSameFile(options.file, options.output))
    arguments.fail(tr("--output names the session that is read"));
  if (!arguments.problem().isEmpty()) return UsageProblem{arguments.problem()};
  return options;
}

void readSize(Arguments& arguments, QSize& size) {
  const QString given = arguments.value(QStringLiteral("--size"));
  if (given.isEmpty()) return;
  static const QRegularExpression pattern(QStringLiteral("^([0-9]{1,5})x([0-9]{1,5})$"));
  const QRegularExpressionMatch match = pattern.match(given);
  const auto isSide = [](int side) { return side >= 16 && side <= 10'000; };
  size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
  if (!isSide(size.width()) || !isSide(size.height()))
    arguments.fail(tr("--size: expected WIDTHxHEIGHT with sides from 16 to 10000, found %1").arg(given));
}

void readScale(Arguments& arguments, double& scale) {
  const QString given = arguments.value(QStringLiteral("--scale"));
  if (given.isEmpty()) return;
  bool ok = false;
  scale = given.toDouble(&ok);
  if (!ok || !(scale >= 0.25 && scale <= 8))
    arguments.fail(tr("--scale: expected a number from 0.25 to 8, found %1").arg(given));
}

bool hasFigureSuffix(const QString& file) {
  const QString suffix = QFileInfo(file).suffix().toLower();
  return suffix == QLatin1String("png") || suffix == QLatin1String("svg") || suffix == QLatin1String("pdf");
}

bool hasTableSuffix(const QString& file) { return QFileInfo(file).suffix().toLower() == QLatin1String("csv"); }

/// Of a figure whose numbers can be written too.
void checkFigureOrTable(Arguments& arguments, const QString& output) {
  if (output.isEmpty() || hasFigureSuffix(output) || hasTableSuffix(output)) return;
  arguments.fail(tr("--output: expected a name that ends in .png, .svg, .pdf or .csv, found %1").arg(output));
}

/// Many starts are trained for so many iterations, everything else for epochs.
void readStartsOfFigure(Arguments& arguments, RenderOptions& options) {
  const QString count = QStringLiteral("--count");
  const QString iterations = QStringLiteral("--iterations");
  const bool areStarts = options.view == RenderOptions::View::Starts;
  if (areStarts && arguments.has(QStringLiteral("--epochs")))
    arguments.fail(tr("--epochs: many starts are trained for --iterations"));
  for (const QString& option : {count, iterations}) {
    if (areStarts) arguments.require(option);
    if (!areStarts && arguments.has(option)) arguments.fail(tr("%1: only --view starts has it").arg(option));
  }
  options.starts = static_cast<std::size_t>(arguments.whole(count, kFewestStarts, kMostStarts).value_or(0));
  options.iterations = arguments.whole(iterations, 0, kMostSteps).value_or(0);
}

void checkFigure(Arguments& arguments, const RenderOptions& options) {
  const bool isDepth = options.view == RenderOptions::View::Depth;
  if (isDepth && arguments.has(QStringLiteral("--epochs")))
    arguments.fail(tr("--epochs: the scale of depth is that of the start"));
  const bool canBeTable =
      isDepth || options.view == RenderOptions::View::Surface || options.view == RenderOptions::View::Spectrum;
  if (canBeTable) return checkFigureOrTable(arguments, options.output);
  if (options.output.isEmpty() || hasFigureSuffix(options.output)) return;
  arguments.fail(tr("--output: expected a name that ends in .png, .svg or .pdf, found %1").arg(options.output));
}

RenderOptions::ThemeChoice readTheme(Arguments& arguments) {
  return static_cast<RenderOptions::ThemeChoice>(
      arguments.choice(QStringLiteral("--theme"), {QStringLiteral("light"), QStringLiteral("dark")}));
}

CommandLine parseRender(const QStringList& given) {
  Arguments arguments(given, {{QStringLiteral("--view"), QStringLiteral("--output"), QStringLiteral("--epochs"),
                               QStringLiteral("--size"), QStringLiteral("--theme"), QStringLiteral("--scale"),
                               QStringLiteral("--count"), QStringLiteral("--iterations")},
                              {}});
  arguments.require(QStringLiteral("--view"));
  arguments.require(QStringLiteral("--output"));
  RenderOptions options;
  options.file = arguments.file();
  options.view = static_cast<RenderOptions::View>(arguments.choice(
      QStringLiteral("--view"),
      {QStringLiteral("window"), QStringLiteral("network"), QStringLiteral("boundary"), QStringLiteral("activations"),
       QStringLiteral("deltas"), QStringLiteral("loss"), QStringLiteral("depth"), QStringLiteral("surface"),
       QStringLiteral("starts"), QStringLiteral("spectrum")}));
  options.output = arguments.value(QStringLiteral("--output"));
  checkFigure(arguments, options);
  readStartsOfFigure(arguments, options);
  if (QFileInfo::exists(options.file) && isSameFile(options.file, options.output))
    arguments.fail(tr("--output names the session that is read"));
  options.epochs = arguments.whole(QStringLiteral("--epochs"), 0, kMostSteps).value_or(0);
  options.theme = readTheme(arguments);
  readSize(arguments, options.size);
  readScale(arguments, options.scale);
  if (!arguments.problem().isEmpty()) return UsageProblem{arguments.problem()};
  return options;
}

/// LOW:HIGH; nothing where it is another thing.
std::optional<std::pair<double, double>> readRange(const QString& text) {
  const QStringList ends = text.split(QLatin1Char(':'));
  bool isLow = false;
  bool isHigh = false;
  const double low = ends.value(0).toDouble(&isLow);
  const double high = ends.value(1).toDouble(&isHigh);
  if (ends.size() != 2 || !isLow || !isHigh || !(low < high) || !std::isfinite(high - low)) return std::nullopt;
  return std::pair(low, high);
}

std::optional<SurfaceWindow> readWindow(Arguments& arguments) {
  const QString given = arguments.value(QStringLiteral("--window"));
  if (given.isEmpty()) return std::nullopt;
  const QStringList ranges = given.split(QLatin1Char(','));
  const std::optional<std::pair<double, double>> alpha = readRange(ranges.first());
  const std::optional<std::pair<double, double>> beta = readRange(ranges.last());
  if (ranges.size() <= 2 && alpha && beta) return SurfaceWindow{alpha->first, alpha->second, beta->first, beta->second};
  arguments.fail(tr("--window: expected LOW:HIGH or LOW:HIGH,LOW:HIGH, found %1").arg(given));
  return std::nullopt;
}

void readPlaneOption(Arguments& arguments, PlaneRequest& plane) {
  const QString given = arguments.value(QStringLiteral("--plane"));
  if (given.isEmpty()) return;
  const std::variant<PlaneRequest, QString> read = readPlane(given);
  if (const QString* const problem = std::get_if<QString>(&read))
    arguments.fail(*problem);
  else
    plane = std::get<PlaneRequest>(read);
}

CommandLine parseSurface(const QStringList& given) {
  const QString iterations = QStringLiteral("--iterations");
  const QString epochs = QStringLiteral("--epochs");
  Arguments arguments(
      given, {{QStringLiteral("--plane"), QStringLiteral("--size"), QStringLiteral("--window"), iterations, epochs,
               QStringLiteral("--output"), QStringLiteral("--theme"), QStringLiteral("--scale")},
              {QStringLiteral("--log")}});
  for (const char* option : {"--plane", "--output"}) arguments.require(QString::fromLatin1(option));
  if (arguments.has(iterations) && arguments.has(epochs)) arguments.fail(tr("give either --iterations or --epochs"));
  SurfaceCommand command;
  command.file = arguments.file();
  readPlaneOption(arguments, command.request.plane);
  command.request.size =
      static_cast<int>(arguments.whole(QStringLiteral("--size"), 2, kMostSurfaceSize).value_or(command.request.size));
  command.request.window = readWindow(arguments);
  command.length = {arguments.whole(iterations, 0, kMostSteps), arguments.whole(epochs, 0, kMostSteps)};
  command.isLog = arguments.has(QStringLiteral("--log"));
  command.output = arguments.value(QStringLiteral("--output"));
  checkFigureOrTable(arguments, command.output);
  if (QFileInfo::exists(command.file) && isSameFile(command.file, command.output))
    arguments.fail(tr("--output names the session that is read"));
  command.theme = readTheme(arguments);
  readScale(arguments, command.scale);
  if (!arguments.problem().isEmpty()) return UsageProblem{arguments.problem()};
  return command;
}

CommandLine parseCurvature(const QStringList& given) {
  const Arguments arguments(given, {{}, {QStringLiteral("--json")}});
  if (!arguments.problem().isEmpty()) return UsageProblem{arguments.problem()};
  return CurvatureOptions{arguments.file(), arguments.has(QStringLiteral("--json"))};
}

CommandLine parseLessons(const QStringList& given) {
  ArgumentRules rules;
  rules.takesFile = false;
  const Arguments arguments(given, rules);
  if (!arguments.problem().isEmpty()) return UsageProblem{arguments.problem()};
  return LessonsOptions{};
}

CommandLine parseWindow(const QStringList& given) {
  if (given.isEmpty()) return WindowOptions{};
  const Arguments arguments(given, {});
  if (!arguments.problem().isEmpty()) return UsageProblem{arguments.problem()};
  return WindowOptions{arguments.file()};
}

}  // namespace

CommandLine parseCommandLine(const QStringList& arguments) {
  const qsizetype end = arguments.indexOf(QLatin1String("--"));
  const QStringList options = arguments.mid(0, end);
  if (options.contains(QLatin1String("--help")) || options.contains(QLatin1String("-h"))) return PrintText{usageText()};
  if (options.contains(QLatin1String("--version"))) return PrintText{versionText()};
  const QString command = arguments.value(0);
  if (command == QLatin1String("trace")) return parseTrace(arguments.mid(1));
  if (command == QLatin1String("worksheet")) return parseWorksheet(arguments.mid(1));
  if (command == QLatin1String("train")) return parseTrain(arguments.mid(1));
  if (command == QLatin1String("sweep")) return parseSweep(arguments.mid(1));
  if (command == QLatin1String("curvature")) return parseCurvature(arguments.mid(1));
  if (command == QLatin1String("surface")) return parseSurface(arguments.mid(1));
  if (command == QLatin1String("starts")) return parseStarts(arguments.mid(1));
  if (command == QLatin1String("render")) return parseRender(arguments.mid(1));
  if (command == QLatin1String("lessons")) return parseLessons(arguments.mid(1));
  return parseWindow(arguments);
}

}  // namespace backscope
