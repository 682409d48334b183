#include "ui/views/twin_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <cmath>

#include "core/analysis/curvature.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/widgets/number_edit.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("twin_text", text); }

QString spectrumText(double gamma, const Eigen::VectorXd& lambda) {
  const double greatest = lambda.cwiseAbs().maxCoeff();
  if (!std::isfinite(greatest)) return tr("The Hessian is not finite here.");
  const double zero = CurvatureTolerances::kZeroShare * greatest;
  const auto negative = (lambda.array() < -zero).count();
  const auto zeros = (lambda.array().abs() <= zero).count();
  return tr("At γ = %1 the eigenvalues go from %2 to %3; below 0: %4, zero: %5.")
      .arg(numberText({}, gamma), formatTwoDigits(std::abs(lambda(0)) <= zero ? 0 : lambda(0)),
           formatTwoDigits(lambda(lambda.size() - 1)))
      .arg(negative)
      .arg(zeros);
}

}  // namespace

QString judgementText(const TwinJudgement& judgement) {
  switch (judgement.verdict) {
    case TwinVerdict::MinimaInside:
      return tr("A is positive definite: local minima for 0 < γ < 1, saddles for γ < 0 and γ > 1.");
    case TwinVerdict::MinimaOutside:
      return tr("A is negative definite: saddles for 0 < γ < 1, local minima for γ < 0 and γ > 1.");
    case TwinVerdict::Saddles:
      return tr("A has eigenvalues of both signs: a saddle for every γ but 0 and 1.");
    case TwinVerdict::NotLast:
      return tr("Where minima and saddles lie, the theorem says for the last hidden layer below one output alone.");
    case TwinVerdict::NotCritical:
      return tr("Where minima and saddles lie, the theorem says once one unit in the place of the two stands at a "
                "minimum; its ‖∇L‖ is still %1.")
          .arg(formatTwoDigits(judgement.gradientNorm));
    case TwinVerdict::NotMinimum:
      return tr(
          "One unit in the place of the two would not stand at a strict minimum: of that the theorem says "
          "nothing.");
    case TwinVerdict::Flat:
      break;
  }
  return tr("A has an eigenvalue of 0: of that the theorem says nothing.");
}

QString twinText(const TwinPicture& picture) {
  if (!picture.line)
    return tr(
        "Duplicate a hidden unit: a second one gets the same w and b, and both get half of what left it. ŷ stays as "
        "it is, and the data too. A click on a unit of the network chooses it.");
  const TwinLine& line = *picture.line;
  QStringList sentences;
  if (std::isnan(picture.gamma))
    sentences.append(
        tr("Units %1 and %2 of layer %3 have the same w and b, and what leaves them is 0 together: there is "
           "no line.")
            .arg(line.first + 1)
            .arg(line.second + 1)
            .arg(layerNumber(line.layer)));
  else
    sentences.append(tr("Units %1 and %2 of layer %3 have the same w and b and share v: L is %4 for every γ.")
                         .arg(line.first + 1)
                         .arg(line.second + 1)
                         .arg(layerNumber(line.layer))
                         .arg(formatNumber(picture.loss)));
  if (picture.isTooLarge)
    sentences.append(tr("The eigenvalues are computed for up to %1 weights and biases.").arg(kMostCurvatureParameters));
  if (const Eigen::VectorXd* lambda = picture.present()) sentences.append(spectrumText(picture.gamma, *lambda));
  if (picture.judgement) sentences.append(judgementText(*picture.judgement));
  return sentences.join(QLatin1Char(' '));
}

QString noDuplicateText(const Architecture& network, int layer) {
  if (network.hiddenLayers() == 0) return tr("This network has no hidden unit.");
  if (layer < 1 || layer > network.hiddenLayers()) return tr("Inputs and outputs are the data’s.");
  if (network.unitsOf(layer) >= kMaxUnits) return tr("A layer has at most %1 units.").arg(kMaxUnits);
  return {};
}

}  // namespace backscope
