#include "app/commands/render.h"

#include <QFontMetrics>
#include <QPainter>
#include <QWidget>
#include <memory>
#include <ostream>

#include "app/commands/depth_figure.h"
#include "app/commands/figure_application.h"
#include "app/commands/figure_file.h"
#include "app/commands/figure_layout.h"
#include "app/commands/figure_run.h"
#include "app/commands/figure_views.h"
#include "app/commands/outcome.h"
#include "app/commands/spectrum_figure.h"
#include "app/commands/starts_figure.h"
#include "app/commands/surface.h"
#include "app/session_file.h"
#include "ui/text/problem_text.h"
#include "ui/text/session_difference.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

using View = RenderOptions::View;

QString tr(const char* text) { return QCoreApplication::translate("render", text); }

QSize ownSizeOf(View view) {
  switch (view) {
    case View::Window:
      return {1440, 900};
    case View::Network:
      return {800, 500};
    case View::Boundary:
      return {480, 520};
    default:
      return {800, 400};
  }
}

QFont headingFont(QFont::Weight weight) { return textFont(TextSize::Normal, weight); }
int headingHeight() { return QFontMetrics(headingFont(QFont::DemiBold)).height(); }

/// "A  sigmoid"
void paintHeading(QPainter& painter, const QRect& rect, int run, const QString& name) {
  const ThemeColors& colors = Theme::instance().colors();
  const QString letter = runLetter(run);
  const QFont bold = headingFont(QFont::DemiBold);
  const QFont plain = headingFont(QFont::Normal);
  const int indent = QFontMetrics(bold).horizontalAdvance(letter) + QFontMetrics(bold).height() / 2;
  painter.setFont(bold);
  painter.setPen(colors.text);
  painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, letter);
  painter.setFont(plain);
  painter.setPen(colors.mutedText);
  const QRect rest = rect.adjusted(indent, 0, 0, 0);
  const QString shown = QFontMetrics(plain).elidedText(name, Qt::ElideRight, rest.width());
  painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, shown);
}

QStringList namesOf(const FigureRuns& runs) {
  std::vector<Session> sessions;
  for (const std::unique_ptr<FigureRun>& run : runs) sessions.push_back(run->trainer().session());
  return shortNames(sessions);
}

QString writeWindow(const RenderOptions& options, const FigureRuns& runs) {
  const QSize size = options.size.isValid() ? options.size : ownSizeOf(options.view);
  const std::unique_ptr<QWidget> window = makeWindowFigure(runs, size);
  return writeFigure(options.output, size, options.scale, [&](QPainter& painter) {
    window->render(&painter, QPoint(), QRegion(), QWidget::DrawWindowBackground | QWidget::DrawChildren);
  });
}

QString writeViews(const RenderOptions& options, const FigureRuns& runs) {
  const int count = static_cast<int>(runs.size());
  const QSize own = figureSizeFor(ownSizeOf(options.view), count, headingHeight());
  const QSize size = options.size.isValid() ? options.size : own;
  const std::vector<FigureCell> cells = layoutFigure(size, count, headingHeight());
  std::vector<QSize> sizes;
  sizes.reserve(cells.size());
  for (const FigureCell& cell : cells) sizes.push_back(cell.view.size());
  const std::vector<std::unique_ptr<QWidget>> views = makeFigureViews(options.view, runs, sizes);
  const QStringList names = namesOf(runs);
  return writeFigure(options.output, size, options.scale, [&](QPainter& painter) {
    painter.fillRect(QRect(QPoint(0, 0), size), Theme::instance().colors().card);
    for (int k = 0; k < count; ++k) {
      const FigureCell& cell = cells[static_cast<std::size_t>(k)];
      if (count > 1) paintHeading(painter, cell.heading, k, names[k]);
      views[static_cast<std::size_t>(k)]->render(&painter, cell.view.topLeft(), QRegion(), QWidget::DrawChildren);
    }
  });
}

QString write(const RenderOptions& options, const FigureRuns& runs) {
  if (options.view == View::Window) return writeWindow(options, runs);
  const bool isTable = options.view == View::Spectrum && isSpectrumTable(options.output);
  return isTable ? writeSpectrumTable(options.output, runs) : writeViews(options, runs);
}

/// Of the first run that diverged, in a sentence; empty where none has.
QString divergenceOf(const FigureRuns& runs) {
  for (std::size_t k = 0; k < runs.size(); ++k) {
    const std::optional<Divergence>& divergence = runs[k]->trainer().divergence();
    if (!divergence) continue;
    const QString text = describe(*divergence);
    return runs.size() == 1 ? text : tr("run %1 %2").arg(runLetter(static_cast<int>(k)), text);
  }
  return {};
}

}  // namespace

int runRender(int argc, char** argv, const RenderOptions& options, std::ostream& /*out*/, std::ostream& err) {
  OpenedSession opened = openSession(options.file);
  if (!opened.session) {
    printProblem(err, options.file, opened.problem);
    return kWrong;
  }
  const std::unique_ptr<QApplication> application = makeFigureApplication(argc, argv, options.theme);
  if (options.view == View::Depth) return renderDepth(options, *opened.session, err);
  if (options.view == View::Surface) return renderSurface(options, *opened.session, err);
  if (options.view == View::Starts) return renderStarts(options, *opened.session, err);
  const FigureRuns runs = figureRuns(*opened.session);
  trainTogether(runs, options.epochs);
  const QString problem = write(options, runs);
  if (!problem.isEmpty()) {
    printProblem(err, options.output, problem);
    return kFailed;
  }
  const QString divergence = divergenceOf(runs);
  if (divergence.isEmpty()) return kDone;
  printProblem(err, options.file, divergence);
  return kFailed;
}

}  // namespace backscope
