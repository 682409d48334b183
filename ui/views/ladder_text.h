#pragma once

#include <QString>
#include <span>
#include <vector>

#include "core/analysis/example_sizes.h"
#include "core/training/ladder_choice.h"
#include "ui/plots/plot_levels.h"

namespace backscope {

/// What is shown of the layers, said in words.
struct LadderWords {
  QString caption;       ///< under its course over the iterations: what, and over what
  QString heading;       ///< over its present values
  QString briefHeading;  ///< where there is less room
  QString statement;     ///< "mean |δ| over units and examples: %1", for screen readers
};
LadderWords ladderWords(LadderChoice choice);

/// "mean |δ⁽ˡ⁾|", of one example by itself.
QString exampleHeading(DeltaSize size);
QString briefExampleHeading(DeltaSize size);
/// What the marks of the examples' spread are.
QString exampleLegend();
/// "mean |δ|", as what the rungs are ratios of.
QString deltaSizeName(DeltaSize size);

/// The letter of a layer's quantity as markup: δ.
QString ladderLetter(LadderQuantity quantity);

/// Where float32 and float64 lose such a number.
std::vector<PlotLevel> ladderLevels(LadderQuantity quantity);

/// Layer 1 against layer L+1, as the view prints it.
struct DeltaRatio {
  QString markup;   ///< for MathText: δ^{(1)} / δ^{(7)} = 3.2·10^{−5}; empty where there is nothing to compare
  QString reading;  ///< what that means, in a sentence
  bool operator==(const DeltaRatio&) const = default;
};
/// Layer l's |δ| at index l - 1.
DeltaRatio deltaRatio(std::span<const double> sizes);
/// Of any quantity, likewise; of updates the markup has layer 1 alone.
DeltaRatio ladderRatio(std::span<const double> values, LadderQuantity quantity);

}  // namespace backscope
