#pragma once

#include <vector>

#include "core/network/activation.h"
#include "ui/formula/formula.h"

namespace backscope {

/// An index of a unit: one of them, from 0, or a letter that stands for every one.
struct UnitIndex {
  int unit = -1;
  QString letter;
};

UnitIndex oneUnit(int unit);
UnitIndex everyUnit(const QString& letter);
/// None at all, as for the y of a single output.
UnitIndex noIndex();

/// The quantities in the notation in force, each a term; in the notes' letters: a_j^(l), z_j^(l), h′(a_j^(l)), δ_j^(l),
/// w_ji^(l), b_j^(l), ∂ℓ/∂w_ji^(l), ∂ℓ/∂b_j^(l).
Formula aTerm(int layer, const UnitIndex& j);
Formula zTerm(int layer, const UnitIndex& j);
Formula slopeTerm(int layer, const UnitIndex& j);
Formula deltaTerm(int layer, const UnitIndex& j);
Formula weightTerm(int layer, const UnitIndex& j, const UnitIndex& i);
Formula biasTerm(int layer, const UnitIndex& j);
Formula weightGradientTerm(int layer, const UnitIndex& j, const UnitIndex& i);
Formula biasGradientTerm(int layer, const UnitIndex& j);
/// A letter of a whole layer, as in δ^(2).
Formula ofLayer(const QString& letter, int layer);
/// x_i, y_k and ŷ_k; `layer` is the output's.
Formula xTerm(const UnitIndex& i);
Formula yTerm(int layer, const UnitIndex& k);
Formula yhatTerm(int layer, const UnitIndex& k);
Formula lossTerm();
/// What belongs to a weight under another letter, such as g_ji^(l) or m_ji^(l).
Formula ofWeight(const QString& letter, TermRef::Quantity quantity, int layer, int j, int i);

/// A number on screen: formatNumber(), upright.
Formula number(double value, const TermRef& term);
Formula number(double value);
/// In brackets where it is negative: what is multiplied, subtracted or raised.
Formula factor(double value, const TermRef& term);
Formula factor(double value);
/// What has indices itself is put in brackets: (z_1^(1))².
Formula squared(Formula base);

/// first + second + …; more than four are cut to the first two, an ellipsis and the last one.
Formula sumOf(std::vector<Formula> parts);
/// one · other
Formula times(Formula one, Formula other);
/// one − other
Formula minus(Formula one, Formula other);

/// h(a) written out for this activation, where a is `argument` and has this value (some have two branches).
Formula activationOf(Activation activation, const Formula& argument, double value);

}  // namespace backscope
