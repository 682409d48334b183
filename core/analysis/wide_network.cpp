#include "core/analysis/wide_network.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "core/analysis/gaussian_nodes.h"
#include "core/math/elementary_functions.h"
#include "core/math/random.h"

namespace backscope {
namespace {

constexpr std::size_t kGroups = 16;
/// sin of a distribution as wide as this is that of any wider one: sin² differs by e^(−32).
constexpr double kWidestForSine = 4;
/// Squares of what is beyond this are no numbers any more.
constexpr double kWidest = 1e150;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
/// Draws of a softmax layer for each group; of all groups some thousand, so that the mean is right to 1 or 2%.
constexpr int kSoftmaxDraws = 512;

/// Training examples with about the same ‖x‖.
struct Group {
  std::vector<int> examples;
  double inputSquare = 0;  ///< the mean ‖x‖²
};

double squareOf(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value * value;
  return sum;
}

std::vector<Group> groupsOf(const Dataset& data) {
  std::vector<std::pair<double, int>> sorted;
  sorted.reserve(data.train.size());
  for (const int n : data.train) sorted.emplace_back(squareOf(data.inputOf(n)), n);
  std::ranges::sort(sorted);
  const std::size_t count = std::min(kGroups, sorted.size());
  std::vector<Group> groups(count);
  for (std::size_t k = 0; k < sorted.size(); ++k) {
    Group& group = groups[k * count / sorted.size()];
    group.inputSquare += sorted[k].first;
    group.examples.push_back(sorted[k].second);
  }
  for (Group& group : groups) group.inputSquare /= static_cast<double>(group.examples.size());
  return groups;
}

/// The means of a layer's powers over its pre-activations.
struct Means {
  double z = 0, zSquare = 0, slopeSquare = 0;
  double zSlope = 0;        ///< of h h′²
  double zSquareSlope = 0;  ///< of h² h′²
};

double biasOf(const Session& session) { return session.network.bias ? session.initialization.bias : 0; }

Means meansOf(Activation activation, double mean, double variance) {
  const double deviation = std::sqrt(variance);
  if (!(deviation < kWidest)) return {kNan, kNan, kNan, kNan, kNan};
  const bool isSine = activation == Activation::Sine;
  Means means;
  for (const GaussianNode& node :
       gaussianNodes(mean, isSine ? std::min(deviation, kWidestForSine) : deviation, hasKink(activation))) {
    const double z = activate(activation, node.a);
    const double slope = slopeAt(activation, node.a);
    const double weighted = node.weight * slope * slope;
    means.z += node.weight * z;
    means.zSquare += node.weight * z * z;
    means.slopeSquare += weighted;
    means.zSlope += weighted * z;
    means.zSquareSlope += weighted * z * z;
  }
  return means;
}

/// The mean squares of the output layer.
struct OutputSquares {
  double z = 0;
  double delta = 0;
};

/// δ = (h − y) h′, or with cross-entropy δ = h − y.
OutputSquares elementwiseOutput(const Session& session, const Dataset& data, const Group& group, double variance) {
  double y = 0;
  double ySquare = 0;
  for (const int n : group.examples)
    for (const double target : data.targetOf(n)) {
      y += target;
      ySquare += target * target;
    }
  const double count = static_cast<double>(group.examples.size()) * data.outputs;
  y /= count;
  ySquare /= count;
  const Means means = meansOf(session.network.layers.back().activation, biasOf(session), variance);
  if (session.loss == Loss::CrossEntropy) return {means.zSquare, means.zSquare - 2 * y * means.z + ySquare};
  return {means.zSquare, means.zSquareSlope - 2 * y * means.zSlope + ySquare * means.slopeSquare};
}

/// δ = ŷ − y, or with the square loss the softmax's Jacobian times that.
double softmaxDeltaSquare(std::span<const double> z, std::span<const double> y, Loss loss) {
  double along = 0;
  for (std::size_t k = 0; k < z.size(); ++k) along += z[k] * (z[k] - y[k]);
  double sum = 0;
  for (std::size_t k = 0; k < z.size(); ++k) {
    const double error = z[k] - y[k];
    const double delta = loss == Loss::CrossEntropy ? error : z[k] * (error - along);
    sum += delta * delta;
  }
  return sum;
}

/// Its outputs depend on each other, so they are drawn: always the same draws, for the numbers to follow the dial
/// smoothly.
OutputSquares softmaxOutput(const Session& session, const Dataset& data, const Group& group, double variance) {
  const auto outputs = static_cast<std::size_t>(session.network.outputs());
  const double deviation = std::sqrt(variance);
  Random random(1, RandomStream::Initialization);
  std::vector<double> z(outputs);
  OutputSquares squares;
  for (int draw = 0; draw < kSoftmaxDraws; ++draw) {
    for (double& value : z) value = deviation * random.normal();
    const double largest = std::ranges::max(z);
    double sum = 0;
    for (double& value : z) sum += value = elementary::exp(value - largest);
    for (double& value : z) value /= sum;
    const int example = group.examples[static_cast<std::size_t>(draw) % group.examples.size()];
    squares.z += squareOf(z);
    squares.delta += softmaxDeltaSquare(z, data.targetOf(example), session.loss);
  }
  const double count = kSoftmaxDraws * static_cast<double>(outputs);
  return {squares.z / count, squares.delta / count};
}

/// Adds the mean squares of one group, times `weight`.
class GroupPrediction {
 public:
  GroupPrediction(const Session& session, const Dataset& data, const Group& group)
      : m_session(session), m_data(data), m_group(group) {}

