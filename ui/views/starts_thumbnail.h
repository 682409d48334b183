#pragma once

#include <QRectF>
#include <QString>

#include "ui/views/starts_picture.h"

class QPainter;

namespace backscope {

/// The corners of a thumbnail's picture, in pixels.
inline constexpr double kThumbnailRadius = 3;

/// Paints the group's function, of a picture's groups, with a crisp line where its classes part; no border.
void paintThumbnail(QPainter& painter, const QRectF& frame, const StartsPicture& picture, std::size_t group);

/// A sentence: how many different functions the starts came to; empty where none came to any.
QString functionsText(const StartsPicture& picture);

/// "solved", "stuck", or the plateau on which it stands: "Σℓ = 1/3".
QString thumbnailState(const StartsThumbnail& group);

}  // namespace backscope
