#include "ui/exercise/slip_text.h"

#include <QCoreApplication>

#include "ui/formula/pass_terms.h"
#include "ui/text/notation.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("slip_text", text); }

QString shown(const Formula& formula) { return plainText(formula); }

}  // namespace

QString slipText(Slip slip, const AskedQuantity& asked) {
  const int l = asked.layer;
  const UnitIndex j = oneUnit(asked.unit);
  switch (slip) {
    case Slip::ForgotBias:
      return tr("That is without the bias %1.").arg(shown(biasTerm(l, j)));
    case Slip::ForgotActivation:
      return tr("That is %1: h is still to be applied.").arg(shown(aTerm(l, j)));
    case Slip::SlopeForActivation:
      return tr("That is the slope %1, not the value of h.").arg(shown(slopeTerm(l, j)));
    case Slip::SlopeOfOutput:
      return tr("That takes h′ at %1; it belongs to %2.").arg(shown(zTerm(l, j)), shown(aTerm(l, j)));
    case Slip::ForgotSlope:
      return tr("That is without the slope %1.").arg(shown(slopeTerm(l, j)));
    case Slip::NeedlessSlope:
      return tr("That has the slope %1 in it: with cross-entropy it cancels, δ = ŷ − y.").arg(shown(slopeTerm(l, j)));
    case Slip::OutputForSlope:
      return tr("That has %1 in place of the slope %2.").arg(shown(zTerm(l, j)), shown(slopeTerm(l, j)));
    case Slip::WrongSign:
      return tr("The size is right, the sign is not.");
    case Slip::Transposed:
      return tr("That has the indices of w the wrong way round: the first is the unit it enters.");
    case Slip::NewWeights:
      return tr("That uses the weights from after the update; the passes use those from before it.");
    case Slip::OwnLayersOutput:
      return asked.input < 0 ? tr("A bias has no input: its gradient is δ itself.")
                             : tr("That uses the outputs of layer %1 itself; the weight comes from %2.")
                                   .arg(QString::number(layerNumber(l)), shown(zTerm(l - 1, oneUnit(asked.input))));
    case Slip::PreActivation:
      return tr("That uses %1 of the layer before; the weights get its output %2.").arg(aLetter(), zLetter());
    case Slip::ForgotHalf:
      return tr("That is twice as much: the square loss has a ½ in front.");
    case Slip::SumForMean:
      return tr("That is with the sum over the batch; the update uses the mean.");
    case Slip::ForgotRate:
      return tr("That is without the learning rate η.");
    case Slip::WrongDirection:
      return tr("That goes up the gradient: the step is subtracted.");
    case Slip::StepAlone:
      return tr("That is the change alone; the new weight is the old one plus it.");
  }
  return {};
}

}  // namespace backscope
