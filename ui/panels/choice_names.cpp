#include "ui/panels/choice_names.h"

#include <QCoreApplication>
#include <QStringList>

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("choice_names", text); }

/// More sizes than this are shortened to "2-8×16-1" or to their number.
constexpr std::size_t kMostListedLayers = 8;

QString sizesOf(const Architecture& network) {
  QStringList sizes{QString::number(network.inputs)};
  if (network.layers.size() <= kMostListedLayers) {
    for (const LayerSpec& layer : network.layers) sizes.append(QString::number(layer.units));
    return sizes.join(QLatin1Char('-'));
  }
  const int units = network.layers.front().units;
  bool isEven = true;
  for (int l = 1; l <= network.hiddenLayers(); ++l) isEven = isEven && network.unitsOf(l) == units;
  sizes.append(isEven ? tr("%1×%2").arg(units).arg(network.hiddenLayers())
                      : tr("%1 layers").arg(network.hiddenLayers()));
  sizes.append(QString::number(network.outputs()));
  return sizes.join(QLatin1Char('-'));
}

QString activationsOf(const Architecture& network) {
  const int last = network.hiddenLayers() > 0 ? network.hiddenLayers() : 1;
  const Activation first = network.activationOf(1);
  for (int l = 2; l <= last; ++l)
    if (network.activationOf(l) != first) return tr("mixed activations");
  return screenName(first);
}

QString dataOf(const Session& session) {
  if (const auto* generator = std::get_if<GeneratorSettings>(&session.data.source))
    return screenName(generator->generator);
  const auto& points = std::get<PointList>(session.data.source);
  const std::size_t count = points.x.size() / static_cast<std::size_t>(session.network.inputs);
  return count == 1 ? tr("1 point") : tr("%1 points").arg(count);
}

}  // namespace

QString screenName(Activation activation) {
  switch (activation) {
    case Activation::Identity:
      return tr("identity");
    case Activation::Tanh:
      return tr("tanh");
    case Activation::Sigmoid:
      return tr("sigmoid");
    case Activation::Relu:
      return tr("ReLU");
    case Activation::LeakyRelu:
      return tr("leaky ReLU");
    case Activation::Softplus:
      return tr("softplus");
    case Activation::Elu:
      return tr("ELU");
    case Activation::Silu:
      return tr("SiLU");
    case Activation::Gelu:
      return tr("GELU");
    case Activation::Sine:
      return tr("sine");
    case Activation::Softmax:
      return tr("softmax");
  }
  return {};
}

QString screenName(Loss loss) { return loss == Loss::Square ? tr("square loss") : tr("cross-entropy"); }

QString screenName(InitializationScheme scheme) {
  switch (scheme) {
    case InitializationScheme::Zero:
      return tr("Zero");
    case InitializationScheme::Constant:
      return tr("Constant");
    case InitializationScheme::Uniform:
      return tr("Uniform");
    case InitializationScheme::Normal:
      return tr("Normal");
    case InitializationScheme::GlorotUniform:
      return tr("Glorot uniform");
    case InitializationScheme::GlorotNormal:
      return tr("Glorot normal");
    case InitializationScheme::HeUniform:
      return tr("He uniform");
    case InitializationScheme::HeNormal:
      return tr("He normal");
    case InitializationScheme::LecunNormal:
      return tr("LeCun normal");
    case InitializationScheme::Orthogonal:
      return tr("Orthogonal");
    case InitializationScheme::Standard:
      return tr("Standard, U(±1/√n)");
  }
  return {};
}

QString screenName(OptimizerKind kind) {
  switch (kind) {
    case OptimizerKind::Sgd:
      return tr("Gradient descent");
    case OptimizerKind::RmsProp:
      return tr("RMSprop");
    case OptimizerKind::Adam:
      return tr("Adam");
  }
  return {};
}

QString screenName(Generator generator) {
  switch (generator) {
    case Generator::XorCorners:
      return tr("XOR corners");
    case Generator::Xor:
      return tr("XOR");
    case Generator::Circle:
      return tr("Circle");
    case Generator::Moons:
      return tr("Moons");
    case Generator::Spirals:
      return tr("Spirals");
    case Generator::Gaussians:
      return tr("Two clouds");
    case Generator::Rings:
      return tr("Rings");
    case Generator::Checkerboard:
      return tr("Checkerboard");
    case Generator::Linear:
      return tr("Linear");
    case Generator::ThreeClass:
      return tr("Three classes");
    case Generator::Plane:
      return tr("Plane (regression)");
    case Generator::Ripple:
      return tr("Ripple (regression)");
  }
  return {};
}

QString summaryOf(const Session& session) {
  return tr("%1 · %2 · %3").arg(dataOf(session), sizesOf(session.network), activationsOf(session.network));
}

}  // namespace backscope
