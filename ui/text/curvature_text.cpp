#include "ui/text/curvature_text.h"

#include <QCoreApplication>
#include <QStringList>

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

/// With unit and layer as %2 and %1, and the other unit as %3.
QString reasonPattern(FlatReason::Kind kind) {
  switch (kind) {
    case FlatReason::Kind::DeadUnit:
      return tr("Unit %2 of layer %1 is dead: what enters it does nothing.");
    case FlatReason::Kind::SilentUnit:
      return tr("Nothing of unit %2 of layer %1 gets on: what enters it does nothing.");
    case FlatReason::Kind::ZeroOutput:
      return tr("The output of unit %2 of layer %1 is 0 on all examples: what leaves it does nothing.");
    case FlatReason::Kind::ConstantOutput:
      return tr("The output of unit %2 of layer %1 is the same on all examples: a bias can make up for it.");
    case FlatReason::Kind::EqualUnits:
      return tr("Units %3 and %2 of layer %1 do the same: what leaves one can be given to the other.");
    case FlatReason::Kind::Rescaling:
      return tr("Unit %2 of layer %1 can be rescaled: what enters it times k, what leaves it divided by k.");
    case FlatReason::Kind::LinearLayer:
      return tr("Layer %1 is linear: its units can be mixed, and what leaves them undoes it.");
    case FlatReason::Kind::EqualInputs:
      return tr("What enters layer %1 is dependent on all examples: weights can be moved between its inputs.");
    case FlatReason::Kind::SoftmaxShift:
      return tr("Softmax does not see what is added to all units of layer %1 alike.");
    case FlatReason::Kind::ExactFit:
      break;
  }
  return tr("L is 0, its least value, and along these directions no answer changes.");
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

QString reasonInWords(const FlatReason& reason) {
  QString text = reasonPattern(reason.kind);
  if (text.contains(QLatin1String("%1"))) text = text.arg(layerNumber(reason.layer));
  if (text.contains(QLatin1String("%2"))) text = text.arg(reason.unit + 1);
  return reason.other < 0 ? text : text.arg(reason.other + 1);
}

}  // namespace backscope
