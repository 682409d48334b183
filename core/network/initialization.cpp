#include "core/network/initialization.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "core/math/normal_quantile.h"
#include "core/math/random.h"

namespace backscope {
namespace {

constexpr std::array<std::pair<InitializationScheme, std::string_view>, kInitializationSchemes.size()> kNames{{
    {InitializationScheme::Zero, "zero"},
    {InitializationScheme::Constant, "constant"},
    {InitializationScheme::Uniform, "uniform"},
    {InitializationScheme::Normal, "normal"},
    {InitializationScheme::GlorotUniform, "glorot-uniform"},
    {InitializationScheme::GlorotNormal, "glorot-normal"},
    {InitializationScheme::HeUniform, "he-uniform"},
    {InitializationScheme::HeNormal, "he-normal"},
    {InitializationScheme::LecunNormal, "lecun-normal"},
    {InitializationScheme::Orthogonal, "orthogonal"},
    {InitializationScheme::Standard, "standard"},
}};

/// How one weight comes from its uniform draw.
enum class Shape { Constant, Uniform, Normal };

struct Distribution {
  Shape shape = Shape::Constant;
  double size = 0;  ///< the value, the bound or the deviation
};

/// Before the scale is applied; see InitializationScheme.
Distribution distributionOf(InitializationScheme scheme, double in, double out) {
  switch (scheme) {
    case InitializationScheme::Zero:
      return {Shape::Constant, 0.0};
    case InitializationScheme::Constant:
      return {Shape::Constant, 1.0};
    case InitializationScheme::Uniform:
      return {Shape::Uniform, 1.0};
    case InitializationScheme::GlorotUniform:
      return {Shape::Uniform, std::sqrt(6.0 / (in + out))};
    case InitializationScheme::GlorotNormal:
      return {Shape::Normal, std::sqrt(2.0 / (in + out))};
    case InitializationScheme::HeUniform:
      return {Shape::Uniform, std::sqrt(6.0 / in)};
    case InitializationScheme::HeNormal:
      return {Shape::Normal, std::sqrt(2.0 / in)};
    case InitializationScheme::LecunNormal:
      return {Shape::Normal, std::sqrt(1.0 / in)};
    case InitializationScheme::Standard:
      return {Shape::Uniform, 1.0 / std::sqrt(in)};
    case InitializationScheme::Normal:
    case InitializationScheme::Orthogonal:
      break;
  }
  return {Shape::Normal, 1.0};
}

double shaped(Shape shape, double uniform) {
  switch (shape) {
    case Shape::Uniform:
      return 2.0 * uniform - 1.0;
    case Shape::Normal:
      return elementary::normalQuantile(uniform);
    case Shape::Constant:
      break;
  }
  return 1.0;
}

/// `count` vectors of `length` numbers in a matrix: number n of vector v stands at v · vectorStride + n · numberStride.
struct Vectors {
  double* data;
  int count;
  int length;
  int vectorStride;
  int numberStride;

