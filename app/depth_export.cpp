#include "app/depth_export.h"

#include <QFileDialog>
#include <QFileInfo>

#include "app/commands/depth_figure.h"
#include "ui/views/depth_chart.h"
#include "ui/views/depth_view.h"

namespace backscope {

namespace {

constexpr QSize kSize(800, 400);
/// Of a png, for a projector.
constexpr double kScale = 2;

QStringList filters() {
  return {DepthExport::tr("PDF (*.pdf)"), DepthExport::tr("SVG (*.svg)"), DepthExport::tr("PNG (*.png)"),
          DepthExport::tr("CSV, all numbers (*.csv)")};
}

QString suffixOf(const QString& filter) { return filter.mid(filter.lastIndexOf(QLatin1Char('.')) + 1).chopped(1); }

}  // namespace

DepthExport::DepthExport(const DepthView* view, QWidget* window) : QObject(window), m_view(view), m_window(window) {}

void DepthExport::offer() {
  auto* dialog = new QFileDialog(m_window, tr("Export the scale of depth"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters(filters());
  dialog->setDefaultSuffix(suffixOf(filters().front()));
  connect(dialog, &QFileDialog::filterSelected, dialog,
          [dialog](const QString& filter) { dialog->setDefaultSuffix(suffixOf(filter)); });
  connect(dialog, &QFileDialog::fileSelected, this, &DepthExport::write);
  dialog->open();
}

void DepthExport::write(const QString& file) {
  const QString name = QFileInfo(file).fileName();
  if (!hasDepthSuffix(file)) return emit failed(tr("%1: the name has to end in .pdf, .svg, .png or .csv").arg(name));
  const DepthPicture& picture = m_view->chart().picture();
  if (!picture.isComplete()) return emit failed(tr("%1: not all points are measured yet").arg(name));
  const QString problem = writeDepth(file, picture, kSize, kScale);
  if (problem.isEmpty()) return emit written(file);
  emit failed(tr("%1: %2").arg(name, problem));
}

}  // namespace backscope
