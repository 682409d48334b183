#include "app/commands/surface.h"

#include <QApplication>
#include <QCoreApplication>
#include <QPainter>
#include <ostream>

#include "app/commands/figure_application.h"
#include "app/commands/figure_file.h"
#include "app/commands/outcome.h"
#include "app/output_file.h"
#include "app/session_file.h"
#include "core/analysis/surface_csv.h"
#include "core/session/json_text.h"
#include "ui/text/problem_text.h"
#include "ui/theme/theme.h"
#include "ui/views/surface_painter.h"

namespace backscope {

namespace {

constexpr QSize kOwnSize(960, 520);
constexpr int kMargin = 12;

QString tr(const char* text) { return QCoreApplication::translate("surface", text); }

int failWith(std::ostream& err, const QString& file, const QString& sentence, ExitCode code) {
  printProblem(err, file, sentence);
  return code;
}

bool isTable(const QString& file) { return file.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive); }

std::string placeLine(const std::string& name, std::int64_t iteration, const SurfaceMark& mark) {
  return name + "iteration " + std::to_string(iteration) + ": alpha " + allDigits(mark.place.alpha) + ", beta " +
         allDigits(mark.place.beta) + ", distance from the plane " + allDigits(mark.place.distance) + ", own loss " +
         allDigits(mark.loss);
}

/// In the words of files, which no language changes.
std::string tableOf(const SurfacePicture& picture, const SurfaceRequest& request) {
  std::vector<std::string> comments{"plane " + request.plane.text().toStdString() + ", " +
                                        std::to_string(request.size) + " x " + std::to_string(request.size) +
                                        " points, |u| " + allDigits(picture.uLength) + ", |v| " +
                                        allDigits(picture.vLength),
                                    placeLine("the present place, ", picture.iteration, picture.here)};
  for (const SurfacePicture::Dot& dot : picture.path)
    comments.push_back(placeLine("the path, ", dot.iteration, dot.mark));
  return surfaceCsv(*picture.surface, comments);
}

struct Drawing {
  QSize size = kOwnSize;
  double scale = 1;
  bool isLog = false;
};

QString writeSurface(const QString& file, const SurfacePicture& picture, const SurfaceRequest& request,
                     const Architecture& network, const Drawing& drawing) {
  if (isTable(file)) return writeFile(file, QByteArray::fromStdString(tableOf(picture, request)));
  SurfaceLook look;
  look.network = network;
  look.isLog = drawing.isLog;
  return writeFigure(file, drawing.size, drawing.scale, [&](QPainter& painter) {
    const QRect whole(QPoint(0, 0), drawing.size);
    painter.fillRect(whole, Theme::instance().colors().card);
    paintSurface(painter, whole.adjusted(kMargin, kMargin, -kMargin, -kMargin), picture, look);
  });
}

/// Measures and writes, once there is an application object where one is needed.
int make(const SurfaceCommand& command, const Session& session, const Drawing& drawing, std::ostream& err) {
  // Before the work is done: a folder that is not there would undo it.
  if (const QString problem = outputProblem(command.output); !problem.isEmpty())
    return failWith(err, command.output, problem, kFailed);
  PathRun run(session);
  run.train(command.length);
  const std::optional<Divergence>& divergence = run.trainer().divergence();
  const std::variant<SurfacePicture, QString> measured = measureSurfacePicture(run, command.request);
  if (const QString* const problem = std::get_if<QString>(&measured))
    return failWith(err, command.file, divergence ? describe(*divergence) : *problem, divergence ? kFailed : kWrong);
  const QString problem =
      writeSurface(command.output, std::get<SurfacePicture>(measured), command.request, session.network, drawing);
  if (!problem.isEmpty()) return failWith(err, command.output, problem, kFailed);
  return divergence ? failWith(err, command.file, describe(*divergence), kFailed) : kDone;
}

}  // namespace

int runSurface(int argc, char** argv, const SurfaceCommand& command, std::ostream& err) {
  const OpenedSession opened = openSession(command.file);
  if (!opened.session) return failWith(err, command.file, opened.problem, kWrong);
  std::unique_ptr<QApplication> application;
  if (!isTable(command.output)) application = makeFigureApplication(argc, argv, command.theme);
  return make(command, *opened.session, {kOwnSize, command.scale, command.isLog}, err);
}

int renderSurface(const RenderOptions& options, const Session& session, std::ostream& err) {
  if (startOf(session).theta().size() < 2)
    return failWith(err, options.file, tr("the network has a single weight, and a plane needs two"), kWrong);
  SurfaceCommand command;
  command.file = options.file;
  command.request.plane.first = parameterName(session.network, 0);
  command.request.plane.second = parameterName(session.network, 1);
  command.length.epochs = options.epochs;
  command.output = options.output;
  return make(command, session, {options.size.isValid() ? options.size : kOwnSize, options.scale, false}, err);
}

}  // namespace backscope
