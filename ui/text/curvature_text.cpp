#include "ui/text/curvature_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

#include "ui/text/notation.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("curvature_text", text); }

QString zeros(int count) { return count == 1 ? tr("1 zero eigenvalue") : tr("%1 zero eigenvalues").arg(count); }

QString notCritical(double gradientNorm, double criticalBelow) {
  return tr("Not a critical point: ‖∇L‖ is %1, and would have to be at most %2.")
      .arg(formatTwoDigits(gradientNorm), formatTwoDigits(criticalBelow));
}

QString sentenceOf(const Curvature& curvature) {
  switch (curvature.kind()) {
    case PlaceKind::NotCritical:
      return notCritical(curvature.gradient.norm(), curvature.criticalBelow);
    case PlaceKind::StrictMinimum:
      return tr("A strict local minimum: the gradient is 0 and every eigenvalue is above 0.");
    case PlaceKind::StrictMaximum:
      return tr("A strict local maximum: the gradient is 0 and every eigenvalue is below 0.");
    case PlaceKind::Saddle:
      return tr("A saddle of index %1: the gradient is 0, and L falls along %1 of %2 directions.")
          .arg(curvature.negative)
          .arg(curvature.eigenvalues.size());
    case PlaceKind::Degenerate:
      break;
  }
  if (curvature.negative > 0)
    return tr("Degenerate: the gradient is 0, with %1 and the others below 0. It is no minimum; whether it is a "
              "maximum "
              "or a saddle the second derivatives do not tell.")
        .arg(zeros(curvature.zero));
  return tr("Degenerate: the gradient is 0, with %1 and none below 0. Along those the second derivatives are silent: "
            "whether it is a minimum or a saddle they do not tell.")
      .arg(zeros(curvature.zero));
}

QString sentenceOf(const CurvatureEnds& curvature) {
  switch (curvature.kind()) {
    case EndsKind::NotCritical:
      return notCritical(curvature.gradient.norm(), curvature.criticalBelow);
    case EndsKind::Saddle:
      return tr(
          "A saddle: the gradient is 0, and there are eigenvalues below 0 and above it. How many they are is not "
          "known of so large a network.");
    case EndsKind::NoneAbove:
      return tr("No minimum: the gradient is 0, and there are eigenvalues below 0; none above it was found.");
    case EndsKind::NoneBelow:
      break;
  }
  return tr(
      "The gradient is 0, and no eigenvalue below 0 was found. Whether it is a minimum that does not tell: those "
      "that are 0 can’t be counted in so large a network.");
}

/// Counted from 1: "1 and 2", "1, 2 and 5", "1 to 4 and 7".
QString listed(const std::vector<int>& units) {
  QStringList names;
  for (std::size_t begin = 0, end = 0; begin < units.size(); begin = end) {
    const auto isNext = [&] { return end < units.size() && units[end] == units[end - 1] + 1; };
    for (end = begin + 1; isNext();) ++end;
    // Two in a row are named as shortly one by one.
    if (end - begin <= 2) end = begin + 1;
    const QString first = QString::number(units[begin] + 1);
    names.append(end == begin + 1 ? first : tr("%1 to %2").arg(first).arg(units[end - 1] + 1));
  }
  const QString last = names.takeLast();
  return names.isEmpty() ? last : tr("%1 and %2").arg(names.join(QStringLiteral(", ")), last);
}

/// Of one unit, which is %2, in layer %1.
QString ofUnit(FlatReason::Kind kind) {
  switch (kind) {
    case FlatReason::Kind::DeadUnit:
      return tr("Unit %2 of layer %1 is dead: what enters it does nothing.");
    case FlatReason::Kind::SilentUnit:
      return tr("Nothing of unit %2 of layer %1 gets on: what enters it does nothing.");
    case FlatReason::Kind::ZeroOutput:
      return tr("The output of unit %2 of layer %1 is 0 on all examples: what leaves it does nothing.");
    case FlatReason::Kind::ConstantOutput:
      return tr("The output of unit %2 of layer %1 is the same on all examples: a bias can make up for it.");
    default:
      return tr("Unit %2 of layer %1 can be rescaled: what enters it times k, what leaves it divided by k.");
  }
}

