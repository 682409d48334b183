#include "core/network/canonical_form.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/network/symmetry.h"
#include "core/passes/evaluator.h"
#include "tests/support/random_network.h"

using namespace backscope;
using Kind = Symmetry::Kind;

class TestCanonicalForm : public QObject {
  Q_OBJECT

 private slots:
  void allMirrorImagesHaveOneForm();
  void theOutputsStay();
  void theFormOfAFormIsItself();
  void equalAndEmptyUnitsAreSettledByWhatLeavesThem();
  void whatIsNotFiniteIsLeftAlone();
};

namespace {

/// So many symmetries one after the other, whatever the network has.
Parameters mirrored(Parameters theta, Random& random, int count) {
  const Architecture& network = theta.architecture();
  for (int step = 0; step < count; ++step) {
    const int l = drawInt(random, 1, network.hiddenLayers());
    const int last = network.unitsOf(l) - 1;
    const Symmetry symmetry{static_cast<Kind>(drawInt(random, 0, 3)), l, drawInt(random, 0, last),
                            drawInt(random, 0, last), random.uniform(0.2, 5)};
    if (!checkSymmetry(network, symmetry)) applyTo(theta, symmetry);
  }
  return theta;
}

double largestDifference(const Parameters& one, const Parameters& other) {
  double largest = 0;
  for (std::size_t k = 0; k < one.theta().size(); ++k)
    largest = std::max(largest, std::abs(one.theta()[k] - other.theta()[k]) / std::max(1.0, std::abs(one.theta()[k])));
  return largest;
}

Parameters drawParameters(const Architecture& network, Random& random) {
  Parameters theta(network);
  for (double& value : theta.theta()) value = random.normal();
  return theta;
}

/// Units that one weight alone enters, which can be rescaled, are all equal.
bool hasEqualUnits(const Architecture& network) {
  for (int l = 1; l < network.hiddenLayers(); ++l)
    if (!network.bias && network.unitsOf(l - 1) == 1 && isHomogeneous(network.activationOf(l))) return true;
  return false;
}

RandomCase drawDeepCase(Random& random) {
  for (;;) {
    RandomCase drawn = drawCase(random, 3, 6, 4);
    const Architecture& network = drawn.parameters.architecture();
    if (network.hiddenLayers() > 0 && !hasEqualUnits(network)) return drawn;
  }
}

}  // namespace

void TestCanonicalForm::allMirrorImagesHaveOneForm() {
  Random random(1, RandomStream::Data);
  for (int trial = 0; trial < 300; ++trial) {
    const Parameters theta = drawParameters(drawDeepCase(random).parameters.architecture(), random);
    const Parameters form = canonicalForm(theta);
    const double difference = largestDifference(form, canonicalForm(mirrored(theta, random, 12)));
    QVERIFY2(difference < 1e-10, qPrintable(QString::number(difference)));
    // Another θ has another.
    Parameters other = theta;
    other.theta()[0] *= 1.5;
    QVERIFY(largestDifference(form, canonicalForm(other)) > 1e-6);
  }
}

void TestCanonicalForm::theOutputsStay() {
  Random random(2, RandomStream::Data);
  for (int trial = 0; trial < 100; ++trial) {
    const RandomCase drawn = drawDeepCase(random);
    Evaluator evaluator(drawn.parameters.architecture(), drawn.loss);
    const auto before = evaluator.evaluate(drawn.parameters, drawn.data, drawn.batch).yhat;
    const auto after = evaluator.evaluate(canonicalForm(drawn.parameters), drawn.data, drawn.batch).yhat;
    for (std::size_t k = 0; k < before.size(); ++k)
      QVERIFY(std::abs(after[k] - before[k]) <= 1e-9 * std::max(1.0, std::abs(before[k])));
  }
}

void TestCanonicalForm::theFormOfAFormIsItself() {
  Random random(3, RandomStream::Data);
  for (int trial = 0; trial < 100; ++trial) {
    const Parameters form = canonicalForm(drawDeepCase(random).parameters);
    QVERIFY(largestDifference(form, canonicalForm(form)) < 1e-12);
  }
}

void TestCanonicalForm::equalAndEmptyUnitsAreSettledByWhatLeavesThem() {
  for (const Activation activation : {Activation::Tanh, Activation::Sigmoid, Activation::Relu, Activation::Identity}) {
    const Architecture network{.inputs = 2, .layers = {{4, activation}, {1, Activation::Identity}}};
    Parameters theta(network);
    // Two equal units, one that nothing enters, and one more.
    theta.W(1) << 0.5, -0.5, 0.5, -0.5, 0, 0, -0.25, 0.75;
    theta.b(1) << 0.25, 0.25, 0, 0.125;
    theta.W(2) << 1.5, -2.5, -0.75, 1;
    Random random(4, RandomStream::Data);
    const Parameters form = canonicalForm(theta);
    for (int trial = 0; trial < 50; ++trial)
      QVERIFY(largestDifference(form, canonicalForm(mirrored(theta, random, 12))) < 1e-12);
  }
}

void TestCanonicalForm::whatIsNotFiniteIsLeftAlone() {
  Parameters theta({.inputs = 1, .layers = {{2, Activation::Tanh}, {1, Activation::Identity}}});
  theta.W(1) << 2, -1;
  theta.W(2)(0, 0) = std::numeric_limits<double>::infinity();
  QCOMPARE(canonicalForm(theta).theta(), theta.theta());
}

QTEST_GUILESS_MAIN(TestCanonicalForm)
#include "tst_canonical_form.moc"
