#include "core/network/nearest_image.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "core/math/assignment.h"
#include "core/network/symmetry.h"

namespace backscope {
namespace {

/// Layers rarely need more than a few rounds.
constexpr int kMostRounds = 20;

double squaredDistance(const Parameters& one, const Parameters& other) {
  double sum = 0;
  for (std::size_t p = 0; p < one.theta().size(); ++p) {
    const double difference = one.theta()[p] - other.theta()[p];
    sum += difference * difference;
  }
  return sum;
}

enum class Match {
  Entering,  ///< by what enters the units, which does not depend on the order in the layers above
  Whole      ///< by what leaves them too
};

/// Of every unit j of θ and k of the reference, row by row. ‖u_j − r_k‖² is least where this is greatest: the norms are
/// the same for every matching.
std::vector<double> productsOf(const Parameters& theta, const Parameters& reference, int l, Match by) {
  const Architecture& network = theta.architecture();
  const Eigen::Map<const RowMatrix> entering = theta.W(l);
  const Eigen::Map<const RowMatrix> enteringThere = reference.W(l);
  const Eigen::Map<const RowMatrix> leaving = theta.W(l + 1);
  const Eigen::Map<const RowMatrix> leavingThere = reference.W(l + 1);
  std::vector<double> products;
  for (int j = 0; j < network.unitsOf(l); ++j)
    for (int k = 0; k < network.unitsOf(l); ++k) {
      double sum = network.bias ? theta.b(l)[j] * reference.b(l)[k] : 0;
      for (int i = 0; i < network.unitsOf(l - 1); ++i) sum += entering(j, i) * enteringThere(k, i);
      if (by == Match::Whole)
        for (Eigen::Index i = 0; i < leaving.rows(); ++i) sum += leaving(i, j) * leavingThere(i, k);
      products.push_back(sum);
    }
  return products;
}

/// The units of a layer in the places of those of the reference that they are most like, flipped where that helps.
Parameters matched(const Parameters& theta, const Parameters& reference, int l, Match by) {
  const int units = theta.architecture().unitsOf(l);
  const bool canFlip = isFlippable(theta.architecture(), l);
  const std::vector<double> products = productsOf(theta, reference, l, by);
  std::vector<double> cost = products;
  for (double& value : cost) value = canFlip ? -std::abs(value) : -value;
  std::vector<std::size_t> places = leastAssignment(cost, static_cast<std::size_t>(units));
  Parameters image = theta;
  for (int j = 0; j < units; ++j) {
    const std::size_t pair = static_cast<std::size_t>(j) * places.size() + places[static_cast<std::size_t>(j)];
    if (canFlip && products[pair] < 0) applyTo(image, {.kind = Symmetry::Kind::Flip, .layer = l, .unit = j});
  }
  for (int j = 0; j < units; ++j)
    while (places[static_cast<std::size_t>(j)] != static_cast<std::size_t>(j)) {
      const int place = static_cast<int>(places[static_cast<std::size_t>(j)]);
      applyTo(image, {.kind = Symmetry::Kind::Swap, .layer = l, .unit = j, .place = place});
      std::swap(places[static_cast<std::size_t>(j)], places[static_cast<std::size_t>(place)]);
    }
  return image;
}

struct Approach {
  const Parameters& reference;
  Parameters image;
  double distance;

  bool take(Parameters next) {
    const double nextDistance = squaredDistance(next, reference);
    if (!(nextDistance < distance)) return false;
    image = std::move(next);
    distance = nextDistance;
    return true;
  }

  /// Of logistic units, whose flips change the biases of the next layer too, which matched() leaves out of account.
  bool flipOneByOne(int l) {
    const Architecture& network = image.architecture();
    if (!isFlippable(network, l) || isOdd(network.activationOf(l))) return false;
    bool isNearer = false;
    for (int j = 0; j < network.unitsOf(l); ++j) {
      Parameters next = image;
      applyTo(next, {.kind = Symmetry::Kind::Flip, .layer = l, .unit = j});
      isNearer = take(std::move(next)) || isNearer;
    }
    return isNearer;
  }

  bool round() {
    bool isNearer = false;
    for (int l = 1; l <= image.architecture().hiddenLayers(); ++l) {
      isNearer = take(matched(image, reference, l, Match::Whole)) || isNearer;
      isNearer = flipOneByOne(l) || isNearer;
    }
    return isNearer;
  }
};

Approach approachFrom(Parameters theta, const Parameters& reference) {
  const double distance = squaredDistance(theta, reference);
  Approach approach{reference, std::move(theta), distance};
  for (int round = 0; round < kMostRounds && approach.round();) ++round;
  return approach;
}

/// Layer after layer from the input on, which finds the reference itself where θ is an image of it.
Parameters matchedUpwards(Parameters theta, const Parameters& reference) {
  for (int l = 1; l <= theta.architecture().hiddenLayers(); ++l) theta = matched(theta, reference, l, Match::Entering);
  return theta;
}

}  // namespace

Parameters nearestImage(const Parameters& theta, const Parameters& reference) {
  assert(theta.architecture() == reference.architecture());
  if (!std::isfinite(squaredDistance(theta, reference))) return theta;
  Approach direct = approachFrom(theta, reference);
  direct.take(approachFrom(matchedUpwards(theta, reference), reference).image);
  return std::move(direct.image);
}

}  // namespace backscope
