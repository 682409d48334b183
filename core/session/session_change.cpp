#include "core/session/session_change.h"

#include <utility>

namespace backscope {
namespace {

template <class T>
void note(std::optional<T>& change, const T& first, const T& other) {
  if (other != first) change = other;
}

}  // namespace

Session changed(const Session& first, const SessionChange& change) {
  Session run = first;
  run.compare.clear();
  run.state = change.state;
  if (change.title) run.title = *change.title;
  if (change.network) run.network = *change.network;
  if (change.loss) run.loss = *change.loss;
  if (change.initialization) run.initialization = *change.initialization;
  if (change.training) run.training = *change.training;
  if (change.parameters)
    run.parameters = change.parameters;
  else if (change.network || change.initialization)
    run.parameters.reset();
  return run;
}

SessionChange changeFrom(const Session& first, const Session& other) {
  SessionChange change;
  note(change.title, first.title, other.title);
  note(change.network, first.network, other.network);
  note(change.loss, first.loss, other.loss);
  note(change.initialization, first.initialization, other.initialization);
  note(change.training, first.training, other.training);
  const bool inherits = !change.network && !change.initialization && other.parameters == first.parameters;
  if (!inherits) change.parameters = other.parameters;
  change.state = other.state;
  return change;
}

}  // namespace backscope
