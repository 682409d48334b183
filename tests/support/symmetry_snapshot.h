#pragma once

#include <memory>
#include <utility>

#include "core/training/pass_cursor.h"
#include "tests/support/sample_snapshot.h"

namespace backscope::test {

/// XOR's four corners with two tanh units that start identical: with seed 2 they come to stand where all corners get
/// the same output, with seed 3 where three of them do.
inline Session equalCorners(std::uint64_t seed = 2) {
  Session session = sampleSession({{2, Activation::Tanh}, {1, Activation::Identity}}, Generator::XorCorners);
  session.data.testFraction = 0;
  session.initialization = {.seed = seed, .identical = true};
  session.training.batchSize = 4;
  session.training.shuffle = false;
  session.training.optimizer.learningRate = 0.1;
  return session;
}

/// A run with its curves, as the engine records it.
class SymmetryRun {
 public:
  explicit SymmetryRun(Session session) : m_cursor(std::move(session)) {}

  void go(int updates) {
    for (int k = 0; k < updates; ++k) m_cursor.advanceBatch();
  }
  void nudge(std::size_t place, double epsilon) {
    m_cursor.change({{{place, m_cursor.trainer().parameters().theta()[place] + epsilon}}});
  }
  void seek(std::int64_t iteration) { m_cursor.seek(iteration); }
  std::shared_ptr<const Snapshot> snapshot() const {
    SnapshotContext context;
    context.generation = 1;
    context.series = std::make_shared<const RunSeries>(m_cursor.history().series());
    context.history = std::make_shared<const HistoryPlace>(
        HistoryPlace{.begin = 0, .end = m_cursor.history().end(), .branches = {}, .bookmarks = {}});
    return makeSnapshot(m_cursor.trainer(), sampleNeeds(m_cursor.trainer()), context);
  }

 private:
  PassCursor m_cursor;
};

}  // namespace backscope::test
