#include "ui/text/known_point_text.h"

#include <QCoreApplication>

#include "ui/text/notation.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("known_point_text", text); }

KnownPointText xorAtZero() {
  return {
      tr("XOR at θ = 0"),
      tr("All weights and biases are 0: the gradient is exactly 0, the Hessian has one eigenvalue 1 and eight zeros, "
         "and the second-order test is silent. Some texts call it a local optimum. It is a saddle of fourth order: in "
         "no direction does L fall before the fourth order, and there it falls along some and rises along others."),
      {tr("w_{11} = w_{12} = b_{1} = t, v_{1} = ±t:  L = ½ + (3/2 ∓ 2) t^{4} + …")},
      tr("Press F8, nudge it by 0.3 at random, then train: the saddle is left and XOR solved. From a nudge of ε the "
         "way out takes a time like 1/ε²."),
      tr("From tanh a = a − a³/3 + … and the mean of y x₁x₂, which is −1. That this network has no local minima on "
         "XOR: Hamey 1998, for logistic units.")};
}

KnownPointText strictSaddle() {
  return {
      tr("A strict saddle at θ = 0"),
      tr("A network of tanh without biases, all weights 0: the gradient is 0. Where Σ y x is not 0, the Hessian "
         "joins each unit’s w with its v alone: ‖c‖ and −‖c‖ once for each of the M units, and 0 for what of w lies "
         "across c. Here ‖c‖ = 1 and M = 3: a saddle of index 3."),
      {tr("c = −(1/N) Σ y x,  λ = ±‖c‖")},
      tr("Press F8, nudge it along an eigenvector of −1, then train: the distance grows by 1 + η‖c‖ with each "
         "update, so that even a tiny nudge is out soon."),
      tr("Strict saddles, and why gradient descent does not end there: Lee et al. 2016.")};
}

KnownPointText xorSolved() {
  return {
      tr("XOR solved exactly"),
      tr("ŷ = v tanh(s(x₁ + x₂) + b) − v tanh(s(x₁ + x₂) − b) + c is right at all four corners for every s and b "
         "that are not 0; here both are 1. Where every error is 0, the Hessian is the mean of ∇ŷ ∇ŷᵀ: no eigenvalue "
         "is below 0, and from four examples at most four are above; five or more of the nine are 0. The second "
         "derivatives call it degenerate, and yet it is a global minimum, since L is never below 0."),
      {tr("v = 2 / (2 tanh b − tanh(b + 2s) − tanh(b − 2s))"), tr("c = 1 − 2 v tanh b")},
      tr("Press F8 for the eigenvalues: nudged along a zero, L stays very small."),
      tr("By putting x₁ + x₂ = ±2 and 0 into ŷ.")};
}

KnownPointText duplicatedUnit() {
  return {
      tr("A unit duplicated, 1-2-1"),
      tr("One tanh unit at its strict minimum was made two with the same w, which share its v by γ. ŷ and L are "
         "the same for every γ, the eigenvalues are not: one is 0, along the line, and towards units that differ the "
         "curvature is γ(1 − γ) A. Here A > 0: local minima for 0 < γ < 1, though two units can do better, and saddles "
         "for γ < 0 "
         "and γ > 1."),
      {tr("(w, v) → (w, w, γ v, (1 − γ) v)"), tr("A = (1/N) Σ δ v h″(%1) x x^{T}").arg(aLetter())},
      tr("Move γ under “Duplicate a unit”. At γ = −1 press F8, nudge it along the negative eigenvalue and train: L "
         "falls below what one unit can reach."),
      tr("Fukumizu and Amari 2000, “Local minima and plateaus in hierarchical structures of multilayer perceptrons”, "
         "Theorem 3.")};
}

KnownPointText tanhLandscape() {
  return {
      tr("All of ŷ = v tanh(w x)"),
      tr("Two weights and one example, x = 1 and y = ½: a plane shows the whole loss. At 0 lies a saddle with the "
         "eigenvalues ½ and −½. The minima are two valleys with v tanh w = ½, one with w and v above 0, one with both "
         "below. In each L = 0 all along, so that one eigenvalue is 0 there."),
      {tr("L = ½ (½ − v tanh w)^{2}")},
      tr("Press F6: the surface over w and v is all there is. Nudge the saddle under F8, and train into a valley."),
      {}};
}

KnownPointText deadRelus() {
  return {
      tr("All ReLUs dead"),
      tr("With biases of −3 every unit’s %1 is below 0 at all four corners: its output and its slope are exactly 0, "
         "and ŷ is the output’s bias. What enters the units and what leaves them has no gradient and is stuck for "
         "ever; training moves the output’s bias alone, to the mean of y, and ends at L = ½ with one eigenvalue 1 "
         "and twelve zeros.")
          .arg(aLetter()),
      {tr("%1 < 0:  h(%1) = h′(%1) = 0").arg(aLetter())},
      tr("Train, then press F8: its zeros are explained there. A weight or a bias that is changed by hand can wake a "
         "unit."),
      {}};
}

KnownPointText saturatedPlateau() {
  return {
      tr("A saturated plateau"),
      tr("Both units have |%1| ≥ 6 at all corners, where tanh is flat. ŷ is right at one corner and ⅓ at the "
         "other three: L is ⅓ and 2.7·10⁻⁶ more. ‖∇L‖ is 5.2·10⁻⁶: tiny, and still not 0. It is no critical point, and "
         "as the weights grow L falls on towards ⅓ without reaching it: a plateau out to infinity.")
          .arg(aLetter()),
      {tr("h′(6) = 1 − tanh^{2} 6 = 2.5 · 10^{−5}")},
      tr("Train: 1 000 updates lower L by less than 10⁻⁸. What is saturated is marked in the network."),
      {}};
}

KnownPointText neuronAtMaximum() {
  return {
      tr("One logistic neuron, at its maximum"),
      tr("One weight and two examples, (1, 0.9) and (10, 0.1): the square loss of a single logistic neuron is not "
         "convex. It has a minimum at w = 2.1972, a better one at −0.1548, and between them this maximum at 0.4892. "
         "With cross-entropy there would be one minimum alone."),
      {tr("L = ¼ Σ (y − σ(w x))^{2}")},
      tr("Press F8 and nudge w up or down, then train: each side has its own minimum."),
      tr("Neurons with many local minima: Auer, Herbster and Warmuth 1996.")};
}

}  // namespace

const QStringList& knownPointNames() {
  static const QStringList names{QStringLiteral("xor-at-zero"),       QStringLiteral("strict-saddle"),
                                 QStringLiteral("xor-solved"),        QStringLiteral("duplicated-unit"),
                                 QStringLiteral("tanh-landscape"),    QStringLiteral("dead-relus"),
                                 QStringLiteral("saturated-plateau"), QStringLiteral("neuron-at-maximum")};
  return names;
}

KnownPointText knownPointText(const QString& name) {
  using Make = KnownPointText (*)();
  constexpr Make kMakers[] = {xorAtZero,     strictSaddle, xorSolved,        duplicatedUnit,
                              tanhLandscape, deadRelus,    saturatedPlateau, neuronAtMaximum};
  const qsizetype index = knownPointNames().indexOf(name);
  return index < 0 ? KnownPointText() : kMakers[index]();
}

}  // namespace backscope
