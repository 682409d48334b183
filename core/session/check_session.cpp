#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <utility>

#include "core/session/check_compared.h"
#include "core/session/check_network.h"
#include "core/session/json_tape.h"
#include "core/session/json_text.h"
#include "core/session/session_json.h"
#include "core/session/session_limits.h"
#include "core/session/utf8.h"
#include "core/training/pass_step.h"

namespace backscope {
namespace {

using Kind = Problem::Kind;

std::string at(std::string_view array, std::size_t index) {
  return std::string(array) + '[' + std::to_string(index) + ']';
}

/// What a set of so many classes (0: a regression) needs that this layer does not have; see outputsFit().
std::string outputsNeeded(int classes, const LayerSpec& layer) {
  const bool isSoftmax = layer.activation == Activation::Softmax;
  if (classes == 0 && isSoftmax) return "an output other than softmax";
  const std::string needed = classes == 0                ? "1 output"
                             : classes == 2 && isSoftmax ? "2 outputs"
                             : classes == 2              ? "1 or 2 outputs"
                                                         : std::to_string(classes) + " outputs";
  return needed + " instead of " + std::to_string(layer.units);
}

/// Looks at a session piece by piece and keeps the first problem.
class Check {
 public:
  explicit Check(const Session& session) : m_session(session), m_network(session.network) {}

  void title();
  void loss();
  void initialization();
  void parameters();
  void data();
  void training();
  void state();

  std::optional<Problem> problem;

 private:
  void fail(Kind kind, std::string path, std::string expected, std::string found);
  void whole(const std::string& path, std::int64_t value, WholeRange range);
  void real(const std::string& path, double value, const RealRange& range);
  void finite(const std::string& path, const std::vector<double>& values, const RealRange& range = limits::kFinite);
  void length(const std::string& path, std::size_t found, std::size_t expected);
  void theta(const std::string& path, const std::vector<double>& theta);
  void generator(const GeneratorSettings& settings);
  void points(const PointList& points);
  void targets(const PointList& points);
  void averages();
  void frozen();
  std::size_t thetaSize() const { return weightCount(m_network) + biasCount(m_network); }
  Activation output() const { return m_network.layers.back().activation; }

