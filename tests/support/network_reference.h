#pragma once

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <vector>

#include "core/network/parameters.h"
#include "core/passes/loss.h"

namespace backscope {

/// A file of tests/data. Its numbers come from the script tests/support/make_….py that its name says, with mpmath, from
/// differences of the loss alone.
inline QJsonDocument referenceOf(const char* name) {
  QFile file(QStringLiteral(BACKSCOPE_TEST_DATA "/%1").arg(QLatin1String(name)));
  if (!file.open(QIODevice::ReadOnly)) qFatal("%s can't be read", name);
  return QJsonDocument::fromJson(file.readAll());
}

inline QJsonObject networkReference() { return referenceOf("network_reference.json").object(); }

/// All numbers of a nested array, in order.
inline std::vector<double> flatNumbers(const QJsonValue& value) {
  if (value.isDouble()) return {value.toDouble()};
  std::vector<double> numbers;
  for (const QJsonValue& part : value.toArray()) {
    const std::vector<double> inner = flatNumbers(part);
    numbers.insert(numbers.end(), inner.begin(), inner.end());
  }
  return numbers;
}

inline Architecture architectureOf(const QJsonObject& reference) {
  Architecture architecture;
  architecture.inputs = reference["inputs"].toInt();
  architecture.bias = reference["bias"].toBool();
  architecture.layers.clear();
  for (const QJsonValue& layer : reference["layers"].toArray())
    architecture.layers.push_back(
        {layer.toArray()[0].toInt(), *activationNamed(layer.toArray()[1].toString().toStdString())});
  return architecture;
}

/// θ from "W" and "b"; `weights` and `biases` may name other keys of the same shape.
inline Parameters parametersOf(const QJsonObject& reference, const char* weights = "W", const char* biases = "b") {
  const Architecture architecture = architectureOf(reference);
  Parameters parameters(architecture);
  for (int l = 1; l <= architecture.outputLayer(); ++l) {
    const std::vector<double> W = flatNumbers(reference[QLatin1String(weights)].toArray()[l - 1]);
    std::copy(W.begin(), W.end(), parameters.W(l).data());
    if (!architecture.bias) continue;
    const std::vector<double> b = flatNumbers(reference[QLatin1String(biases)].toArray()[l - 1]);
    std::copy(b.begin(), b.end(), parameters.b(l).data());
  }
  return parameters;
}

}  // namespace backscope
