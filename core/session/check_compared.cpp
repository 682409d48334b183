#include "core/session/check_compared.h"

#include <string>
#include <utility>

#include "core/session/check_network.h"
#include "core/session/session_change.h"
#include "core/session/session_json.h"
#include "core/session/session_limits.h"

namespace backscope {
namespace {

using Kind = Problem::Kind;

/// Of a network that exists.
std::optional<Problem> findMisfit(const Session& first, const Architecture& network) {
  if (network.inputs != first.network.inputs)
    return Problem{Kind::Mismatch, "network.inputs", "network.inputs " + std::to_string(first.network.inputs),
                   std::to_string(network.inputs)};
  const bool hasPoints = std::holds_alternative<PointList>(first.data.source);
  if (hasPoints && network.outputs() != first.network.outputs())
    return Problem{Kind::Value, "network.layers[" + std::to_string(network.hiddenLayers()) + "].units",
                   std::to_string(first.network.outputs()), std::to_string(network.outputs())};
  return std::nullopt;
}

/// A problem with the data as one of the run that they were not made for.
Problem atTheRun(Problem problem, const SessionChange& change, const Session& run) {
  if (!problem.path.starts_with("data.")) return problem;
  const std::string layers = "network.layers";
  if (problem.kind == Kind::Needs) return {Kind::Needs, layers, problem.expected, problem.found};
  const std::string data = problem.path + ' ' + problem.found;
  if (change.loss) return {Kind::Mismatch, "loss", data, std::string(nameOf(run.loss))};
  const std::string output = layers + '[' + std::to_string(run.network.hiddenLayers()) + "].activation";
  return {Kind::Mismatch, output, data, std::string(nameOf(run.network.layers.back().activation))};
}

std::optional<Problem> checkChange(const Session& first, const SessionChange& change) {
  if (change.network) {
    if (std::optional<Problem> problem = checkNetwork(*change.network)) return problem;
    if (std::optional<Problem> problem = findMisfit(first, *change.network)) return problem;
  }
  const Session run = changed(first, change);
  std::optional<Problem> problem = checkSession(run);
  if (problem) problem = atTheRun(std::move(*problem), change, run);
  return problem;
}

}  // namespace

std::optional<Problem> checkCompared(const Session& first) {
  if (first.compare.size() > static_cast<std::size_t>(kMaxCompared))
    return Problem{Kind::Length, "compare", WholeRange{0, kMaxCompared}.text(), std::to_string(first.compare.size())};
  for (std::size_t k = 0; k < first.compare.size(); ++k) {
    std::optional<Problem> problem = checkChange(first, first.compare[k]);
    if (!problem) continue;
    problem->path = "compare[" + std::to_string(k) + "]." + problem->path;
    return problem;
  }
  return std::nullopt;
}

}  // namespace backscope
