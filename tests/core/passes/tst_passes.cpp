#include <QtTest>

#include "core/passes/example_trace.h"
#include "tests/support/network_reference.h"

using namespace backscope;

/// Both passes against numbers of 40 digits that were found without back-propagation.
class TestPasses : public QObject {
  Q_OBJECT

 private slots:
  void everyQuantityAgreesWithTheReference_data();
  void everyQuantityAgreesWithTheReference();
  void aSaturatedSoftmaxKeepsItsDigits_data();
  void aSaturatedSoftmaxKeepsItsDigits();
  void thePassesOfMazursNetworkAreThePublishedOnes();
};

namespace {

/// Relative to the larger of the number and 1e-3 of the quantity's largest entry.
void compare(const Eigen::Ref<const Eigen::VectorXd>& actual, const std::vector<double>& expected, const char* what) {
  QCOMPARE(static_cast<std::size_t>(actual.size()), expected.size());
  double largest = 1e-3;
  for (const double value : expected) largest = std::max(largest, std::abs(value));
  for (std::size_t k = 0; k < expected.size(); ++k) {
    const double error = std::abs(actual(static_cast<Eigen::Index>(k)) - expected[k]);
    QVERIFY2(error <= 1e-14 * std::max(std::abs(expected[k]), largest), what);
  }
}

ExampleTrace traceOf(const QJsonObject& reference) {
  const std::vector<double> x = flatNumbers(reference["x"]);
  const std::vector<double> y = flatNumbers(reference["y"]);
  return traceExample(parametersOf(reference), *lossNamed(reference["loss"].toString().toStdString()), x, y);
}

}  // namespace

void TestPasses::everyQuantityAgreesWithTheReference_data() {
  QTest::addColumn<QJsonObject>("reference");
  for (const QJsonValue& value : networkReference()["passes"].toArray())
    QTest::newRow(qPrintable(value.toObject()["name"].toString())) << value.toObject();
}

void TestPasses::everyQuantityAgreesWithTheReference() {
  QFETCH(QJsonObject, reference);
  const ExampleTrace trace = traceOf(reference);
  QVERIFY(std::abs(trace.loss - reference["loss_value"].toDouble()) <= 1e-14 * std::max(1.0, trace.loss));
  const QJsonArray passes = reference["passes"].toArray();
  QCOMPARE(static_cast<qsizetype>(trace.layers.size()), passes.size());
  for (std::size_t l = 0; l < trace.layers.size(); ++l) {
    const QJsonObject expected = passes[static_cast<qsizetype>(l)].toObject();
    const LayerTrace& layer = trace.layers[l];
    compare(layer.a, flatNumbers(expected["a"]), "a");
    compare(layer.z, flatNumbers(expected["z"]), "z");
    compare(layer.slope, flatNumbers(expected["slope"]), "slope");
    compare(layer.delta, flatNumbers(expected["delta"]), "delta");
    const Eigen::Map<const Eigen::VectorXd> dW(layer.dW.data(), layer.dW.size());
    compare(dW, flatNumbers(reference["dW"].toArray()[static_cast<qsizetype>(l)]), "dW");
    if (reference["bias"].toBool())
      compare(layer.db, flatNumbers(reference["db"].toArray()[static_cast<qsizetype>(l)]), "db");
    else
      QCOMPARE(layer.db.size(), Eigen::Index{0});
  }
}

void TestPasses::aSaturatedSoftmaxKeepsItsDigits_data() {
  QTest::addColumn<QJsonObject>("reference");
  int n = 0;
  for (const QJsonValue& value : referenceOf("softmax_reference.json").array()) {
    const QJsonObject reference = value.toObject();
    QTest::addRow("%d: %s, %d units", n++, qPrintable(reference["loss"].toString()),
                  static_cast<int>(reference["a"].toArray().size()))
        << reference;
  }
}

void TestPasses::aSaturatedSoftmaxKeepsItsDigits() {
  QFETCH(QJsonObject, reference);
  const std::vector<double> a = flatNumbers(reference["a"]);
  const std::vector<double> y = flatNumbers(reference["y"]);
  Architecture architecture;
  architecture.inputs = 1;
  architecture.bias = false;
  architecture.layers = {{static_cast<int>(a.size()), Activation::Softmax}};
  const Loss loss = *lossNamed(reference["loss"].toString().toStdString());
  const ExampleTrace trace = traceExample(Parameters(architecture, a), loss, std::vector<double>{1}, y);
  const auto isClose = [](double actual, double expected, double size) {
    return std::abs(actual - expected) <= 1e-15 * 4 * size;
  };
  const double expectedLoss = reference["loss_value"].toDouble();
  QVERIFY(isClose(trace.loss, expectedLoss, expectedLoss));
  const std::vector<double> slope = flatNumbers(reference["slope"]);
  const std::vector<double> delta = flatNumbers(reference["delta"]);
  const std::vector<double> size = flatNumbers(reference["delta_size"]);
  for (std::size_t k = 0; k < a.size(); ++k) {
    QVERIFY(isClose(trace.layers[0].slope(static_cast<Eigen::Index>(k)), slope[k], slope[k]));
    QVERIFY(isClose(trace.layers[0].delta(static_cast<Eigen::Index>(k)), delta[k], size[k]));
  }
}

/// Matt Mazur, "A Step by Step Backpropagation Example" (2015), to more digits than the post prints.
void TestPasses::thePassesOfMazursNetworkAreThePublishedOnes() {
  Architecture architecture;
  architecture.layers = {{2, Activation::Sigmoid}, {2, Activation::Sigmoid}};
  const Parameters parameters(architecture, {.15, .20, .25, .30, .35, .35, .40, .45, .50, .55, .60, .60});
  const ExampleTrace trace =
      traceExample(parameters, Loss::Square, std::vector<double>{.05, .10}, std::vector<double>{.01, .99});
  QVERIFY(std::abs(trace.loss - 0.2983711087600027) < 1e-15);
  QVERIFY(std::abs(trace.layers[1].delta(0) - 0.13849856162855695) < 1e-15);
  QVERIFY(std::abs(trace.layers[1].delta(1) + 0.038098236516556236) < 1e-15);
}

QTEST_GUILESS_MAIN(TestPasses)
#include "tst_passes.moc"
