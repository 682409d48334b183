#pragma once

#include <QString>
#include <QStringList>

#include "core/engine/snapshot.h"

namespace backscope {

/// "layer 2, tanh", "layer 2, unit 3, tanh" or "output layer, identity", on screen counted from 1.
QString partWords(const Architecture& architecture, const LayerPart& part);

/// How much of it is saturated or dead, and what h′ is, in a sentence: "Layer 2, tanh: 37.0 % of the values saturated,
/// 1 of 4 units dead; h′ from 0.0012 to 1.0, mean 0.42."
QString slopeSentence(const Architecture& architecture, const SlopeSample& sample);

/// Why a part has no curves; empty where it has.
QString noCurveSentence(const Architecture& architecture, const LayerPart& part);

/// Of how many examples there are dots.
QString dotsNote(const SlopeSample& sample);

/// "n = 12, unit 3", "a = 0.8123", "h(a) = 0.6709", "h′(a) = 0.5499".
QStringList dotLines(const SlopeDot& dot);

}  // namespace backscope
