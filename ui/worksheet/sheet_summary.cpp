#include "ui/worksheet/sheet_summary.h"

#include <QCoreApplication>

#include "ui/panels/choice_names.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("sheet_summary", text); }

QString exampleSentence(const PassInstant& instant, std::int64_t iteration) {
  const QString which = instant.example < 0 ? tr("An example that is not in the data")
                                            : tr("Example %1 of the data, counted from 0").arg(instant.example);
  return iteration == 0 ? tr("%1, with the weights of the start.").arg(which)
                        : tr("%1, with the weights after %2 updates.").arg(which).arg(iteration);
}

QString batchSentence(const PassInstant& instant) {
  if (instant.isAlone || instant.batchSize == 1)
    return tr("It is a batch by itself: the update is what the optimizer does with this example alone.");
  const QString place =
      tr("It is number %1 of the %2 examples in its batch.").arg(instant.exampleInBatch + 1).arg(instant.batchSize);
  const bool isLast = instant.exampleInBatch + 1 == instant.batchSize;
  return isLast ? place : place + QLatin1Char(' ') + tr("The update comes after the batch’s last one.");
}

/// "3 units of tanh"
QString unitsText(const LayerSpec& layer) {
  const QString name = screenName(layer.activation);
  return layer.units == 1 ? tr("1 unit of %1").arg(name) : tr("%1 units of %2").arg(layer.units).arg(name);
}

QString layersSentence(const Architecture& network) {
  QStringList layers{network.inputs == 1
                         ? tr("layer %1 is the input, 1 value").arg(layerNumber(0))
                         : tr("layer %1 is the input, %2 values").arg(layerNumber(0)).arg(network.inputs)};
  for (int l = 1; l < network.outputLayer(); ++l)
    layers.append(
        tr("layer %1 has %2").arg(layerNumber(l)).arg(unitsText(network.layers[static_cast<std::size_t>(l - 1)])));
  layers.append(
      tr("the output, layer %1, has %2").arg(layerNumber(network.outputLayer())).arg(unitsText(network.layers.back())));
  const QString list = layers.join(QLatin1String("; "));
  return network.bias ? tr("The network: %1.").arg(list) : tr("The network: %1; there are no biases.").arg(list);
}

QString gradientDescentText(const OptimizerSettings& optimizer, const QString& eta) {
  if (optimizer.momentum == 0) return tr("Gradient descent with %1.").arg(eta);
  const QString mu = formatNumber(optimizer.momentum);
  return optimizer.nesterov ? tr("Gradient descent with %1 and Nesterov’s momentum μ = %2.").arg(eta, mu)
                            : tr("Gradient descent with %1 and momentum μ = %2.").arg(eta, mu);
}

/// With every constant as it stands in the update's lines.
QString optimizerSentence(const OptimizerSettings& optimizer) {
  const QString eta = tr("learning rate η = %1").arg(formatNumber(optimizer.learningRate));
  const QString epsilon = formatNumber(optimizer.epsilon);
  switch (optimizer.kind) {
    case OptimizerKind::Sgd:
      return gradientDescentText(optimizer, eta);
    case OptimizerKind::RmsProp:
      return tr("RMSprop with %1, decay ρ = %2 and ε = %3.").arg(eta, formatNumber(optimizer.decay), epsilon);
    case OptimizerKind::Adam:
      return tr("Adam with %1, β₁ = %2, β₂ = %3 and ε = %4.")
          .arg(eta, formatNumber(optimizer.beta1), formatNumber(optimizer.beta2), epsilon);
  }
  return {};
}

QString penaltySentence(const TrainingSettings& training) {
  if (training.l1 == 0 && training.l2 == 0) return {};
  return tr("Penalties λ₁ = %1 and λ₂ = %2.").arg(formatNumber(training.l1), formatNumber(training.l2));
}

/// Adam corrects its averages by the number of its steps.
QString stepsSentence(const PassInstant& instant, const TrainingSettings& training) {
  if (training.optimizer.kind != OptimizerKind::Adam) return {};
  return tr("This is the optimizer’s step t = %1.").arg(instant.optimizer.steps + 1);
}

}  // namespace

QStringList sheetSummary(const PassInstant& instant, const Session& session, std::int64_t iteration) {
  QString name = screenName(session.loss);
  name[0] = name[0].toUpper();
  QStringList sentences{exampleSentence(instant, iteration),
                        batchSentence(instant),
                        layersSentence(session.network),
                        tr("%1.").arg(name),
                        optimizerSentence(session.training.optimizer),
                        stepsSentence(instant, session.training),
                        penaltySentence(session.training),
                        tr("Numbers are shown rounded; they were worked out with all of their digits.")};
  sentences.removeAll(QString());
  return sentences;
}

}  // namespace backscope
