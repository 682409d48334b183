#include "ui/views/mirror_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "ui/panels/choice_names.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("MirrorView", text); }

constexpr qsizetype kMostFigures = 20;
constexpr QChar kThinSpace(0x2009);

/// With thin spaces between thousands.
QString grouped(QString figures) {
  for (qsizetype i = figures.size() - 3; i > 0; i -= 3) figures.insert(i, kThinSpace);
  return figures;
}

/// Equal layers and how many there are of each.
std::vector<std::pair<EqualPoints::Layer, int>> kindsOf(const EqualPoints& points) {
  std::vector<std::pair<EqualPoints::Layer, int>> kinds;
  for (const EqualPoints::Layer& layer : points.layers) {
    const auto known = std::ranges::find_if(kinds, [&layer](const auto& kind) { return kind.first == layer; });
    if (known == kinds.end())
      kinds.emplace_back(layer, 1);
    else
      ++known->second;
  }
  return kinds;
}

QString factorOf(const EqualPoints::Layer& layer) {
  const QString orders = QStringLiteral("%1!").arg(layer.units);
  return layer.isFlippable ? QStringLiteral("%1 · 2^{%2}").arg(orders).arg(layer.units) : orders;
}

QString numberOf(const EqualPoints& points) {
  if (!points.count) return QStringLiteral("∞");
  const QString figures = QString::fromStdString(*points.count);
  if (figures.size() <= kMostFigures) return grouped(figures);
  const int rounded = (figures.left(3).toInt() + 5) / 10;  // 10…100
  const bool isNextPower = rounded == 100;
  return QStringLiteral("%1.%2·10^{%3}")
      .arg(isNextPower ? 1 : rounded / 10)
      .arg(isNextPower ? 0 : rounded % 10)
      .arg(figures.size() - (isNextPower ? 0 : 1));
}

}  // namespace

QString gestureText(const Symmetry& symmetry) {
  const QString unit = QString::number(symmetry.unit + 1);
  const QString layer = QString::number(layerNumber(symmetry.layer));
  const QString place = QString::number(symmetry.place + 1);
  switch (symmetry.kind) {
    case Symmetry::Kind::Move:
      return tr("unit %1 of layer %2 moved to place %3").arg(unit, layer, place);
    case Symmetry::Kind::Swap:
      return tr("units %1 and %3 of layer %2 swapped").arg(unit, layer, place);
    case Symmetry::Kind::Flip:
      return tr("unit %1 of layer %2 flipped").arg(unit, layer);
    case Symmetry::Kind::Rescale:
      break;
  }
  return tr("unit %1 of layer %2 rescaled by %3").arg(unit, layer, formatShort(symmetry.factor));
}

QString reasonText(NoSymmetry reason, const Architecture& architecture, const Symmetry& symmetry) {
  const auto activation = [&] { return screenName(architecture.activationOf(symmetry.layer)); };
  switch (reason) {
    case NoSymmetry::NotHidden:
      return tr("The data say which input and which output is which: only hidden units have symmetries.");
    case NoSymmetry::NoUnit:
    case NoSymmetry::SamePlace:
      return tr("The layer has no other place for it.");
    case NoSymmetry::NotOdd:
      return tr("%1 cannot be flipped: h(−%2) is neither −h(%2) nor 1 − h(%2).").arg(activation(), aLetter());
    case NoSymmetry::NoBias:
      return tr("Without biases nothing can take up the 1 of h(−%1) = 1 − h(%1).").arg(aLetter());
    case NoSymmetry::NotHomogeneous:
      return tr("%1 cannot be rescaled: h(k%2) is not k h(%2).").arg(activation(), aLetter());
    case NoSymmetry::BadFactor:
      break;
  }
  return architecture.activationOf(symmetry.layer) == Activation::Identity
             ? tr("A unit can be rescaled by any k but 0.")
             : tr("%1 can be rescaled by positive k only.").arg(activation());
}

QString equalPointsMarkup(const EqualPoints& points) {
  QStringList factors;
  for (const auto& [layer, times] : kindsOf(points)) {
    const QString factor = factorOf(layer);
    factors.append(times == 1 ? factor : QStringLiteral("(%1)^{%2}").arg(factor).arg(times));
  }
  if (!points.count) return numberOf(points);
  if (factors.isEmpty()) return numberOf(points);
  const bool isExact = points.count->size() <= static_cast<std::size_t>(kMostFigures);
  return QStringLiteral("%1 %2 %3")
      .arg(factors.join(QStringLiteral(" · ")), isExact ? QStringLiteral("=") : QStringLiteral("≈"), numberOf(points));
}

QString equalPointsCount(const EqualPoints& points) { return numberOf(points); }

QString equalPointsHint(const Architecture& architecture) {
  const EqualPoints points = equalPointsOf(architecture);
  QString generic = tr("So many different sets of weights compute the same, where no two units are alike.");
  const auto endless = std::ranges::find(points.layers, true, &EqualPoints::Layer::isContinuous);
  if (endless == points.layers.end()) return generic;
  const int layer = static_cast<int>(endless - points.layers.begin()) + 1;
  const QString number = QString::number(layerNumber(layer));
  if (architecture.activationOf(layer) == Activation::Sine)
    return tr("Infinitely many: the biases of layer %1 may grow by 2π.").arg(number);
  return tr("Infinitely many: every unit of layer %1 can be rescaled by any k > 0.").arg(number);
}

QString outputsText(const OutputDifference& outputs) {
  const QString examples = formatCount(outputs.examples);
  if (outputs.largest == 0) return tr("ŷ of %1 examples: not a bit is another one.").arg(examples);
  const QString largest = formatTwoDigits(outputs.largest);
  const QString units = outputs.ulps < 10 ? QString::number(outputs.ulps, 'g', 2) : formatTwoDigits(outputs.ulps);
  return tr("ŷ of %1 examples: largest difference %2 (%3 ulp of the largest ŷ).").arg(examples, largest, units);
}

}  // namespace backscope
