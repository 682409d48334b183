#pragma once

#include <span>

#include "ui/formula/pass_formula.h"
#include "ui/formula/pass_terms.h"

namespace backscope {

/// The numbers of an instant by the notes' indices: layers 0…L+1, units from 0.
struct PassValues {
  const PassInstant& instant;
  const Session& session;
  PassStep step;  ///< the one taken last
  int mostLines = kMostPassLines;

  const Architecture& network() const { return instant.parameters.architecture(); }
  int outputLayer() const { return network().outputLayer(); }
  int outputs() const { return network().outputs(); }
  /// Of an output: k, or none where there is only one.
  UnitIndex outputIndex(int k) const { return outputs() == 1 ? noIndex() : oneUnit(k); }
  UnitIndex everyOutput(const QString& letter) const { return outputs() == 1 ? noIndex() : everyUnit(letter); }

  const LayerTrace& layer(int l) const { return instant.trace.layers[static_cast<std::size_t>(l - 1)]; }
  double a(int l, int j) const { return layer(l).a(j); }
  double z(int l, int j) const { return l == 0 ? instant.trace.x(j) : layer(l).z(j); }
  double slope(int l, int j) const { return layer(l).slope(j); }
  double delta(int l, int j) const { return layer(l).delta(j); }
  double y(int k) const { return instant.trace.y(k); }
  double yhat(int k) const { return instant.trace.yhat()(k); }
  double w(int l, int j, int i) const { return instant.parameters.W(l)(j, i); }
  double b(int l, int j) const { return instant.parameters.b(l)(j); }
};

/// Lines for count quantities of a kind: at most so many, then an ellipsis.
template <class Make>
void appendLines(std::vector<PassLine>& lines, int count, int most, Make make) {
  for (int k = 0; k < std::min(count, most); ++k) lines.push_back(make(k));
  if (count > most) lines.push_back({upright(QStringLiteral("…")), {}, {}, std::nullopt, {}});
}

Formula equation(const Formula& left, const Formula& right);

/// h′(a_j) worked out with the activation's own formula.
PassLine slopeLine(const PassValues& values, int layer, int unit);
/// What has to be said about the slope beside its number: a formula with two branches, a kink.
QString slopeNote(const PassValues& values, int layer, int unit);
/// "The slope makes it small: h′(a) = 0.0213.", or nothing.
QString slopeFinding(double slope);

/// Σ_k w_kj δ_k in the order of the kernels, so that slope · sum is δ to the last bit.
double backSum(const PassValues& values, int layer, int unit);

// The formulas of the values' layer for one unit, or for each of them under a letter.
std::vector<Formula> unitSymbols(const PassValues& values, const UnitIndex& j);
Formula outputDeltaSymbols(const PassValues& values, const UnitIndex& k);
Formula hiddenDeltaSymbols(const PassValues& values, const UnitIndex& j);
std::vector<Formula> gradientSymbols(const PassValues& values, const UnitIndex& j);

// What each kind of step adds to the text; the values' step is of that kind.
void describeInput(const PassValues& values, PassText& text);
void describeUnit(const PassValues& values, PassText& text);
void describePreActivation(const PassValues& values, PassText& text);
void describeSoftmax(const PassValues& values, PassText& text);
void describePrediction(const PassValues& values, PassText& text);
void describeLoss(const PassValues& values, PassText& text);
void describeOutputDelta(const PassValues& values, PassText& text);
void describeHiddenDelta(const PassValues& values, PassText& text);
void describeWeightGradient(const PassValues& values, PassText& text);
void describeUpdate(const PassValues& values, PassText& text);
/// The step alone, whatever its kind.
void describeStep(const PassValues& values, PassText& text);

/// Several units of one layer, which took these steps: one formula for all of them, and each one's lines.
void describeLayer(const PassValues& values, std::span<const PassStep> acting, PassText& text);
/// Puts the layer's formula in vectors and matrices in place of what was described, and its numbers where the whole
/// layer acts; where one unit does, the row of the product that is its.
void writeAsMatrices(const PassValues& values, std::span<const PassStep> acting, PassText& text);

}  // namespace backscope