  const Session& m_session;
  const Architecture& m_network;
};

void Check::fail(Kind kind, std::string path, std::string expected, std::string found) {
  if (!problem) problem = Problem{kind, std::move(path), std::move(expected), std::move(found)};
}

void Check::whole(const std::string& path, std::int64_t value, WholeRange range) {
  if (!range.contains(value)) fail(Kind::Value, path, range.text(), std::to_string(value));
}

void Check::real(const std::string& path, double value, const RealRange& range) {
  if (!std::isfinite(value))
    fail(Kind::Type, path, "finite number", allDigits(value));
  else if (!range.contains(value))
    fail(Kind::Value, path, range.text(), allDigits(value));
}

void Check::finite(const std::string& path, const std::vector<double>& values, const RealRange& range) {
  const auto bad = std::ranges::find_if_not(values, [&](double value) { return range.contains(value); });
  if (bad != values.end()) real(at(path, static_cast<std::size_t>(bad - values.begin())), *bad, range);
}

void Check::length(const std::string& path, std::size_t found, std::size_t expected) {
  if (found != expected) fail(Kind::Length, path, std::to_string(expected), std::to_string(found));
}

void Check::title() {
  const std::string& title = m_session.title;
  const auto isLead = [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; };
  if (firstInvalidUtf8(title) || hasControls(title))
    fail(Kind::Type, "title", "line of text", '"' + shownText(title) + '"');
  const std::int64_t characters = std::ranges::count_if(title, isLead);
  if (!limits::kTitle.contains(characters))
    fail(Kind::Length, "title", limits::kTitle.text(), std::to_string(characters));
}

void Check::loss() {
  if (!fits(m_session.loss, output()))
    fail(Kind::Needs, "loss", "a sigmoid or softmax output instead of " + std::string(nameOf(output())),
         std::string(nameOf(m_session.loss)));
}

void Check::initialization() {
  const InitializationSettings& settings = m_session.initialization;
  real("initialization.scale", settings.scale, limits::kStart);
  real("initialization.bias", settings.bias, limits::kStart);
  if (settings.drawsBias && settings.bias != 0) fail(Kind::Mismatch, "initialization.bias", "a drawn one", "");
  const WholeRange layers{0, m_network.outputLayer()};
  const auto own = static_cast<std::int64_t>(settings.layers.size());
  if (!layers.contains(own)) fail(Kind::Length, "initialization.layers", layers.text(), std::to_string(own));
  for (std::size_t k = 0; k < settings.layers.size(); ++k)
    if (settings.layers[k].scale)
      real(at("initialization.layers", k) + ".scale", *settings.layers[k].scale, limits::kStart);
}

void Check::theta(const std::string& path, const std::vector<double>& theta) {
  length(path, theta.size(), thetaSize());
  finite(path, theta);
}

void Check::parameters() {
  if (m_session.parameters)
    theta("parameters", *m_session.parameters);
  else if (m_session.state)
    fail(Kind::Missing, "parameters", "", "");
}

void Check::generator(const GeneratorSettings& settings) {
  whole("data.count", settings.count, limits::kPoints);
  real("data.noise", settings.noise, limits::kNoise);
  const std::string name(nameOf(settings.generator));
  if (m_network.inputs != 2)
    fail(Kind::Needs, "data.generator", "2 inputs instead of " + std::to_string(m_network.inputs), name);
  const LayerSpec& layer = m_network.layers.back();
  if (!outputsFit(settings.generator, layer))
    fail(Kind::Needs, "data.generator", outputsNeeded(classesOf(settings.generator), layer), name);
  if (m_session.loss == Loss::CrossEntropy && classesOf(settings.generator) == 0)
    fail(Kind::Mismatch, "data.generator", "loss cross-entropy", name);
}

void Check::points(const PointList& points) {
  const auto inputs = static_cast<std::size_t>(m_network.inputs);
  const auto outputs = static_cast<std::size_t>(m_network.outputs());
  const std::size_t count = points.x.size() / inputs;
  if (!limits::kPoints.contains(static_cast<std::int64_t>(count)))
    fail(Kind::Length, "data.points", limits::kPoints.text(), std::to_string(count));
  if (count * inputs != points.x.size()) length(at("data.points", count) + ".x", points.x.size() % inputs, inputs);
  if (problem) return;
  if (count * outputs != points.y.size()) {
    const std::size_t last = std::min(count - 1, points.y.size() / outputs);
    length(at("data.points", last) + ".y", points.y.size() - last * outputs, outputs);
  }
  if (problem) return;
  const auto numbers = [this](const std::vector<double>& values, std::size_t width, const std::string& name) {
    for (std::size_t k = 0; k < values.size(); ++k)
      if (!std::isfinite(values[k]))
        real(at(at("data.points", k / width) + name, k % width), values[k], limits::kFinite);
  };
  numbers(points.x, inputs, ".x");
  numbers(points.y, outputs, ".y");
  targets(points);
}

/// Cross-entropy compares probabilities. With softmax they are those of one choice: δ = ŷ − y holds only where Σ_k y_k
/// = 1.
void Check::targets(const PointList& points) {
  constexpr double kSumTolerance = 1e-9;
  if (m_session.loss != Loss::CrossEntropy) return;
  const auto outputs = static_cast<std::size_t>(m_network.outputs());
  for (std::size_t n = 0; n * outputs < points.y.size() && !problem; ++n) {
    const std::string path = at("data.points", n) + ".y";
    double sum = 0;
    for (std::size_t k = 0; k < outputs; ++k) {
      const double y = points.y[n * outputs + k];
      sum += y;
      if (!limits::kProbability.contains(y)) real(at(path, k), y, limits::kProbability);
    }
    if (output() == Activation::Softmax && std::abs(sum - 1) > kSumTolerance)
      fail(Kind::Value, path, "Σ = 1", "Σ = " + allDigits(sum));
  }
}

void Check::data() {
  real("data.test_fraction", m_session.data.testFraction, limits::kTestFraction);
  if (const auto* settings = std::get_if<GeneratorSettings>(&m_session.data.source))
    generator(*settings);
  else
    points(std::get<PointList>(m_session.data.source));
}

void Check::training() {
  const TrainingSettings& training = m_session.training;
  const OptimizerSettings& optimizer = training.optimizer;
  const std::string path = "training.optimizer.";
  real(path + "learning_rate", optimizer.learningRate, limits::kLearningRate);
  if (optimizer.kind == OptimizerKind::Sgd) real(path + "momentum", optimizer.momentum, limits::kAverage);
  if (optimizer.kind == OptimizerKind::RmsProp) real(path + "decay", optimizer.decay, limits::kAverage);
  if (optimizer.kind == OptimizerKind::Adam) {
    real(path + "beta1", optimizer.beta1, limits::kAverage);
    real(path + "beta2", optimizer.beta2, limits::kAverage);
  }
  if (optimizer.kind != OptimizerKind::Sgd) real(path + "epsilon", optimizer.epsilon, limits::kEpsilon);
  whole("training.batch_size", training.batchSize, limits::kPoints);
  real("training.l1", training.l1, limits::kPenalty);
  real("training.l2", training.l2, limits::kPenalty);
  frozen();
}

void Check::frozen() {
  const FrozenPlaces& places = m_session.training.frozen;
  if (std::ranges::adjacent_find(places, std::greater_equal<>()) != places.end())
    return fail(Kind::Value, "frozen", "ascending places in θ", "others");
  if (!places.empty() && places.back() >= thetaSize())
    fail(Kind::Length, "frozen", std::to_string(thetaSize()), std::to_string(places.back() + 1));
}

void Check::averages() {
  const OptimizerState& state = m_session.state->optimizer;
  const OptimizerKind kind = m_session.training.optimizer.kind;
  whole("state.optimizer.steps", state.steps, {0, m_session.state->iteration});
  length("state.optimizer.mean", state.mean.size(), kind == OptimizerKind::RmsProp ? 0 : thetaSize());
  length("state.optimizer.mean_square", state.meanSquare.size(), kind == OptimizerKind::Sgd ? 0 : thetaSize());
  finite("state.optimizer.mean", state.mean);
  finite("state.optimizer.mean_square", state.meanSquare, limits::kNonNegative);
}

void Check::state() {
  if (!m_session.state) return;
  const RunState& state = *m_session.state;
  whole("state.iteration", state.iteration, limits::kCounter);
  whole("state.epoch", state.epoch, limits::kCounter);
  theta("state.start", state.start);
  averages();
  if (problem) return;
  const auto examples = static_cast<std::int64_t>(makeDataset(m_session).train.size());
  whole("state.position", state.position, {0, examples - 1});
  const std::int64_t batch = std::min<std::int64_t>(m_session.training.batchSize, examples - state.position);
  whole("state.example_in_batch", state.exampleInBatch, {0, batch - 1});
  if (problem) return;
  const auto steps = passSteps(m_network, m_session.training, state.exampleInBatch + 1 == batch).size();
  whole("state.step", state.step, {0, static_cast<std::int64_t>(steps) - 1});
}

}  // namespace

std::optional<Problem> checkSession(const Session& session) {
  Check check(session);
  check.title();
  // What follows needs a network that exists.
  if (!check.problem) check.problem = checkNetwork(session.network);
  if (check.problem) return check.problem;
  check.loss();
  check.initialization();
  check.parameters();
  check.data();
  check.training();
  if (!check.problem) check.state();
  if (!check.problem) check.problem = checkCompared(session);
  return check.problem;
}

}  // namespace backscope
