#pragma once

#include <QStringList>
#include <span>

#include "core/session/session.h"

namespace backscope {

/// What another run has instead, a short piece for each difference: "hidden layers sigmoid → ReLU", "learning rate
/// 0.03 → 0.1". Titles do not count, nor how far the runs are trained; empty where the runs are the same. The data are
/// the same.
QStringList differencesOf(const Session& first, const Session& other);

/// The same, of how the start is drawn alone.
QStringList startDifferences(const Session& first, const Session& other);

/// A heading for each of up to four compared runs: the shortest text that tells them apart, such as "sigmoid" and
/// "ReLU". A run that equals an earlier one is named after its place, "as A"; where all are equal, the first has its
/// activation.
QStringList shortNames(std::span<const Session> runs);

/// "A" for 0.
QString runLetter(int place);

}  // namespace backscope
