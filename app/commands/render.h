#pragma once

#include <QSize>
#include <QString>
#include <cstdint>
#include <iosfwd>

namespace backscope {

/// What `backscope render` was asked for.
struct RenderOptions {
  enum class View { Window, Network, Boundary, Activations, Deltas, Loss, Depth, Surface, Starts, Spectrum };
  enum class ThemeChoice { Light, Dark };
  QString file;  ///< a session file or a lesson's name, as given
  View view = View::Window;
  QString output;               ///< ends in .png, .svg or .pdf (in any case of letters), of depth, surface and spectrum
                                ///< also in .csv
  std::int64_t epochs = 0;      ///< trained before the picture is taken
  std::size_t starts = 0;       ///< of the view of many starts, how many
  std::int64_t iterations = 0;  ///< and how far each is trained
  QSize size;  ///< in pixels at scale 1, 16…10,000 each; invalid where none was given: the view's own
  ThemeChoice theme = ThemeChoice::Light;
  double scale = 1;  ///< device pixels a pixel, 0.25…8
};

/// Draws the figure without opening a window: makes its own application object on the offscreen platform. The file
/// appears whole or not at all. Errors are one line on `err`. Exit codes: 0 done, 1 diverged or could not write, 2 the
/// file is wrong.
int runRender(int argc, char** argv, const RenderOptions& options, std::ostream& out, std::ostream& err);

}  // namespace backscope
