#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/analysis/delta_rungs.h"
#include "core/analysis/example_sizes.h"
#include "core/analysis/gradient_spread.h"
#include "core/analysis/input_grid.h"
#include "core/analysis/layer_statistics.h"
#include "core/analysis/loss_line.h"
#include "core/analysis/output_difference.h"
#include "core/analysis/slope_sample.h"
#include "core/analysis/theta_path.h"
#include "core/analysis/wide_network.h"
#include "core/engine/command.h"
#include "core/passes/example_trace.h"
#include "core/training/pass_cursor.h"
#include "core/training/run_series.h"
#include "core/training/trainer.h"

namespace backscope {

/// Where the number of the run begins in Snapshot::generation.
inline constexpr int kRunBits = 48;

/// The run's whole course, in which an instant is one place.
struct HistoryPlace {
  std::int64_t begin = 0;
  std::int64_t end = 0;
  int branch = 0;
  std::vector<Branch> branches;
  std::vector<Bookmark> bookmarks;
  /// How often the run was moved to another place than a step or training leads to: the training settings there may be
  /// others.
  std::int64_t moves = 0;
  /// How often a run was begun, by another session or a reset.
  std::int64_t begun = 0;
  /// How often an edit could not be taken back or done again, because its branch or its run is gone.
  std::int64_t lostEdits = 0;
};

/// A symmetry of the network that was made by hand.
struct MirrorStep {
  std::int64_t serial = 0;   ///< counted from 1 in a run
  Symmetry symmetry;         ///< what happened to the weights: the inverse, where one was undone
  bool isUndone = false;     ///< rather than made, or done again
  OutputDifference outputs;  ///< of ŷ before and after
};

/// One instant of the run, whole: what every view shows. Never changes after it was made.
struct Snapshot {
  int run = 1;  ///< its number in a comparison
  /// The comparison's other runs at the same instant, in the order in which they were added. Their own `others` is
  /// empty.
  std::vector<std::shared_ptr<const Snapshot>> others;
  bool isCatchingUp = false;  ///< it has not come to the clock yet; the others wait for it
  /// The session's, of all runs: see generationOf(). Above it stands the run, so that another run is another
  /// generation.
  std::uint64_t generation = 0;
  std::uint64_t commands = 0;  ///< how many commands the engine had done by then
  std::shared_ptr<const Session>
      session;  ///< settings only: its parameters are the start's, see `parameters` for the present θ
  std::shared_ptr<const Dataset> data;
  Parameters parameters{Architecture{}};

  std::int64_t iteration = 0;
  std::int64_t epoch = 0;
  std::int64_t position = 0;
  std::int64_t exampleInBatch = 0;
  /// Steps of the present example's passes that were taken.
  int step = 0;
  bool running = false;
  bool isCoarse = false;  ///< computed in less detail than asked for, because the model is large; see SnapshotDetail
  std::optional<Divergence> divergence;
  std::shared_ptr<const DivergenceOrigin> divergenceOrigin;  ///< where it began; nothing for a single picture

  Score train;
  std::optional<Score> test;
  double penalty = 0;
  double examplesPerSecond = 0;  ///< 0 while paused

  /// Layers 1…L+1 at index l - 1, over `measuredExamples` of the training examples (all of them up to 2,048).
  std::vector<LayerStatistics> layers;
  int measuredExamples = 0;
  /// What was asked for of the ladder, here and in `series`.
  LadderChoice ladder;
  /// Its present values, likewise at l - 1: of δ over the same examples, of the gradient and the update over the
  /// present batch, whose update comes next. NaN for an update that would diverge.
  std::vector<double> layerSizes;
  /// Over the same examples, where asked for.
  std::vector<ExampleSizes> exampleSizes;
  /// Between the sizes of the hidden layers' δ, in the ladder's size, and those above, over the same examples; where
  /// asked for.
  std::vector<DeltaRung> rungs;
  /// Over the same examples, of the part asked for; nothing where there is no such part or it has no curve.
  std::shared_ptr<const SlopeSample> slopes;

  InputGrid units;     ///< all layers, at unitMapResolution
  InputGrid boundary;  ///< the output layer, at boundaryResolution (the inputs and hidden maps are empty)
  std::optional<UnitId> enlargedUnit;
  std::vector<float> enlargedMap;  ///< boundary.rows × boundary.resolution

  /// ŷ for every example in the data's order, count × outputs; empty above 2,048 points.
  std::vector<double> yhat;
  /// ℓ of every example, as above.
  std::vector<double> exampleLoss;

  int example = 0;                    ///< the index in the data of the traced example; −1 where it was typed
  bool isExampleChosen = false;       ///< by the user; else it is the one that comes next
  std::optional<TypedExample> typed;  ///< an example that is not in the data
  ExampleTrace trace;                 ///< its passes with the present θ

  /// The passes as they stand at this place, where they were asked for; `example` and `trace` are then theirs.
  std::shared_ptr<const PassInstant> pass;
  /// What the examples of the pass's batch have to say about the parameters asked for; nothing at full speed.
  std::shared_ptr<const GradientSpread> spread;
  /// The last one of the run; nothing before the first.
  std::shared_ptr<const MirrorStep> mirrored;
  /// The way to the mirror image asked for; nothing where there is no such image.
  std::shared_ptr<const LossLine> line;
  /// Where the run has been, where it was asked for; nothing for a single picture.
  std::shared_ptr<const ThetaPath> path;
  /// Δθ of the update that led here, where it was asked for; empty where none did or it is not known any more.
  std::vector<double> lastStep;
  /// What the start promises, where it was asked for; of the start, also later on.
  std::shared_ptr<const WideNetwork> wideNetwork;
  /// Nothing for a single picture.
  std::shared_ptr<const HistoryPlace> history;

  /// Where the run was gone back to; nothing at its end.
  std::optional<std::int64_t> wentBackTo() const {
    return history && iteration < history->end ? std::optional(iteration) : std::nullopt;
  }

  /// The curves of the whole branch, which may go on beyond this instant; never changed once handed out.
  std::shared_ptr<const RunSeries> series;
};

/// The generation that the engine was given with the session; the same for all runs of a comparison.
constexpr std::uint64_t generationOf(const Snapshot& snapshot) {
  return snapshot.generation & ((std::uint64_t{1} << kRunBits) - 1);
}

}  // namespace backscope