QString ofUnits(FlatReason::Kind kind) {
  switch (kind) {
    case FlatReason::Kind::DeadUnit:
      return tr("Units %2 of layer %1 are dead: what enters them does nothing.");
    case FlatReason::Kind::SilentUnit:
      return tr("Nothing of units %2 of layer %1 gets on: what enters them does nothing.");
    case FlatReason::Kind::ZeroOutput:
      return tr("The outputs of units %2 of layer %1 are 0 on all examples: what leaves them does nothing.");
    case FlatReason::Kind::ConstantOutput:
      return tr("The outputs of units %2 of layer %1 are the same on all examples: a bias can make up for them.");
    case FlatReason::Kind::EqualUnits:
      return tr("Units %2 of layer %1 do the same: what leaves one can be given to another.");
    default:
      return tr("Units %2 of layer %1 can be rescaled: what enters one times k, what leaves it divided by k.");
  }
}

QString ofLayer(FlatReason::Kind kind) {
  switch (kind) {
    case FlatReason::Kind::LinearLayer:
      return tr("Layer %1 is linear: its units can be mixed, and what leaves them undoes it.");
    case FlatReason::Kind::EqualInputs:
      return tr("What enters layer %1 is dependent on all examples: weights can be moved between its inputs.");
    default:
      return tr("Softmax does not see what is added to all units of layer %1 alike.");
  }
}

/// Reasons of one kind in a layer, of EqualUnits those that equal the same unit.
struct Reasons {
  FlatReason first;
  std::vector<int> units;
  int count = 0;

  bool take(const FlatReason& reason) const {
    return reason.kind == first.kind && reason.layer == first.layer && reason.other == first.other;
  }
};

std::vector<Reasons> groupsOf(const FlatDirections& flat) {
  std::vector<Reasons> groups;
  for (const FlatReason& reason : flat.reasons) {
    auto group = std::ranges::find_if(groups, [&](const Reasons& one) { return one.take(reason); });
    if (group == groups.end()) {
      groups.push_back({reason, {}, 0});
      group = groups.end() - 1;
      if (reason.other >= 0) group->units.push_back(reason.other);
    }
    group->units.push_back(reason.unit);
    group->count += reason.count;
  }
  return groups;
}

QString sentenceOf(const Reasons& group) {
  const FlatReason::Kind kind = group.first.kind;
  if (kind == FlatReason::Kind::ExactFit)
    return tr("L is 0, its least value, and along these directions no answer changes.");
  const int layer = layerNumber(group.first.layer);
  if (kind > FlatReason::Kind::Rescaling) return ofLayer(kind).arg(layer);
  const QString pattern = group.units.size() == 1 ? ofUnit(kind) : ofUnits(kind);
  return pattern.arg(layer).arg(listed(group.units));
}

}  // namespace

QString placeInWords(const Curvature& curvature) {
  QStringList sentences{sentenceOf(curvature)};
  if (curvature.kind() == PlaceKind::Saddle && curvature.zero > 0)
    sentences.append(tr("Beside these it has %1.").arg(zeros(curvature.zero)));
  if (curvature.atKinks > 0)
    sentences.append(tr("An a lies exactly at a kink of h %1 times: there L has no second derivative, and that of the "
                        "negative side is taken.")
                         .arg(curvature.atKinks));
  return sentences.join(QLatin1Char(' '));
}

QString placeInWords(const CurvatureEnds& curvature) {
  QStringList sentences{sentenceOf(curvature)};
  if (!curvature.ends.isConverged)
    sentences.append(tr("After %1 products with the Hessian its ends are known to within %2 and %3.")
                         .arg(formatCount(curvature.ends.products), formatTwoDigits(curvature.ends.lowest[0].residual),
                              formatTwoDigits(curvature.ends.highest[0].residual)));
  if (curvature.examples < curvature.allExamples)
    sentences.append(tr("The Hessian is that of %1 of the %2 examples.")
                         .arg(formatCount(static_cast<qint64>(curvature.examples)),
                              formatCount(static_cast<qint64>(curvature.allExamples))));
  return sentences.join(QLatin1Char(' '));
}

QString zerosInWords(const Curvature& curvature, const FlatDirections& flat) {
  if (curvature.zero == 0) return {};
  if (flat.explained == 0)
    return tr("No reason was found for %1, which may be no more than small.").arg(zeros(curvature.zero));
  if (flat.explained < curvature.zero)
    return tr("For %1 of %2 there are reasons:").arg(flat.explained).arg(zeros(curvature.zero));
  return curvature.zero == 1 ? tr("There is a reason for it that one is zero:")
                             : tr("For all %1 there are reasons:").arg(zeros(curvature.zero));
}

std::vector<ReasonInWords> reasonsInWords(const FlatDirections& flat) {
  std::vector<ReasonInWords> sentences;
  for (const Reasons& group : groupsOf(flat)) sentences.push_back({group.count, sentenceOf(group)});
  return sentences;
}

}  // namespace backscope
