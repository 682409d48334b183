#include "ui/views/network_description.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/formula/pass_formula.h"
#include "ui/panels/choice_names.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/views/equal_marks.h"
#include "ui/views/field_painting.h"
#include "ui/views/freezing.h"
#include "ui/views/health_marks.h"

namespace backscope {

namespace {

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("NetworkView", text, nullptr, n); }

QString activationsText(const Architecture& architecture) {
  QStringList names;
  for (const LayerSpec& layer : architecture.layers) names.append(screenName(layer.activation));
  if (names.count(names.front()) == names.size()) return names.front();
  return names.join(QStringLiteral(", "));
}

/// The weight of the largest |w|; there is always one.
NetworkItem largestWeight(const Parameters& parameters) {
  NetworkItem largest{NetworkItem::Kind::Weight, {1, 0}, 0};
  double size = -1;
  for (int l = 1; l <= parameters.architecture().outputLayer(); ++l) {
    Eigen::Index row = 0;
    Eigen::Index column = 0;
    const double here = parameters.W(l).cwiseAbs().maxCoeff(&row, &column);
    if (!(here > size)) continue;
    size = here;
    largest = {NetworkItem::Kind::Weight, {l, static_cast<int>(row)}, static_cast<int>(column)};
  }
  return largest;
}

}  // namespace

QString itemMarkup(const Architecture& architecture, const NetworkItem& item) {
  switch (item.kind) {
    case NetworkItem::Kind::Unit:
      return unitMarkup(architecture, item.unit);
    case NetworkItem::Kind::Bias:
      return unitMarkup(QStringLiteral("b"), item.unit.layer, item.unit.unit);
    case NetworkItem::Kind::Weight:
      break;
  }
  return weightMarkup(QStringLiteral("w"), item.unit.layer, item.unit.unit, item.source);
}

double itemValue(const Snapshot& snapshot, const NetworkItem& item) {
  if (item.kind != NetworkItem::Kind::Unit)
    return snapshot.parameters.theta()[parameterIndex(snapshot.parameters.layout(), item)];
  const Eigen::VectorXd& outputs =
      item.unit.layer == 0 ? snapshot.trace.x : snapshot.trace.layers[static_cast<std::size_t>(item.unit.layer - 1)].z;
  return outputs[item.unit.unit];
}

bool isKnown(const Snapshot& snapshot, const NetworkItem& item) {
  if (item.kind != NetworkItem::Kind::Unit || !snapshot.pass) return true;
  const PassInstant& pass = *snapshot.pass;
  return std::any_of(pass.steps.begin(), pass.steps.begin() + pass.done, [&item](const PassStep& step) {
    const bool isOutput =
        step.kind == PassStepKind::Input || step.kind == PassStepKind::Unit || step.kind == PassStepKind::Softmax;
    return isOutput && step.layer == item.unit.layer && (step.unit < 0 || step.unit == item.unit.unit);
  });
}

QString describeItem(const Snapshot& snapshot, const NetworkItem& item) {
  const QString value = isKnown(snapshot, item) ? formatNumber(itemValue(snapshot, item)) : tr("not computed yet");
  const int unit = item.unit.unit + 1;
  const int layer = item.unit.layer;
  switch (item.kind) {
    case NetworkItem::Kind::Weight:
      return tr("Weight from unit %1 of layer %2 to unit %3 of layer %4: %5.")
          .arg(item.source + 1)
          .arg(layerNumber(layer - 1))
          .arg(unit)
          .arg(layerNumber(layer))
          .arg(value);
    case NetworkItem::Kind::Bias:
      return tr("Bias of unit %1 of layer %2: %3.").arg(unit).arg(layerNumber(layer)).arg(value);
    case NetworkItem::Kind::Unit:
      break;
  }
  const QString example = snapshot.typed ? tr("the typed example") : tr("example %1").arg(snapshot.example);
  if (layer == 0) return tr("Input %1: %2 for %3.").arg(QString::number(unit), value, example);
  return tr("Unit %1 of layer %2: output %3 for %4.")
      .arg(QString::number(unit), QString::number(layerNumber(layer)), value, example);
}

QString describePass(const Snapshot& snapshot, StepSize size) {
  if (!snapshot.pass) return {};
  const PassText text = passTextFor(*snapshot.pass, *snapshot.session, size);
  if (text.title.isEmpty()) return {};
  if (text.lines.empty()) return tr("%1.").arg(text.title);
  return tr("%1: %2.").arg(text.title, plainText(workedFormula(text.lines.back())));
}

QString shapeText(const Architecture& architecture) {
  QStringList units;
  for (int l = 0; l <= architecture.outputLayer(); ++l) units.append(QString::number(architecture.unitsOf(l)));
  return units.join(QLatin1Char('-'));
}

QString describeNetwork(const Snapshot& snapshot) {
  const Architecture& architecture = snapshot.parameters.architecture();
  const QString shape = tr("Network %1 with %2.").arg(shapeText(architecture), activationsText(architecture));
  const QString counts = tr("%1 weights and %2 biases.")
                             .arg(formatCount(static_cast<qint64>(weightCount(architecture))),
                                  formatCount(static_cast<qint64>(biasCount(architecture))));
  const NetworkItem largest = largestWeight(snapshot.parameters);
  const QString weight = tr("The largest weight is %1, from unit %2 of layer %3 to unit %4 of layer %5.")
                             .arg(formatNumber(itemValue(snapshot, largest)))
                             .arg(largest.source + 1)
                             .arg(layerNumber(largest.unit.layer - 1))
                             .arg(largest.unit.unit + 1)
                             .arg(layerNumber(largest.unit.layer));
  const QString place = (snapshot.running ? tr("Training, iteration %1.") : tr("Paused at iteration %1."))
                            .arg(formatCount(snapshot.iteration));
  QStringList sentences{shape, counts, weight, describeEqualUnits(snapshot.parameters), place};
  sentences.removeAll(QString());
  return sentences.join(QLatin1Char(' '));
}

QString describeAll(const DescribedNetwork& shown) {
  const Snapshot& snapshot = shown.snapshot;
  QStringList parts;
  if (shown.focused)
    parts << describeItem(snapshot, *shown.focused) << healthOf(snapshot, *shown.focused)
          << frozenText(snapshot, *shown.focused);
  if (shown.direction != nullptr) parts << describeDirection(snapshot.parameters, *shown.direction);
  if (shown.passes) parts << describePass(snapshot, *shown.passes);
  parts << describeNetwork(snapshot) << describeHealth(snapshot) << frozenSummary(snapshot);
  parts.removeAll(QString());
  return parts.join(u' ');
}

}  // namespace backscope
