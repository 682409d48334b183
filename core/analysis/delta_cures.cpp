#include "core/analysis/delta_cures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

#include "core/analysis/wide_network.h"
#include "core/math/elementary_functions.h"

namespace backscope {
namespace {

/// By how much a change must bring the ratio nearer to 1.
constexpr double kLeastGain = 3;

/// Activations that are taken for hidden layers, each with the start that was made for it.
constexpr std::array<std::pair<Activation, InitializationScheme>, 2> kUsual{{
    {Activation::Relu, InitializationScheme::HeNormal},
    {Activation::Tanh, InitializationScheme::GlorotUniform},
}};

/// Round factors of the scale.
constexpr std::array kScaleFactors{0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0};

double decadesIn(double ratio) { return elementary::log(ratio) / std::numbers::ln10; }

/// How many decades of δ are lost or gained on the way down; nothing where that can't be said.
std::optional<double> decadesOf(const WideNetwork& predicted) {
  if (predicted.layers.size() < 2) return std::nullopt;
  const double decades = decadesIn(predicted.layers.front().delta / predicted.layers.back().delta);
  return std::isnan(decades) ? std::nullopt : std::optional(std::abs(decades));
}

/// What is predicted of the cure, into the cure; its distance from 1 in decades.
std::optional<double> measure(DeltaCure& cure, Session session, const Dataset& data) {
  session.network = cure.network;
  session.initialization = cure.initialization;
  const WideNetwork predicted = predictWideNetwork(session, data);
  const std::optional<double> decades = decadesOf(predicted);
  if (decades) cure.ratio = predicted.layers.front().delta / predicted.layers.back().delta;
  return decades;
}

std::vector<DeltaCure> otherActivations(const DeltaCure& present) {
  std::vector<DeltaCure> cures;
  for (const auto& [activation, scheme] : kUsual) {
    DeltaCure cure = present;
    cure.kind = DeltaCure::Kind::Activation;
    cure.activation = activation;
    cure.scheme = cure.initialization.scheme = scheme;
    cure.initialization.scale = 1;
    cure.initialization.layers.clear();
    for (int l = 1; l <= cure.network.hiddenLayers(); ++l)
      cure.network.layers[static_cast<std::size_t>(l - 1)].activation = activation;
    cures.push_back(std::move(cure));
  }
  return cures;
}

std::vector<DeltaCure> otherScales(const DeltaCure& present) {
  std::vector<DeltaCure> cures;
  for (const double factor : kScaleFactors) {
    DeltaCure cure = present;
    cure.kind = DeltaCure::Kind::Scale;
    cure.scale = cure.initialization.scale *= factor;
    cures.push_back(std::move(cure));
  }
  return cures;
}

std::vector<DeltaCure> fewerLayers(const DeltaCure& present) {
  const int hidden = present.network.hiddenLayers();
  if (hidden < 2) return {};
  DeltaCure cure = present;
  cure.kind = DeltaCure::Kind::FewerLayers;
  cure.layers = hidden / 2;
  const std::size_t before = cure.network.layers.size();
  cure.network.layers.erase(cure.network.layers.begin() + cure.layers, cure.network.layers.end() - 1);
  fitLayers(cure.initialization, before, cure.network.layers.size());
  return {cure};
}

}  // namespace

std::vector<DeltaCure> curesFor(const Session& session, const Dataset& data) {
  Session base = session;
  base.parameters.reset();
  base.state.reset();
  DeltaCure present;
  present.network = base.network;
  present.initialization = base.initialization;
  const std::optional<double> lost = measure(present, base, data);
  if (!lost || *lost < -decadesIn(kVanishing)) return {};
  std::vector<std::pair<double, DeltaCure>> best;
  for (std::vector<DeltaCure> kind : {otherActivations(present), otherScales(present), fewerLayers(present)}) {
    std::optional<std::pair<double, DeltaCure>> chosen;
    for (DeltaCure& cure : kind) {
      const std::optional<double> decades = measure(cure, base, data);
      if (!decades || *decades > *lost - decadesIn(kLeastGain)) continue;
      if (!chosen || *decades < chosen->first) chosen = {*decades, std::move(cure)};
    }
    if (chosen) best.push_back(std::move(*chosen));
  }
  std::ranges::stable_sort(best, {}, &std::pair<double, DeltaCure>::first);
  std::vector<DeltaCure> cures;
  cures.reserve(best.size());
  for (auto& [decades, cure] : best) cures.push_back(std::move(cure));
  return cures;
}

}  // namespace backscope
