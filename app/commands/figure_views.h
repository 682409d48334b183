#pragma once

#include <QSize>
#include <QWidget>
#include <memory>
#include <span>
#include <vector>

#include "app/commands/figure_run.h"
#include "app/commands/render.h"

namespace backscope {

/// The window with all runs.
std::unique_ptr<QWidget> makeWindowFigure(std::span<const std::unique_ptr<FigureRun>> runs, const QSize& size);

/// A view of every run, in these sizes; where values are compared, all have the same axis.
std::vector<std::unique_ptr<QWidget>> makeFigureViews(RenderOptions::View view,
                                                      std::span<const std::unique_ptr<FigureRun>> runs,
                                                      std::span<const QSize> sizes);

}  // namespace backscope
