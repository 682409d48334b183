#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "core/engine/run_group.h"
#include "tests/support/bit_hash.h"
#include "tests/support/sample_snapshot.h"

namespace backscope::test {

/// Runs without the engine's thread: everything that was commanded is done when a call returns.
class LoneRuns {
 public:
  explicit LoneRuns(const Session& session) : m_runs(session, 1) {
    SnapshotNeeds none;
    none.boundaryResolution = none.unitMapResolution = 0;
    send(SetNeeds{none, none});
  }

  /// Does it, and what follows from it, unless it begins to train.
  void post(Command command, int run = 0) {
    send(std::move(command), run);
    while (m_runs.hasWork()) work();
  }
  /// Does it alone.
  void send(Command command, int run = 0) {
    PostedCommand posted{std::move(command), run};
    m_runs.apply(posted);
  }
  /// Trains at full speed up to this iteration of the present run, or somewhat further.
  void trainTo(std::int64_t iteration) {
    send(Train{});
    while (place().iteration < iteration) work();
    post(Pause{});
  }
  void work() {
    m_runs.work(std::chrono::milliseconds(1), [] { return false; });
  }
  RunGroup& group() { return m_runs; }

  /// Cheaper than a snapshot.
  RunState place(int run = 0) { return *captured(run).state; }
  std::shared_ptr<const Snapshot> shown() { return m_runs.makeSnapshot(SnapshotDetail::Quick); }
  /// The run of this number.
  std::shared_ptr<const Snapshot> shown(int run) {
    const std::shared_ptr<const Snapshot> whole = shown();
    if (whole->run == run) return whole;
    for (const std::shared_ptr<const Snapshot>& other : whole->others)
      if (other->run == run) return other;
    return nullptr;
  }
  Session captured(int run = 0) {
    Session session;
    send(Capture{[&session](Session captured) { session = std::move(captured); }}, run);
    return session;
  }

 private:
  RunGroup m_runs;
};

inline std::uint64_t hashOf(const Series& series) {
  std::uint64_t hash = bitHash({});
  for (const SeriesBucket& bucket : series.buckets())
    hash = bitHash(
        std::array{double(bucket.first), double(bucket.last), bucket.min, bucket.max, bucket.latest, bucket.mean},
        hash);
  return hash;
}

/// Of what is recorded of every update, and of the distances.
inline std::vector<std::uint64_t> hashesOf(const RunSeries& series) {
  std::vector<std::uint64_t> hashes{hashOf(series.batchLoss)};
  for (const auto* curves : {&series.delta, &series.weightDistance, &series.outputDistance, &series.deltaDistance})
    for (const Series& curve : *curves) hashes.push_back(hashOf(curve));
  return hashes;
}

inline Session sampleRun(int batchSize = 10,
                         std::vector<LayerSpec> layers = {{4, Activation::Tanh}, {1, Activation::Tanh}},
                         OptimizerKind optimizer = OptimizerKind::Sgd) {
  Session session = sampleSession(std::move(layers));
  session.training.batchSize = batchSize;
  session.training.optimizer.kind = optimizer;
  return session;
}

/// A run by itself, to which is done what was done to one that is compared.
struct Twin {
  int number = 1;
  std::unique_ptr<LoneRuns> alone;

  /// By plain steps and seeks.
  void goTo(std::int64_t iteration) {
    const std::int64_t present = alone->place().iteration;
    if (iteration > present) alone->post(Step{StepSize::Batch, static_cast<int>(iteration - present)});
    if (iteration < present) alone->post(Seek{iteration});
  }
  bool isLike(LoneRuns& runs) {
    goTo(runs.place(number).iteration);
    const std::shared_ptr<const Snapshot> compared = runs.shown(number);
    const std::shared_ptr<const Snapshot> own = alone->shown();
    return alone->captured() == runs.captured(number) && hashesOf(*own->series) == hashesOf(*compared->series) &&
           own->history->branches == compared->history->branches;
  }
};

struct Comparison {
  explicit Comparison(const std::vector<Session>& sessions, RunClock clock) : runs(sessions.front()) {
    runs.post(SetRunClock{clock});
    for (std::size_t k = 0; k < sessions.size(); ++k) {
      const int number = static_cast<int>(k) + 1;
      if (k > 0) runs.post(AddRun{number, sessions[k]});
      twins.push_back({number, std::make_unique<LoneRuns>(sessions[k])});
    }
  }
  void edit(const Command& command, int number) {
    runs.post(command, number);
    twins[static_cast<std::size_t>(number - 1)].alone->post(command);
  }

  LoneRuns runs;
  std::vector<Twin> twins;
};

}  // namespace backscope::test
