#include "app/commands/starts_figure.h"

#include <QCoreApplication>
#include <QPainter>
#include <QThread>
#include <algorithm>

#include "app/commands/figure_file.h"
#include "app/commands/outcome.h"
#include "app/commands/render.h"
#include "app/output_file.h"
#include "app/starts_record.h"
#include "app/starts_run.h"
#include "core/sweep/run_starts.h"
#include "ui/text/problem_text.h"
#include "ui/theme/theme.h"
#include "ui/views/starts_figure.h"

namespace backscope {

namespace {

constexpr QSize kOwnSize(800, 400);

void train(StartsRecord& record) {
  const StartsPlan plan{record.choice.iterations, std::max(1, QThread::idealThreadCount())};
  runStarts(
      record.grid, record.missing(), plan, [] { return false; },
      [&record](std::size_t cell, const StartOutcome& outcome) { record.take(cell, kept(outcome)); });
}

QString write(const RenderOptions& options, const StartsPicture& picture) {
  const QSize size = options.size.isValid() ? options.size : kOwnSize;
  StartsFigure figure;
  figure.resize(size);
  figure.setPicture(picture);
  // Without a screen, so that every part gets its place.
  figure.show();
  QCoreApplication::sendPostedEvents();
  return writeFigure(options.output, size, options.scale, [&](QPainter& painter) {
    painter.fillRect(QRect(QPoint(0, 0), size), Theme::instance().colors().card);
    figure.render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
  });
}

}  // namespace

int renderStarts(const RenderOptions& options, const Session& session, std::ostream& err) {
  Result<StartsRecord> record = StartsRecord::of(session, {options.starts, options.iterations});
  if (!record) {
    printProblem(err, options.file, describe(record.problem()));
    return kWrong;
  }
  // Before the work is done: a folder that is not there would undo it.
  QString problem = outputProblem(options.output);
  if (problem.isEmpty()) {
    train(record.value());
    problem = write(options, record.value().picture());
  }
  if (problem.isEmpty()) return kDone;
  printProblem(err, options.output, problem);
  return kFailed;
}

}  // namespace backscope