  double& at(int v, int n) const { return data[v * vectorStride + n * numberStride]; }
};

double dot(const Vectors& vectors, int v, int w) {
  double sum = 0;
  for (int n = 0; n < vectors.length; ++n) sum += vectors.at(v, n) * vectors.at(w, n);
  return sum;
}

/// Makes vector v orthogonal to those before it and gives it length 1, keeping its side.
void orthonormalize(const Vectors& vectors, int v) {
  for (int w = 0; w < v; ++w) {
    const double projection = dot(vectors, v, w);
    for (int n = 0; n < vectors.length; ++n) vectors.at(v, n) -= projection * vectors.at(w, n);
  }
  const double length = std::sqrt(dot(vectors, v, v));
  assert(length > 0);
  for (int n = 0; n < vectors.length; ++n) vectors.at(v, n) /= length;
}

/// Gram–Schmidt on the rows or on the columns, whichever are not more than they have numbers. Twice is enough for full
/// accuracy (Giraud, Langou and Rozložník 2005).
void makeOrthogonal(Eigen::Map<RowMatrix> W) {
  const int rows = static_cast<int>(W.rows());
  const int columns = static_cast<int>(W.cols());
  const Vectors vectors =
      rows <= columns ? Vectors{W.data(), rows, columns, columns, 1} : Vectors{W.data(), columns, rows, 1, columns};
  for (int v = 0; v < vectors.count; ++v) {
    orthonormalize(vectors, v);
    orthonormalize(vectors, v);
  }
}

void drawWeights(Eigen::Map<RowMatrix> W, InitializationScheme scheme, double scale, Random& random) {
  const Distribution distribution =
      distributionOf(scheme, static_cast<double>(W.cols()), static_cast<double>(W.rows()));
  const bool orthogonal = scheme == InitializationScheme::Orthogonal;
  for (Eigen::Index k = 0; k < W.size(); ++k) W.data()[k] = shaped(distribution.shape, random.uniform());
  if (orthogonal) makeOrthogonal(W);
  const double factor = scale * distribution.size;
  for (Eigen::Index k = 0; k < W.size(); ++k) W.data()[k] *= factor;
}

void drawBiases(Eigen::Map<Eigen::VectorXd> b, InitializationScheme scheme, double scale, int in, Random& random) {
  const int out = static_cast<int>(b.size());
  Distribution distribution = distributionOf(scheme, in, out);
  if (scheme == InitializationScheme::Orthogonal) distribution.size = std::sqrt(weightVariance(scheme, in, out));
  for (Eigen::Index j = 0; j < b.size(); ++j)
    b[j] = scale * distribution.size * shaped(distribution.shape, random.uniform());
}

/// Incoming: every row becomes the first. Outgoing: so does every column, but for the inputs, which are no units.
void makeIdentical(Eigen::Map<RowMatrix> W, bool fromUnits) {
  for (Eigen::Index j = 0; j < W.rows(); ++j) {
    for (Eigen::Index i = 0; i < W.cols(); ++i) W(j, i) = fromUnits ? W(0, 0) : W(0, i);
  }
}

}  // namespace

std::string_view nameOf(InitializationScheme scheme) {
  for (const auto& [known, name] : kNames) {
    if (known == scheme) return name;
  }
  return {};
}

std::optional<InitializationScheme> initializationSchemeNamed(std::string_view name) {
  for (const auto& [scheme, known] : kNames) {
    if (known == name) return scheme;
  }
  return std::nullopt;
}

InitializationScheme InitializationSettings::schemeOf(int l) const {
  const auto k = static_cast<std::size_t>(l - 1);
  return k < layers.size() ? layers[k].scheme.value_or(scheme) : scheme;
}

double InitializationSettings::scaleOf(int l) const {
  const auto k = static_cast<std::size_t>(l - 1);
  return k < layers.size() ? layers[k].scale.value_or(scale) : scale;
}

void fitLayers(InitializationSettings& settings, std::size_t before, std::size_t after) {
  std::vector<LayerInitialization>& layers = settings.layers;
  if (before == after || layers.empty()) return;
  layers.resize(before);
  const LayerInitialization output = layers.back();
  layers.pop_back();
  layers.resize(after - 1);
  layers.push_back(output);
  while (!layers.empty() && !layers.back().isOwn()) layers.pop_back();
}

bool isRandom(InitializationScheme scheme) {
  return scheme != InitializationScheme::Zero && scheme != InitializationScheme::Constant;
}

double weightVariance(InitializationScheme scheme, int in, int out) {
  if (!isRandom(scheme)) return 0;
  // Its shorter side's vectors have length 1.
  if (scheme == InitializationScheme::Orthogonal) return 1.0 / std::max(in, out);
  const Distribution distribution = distributionOf(scheme, in, out);
  const double variance = distribution.size * distribution.size;
  return distribution.shape == Shape::Uniform ? variance / 3 : variance;
}

Parameters drawParameters(const Architecture& architecture, const InitializationSettings& settings) {
  Parameters parameters(architecture);
  Random random(settings.seed, RandomStream::Initialization);
  for (int l = 1; l <= architecture.outputLayer(); ++l) {
    drawWeights(parameters.W(l), settings.schemeOf(l), settings.scaleOf(l), random);
    if (settings.identical) makeIdentical(parameters.W(l), l > 1);
    parameters.b(l).setConstant(settings.bias);
  }
  if (!settings.drawsBias || !architecture.bias) return parameters;
  for (int l = 1; l <= architecture.outputLayer(); ++l) {
    Eigen::Map<Eigen::VectorXd> b = parameters.b(l);
    drawBiases(b, settings.schemeOf(l), settings.scaleOf(l), architecture.unitsOf(l - 1), random);
    if (settings.identical) b.setConstant(b[0]);
  }
  return parameters;
}

}  // namespace backscope
