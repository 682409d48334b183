#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/loss.h"

namespace backscope {

/// A layer 1…L+1, or one of its units.
struct LayerPart {
  int layer = 1;
  std::optional<int> unit = std::nullopt;
  bool operator==(const LayerPart&) const = default;
};

/// A pre-activation of one example, and what the forward pass made of it.
struct SlopeDot {
  int example = 0;  ///< its index in the data
  int unit = 0;
  double a = 0;
  double z = 0;      ///< h(a)
  double slope = 0;  ///< h′(a)
};

/// Where the examples stand on the curves of h and h′ of a layer or unit. The shares and counts are over all values of
/// the examples, the dots over as many as a frame can paint.
struct SlopeSample {
  static constexpr std::size_t kMostDots = 2048;

  LayerPart part;
  Activation activation = Activation::Identity;
  std::vector<SlopeDot> dots;  ///< example by example, each with all units of the part
  int examples = 0;            ///< measured
  int shownExamples = 0;       ///< those that have dots
  int units = 0;               ///< of the part
  double aLow = 0, aHigh = 0;  ///< of the finite values; 0 where there are none
  double slopeLow = 0, slopeHigh = 0, slopeMean = 0;
  double saturatedValues = 0;  ///< share; this and what follows as in LayerStatistics
  int saturatedUnits = 0;
  int deadUnits = 0;
};

/// Which of `count` things stand for all of them: all, or `most` that are spread evenly, but not regularly, so that
/// they miss none of two kinds that take turns. Ascending, and the same every time.
std::vector<int> spreadEvenly(int count, int most);

/// Of the given examples, at least one. Nothing where the network has no such part, or its activation does not act on
/// each unit alone (softmax) and has no curve.
std::optional<SlopeSample> sampleSlopes(const Parameters& parameters, Loss loss, const Dataset& data,
                                        std::span<const int> examples, const LayerPart& part);

}  // namespace backscope
