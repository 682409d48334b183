#include "app/commands/depth_figure.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPainter>
#include <QThread>
#include <algorithm>

#include "app/commands/figure_file.h"
#include "app/commands/outcome.h"
#include "app/commands/render.h"
#include "app/output_file.h"
#include "core/analysis/depth_csv.h"
#include "core/sweep/run_depths.h"
#include "ui/views/depth_painter.h"

namespace backscope {

namespace {

constexpr QSize kOwnSize(800, 400);

QString tr(const char* text) { return QCoreApplication::translate("depth_figure", text); }

bool isTable(const QString& file) { return QFileInfo(file).suffix().toLower() == QLatin1String("csv"); }

DepthPicture measured(const Session& session) {
  DepthPicture picture = emptyDepthPicture(session);
  picture.here = deltaDecades(startOf(session), session.loss, depthData(session));
  runDepths(
      picture.base, depthOrder(session.network), {std::max(1, QThread::idealThreadCount())}, [] { return false; },
      [&](std::size_t cell, const DepthCell& outcome) { picture.cells[cell] = outcome; });
  return picture;
}

}  // namespace

bool hasDepthSuffix(const QString& file) {
  const QString suffix = QFileInfo(file).suffix().toLower();
  return QStringList{QStringLiteral("png"), QStringLiteral("svg"), QStringLiteral("pdf"), QStringLiteral("csv")}
      .contains(suffix);
}

QString writeDepth(const QString& file, const DepthPicture& picture, const QSize& size, double scale) {
  if (isTable(file)) return writeFile(file, QByteArray::fromStdString(depthCsv(picture.base, picture.cells)));
  return writeFigure(file, size, scale, [&](QPainter& painter) { paintDepthFigure(painter, picture, size); });
}

int renderDepth(const RenderOptions& options, const Session& session, std::ostream& err) {
  if (session.network.hiddenLayers() == 0) {
    printProblem(err, options.file, tr("the network has no hidden layer of which there could be more"));
    return kWrong;
  }
  // Before the work is done: a folder that is not there would undo it.
  QString problem = outputProblem(options.output);
  if (problem.isEmpty())
    problem =
        writeDepth(options.output, measured(session), options.size.isValid() ? options.size : kOwnSize, options.scale);
  if (problem.isEmpty()) return kDone;
  printProblem(err, options.output, problem);
  return kFailed;
}

}  // namespace backscope
