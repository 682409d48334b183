#pragma once

#include <QString>
#include <QStringList>
#include <variant>

#include "app/commands/curvature.h"
#include "app/commands/render.h"
#include "app/commands/starts.h"
#include "app/commands/surface.h"
#include "app/commands/sweep.h"
#include "app/commands/trace.h"
#include "app/commands/train.h"
#include "app/commands/worksheet.h"

namespace backscope {

/// `backscope [FILE]`
struct WindowOptions {
  QString file;  ///< empty: none was given
};

/// `backscope lessons`
struct LessonsOptions {};

/// `--help` and `--version`: the text to print.
struct PrintText {
  QString text;
};

/// A command line that makes no sense, and why.
struct UsageProblem {
  QString sentence;
};

using CommandLine = std::variant<WindowOptions, TraceOptions, WorksheetOptions, TrainOptions, SweepOptions,
                                 SweepMergeOptions, StartsOptions, CurvatureOptions, SurfaceCommand, RenderOptions,
                                 LessonsOptions, PrintText, UsageProblem>;

/// Takes the arguments after the program's name.
CommandLine parseCommandLine(const QStringList& arguments);

}  // namespace backscope
