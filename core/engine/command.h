#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/analysis/gradient_spread.h"
#include "core/analysis/input_grid.h"
#include "core/analysis/slope_sample.h"
#include "core/network/symmetry.h"
#include "core/session/session.h"
#include "core/training/ladder_choice.h"
#include "core/training/lone_example.h"
#include "core/training/model_change.h"
#include "core/training/pass_step.h"

namespace backscope {

/// A unit by its layer (0 the input … L+1) and its index from 0.
struct UnitId {
  int layer = 0;
  int unit = 0;
  bool operator==(const UnitId&) const = default;
};

/// What the shown views want in a snapshot: nobody computes what nobody shows.
struct SnapshotNeeds {
  InputPlane plane;
  int boundaryResolution = 128;        ///< 0: no boundary
  int unitMapResolution = 48;          ///< 0: no pictures in the units
  std::optional<UnitId> enlargedUnit;  ///< this unit's map at the boundary's resolution
  int histogramBins = 0;               ///< 0: no histograms
  IndexRange spread{};                 ///< of θ: every example's gradient of these
  LadderChoice ladder{};               ///< of which quantity the snapshot has the course over the iterations
  bool exampleSizes = false;           ///< how the examples' |δ|, in the ladder's size, are spread in every layer
  bool rungs = false;                  ///< what the weights and the slopes make of δ from layer to layer
  std::optional<LayerPart> slopes{};   ///< where the examples stand on the curves of its h and h′
  bool wideNetwork = false;            ///< what a wide network with this start has in its layers
  bool pass = false;                   ///< the passes of the present example, step by step
  bool path = false;                   ///< where the run has been, and its last step
  std::vector<Symmetry> mirror{};      ///< the loss on the way to what these, one after the other, make of θ
  bool operator==(const SnapshotNeeds&) const = default;
};

// What the window asks of the engine. Commands are done in the order they were posted.

/// Begins another run. Snapshots from here on carry this generation.
struct ReplaceSession {
  Session session;
  std::uint64_t generation = 0;
  /// The present run is kept under this number for ExchangeRun; where one is kept under it already, as in a drag, the
  /// present one goes. 0: all runs that were kept are gone with it.
  std::int64_t edit = 0;
};
/// Pauses, and goes on with the run that was kept under this number, as it stood; the present one is kept in its place.
/// Where it is not kept any more, it begins anew.
struct ExchangeRun {
  std::int64_t edit = 0;
  std::uint64_t generation = 0;
  Session session;  ///< of the run that comes back
};
struct Train {};
struct Pause {};
/// Pauses, then goes `count` steps of this size; back where it is negative.
struct Step {
  StepSize size = StepSize::Batch;
  int count = 1;
};
/// Pauses at the run's start.
struct Reset {
  std::int64_t edit = 0;  ///< the run is kept, as with ReplaceSession; 0: it is not
};
/// Pauses at this iteration of the run, which is gone back through or again forwards.
struct Seek {
  std::int64_t iteration = 0;
};
/// Pauses at the end of another branch of the run's history.
struct ChooseBranch {
  int branch = 0;
};
/// See History::discard().
struct DiscardBranch {
  int branch = 0;
};
/// Of the present place.
struct AddBookmark {
  std::string name;
};
struct RemoveBookmark {
  std::size_t index = 0;
};
/// Of these settings, what is frozen stays as it is: see SetFrozen.
struct SetTraining {
  TrainingSettings settings;
};
/// How training proceeds: steps of this size, so many a second; 0: as fast as it can.
struct SetSpeed {
  double stepsPerSecond = 0;
  StepSize size = StepSize::Epoch;
};
struct SetParameter {
  std::size_t index = 0;
  double value = 0;
  /// By which it can be taken back, see EditLog: another one for every edit, the same for the steps of a drag; 0: it
  /// can't be.
  std::int64_t edit = 0;
};
/// Other values for several parameters at once; `edit` as above.
struct SetParameters {
  std::vector<ValueAt> values;
  std::int64_t edit = 0;
};
/// One that the network does not have, or whose numbers would not be finite, is not taken; `edit` as above.
struct ApplySymmetry {
  Symmetry symmetry;
  std::int64_t edit = 0;
};
/// Freezes or releases weights and biases; `edit` as above.
struct SetFrozen {
  std::vector<FrozenAt> places;
  std::int64_t edit = 0;
};
/// Takes an edit back where it was made; where the run has gone on, pauses and goes there.
struct UndoEdit {
  std::int64_t edit = 0;
};
/// The other way round.
struct RedoEdit {
  std::int64_t edit = 0;
};
struct SetNeeds {
  SnapshotNeeds needs;
  SnapshotNeeds beside{};  ///< of the runs that are compared with the present one
};
/// The example whose passes are shown, by its index in the data or typed; neither: the one that comes next. Steps
/// within an example then go through its passes alone, and the run stands still; one that is impossible here
/// (checkExample()) is not taken.
struct SelectExample {
  std::optional<int> example;
  std::optional<TypedExample> typed = std::nullopt;
};
// Of a comparison: up to 1 + kMaxCompared runs on one clock. Each has a number of its own for as long as it is there;
// that of the first session is 1. One of them is the present run, for which all is done that is not said to be for
// another; except that
// - trained, stepped and gone back through are all: where the present run is led, the others follow, and the edit or
//   the new session of another run does not move the present one;
// - a Reset, bookmarks and the chosen example are of all, unless they are said to be for one;
// - an ExchangeRun that is not said to be for one is of all that have kept a run under its number.

/// By what the runs keep in step.
enum class RunClock {
  Iterations,  ///< the same number of updates
  Examples     ///< the same number of examples seen, which differs from the above where batches do
};
/// Another run, which catches up with the clock before the others go on.
struct AddRun {
  int run = 0;  ///< its number: one that no other has or had
  Session session;
};
/// Another run with the course and the place of one that is there.
struct CopyRun {
  int from = 0;
  int run = 0;  ///< the copy's number
};
/// The last one that is left stays; where the present run goes, the first of the others becomes it.
struct RemoveRun {
  int run = 0;
};
struct ChooseRun {
  int run = 0;
};
struct SetRunClock {
  RunClock clock = RunClock::Iterations;
};
/// Hands the session as it stands to `receive`, on the worker thread.
struct Capture {
  std::function<void(Session)> receive;
};

using Command = std::variant<ReplaceSession, ExchangeRun, Train, Pause, Step, Seek, ChooseBranch, DiscardBranch,
                             AddBookmark, RemoveBookmark, Reset, SetTraining, SetSpeed, SetParameter, SetParameters,
                             ApplySymmetry, SetFrozen, UndoEdit, RedoEdit, SetNeeds, SelectExample, Capture, AddRun,
                             CopyRun, RemoveRun, ChooseRun, SetRunClock>;

/// A command and the number of the run that it is for; 0: the present one, or all of them where the command is about
/// all.
struct PostedCommand {
  Command command;
  int run = 0;
};

}  // namespace backscope
