#include "ui/text/network_aspects.h"

#include <QCoreApplication>
#include <algorithm>
#include <optional>

#include "ui/panels/choice_names.h"
#include "ui/text/notation.h"

namespace backscope {

namespace {

using Group = RunAspect::Group;

QString tr(const char* text) { return QCoreApplication::translate("network_aspects", text); }

/// What a layer is called for its units, or for its activation.
using LayerText = QString (*)(const LayerSpec&);

QString unitsText(const LayerSpec& layer) { return QString::number(layer.units); }
QString activationText(const LayerSpec& layer) { return screenName(layer.activation); }

std::span<const LayerSpec> hiddenLayers(const Session& run) {
  return std::span(run.network.layers).first(static_cast<std::size_t>(run.network.hiddenLayers()));
}

bool isUniform(const Session& run, LayerText text) {
  const std::span<const LayerSpec> layers = hiddenLayers(run);
  return std::ranges::all_of(layers, [&](const LayerSpec& layer) { return text(layer) == text(layers.front()); });
}

/// The one hidden layer in which runs with as many differ.
std::optional<int> onlyLayer(ComparedSessions runs, LayerText text) {
  std::optional<int> only;
  for (int l = 1; l <= runs.front()->network.hiddenLayers(); ++l) {
    const std::span<const LayerSpec> first = hiddenLayers(*runs.front());
    const auto isOther = [&](const Session* run) {
      const std::span<const LayerSpec> layers = hiddenLayers(*run);
      const auto index = static_cast<std::size_t>(l - 1);
      return layers.size() != first.size() || text(layers[index]) != text(first[index]);
    };
    if (std::ranges::none_of(runs, isOther)) continue;
    if (only) return std::nullopt;
    only = l;
  }
  return only;
}

/// "tanh, 3 × ReLU" or "8, 4, 2".
QString inTurn(const Session& run, LayerText text) {
  const std::span<const LayerSpec> layers = hiddenLayers(run);
  QStringList parts;
  for (std::size_t k = 0; k < layers.size();) {
    std::size_t end = k;
    while (end < layers.size() && text(layers[end]) == text(layers[k])) ++end;
    parts.append(end - k > 1 ? tr("%1 × %2").arg(end - k).arg(text(layers[k])) : text(layers[k]));
    k = end;
  }
  return parts.join(QStringLiteral(", "));
}

/// Patterns for layers that are all alike in each run, for a single layer (%3 its number) and for any.
struct LayerPatterns {
  QString alike, alikeName;
  QString single, singleName;
  QString any, anyName;
};

RunAspect layersAspect(ComparedSessions runs, LayerText text, const LayerPatterns& patterns) {
  const auto ofEach = [&](auto value) {
    QStringList values;
    for (const Session* run : runs) values.append(hiddenLayers(*run).empty() ? QString() : value(*run));
    return values;
  };
  if (std::ranges::all_of(runs, [&](const Session* run) { return isUniform(*run, text); }))
    return {Group::Network, patterns.alike, patterns.alikeName,
            ofEach([&](const Session& run) { return text(hiddenLayers(run).front()); })};
  if (const std::optional<int> layer = onlyLayer(runs, text)) {
    const QString number = QString::number(layerNumber(*layer));
    const auto withNumber = [&](QString pattern) { return pattern.replace(QStringLiteral("%3"), number); };
    const auto index = static_cast<std::size_t>(*layer - 1);
    return {Group::Network, withNumber(patterns.single), withNumber(patterns.singleName),
            ofEach([&](const Session& run) { return text(hiddenLayers(run)[index]); })};
  }
  return {Group::Network, patterns.any, patterns.anyName,
          ofEach([&](const Session& run) { return inTurn(run, text); })};
}

template <class F>
RunAspect aspect(ComparedSessions runs, const QString& difference, const QString& name, F text) {
  QStringList values;
  for (const Session* run : runs) values.append(text(*run));
  return {Group::Network, difference, name, values};
}

}  // namespace

std::vector<RunAspect> networkAspects(ComparedSessions runs) {
  const bool isOne = std::ranges::all_of(runs, [](const Session* run) { return run->network.hiddenLayers() == 1; });
  const LayerPatterns activations{isOne ? tr("hidden layer %1 → %2") : tr("hidden layers %1 → %2"),
                                  QStringLiteral("%1"),
                                  tr("layer %3 %1 → %2"),
                                  tr("layer %3 %1"),
                                  tr("hidden layers %1 → %2"),
                                  QStringLiteral("%1")};
  const LayerPatterns units{isOne ? tr("%1 → %2 hidden units") : tr("%1 → %2 units in each hidden layer"),
                            tr("%1 units"),
                            tr("%1 → %2 units in layer %3"),
                            tr("%1 units in layer %3"),
                            tr("units %1 → %2"),
                            tr("units %1")};
  return {layersAspect(runs, activationText, activations),
          aspect(runs, tr("%1 → %2 hidden layers"), tr("%1 layers"),
                 [](const Session& run) { return QString::number(run.network.hiddenLayers()); }),
          layersAspect(runs, unitsText, units),
          aspect(runs, tr("output %1 → %2"), tr("output %1"),
                 [](const Session& run) { return activationText(run.network.layers.back()); }),
          aspect(runs, tr("%1 → %2 outputs"), tr("%1 outputs"),
                 [](const Session& run) { return unitsText(run.network.layers.back()); }),
          aspect(runs, QStringLiteral("%1 → %2"), QStringLiteral("%1"),
                 [](const Session& run) { return run.network.bias ? tr("biases") : tr("no biases"); })};
}

}  // namespace backscope
