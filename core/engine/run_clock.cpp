#include "core/engine/run_clock.h"

#include <algorithm>

namespace backscope {
namespace {

void seek(PassCursor& cursor, std::int64_t iteration) {
  const Trainer& trainer = cursor.trainer();
  const bool stands = trainer.iteration() == iteration && trainer.exampleInBatch() == 0 && cursor.step() == 0;
  if (!stands) cursor.seek(iteration);
}

/// By halving, for the batch size may have been changed on the way.
std::int64_t iterationOf(PassCursor& cursor, RunClock clock, std::int64_t time) {
  std::int64_t below = cursor.history().begin();
  for (std::int64_t above = cursor.history().end(); below < above;) {
    const std::int64_t middle = below + (above - below) / 2;
    seek(cursor, middle);
    if (timeOf(cursor.trainer(), clock) >= time)
      above = middle;
    else
      below = middle + 1;
  }
  return below;
}

}  // namespace

std::int64_t timeOf(const Trainer& trainer, RunClock clock) {
  if (clock == RunClock::Iterations) return trainer.iteration();
  return trainer.epoch() * static_cast<std::int64_t>(trainer.data().train.size()) + trainer.position();
}

std::int64_t timeAfter(const Trainer& trainer, RunClock clock, std::int64_t updates) {
  if (clock == RunClock::Iterations) return trainer.iteration() + updates;
  const auto examples = static_cast<std::int64_t>(trainer.data().train.size());
  const std::int64_t batch = std::min<std::int64_t>(trainer.session().training.batchSize, examples);
  const auto updatesOver = [batch](std::int64_t count) { return (count + batch - 1) / batch; };
  const std::int64_t left = updatesOver(examples - trainer.position());
  const std::int64_t present = trainer.epoch() * examples;
  if (updates < left) return present + trainer.position() + updates * batch;
  const std::int64_t epochs = 1 + (updates - left) / updatesOver(examples);
  return present + epochs * examples + (updates - left) % updatesOver(examples) * batch;
}

void goTo(PassCursor& cursor, RunClock clock, std::int64_t time) {
  const std::int64_t iteration = clock == RunClock::Iterations
                                     ? std::clamp(time, cursor.history().begin(), cursor.history().end())
                                     : iterationOf(cursor, clock, time);
  seek(cursor, iteration);
}

}  // namespace backscope
