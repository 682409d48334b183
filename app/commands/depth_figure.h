#pragma once

#include <QSize>
#include <QString>
#include <iosfwd>

#include "ui/views/depth_layout.h"

namespace backscope {

struct RenderOptions;

/// Whether the file's ending, in any case of letters, names a kind that writeDepth() writes.
bool hasDepthSuffix(const QString& file);

/// Writes the scale of depth: a .png, .svg or .pdf as writeFigure() does, its numbers into a .csv. Returns the problem
/// in a sentence, or an empty string.
QString writeDepth(const QString& file, const DepthPicture& picture, const QSize& size, double scale);

/// `backscope render FILE --view depth`, once there is an application object: measures on all cores, and writes the
/// file. Errors and exit codes as runRender() has them; a network without a hidden layer is a wrong file.
int renderDepth(const RenderOptions& options, const Session& session, std::ostream& err);

}  // namespace backscope
