#include "core/network/symmetry.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

namespace backscope {
namespace {

using Index = Eigen::Index;

/// A whole number ≥ 0 without a bound: digits of base 10⁹, the lowest first.
class BigNumber {
 public:
  void multiply(std::uint64_t factor) {
    std::uint64_t carry = 0;
    for (std::uint64_t& digit : m_digits) {
      const std::uint64_t product = digit * factor + carry;
      digit = product % kBase;
      carry = product / kBase;
    }
    if (carry > 0) m_digits.push_back(carry);
  }

  std::string text() const {
    std::string decimals = std::to_string(m_digits.back());
    for (std::size_t k = m_digits.size() - 1; k-- > 0;) {
      const std::string digit = std::to_string(m_digits[k]);
      decimals.append(kPlaces - digit.size(), '0').append(digit);
    }
    return decimals;
  }

 private:
  static constexpr std::uint64_t kBase = 1'000'000'000;
  static constexpr std::size_t kPlaces = 9;
  std::vector<std::uint64_t> m_digits{1};
};

/// Which of the present units stands at each place afterwards.
std::vector<Index> orderOf(int units, const Symmetry& symmetry) {
  std::vector<Index> order(static_cast<std::size_t>(units));
  std::iota(order.begin(), order.end(), Index{0});
  const auto unit = order.begin() + symmetry.unit;
  const auto place = order.begin() + symmetry.place;
  if (symmetry.kind == Symmetry::Kind::Swap)
    std::iter_swap(unit, place);
  else if (unit < place)
    std::rotate(unit, unit + 1, place + 1);
  else
    std::rotate(place, unit, unit + 1);
  return order;
}

bool isPermutation(const Symmetry& symmetry) {
  return symmetry.kind == Symmetry::Kind::Move || symmetry.kind == Symmetry::Kind::Swap;
}

/// (1) and (2), of anything that has θ's shape.
void permute(Parameters& array, const Symmetry& symmetry) {
  const int l = symmetry.layer;
  const std::vector<Index> order = orderOf(array.architecture().unitsOf(l), symmetry);
  const RowMatrix entering = array.W(l);
  const Eigen::VectorXd biases = array.b(l);
  const RowMatrix leaving = array.W(l + 1);
  for (std::size_t place = 0; place < order.size(); ++place) {
    const Index to = static_cast<Index>(place);
    array.W(l).row(to) = entering.row(order[place]);
    if (biases.size() > 0) array.b(l)[to] = biases[order[place]];
    array.W(l + 1).col(to) = leaving.col(order[place]);
  }
}

/// What enters the unit times one factor, what leaves it times another.
void scale(Parameters& array, const Symmetry& symmetry, double entering, double leaving) {
  array.W(symmetry.layer).row(symmetry.unit) *= entering;
  if (array.architecture().bias) array.b(symmetry.layer)[symmetry.unit] *= entering;
  array.W(symmetry.layer + 1).col(symmetry.unit) *= leaving;
}

bool isCorrected(const Architecture& architecture, const Symmetry& symmetry) {
  return symmetry.kind == Symmetry::Kind::Flip && !isOdd(architecture.activationOf(symmetry.layer));
}

std::optional<NoSymmetry> checkFlip(const Architecture& architecture, int layer) {
  const Activation h = architecture.activationOf(layer);
  if (isOdd(h)) return std::nullopt;
  if (h != Activation::Sigmoid) return NoSymmetry::NotOdd;
  return architecture.bias ? std::nullopt : std::optional(NoSymmetry::NoBias);
}

std::optional<NoSymmetry> checkRescaling(Activation h, double factor) {
  if (!isHomogeneous(h)) return NoSymmetry::NotHomogeneous;
  const bool fits = std::isfinite(factor) && factor != 0 && (factor > 0 || h == Activation::Identity);
  return fits ? std::nullopt : std::optional(NoSymmetry::BadFactor);
}

/// Layers of sine with biases too: b may grow by 2π.
bool isContinuous(const Architecture& architecture, int layer) {
  const Activation h = architecture.activationOf(layer);
  return isHomogeneous(h) || (h == Activation::Sine && architecture.bias);
}

}  // namespace

bool isOdd(Activation activation) {
  return activation == Activation::Identity || activation == Activation::Tanh || activation == Activation::Sine;
}

bool isHomogeneous(Activation activation) {
  return activation == Activation::Identity || activation == Activation::Relu || activation == Activation::LeakyRelu;
}

bool isFlippable(const Architecture& architecture, int layer) { return !checkFlip(architecture, layer); }

std::optional<NoSymmetry> checkSymmetry(const Architecture& architecture, const Symmetry& symmetry) {
  if (symmetry.layer < 1 || symmetry.layer > architecture.hiddenLayers()) return NoSymmetry::NotHidden;
  const auto isUnit = [units = architecture.unitsOf(symmetry.layer)](int unit) { return unit >= 0 && unit < units; };
  if (!isUnit(symmetry.unit)) return NoSymmetry::NoUnit;
  switch (symmetry.kind) {
    case Symmetry::Kind::Move:
    case Symmetry::Kind::Swap:
      if (!isUnit(symmetry.place)) return NoSymmetry::NoUnit;
      return symmetry.place == symmetry.unit ? std::optional(NoSymmetry::SamePlace) : std::nullopt;
    case Symmetry::Kind::Flip:
      return checkFlip(architecture, symmetry.layer);
    case Symmetry::Kind::Rescale:
      break;
  }
  return checkRescaling(architecture.activationOf(symmetry.layer), symmetry.factor);
}

Symmetry inverseOf(const Symmetry& symmetry) {
  Symmetry inverse = symmetry;
  if (symmetry.kind == Symmetry::Kind::Move) std::swap(inverse.unit, inverse.place);
  if (symmetry.kind == Symmetry::Kind::Rescale) inverse.factor = 1 / symmetry.factor;
  return inverse;
}

void applyTo(Parameters& theta, const Symmetry& symmetry) {
  assert(!checkSymmetry(theta.architecture(), symmetry));
  if (isPermutation(symmetry)) return permute(theta, symmetry);
  if (symmetry.kind == Symmetry::Kind::Rescale) return scale(theta, symmetry, symmetry.factor, 1 / symmetry.factor);
  if (isCorrected(theta.architecture(), symmetry))
    theta.b(symmetry.layer + 1) += theta.W(symmetry.layer + 1).col(symmetry.unit);
  scale(theta, symmetry, -1, -1);
}

void applyToGradient(Parameters& gradient, const Symmetry& symmetry) {
  if (isPermutation(symmetry)) return permute(gradient, symmetry);
  if (symmetry.kind == Symmetry::Kind::Rescale) return scale(gradient, symmetry, 1 / symmetry.factor, symmetry.factor);
  scale(gradient, symmetry, -1, -1);
  if (isCorrected(gradient.architecture(), symmetry))
    gradient.W(symmetry.layer + 1).col(symmetry.unit) += gradient.b(symmetry.layer + 1);
}

void applyToSquares(Parameters& squares, const Symmetry& symmetry) {
  if (isPermutation(symmetry)) return permute(squares, symmetry);
  if (symmetry.kind != Symmetry::Kind::Rescale) return;
  const double square = symmetry.factor * symmetry.factor;
  scale(squares, symmetry, 1 / square, square);
}

bool keepsTraining(const Architecture& architecture, const Symmetry& symmetry) {
  return symmetry.kind != Symmetry::Kind::Rescale && !isCorrected(architecture, symmetry);
}

EqualPoints equalPointsOf(const Architecture& architecture) {
  EqualPoints points;
  BigNumber count;
  bool isFinite = true;
  for (int l = 1; l <= architecture.hiddenLayers(); ++l) {
    const int units = architecture.unitsOf(l);
    const EqualPoints::Layer layer{units, isFlippable(architecture, l), isContinuous(architecture, l)};
    points.layers.push_back(layer);
    isFinite = isFinite && !layer.isContinuous;
    for (int unit = 1; unit <= units; ++unit)
      count.multiply(static_cast<std::uint64_t>(unit) * (layer.isFlippable ? 2 : 1));
  }
  if (isFinite) points.count = count.text();
  return points;
}

}  // namespace backscope
