#pragma once

#include <QString>
#include <QStringList>

#include "ui/views/depth_layout.h"

namespace backscope {

/// A ratio by its decimal logarithm: "3.2·10⁻⁵", "0" for −∞, "∞"; also where the ratio itself is no double any more.
QString ratioText(double decades);

/// "here: 3.2·10⁻⁵", of the present network's own start.
QString hereText(double decades);

/// The same as ratioText() for a cell: "0" where most starts are exact zeros, "∞" where all overflow, "…" where it is
/// not measured, "–" where the output has no δ.
QString cellRatioText(const std::optional<DepthCell>& cell);

/// "↑ rms δ of layer 1 over the output’s, → hidden layers", and what is said where there is less room.
QStringList depthHeadings();
/// "at 6 layers"
QString depthLabelHeading(int depth);

/// What the chart shows, in sentences: what the activation does to δ with every layer, and which one keeps it best.
QString depthSentence(const DepthPicture& picture, Activation activation);

/// All that is known of a cell, in a sentence.
QString depthWords(const DepthPicture& picture, const DepthPlace& place);

/// How the numbers are made, for a tool tip.
QString depthMethod(const DepthPicture& picture);

}  // namespace backscope
