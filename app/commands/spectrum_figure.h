#pragma once

#include <QSize>
#include <QString>
#include <memory>
#include <span>

#include "app/commands/figure_run.h"

class QWidget;

namespace backscope {

/// Whether the file is to be a table of the eigenvalues.
bool isSpectrumTable(const QString& file);

/// The spectrum of a run where it stands, with what it says of the place.
std::unique_ptr<QWidget> makeSpectrumFigure(const FigureRun& run, const QSize& size);

/// Writes the eigenvalues of every run, ascending, into a .csv. Returns the problem in a sentence, or an empty string.
QString writeSpectrumTable(const QString& file, std::span<const std::unique_ptr<FigureRun>> runs);

}  // namespace backscope
