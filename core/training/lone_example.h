#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "core/session/problem.h"
#include "core/training/pass_instant.h"

namespace backscope {

/// An example that need not be in the data.
struct TypedExample {
  std::vector<double> x;  ///< the network's inputs
  std::vector<double> y;  ///< its outputs
  bool operator==(const TypedExample&) const = default;
};

/// A trainer beside the run, with the run's θ, optimizer and settings, whose data is this example alone: its passes are
/// those the example has at this place of the run, and its update is what the optimizer would do with it by itself.
Trainer loneTrainer(const Trainer& run, const TypedExample& example);

/// The steps of its passes, with its update.
std::vector<PassStep> stepsOfLone(const Trainer& run);

/// The data's example n, apart from it.
TypedExample exampleOf(const Dataset& data, int n);

/// Its passes, of which `done` steps are taken, at most all of them. `index` is its place in the data, −1 where it has
/// none.
PassInstant loneInstant(const Trainer& run, const TypedExample& example, int index = -1,
                        int done = std::numeric_limits<int>::max());

/// What makes such an example impossible for this session, named by the paths of a session with this one point:
/// a wrong number of values, values beyond the limits, targets that the loss has no use for.
std::optional<Problem> checkExample(const Session& session, const TypedExample& example);

}  // namespace backscope
