#pragma once

#include <QString>
#include <atomic>
#include <cstdint>
#include <iosfwd>
#include <optional>

namespace backscope {

/// What `backscope train` was asked for: exactly one of iterations and epochs.
struct TrainOptions {
  QString file;
  std::optional<std::int64_t> iterations;
  std::optional<std::int64_t> epochs;
  QString save;  ///< empty: don't
  QString log;   ///< empty: don't
  bool json = false;
};

/// How a run talks to its surroundings.
struct TrainSurroundings {
  bool showProgress = false;                     ///< a progress bar on `err`
  const std::atomic<bool>* interrupt = nullptr;  ///< set: stop at the next update, save and report what there is
};

/// Trains on, from where the session stands, and prints a summary. A run that diverges keeps its last good weights, is
/// saved, reported and returns 1.
int runTrain(const TrainOptions& options, const TrainSurroundings& surroundings, std::ostream& out, std::ostream& err);

}  // namespace backscope
