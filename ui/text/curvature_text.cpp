#include "ui/text/curvature_text.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/text/number_format.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("curvature_text", text); }

QString zeros(int count) { return count == 1 ? tr("1 zero eigenvalue") : tr("%1 zero eigenvalues").arg(count); }

QString sentenceOf(const Curvature& curvature) {
  switch (curvature.kind()) {
    case PlaceKind::NotCritical:
      return tr("Not a critical point: ‖∇L‖ is %1, and would have to be at most %2.")
          .arg(formatTwoDigits(curvature.gradient.norm()), formatTwoDigits(curvature.criticalBelow));
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

}  // namespace backscope
