#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace backscope {

inline constexpr int kMaxPoints = 100'000;

/// What the targets mean, so that accuracy can be counted and classes drawn.
///   Real       a regression: no classes
///   PlusMinus  classes as −1 and +1 (one output), or +1 at the class and −1 elsewhere (several)
///   ZeroOne    classes as 0 and 1 (one output), or one-hot (several)
enum class TargetCoding { Real, PlusMinus, ZeroOne };

/// The examples of a run, realised. Examples keep the order of the file or the generator; train and test are lists of
/// indices.
struct Dataset {
  int inputs = 2;
  int outputs = 1;
  std::vector<double> x;   ///< count × inputs, one example after the other
  std::vector<double> y;   ///< count × outputs
  std::vector<int> train;  ///< indices, ascending
  std::vector<int> test;   ///< indices, ascending; may be empty
  TargetCoding coding = TargetCoding::Real;

  int count() const { return inputs == 0 ? 0 : static_cast<int>(x.size()) / inputs; }
  std::span<const double> inputOf(int n) const;
  std::span<const double> targetOf(int n) const;
  /// 2 for one output, else the number of outputs; 0 for a regression.
  int classes() const;
  /// The class of a target, 0…classes()−1, or −1 for a regression.
  int classOf(int n) const { return classFor(targetOf(n)); }
  /// The class that an output stands for: the larger side of the threshold (0 or ½) for one output, else the largest
  /// ŷ_k.
  int classFor(std::span<const double> yhat) const;
};

/// Real unless every target is a class in one of the codings; with one output, only −1 and +1 or only 0 and 1 (targets
/// that are all 1 count as the coding that fits the output's activation).
TargetCoding codingOf(std::span<const double> y, int outputs, bool outputIsSigned);

}  // namespace backscope
