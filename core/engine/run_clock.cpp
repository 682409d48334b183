#include "core/engine/run_clock.h"

#include <algorithm>

namespace backscope {
namespace {

void seek(PassCursor& cursor, std::int64_t iteration) {
  const Trainer& trainer = cursor.trainer();
  const bool stands = trainer.iteration() == iteration && trainer.exampleInBatch() == 0 && cursor.step() == 0;
  if (!stands) cursor.seek(iteration);
}

/// With the present batch size.
struct EpochShape {
  explicit EpochShape(const Trainer& trainer)
      : examples(static_cast<std::int64_t>(trainer.data().train.size())),
        batch(std::min<std::int64_t>(trainer.session().training.batchSize, examples)) {}

  std::int64_t updates(std::int64_t count) const { return (count + batch - 1) / batch; }

  std::int64_t examples, batch;
};

/// Updates to the first one at which so many examples are contained, with the present batch size all along.
std::int64_t updatesTo(const Trainer& trainer, std::int64_t time) {
  const EpochShape epoch(trainer);
  return time / epoch.examples * epoch.updates(epoch.examples) + epoch.updates(time % epoch.examples);
}

/// Where one batch size was used all along, which a large network's history makes worth a try; true where it was.
bool goByBatches(PassCursor& cursor, std::int64_t time) {
  const Trainer& trainer = cursor.trainer();
  const auto shown = [&trainer] { return timeOf(trainer, RunClock::Examples); };
  const History& history = cursor.history();
  const std::int64_t iteration = trainer.iteration() + updatesTo(trainer, time) - updatesTo(trainer, shown());
  const std::int64_t target = std::clamp(iteration, history.begin(), history.end());
  if (target == history.begin()) {
    seek(cursor, target);
    return shown() >= time || target == history.end();
  }
  seek(cursor, target - 1);
  if (shown() >= time || !cursor.advanceBatch()) return false;
  return shown() >= time || target == history.end();
}

/// By halving, for the batch size may have been changed on the way.
void goByHalving(PassCursor& cursor, std::int64_t time) {
  std::int64_t below = cursor.history().begin();
  for (std::int64_t above = cursor.history().end(); below < above;) {
    const std::int64_t middle = below + (above - below) / 2;
    seek(cursor, middle);
    if (timeOf(cursor.trainer(), RunClock::Examples) >= time)
      above = middle;
    else
      below = middle + 1;
  }
  seek(cursor, below);
}

}  // namespace

std::int64_t timeOf(const Trainer& trainer, RunClock clock) {
  if (clock == RunClock::Iterations) return trainer.iteration();
  return trainer.epoch() * static_cast<std::int64_t>(trainer.data().train.size()) + trainer.position();
}

std::int64_t timeAfter(const Trainer& trainer, RunClock clock, std::int64_t updates) {
  if (clock == RunClock::Iterations) return trainer.iteration() + updates;
  const EpochShape epoch(trainer);
  const std::int64_t left = epoch.updates(epoch.examples - trainer.position());
  const std::int64_t begin = trainer.epoch() * epoch.examples;
  if (updates < left) return begin + trainer.position() + updates * epoch.batch;
  const std::int64_t inEpoch = epoch.updates(epoch.examples);
  const std::int64_t epochs = 1 + (updates - left) / inEpoch;
  return begin + epochs * epoch.examples + (updates - left) % inEpoch * epoch.batch;
}

void goTo(PassCursor& cursor, RunClock clock, std::int64_t time) {
  if (clock == RunClock::Iterations)
    return seek(cursor, std::clamp(time, cursor.history().begin(), cursor.history().end()));
  if (!goByBatches(cursor, time)) goByHalving(cursor, time);
}

}  // namespace backscope
