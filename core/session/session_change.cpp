#include "core/session/session_change.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace backscope {
namespace {

std::uint64_t bitsOf(double value) { return std::bit_cast<std::uint64_t>(value); }

using Theta = std::optional<std::vector<double>>;

/// −0 is not 0.
bool haveSameBits(const Theta& left, const Theta& right) {
  if (!left || !right) return !left && !right;
  return std::ranges::equal(*left, *right, {}, bitsOf, bitsOf);
}

template <class T>
void note(std::optional<T>& change, const T& first, const T& other) {
  if (other != first) change = other;
}

bool isSameStart(const InitializationSettings& left, const InitializationSettings& right) {
  return left == right && bitsOf(left.bias) == bitsOf(right.bias) && bitsOf(left.scale) == bitsOf(right.scale);
}

}  // namespace

Session firstOn(const std::optional<Architecture>& network, const Session& first) {
  Session run = first;
  run.compare.clear();
  run.state.reset();
  if (first.state && isDrawnStart(first))
    run.parameters.reset();
  else if (first.state)
    run.parameters = first.state->start;
  if (!network) return run;
  run.parameters.reset();
  fitLayers(run.initialization, first.network.layers.size(), network->layers.size());
  run.training.frozen = keptFrozen(first.training.frozen, first.network, *network);
  run.network = *network;
  return run;
}

Session changed(const Session& first, const SessionChange& change) {
  Session run = firstOn(change.network, first);
  if (change.title) run.title = *change.title;
  if (change.loss) run.loss = *change.loss;
  if (change.initialization) run.initialization = *change.initialization;
  if (change.training) run.training = *change.training;
  if (change.parameters || change.initialization || change.state) run.parameters = change.parameters;
  run.state = change.state;
  return run;
}

SessionChange changeFrom(const Session& first, const Session& other) {
  SessionChange change;
  note(change.title, first.title, other.title);
  note(change.network, first.network, other.network);
  note(change.loss, first.loss, other.loss);
  const Session beside = firstOn(change.network, first);
  if (!isSameStart(beside.initialization, other.initialization)) change.initialization = other.initialization;
  note(change.training, beside.training, other.training);
  change.state = other.state;
  const bool isDrawn = change.initialization || change.state;
  if (haveSameBits(isDrawn ? std::nullopt : beside.parameters, other.parameters)) return change;
  // Where the first run's start is given, and this one's drawn, the initialization says so.
  change.parameters = other.parameters;
  if (!other.parameters) change.initialization = other.initialization;
  return change;
}

}  // namespace backscope
