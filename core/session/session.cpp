#include "core/session/session.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace backscope {
namespace {

/// Points of a file have no seed of their own; their split is always this one.
constexpr std::uint64_t kPointsSplitSeed = 1;

Dataset pointsDataset(const Session& session, const PointList& points) {
  Dataset dataset;
  dataset.inputs = session.network.inputs;
  dataset.outputs = session.network.outputs();
  dataset.x = points.x;
  dataset.y = points.y;
  const bool outputIsSigned = classCodingFor(session.network.layers.back().activation) == TargetCoding::PlusMinus;
  dataset.coding = codingOf(dataset.y, dataset.outputs, outputIsSigned);
  return dataset;
}

std::uint64_t bitsOf(double value) { return std::bit_cast<std::uint64_t>(value); }

}  // namespace

Dataset makeDataset(const Session& session) {
  Dataset dataset;
  std::uint64_t seed = kPointsSplitSeed;
  if (const auto* settings = std::get_if<GeneratorSettings>(&session.data.source)) {
    dataset = generate(*settings, session.network);
    seed = settings->seed;
  } else {
    dataset = pointsDataset(session, std::get<PointList>(session.data.source));
  }
  split(dataset, session.data.testFraction, seed);
  return dataset;
}

Parameters startOf(const Session& session) {
  if (session.state) return Parameters(session.network, session.state->start);
  if (session.parameters) return Parameters(session.network, *session.parameters);
  return drawParameters(session.network, session.initialization);
}

bool isDrawnStart(const Session& session) {
  const Parameters drawn = drawParameters(session.network, session.initialization);
  return std::ranges::equal(session.state->start, drawn.theta(), {}, bitsOf, bitsOf);
}

}  // namespace backscope
