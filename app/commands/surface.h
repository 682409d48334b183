#pragma once

#include <QString>
#include <iosfwd>

#include "app/commands/render.h"
#include "app/commands/surface_measure.h"

namespace backscope {

/// What `backscope surface` was asked for.
struct SurfaceCommand {
  QString file;
  SurfaceRequest request;
  TrainingLength length;
  bool isLog = false;  ///< the colours go by log L
  QString output;      ///< ends in .csv, .png, .svg or .pdf, in any case of letters
  RenderOptions::ThemeChoice theme = RenderOptions::ThemeChoice::Light;
  double scale = 1;  ///< as RenderOptions has it
};

/// Trains the session, measures the surface and writes it as a table or a figure. Exit codes: 0 done, 1 diverged or
/// could not write, 2 the file is wrong or there is no such plane.
int runSurface(int argc, char** argv, const SurfaceCommand& command, std::ostream& err);

/// `backscope render FILE --view surface`, once there is an application object: over the first two weights. Errors and
/// exit codes as runRender() has them.
int renderSurface(const RenderOptions& options, const Session& session, std::ostream& err);

}  // namespace backscope
