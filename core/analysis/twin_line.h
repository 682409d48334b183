#pragma once

#include <Eigen/Core>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/data/dataset.h"
#include "core/network/parameters.h"
#include "core/passes/loss.h"
#include "core/training/model_change.h"

namespace backscope {

/// Two hidden units with the same incoming weights and bias. The network's function depends on the sum v of what leaves
/// them alone, and so is the same all along the line
///   θ(γ) = (w, w, γ v, (1 − γ) v).                                                              (1)
struct TwinLine {
  int layer = 1;
  int first = 0;   ///< the unit that has γ v
  int second = 1;  ///< the other
  Eigen::VectorXd v;
  bool operator==(const TwinLine&) const = default;
};

/// Of a hidden unit and the first other one of its layer that is its twin, to the bit; nothing where none is.
std::optional<TwinLine> twinLineOf(const Parameters& theta, int layer, int unit);
/// Where θ stands on it: the γ of the nearest point. NaN where v is 0.
double gammaOf(const TwinLine& line, const Parameters& theta);
/// What leaves the two at γ.
std::vector<ValueAt> valuesAt(const TwinLine& line, const ParameterLayout& layout, double gamma);
Parameters parametersAt(const TwinLine& line, const Parameters& theta, double gamma);

/// What the points of the line are.
enum class TwinVerdict {
  MinimaInside,   ///< local minima for 0 < γ < 1, saddles for γ < 0 and γ > 1
  MinimaOutside,  ///< the other way round
  Saddles,        ///< saddles for every γ but 0 and 1
  NotLast,        ///< no answer: the units are not in the last hidden layer, or there are several outputs
  NotCritical,    ///< no answer: the gradient of the network with one unit in their place is not 0
  NotMinimum,     ///< no answer: that network stands at no strict minimum
  Flat            ///< no answer: A has an eigenvalue of 0
};

/// Of the network with one unit in the place of the two, which stands at a strict minimum, and with
///   A = (1/N) Σ_n δ_n v h″(a_n) x̃_n x̃_nᵀ,                                                       (2)
/// δ_n the output's, a_n the unit's, x̃_n what enters it with a 1 for its bias: the Hessian on the line is that of the
/// small network beside γ (1 − γ) A for what makes the two differ, and a 0 along the line. So with A positive definite
/// there are minima for 0 < γ < 1, with A negative definite for all others, and saddles elsewhere; saddles everywhere
/// with an A of both signs. For one output, and the last hidden layer. Source: Fukumizu and Amari 2000, Theorem 3,
/// where the network has one hidden layer; below the last one it is the same.
struct TwinJudgement {
  TwinVerdict verdict = TwinVerdict::NotLast;
  double gradientNorm = 0;    ///< of the small network
  Eigen::VectorXd curvature;  ///< eigenvalues of A, ascending; empty where there is no A
};
/// Nothing where it was interrupted. At least one example.
std::optional<TwinJudgement> judgeTwins(const TwinLine& line, const Parameters& theta, Loss loss, const Dataset& data,
                                        std::span<const int> examples, const std::function<bool()>& interrupted = {});

/// The Hessian's eigenvalues at γ, ascending, of the mean loss without penalty; NaN where it isn't finite. Nothing
/// where it was interrupted.
std::optional<Eigen::VectorXd> twinSpectrum(const TwinLine& line, const Parameters& theta, double gamma, Loss loss,
                                            const Dataset& data, std::span<const int> examples,
                                            const std::function<bool()>& interrupted = {});

}  // namespace backscope
