#include "ui/views/gradient_items.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/text/notation.h"
#include "ui/views/network_description.h"

namespace backscope {

namespace {

using Kind = NetworkItem::Kind;

QString tr(const char* text) { return QCoreApplication::translate("GradientView", text); }

/// The unit itself, then its parameters.
std::vector<NetworkItem> itemsOfUnit(const Architecture& architecture, const UnitId& unit) {
  std::vector<NetworkItem> items{{Kind::Unit, unit, 0}};
  const std::vector<NetworkItem> parameters = parametersOfUnit(architecture, unit);
  items.insert(items.end(), parameters.begin(), parameters.end());
  return items;
}

std::optional<UnitId> unitBeside(const Architecture& architecture, UnitId unit, int step) {
  unit.unit += step;
  if (unit.unit >= architecture.unitsOf(unit.layer)) unit = {unit.layer + 1, 0};
  if (unit.unit < 0) unit = {unit.layer - 1, architecture.unitsOf(unit.layer - 1) - 1};
  const bool isThere = unit.layer >= 1 && unit.layer <= architecture.outputLayer();
  return isThere ? std::optional(unit) : std::nullopt;
}

}  // namespace

bool hasGradient(const Architecture& architecture, const NetworkItem& item) {
  const int layer = item.unit.layer;
  if (layer < 1 || layer > architecture.outputLayer()) return false;
  if (item.unit.unit < 0 || item.unit.unit >= architecture.unitsOf(layer)) return false;
  if (item.kind == Kind::Bias) return architecture.bias;
  return item.kind == Kind::Unit || (item.source >= 0 && item.source < architecture.unitsOf(layer - 1));
}

std::vector<NetworkItem> parametersOfUnit(const Architecture& architecture, const UnitId& unit) {
  std::vector<NetworkItem> items;
  items.reserve(static_cast<std::size_t>(architecture.unitsOf(unit.layer - 1)) + 1);
  for (int i = 0; i < architecture.unitsOf(unit.layer - 1); ++i) items.push_back({Kind::Weight, unit, i});
  if (architecture.bias) items.push_back({Kind::Bias, unit, 0});
  return items;
}

std::vector<NetworkItem> parametersOfLayer(const Architecture& architecture, int layer) {
  std::vector<NetworkItem> items;
  for (int j = 0; j < architecture.unitsOf(layer); ++j) {
    const std::vector<NetworkItem> unit = parametersOfUnit(architecture, {layer, j});
    items.insert(items.end(), unit.begin(), unit.end());
  }
  return items;
}

std::optional<NetworkItem> itemOfStep(const Architecture& architecture, const PassStep& step) {
  const UnitId unit{step.layer, std::max(0, step.unit)};
  if (step.kind == PassStepKind::Input || phaseOf(step.kind) == PassPhase::Update) return std::nullopt;
  if (step.kind == PassStepKind::WeightGradient) return NetworkItem{Kind::Weight, unit, 0};
  if (step.kind == PassStepKind::Loss) return NetworkItem{Kind::Unit, {architecture.outputLayer(), 0}, 0};
  return NetworkItem{Kind::Unit, unit, 0};
}

NetworkItem nextGradient(const Architecture& architecture, const NetworkItem& item, Direction direction) {
  const bool isForwards = direction == Direction::Right || direction == Direction::Down;
  const std::optional<UnitId> beside = unitBeside(architecture, item.unit, isForwards ? 1 : -1);
  if (direction == Direction::Left || direction == Direction::Right) {
    if (!beside) return item;
    return {item.kind, *beside, std::min(item.source, architecture.unitsOf(beside->layer - 1) - 1)};
  }
  const std::vector<NetworkItem> items = itemsOfUnit(architecture, item.unit);
  const auto here = std::find(items.begin(), items.end(), item);
  if (isForwards) {
    if (here != items.end() && here + 1 != items.end()) return *(here + 1);
    return beside ? NetworkItem{Kind::Unit, *beside, 0} : item;
  }
  if (here != items.begin()) return *(here - 1);
  return beside ? itemsOfUnit(architecture, *beside).back() : item;
}

IndexRange spreadRange(const Parameters& parameters, const NetworkItem& item) {
  const Architecture& architecture = parameters.architecture();
  const ParameterLayout& layout = parameters.layout();
  const auto before = static_cast<std::size_t>(architecture.unitsOf(item.unit.layer - 1));
  const auto units = static_cast<std::size_t>(architecture.unitsOf(item.unit.layer));
  const std::size_t biases = architecture.bias ? units : 0;
  const std::size_t begin = layout.weightOffset(item.unit.layer);
  if (before * units + biases <= kMostParametersOfLayer) return {begin, begin + before * units + biases};
  if (item.kind == Kind::Bias) return {begin + before * units, begin + before * units + biases};
  const std::size_t row = layout.weightIndex(item.unit.layer, item.unit.unit, 0);
  return {row, row + before};
}

double gradientOf(const ExampleTrace& trace, const NetworkItem& item) {
  const LayerTrace& layer = trace.layers[static_cast<std::size_t>(item.unit.layer - 1)];
  switch (item.kind) {
    case Kind::Weight:
      return layer.dW(item.unit.unit, item.source);
    case Kind::Bias:
      return layer.db(item.unit.unit);
    case Kind::Unit:
      break;
  }
  return layer.delta(item.unit.unit);
}

QString gradientMarkup(const Architecture& architecture, const NetworkItem& item) {
  if (item.kind == Kind::Unit) return unitMarkup(QStringLiteral("δ"), item.unit.layer, item.unit.unit);
  return QStringLiteral("∂ℓ/∂") + itemMarkup(architecture, item);
}

QString gradientWords(const NetworkItem& item) {
  const QString unit = QString::number(item.unit.unit + 1);
  const QString layer = QString::number(layerNumber(item.unit.layer));
  if (item.kind == Kind::Unit) return tr("δ of unit %1 of layer %2").arg(unit, layer);
  if (item.kind == Kind::Bias) return tr("bias of unit %1 of layer %2").arg(unit, layer);
  return tr("weight from unit %1 of layer %2 to unit %3 of layer %4")
      .arg(QString::number(item.source + 1), QString::number(layerNumber(item.unit.layer - 1)), unit, layer);
}

}  // namespace backscope
