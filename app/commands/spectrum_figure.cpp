#include "app/commands/spectrum_figure.h"

#include <QFileInfo>
#include <QVBoxLayout>

#include "app/curvature_lab.h"
#include "app/output_file.h"
#include "core/session/json_text.h"
#include "ui/text/place_text.h"
#include "ui/text/session_difference.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/spectrum_plot.h"
#include "ui/widgets/quiet_label.h"

namespace backscope {

namespace {

CurvaturePicture pictureOf(const FigureRun& run) {
  SnapshotNeeds needs;
  needs.boundaryResolution = 0;
  needs.unitMapResolution = 0;
  const std::shared_ptr<const Snapshot> snapshot = run.snapshot(needs);
  return *measurePicture(*snapshot, snapshot->parameters.theta(), [] { return false; });
}

}  // namespace

bool isSpectrumTable(const QString& file) { return QFileInfo(file).suffix().toLower() == QLatin1String("csv"); }

std::unique_ptr<QWidget> makeSpectrumFigure(const FigureRun& run, const QSize& size) {
  const CurvaturePicture picture = pictureOf(run);
  auto figure = std::make_unique<QWidget>();
  auto* headline = new QLabel(placeHeadline(*picture.place));
  headline->setFont(textFont(TextSize::Large, QFont::DemiBold));
  headline->setStyleSheet(QStringLiteral("color: %1").arg(Theme::instance().colors().text.name()));
  auto* plot = new SpectrumPlot;
  plot->setPicture(picture);
  auto* numbers = new QuietLabel(gradientText(*picture.place) + QLatin1Char('\n') +
                                 stableRateText(*picture.place, picture.training.optimizer, picture.isPlainDescent()));
  numbers->setWordWrap(true);
  auto* column = new QVBoxLayout(figure.get());
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(headline);
  column->addWidget(plot, 1);
  column->addWidget(numbers);
  figure->resize(size);
  figure->show();
  return figure;
}

QString writeSpectrumTable(const QString& file, std::span<const std::unique_ptr<FigureRun>> runs) {
  std::string table = "run,index,eigenvalue\n";
  for (std::size_t k = 0; k < runs.size(); ++k) {
    const CurvaturePicture picture = pictureOf(*runs[k]);
    const std::string run = runLetter(static_cast<int>(k)).toStdString();
    int index = 0;
    for (const double lambda : picture.place->curvature.eigenvalues)
      table += run + ',' + std::to_string(++index) + ',' + allDigits(lambda) + '\n';
  }
  return writeFile(file, QByteArray::fromStdString(table));
}

}  // namespace backscope