  void addTo(std::vector<WideLayer>& squares, double weight) const {
    const Architecture& network = m_session.network;
    const int output = network.outputLayer();
    std::vector<double> slopes;  // E[h′²] of the hidden layers
    double variance = variancePerInput(1) * m_group.inputSquare + biasVariance(1);
    for (int l = 1; l < output; ++l) {
      const Means means = meansOf(network.activationOf(l), biasOf(m_session), variance);
      slopes.push_back(means.slopeSquare);
      squares[static_cast<std::size_t>(l - 1)].z += weight * means.zSquare;
      variance = network.unitsOf(l) * variancePerInput(l + 1) * means.zSquare + biasVariance(l + 1);  // (2)
    }
    const OutputSquares last = isElementwise(network.activationOf(output))
                                   ? elementwiseOutput(m_session, m_data, m_group, variance)
                                   : softmaxOutput(m_session, m_data, m_group, variance);
    squares.back().z += weight * last.z;
    double delta = last.delta;
    for (int l = output;; --l) {
      squares[static_cast<std::size_t>(l - 1)].delta += weight * delta;
      if (l == 1) return;
      delta *= slopes[static_cast<std::size_t>(l - 2)] * network.unitsOf(l) * variancePerInput(l);  // (3)
    }
  }

 private:
  /// Var w^(l).
  double variancePerInput(int l) const {
    const InitializationSettings& start = m_session.initialization;
    const double scale = start.scaleOf(l);
    return scale * scale *
           weightVariance(start.schemeOf(l), m_session.network.unitsOf(l - 1), m_session.network.unitsOf(l));
  }

  /// Var b^(l): a bias is drawn as the weights are, or not at all.
  double biasVariance(int l) const {
    return m_session.network.bias && m_session.initialization.drawsBias ? variancePerInput(l) : 0;
  }

  const Session& m_session;
  const Dataset& m_data;
  const Group& m_group;
};

WideNetworkGap gapOf(const Session& session) {
  const InitializationSettings& start = session.initialization;
  if (session.parameters && startOf(session).theta() != drawParameters(session.network, start).theta())
    return WideNetworkGap::Given;
  bool isRandomStart = false;
  for (int l = 1; l <= session.network.outputLayer(); ++l) {
    const InitializationScheme scheme = start.schemeOf(l);
    if (scheme == InitializationScheme::Constant && start.scaleOf(l) != 0) return WideNetworkGap::Constant;
    isRandomStart = isRandomStart || isRandom(scheme);
  }
  return start.identical && isRandomStart ? WideNetworkGap::Identical : WideNetworkGap::None;
}

}  // namespace

WideNetwork predictWideNetwork(const Session& session, const Dataset& data) {
  WideNetwork prediction;
  prediction.gap = gapOf(session);
  if (prediction.gap != WideNetworkGap::None) return prediction;
  prediction.layers.resize(session.network.layers.size());
  for (const Group& group : groupsOf(data)) {
    const double share = static_cast<double>(group.examples.size()) / static_cast<double>(data.train.size());
    GroupPrediction(session, data, group).addTo(prediction.layers, share);
  }
  for (WideLayer& layer : prediction.layers) layer = {std::sqrt(layer.z), std::sqrt(layer.delta)};
  return prediction;
}

}  // namespace backscope
