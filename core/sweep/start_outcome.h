#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "core/analysis/plateau.h"
#include "core/passes/evaluator.h"
#include "core/session/session.h"

namespace backscope {

/// How many starts there may be at once.
inline constexpr std::size_t kFewestStarts = 10;
inline constexpr std::size_t kMostStarts = 10'000;

/// What became of a start. A run that is not solved when its iterations are over counts as stuck, also where it still
/// moves.
enum class StartEnd { Solved, Stuck, Diverged };

/// The name in files.
std::string_view nameOf(StartEnd end);

/// An answer is right enough where |ŷ_k − y_k| is below this share of the distance of a class's codes.
inline constexpr double kSolvedShareOfCodes = 0.4;

/// Columns and rows of the plane on which functions are compared, and so many training examples beside it.
inline constexpr int kAnswerGrid = 24;
inline constexpr std::size_t kAnswerExamples = 64;

/// What one of many starts came to. One that diverged is measured with its last good weights, as everywhere.
struct StartOutcome {
  std::uint64_t seed = 0;  ///< of the initialization
  StartEnd end = StartEnd::Stuck;
  std::int64_t iteration = 0;  ///< updates made
  Score train{};
  std::optional<Score> test{};
  /// Of a solved run: the updates after which it was first found to be so. It is looked at where an epoch ends whose
  /// mean loss was low enough for it, and that at most every 1% of the iterations made, so it is right to 1%.
  std::optional<std::int64_t> needed{};
  std::optional<CornersPlateau> plateau{};  ///< of a run that is not solved
  std::vector<double> theta{};              ///< at the end
  /// ŷ at the end, by which functions are compared: on the square that holds the data, a fifth larger (kAnswerGrid a
  /// side; for one input its line; further inputs are 0), output by output, then of kAnswerExamples training examples
  /// at equal distances, or all of them. Equal for two runs whose θ differ by a symmetry of the network, but for
  /// rounding.
  std::vector<float> answers{};
};

/// Whether this many outputs are right enough on all training examples: with classes each |ŷ_k − y_k| < 0.4 of the
/// distance of their codes (so 0.4 for 0 and 1, 0.8 for −1 and +1), without them a mean loss of at most `target`,
/// which is solvedLoss() of the data.
bool isSolved(const Dataset& data, const Evaluator::Outcome& outcome, double target);

/// See StartOutcome.
std::vector<float> answersOf(const Parameters& parameters, Loss loss, const Dataset& data);

/// Trains this session exactly as it would be trained anywhere; `data` are its own, as makeDataset() gives them.
/// Nothing where isStopped() became true, which is asked before every update.
std::optional<StartOutcome> runStart(const Session& session, const Dataset& data, std::int64_t iterations,
                                     const std::function<bool()>& isStopped);

}  // namespace backscope
