#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "core/data/dataset.h"
#include "core/session/session.h"
#include "core/session/session_limits.h"

namespace backscope {

/// The scale of depth: how much of the output's δ reaches layer 1 at the start, for every activation and every number
/// of hidden layers, each a copy of the first. Its cells are the activations of kActivations but softmax, and for each
/// the depths 1…16; cell = activation · 16 + depth − 1.
inline constexpr std::size_t kDepthActivations = kActivations.size() - 1;
inline constexpr std::size_t kDepthCells = kDepthActivations * kMaxHiddenLayers;
std::size_t depthCellOf(Activation activation, int depth);
Activation activationOfDepthCell(std::size_t cell);
int depthOfDepthCell(std::size_t cell);

/// The starts that are averaged: the session's seed and the next ones.
inline constexpr int kDepthSeeds = 20;
/// The most training examples that are gone through, at equal distances in the set.
inline constexpr std::size_t kDepthExamples = 2048;

/// What the starts of one activation and depth have in common. All numbers but the counts are decimal logarithms of
/// rms δ^(1) / rms δ^(L+1), over units and examples, as deltaRatio() has it.
struct DepthCell {
  static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  double mean = kNone;  ///< over the starts that have one: log₁₀ of their geometric mean
  double low = kNone;   ///< all but a tenth of these starts lie above …
  double high = kNone;  ///< … and all but a tenth below
  double own = kNone;   ///< that of the session's own seed: −∞ where it is an exact zero, +∞ where it overflowed
  double predicted = kNone;  ///< see predictWideNetwork(); −∞ for an exact zero, none where nothing is predicted
  int counted = 0;           ///< starts in the mean
  int zeros = 0;             ///< starts whose δ^(1) is exactly 0, which have no logarithm
  int overflowed = 0;        ///< starts with a δ that is no finite number
  int silent = 0;            ///< starts whose δ^(L+1) is 0 already
};

/// log₁₀ (rms δ^(1) / rms δ^(L+1)) over the data's training set; the squares neither over- nor underflow. −∞ where
/// δ^(1) is exactly 0, +∞ where a δ is not finite, NaN where δ^(L+1) is 0.
double deltaDecades(const Parameters& parameters, Loss loss, const Dataset& data);

/// The session with this many hidden layers, copies of the first, which it must have, all with this activation, and a
/// start that is drawn. Of what a layer's start has of its own, it keeps what the layers that are still there have.
Session depthSession(const Session& session, Activation activation, int depth);

/// What all cells have in common: equal for two sessions whose scale of depth is the same. Has to have a hidden layer.
Session depthBase(const Session& session);

/// The examples of all cells.
Dataset depthData(const Session& session);

/// A cell of this base. Nothing where isStopped() became true, which is asked before every start.
std::optional<DepthCell> measureDepth(const Session& base, const Dataset& examples, std::size_t cell,
                                      const std::function<bool()>& isStopped);

/// The straight line through the means of one activation's cells, by least squares; of those in which at least half of
/// the starts are counted: what survives of a dying network says nothing of it.
struct DepthTrend {
  double decades = 0;  ///< by which the ratio's logarithm changes from one depth to the next
  int depths = 0;      ///< that it goes through
};
/// `cells` are those of the depths 1…16; nothing where it would go through fewer than three.
std::optional<DepthTrend> depthTrend(std::span<const std::optional<DepthCell>> cells);

}  // namespace backscope
