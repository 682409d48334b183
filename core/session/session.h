#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/data/dataset_catalog.h"
#include "core/network/frozen_parameters.h"
#include "core/network/initialization.h"
#include "core/passes/loss.h"
#include "core/training/optimizer.h"

namespace backscope {

/// Examples written out in the file, flat as in Dataset.
struct PointList {
  std::vector<double> x;  ///< count × inputs
  std::vector<double> y;  ///< count × outputs
  bool operator==(const PointList&) const = default;
};

struct DataSettings {
  std::variant<GeneratorSettings, PointList> source;
  /// 0…0.9
  double testFraction = 0;
  bool operator==(const DataSettings&) const = default;
};

struct TrainingSettings {
  OptimizerSettings optimizer;
  int batchSize = 10;
  bool shuffle = true;
  double l1 = 0;
  double l2 = 0;
  std::uint64_t seed = 1;
  /// What training leaves alone. The file's "frozen", beside its "training".
  FrozenPlaces frozen{};
  bool operator==(const TrainingSettings&) const = default;
};

/// Where a saved run stands, beside its θ: what is needed to go on with the same bits.
struct RunState {
  std::int64_t iteration = 0;       ///< updates made
  std::int64_t epoch = 0;           ///< whole epochs finished
  std::int64_t position = 0;        ///< examples of this epoch that are in θ already
  std::int64_t exampleInBatch = 0;  ///< examples of the present batch that were stepped through, not yet in θ
  int step = 0;                     ///< steps of the present example's passes that were taken (passSteps())
  OptimizerState optimizer;
  /// The start, to which Reset returns; θ itself is Session::parameters. Drawn where a file leaves it out.
  std::vector<double> start;
  bool operator==(const RunState&) const = default;
};

/// What a run of a comparison has of its own: an entry of the file's "compare". What is absent is the first run's.
struct SessionChange {
  std::optional<std::string> title{};
  std::optional<Architecture> network{};
  std::optional<Loss> loss{};
  std::optional<InitializationSettings> initialization{};
  std::optional<TrainingSettings> training{};  ///< with what is frozen
  std::optional<std::vector<double>> parameters{};
  std::optional<RunState> state{};
  bool operator==(const SessionChange&) const = default;
};

/// The most runs beside the first.
inline constexpr int kMaxCompared = 3;

/// Everything a run depends on: the contents of a .backscope file.
struct Session {
  std::string title;
  Architecture network;
  Loss loss = Loss::Square;
  InitializationSettings initialization;
  /// The flat θ to start from (or to go on from, where there is a state); drawn where it is missing.
  std::optional<std::vector<double>> parameters;
  DataSettings data;
  TrainingSettings training;
  std::optional<RunState> state;
  /// The runs that are compared with this one, on the same data, at most kMaxCompared.
  std::vector<SessionChange> compare{};
  bool operator==(const Session&) const = default;
};

/// The session's examples, realised and split.
Dataset makeDataset(const Session& session);

/// θ that Reset returns to.
Parameters startOf(const Session& session);

/// True where the state's start is, to the bit, what the initialization draws, so that a file can do without it.
bool isDrawnStart(const Session& session);

}  // namespace backscope
