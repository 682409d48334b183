#include "core/network/symmetry.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <vector>

#include "core/passes/batch_gradient.h"
#include "core/passes/evaluator.h"
#include "core/passes/example_trace.h"
#include "tests/support/random_network.h"
#include "tests/support/same_bits.h"

using namespace backscope;
using namespace backscope::test;
using Kind = Symmetry::Kind;

class TestSymmetry : public QObject {
  Q_OBJECT

 private slots:
  void whatIsPossibleFollowsFromH_data();
  void whatIsPossibleFollowsFromH();
  void movedUnitsTakeTheirWeightsAlong();
  void outputsStayWithin4Ulp();
  void everySymmetryKeepsTheOutputs();
  void gradientsFollowTheirWeights();
  void squaresOfGradientsFollowThemButForTheLogisticFlip();
  void theInverseLeadsBack();
  void the48CopiesOfA231NetworkAreDifferentAndHaveOneLoss();
  void equalPointsAreCounted();
};

namespace {

Parameters drawParameters(const Architecture& architecture, Random& random) {
  Parameters parameters(architecture);
  for (double& value : parameters.theta()) value = random.normal();
  return parameters;
}

/// Every kind of symmetry that the network has, with units and factors drawn.
std::vector<Symmetry> drawSymmetries(const Architecture& architecture, Random& random) {
  std::vector<Symmetry> symmetries;
  for (int l = 1; l <= architecture.hiddenLayers(); ++l)
    for (const Kind kind : {Kind::Move, Kind::Swap, Kind::Flip, Kind::Rescale}) {
      const int last = architecture.unitsOf(l) - 1;
      const Symmetry symmetry{kind, l, drawInt(random, 0, last), drawInt(random, 0, last), random.uniform(0.2, 5)};
      if (!checkSymmetry(architecture, symmetry)) symmetries.push_back(symmetry);
    }
  return symmetries;
}

std::vector<double> outputsOf(const Parameters& parameters, const RandomCase& drawn) {
  return Evaluator(parameters.architecture(), drawn.loss).evaluate(parameters, drawn.data, drawn.batch).yhat;
}

double lossOf(const Parameters& parameters, const RandomCase& drawn) {
  return Evaluator(parameters.architecture(), drawn.loss).score(parameters, drawn.data, drawn.batch).loss;
}

std::vector<double> gradientOf(const Parameters& parameters, const RandomCase& drawn) {
  std::vector<double> gradient(parameters.theta().size());
  BatchGradient passes(parameters.architecture(), drawn.loss);
  passes.compute(parameters.theta().data(), drawn.data, drawn.batch, gradient.data());
  return gradient;
}

double ulpOf(double value) {
  return std::nextafter(std::abs(value), std::numeric_limits<double>::infinity()) - std::abs(value);
}

/// Σ |w z| + |b| of the output, the largest over the examples.
double largestTerms(const RandomCase& drawn) {
  const int output = drawn.parameters.architecture().outputLayer();
  double largest = 0;
  for (const int n : drawn.batch) {
    const ExampleTrace trace =
        traceExample(drawn.parameters, drawn.loss, drawn.data.inputOf(n), drawn.data.targetOf(n));
    const Eigen::VectorXd& z = trace.layers[static_cast<std::size_t>(output - 2)].z;
    const Eigen::VectorXd sums =
        drawn.parameters.W(output).cwiseAbs() * z.cwiseAbs() + drawn.parameters.b(output).cwiseAbs();
    largest = std::max(largest, sums.maxCoeff());
  }
  return largest;
}

bool isNear(const std::vector<double>& left, const std::vector<double>& right, double tolerance) {
  double largest = 1;
  for (const double value : left) largest = std::max(largest, std::abs(value));
  for (std::size_t k = 0; k < left.size(); ++k)
    if (!(std::abs(left[k] - right[k]) <= tolerance * largest)) return false;
  return left.size() == right.size();
}

/// Points all over the plane, and what a network of this shape makes of them is wanted to be 0.
RandomCase planeOf(const Architecture& architecture, Random& random) {
  RandomCase drawn;
  drawn.parameters = drawParameters(architecture, random);
  drawn.data.inputs = 2;
  for (int n = 0; n < 400; ++n) {
    drawn.data.x.insert(drawn.data.x.end(), {random.uniform(-6, 6), random.uniform(-6, 6)});
    drawn.data.y.push_back(1);
  }
  drawn.batch.resize(400);
  std::iota(drawn.batch.begin(), drawn.batch.end(), 0);
  return drawn;
}

Architecture networkOf(Activation hidden, int units, bool bias = true) {
  return {.inputs = 2, .bias = bias, .layers = {{units, hidden}, {1, Activation::Identity}}};
}

/// What the permutation of places, counted up from 0, and the bits of `flips` make of a point.
Parameters copyOf(const Parameters& theta, const std::vector<int>& order, int flips) {
  Parameters copy = theta;
  const int units = static_cast<int>(order.size());
  std::vector<int> present(order.size());
  std::iota(present.begin(), present.end(), 0);
  for (int place = 0; place < units; ++place) {
    const auto wanted = std::find(present.begin(), present.end(), order[static_cast<std::size_t>(place)]);
    const int unit = static_cast<int>(wanted - present.begin());
    if (unit == place) continue;
    applyTo(copy, {Kind::Swap, 1, unit, place});
    std::swap(present[static_cast<std::size_t>(unit)], present[static_cast<std::size_t>(place)]);
  }
  for (int unit = 0; unit < units; ++unit)
    if ((flips >> unit) % 2 == 1) applyTo(copy, {Kind::Flip, 1, unit});
  return copy;
}

}  // namespace

void TestSymmetry::whatIsPossibleFollowsFromH_data() {
  QTest::addColumn<Architecture>("network");
  QTest::addColumn<Symmetry>("symmetry");
  QTest::addColumn<std::optional<NoSymmetry>>("reason");
  using Reason = std::optional<NoSymmetry>;
  const Architecture tanh = networkOf(Activation::Tanh, 3);
  const Architecture relu = networkOf(Activation::Relu, 3);
  QTest::newRow("move") << tanh << Symmetry{Kind::Move, 1, 0, 2} << Reason();
  QTest::newRow("an input") << tanh << Symmetry{Kind::Move, 0, 0, 1} << Reason(NoSymmetry::NotHidden);
  QTest::newRow("an output") << tanh << Symmetry{Kind::Flip, 2, 0} << Reason(NoSymmetry::NotHidden);
  QTest::newRow("no such unit") << tanh << Symmetry{Kind::Flip, 1, 3} << Reason(NoSymmetry::NoUnit);
  QTest::newRow("no such place") << tanh << Symmetry{Kind::Move, 1, 0, 3} << Reason(NoSymmetry::NoUnit);
  QTest::newRow("above the first") << tanh << Symmetry{Kind::Move, 1, 0, -1} << Reason(NoSymmetry::NoUnit);
  QTest::newRow("with itself") << tanh << Symmetry{Kind::Swap, 1, 1, 1} << Reason(NoSymmetry::SamePlace);
  QTest::newRow("flip tanh") << tanh << Symmetry{Kind::Flip, 1, 0} << Reason();
  QTest::newRow("flip relu") << relu << Symmetry{Kind::Flip, 1, 0} << Reason(NoSymmetry::NotOdd);
  QTest::newRow("flip logistic") << networkOf(Activation::Sigmoid, 3) << Symmetry{Kind::Flip, 1, 0} << Reason();
  QTest::newRow("flip logistic without bias")
      << networkOf(Activation::Sigmoid, 3, false) << Symmetry{Kind::Flip, 1, 0} << Reason(NoSymmetry::NoBias);
  QTest::newRow("rescale tanh") << tanh << Symmetry{Kind::Rescale, 1, 0, 0, 2} << Reason(NoSymmetry::NotHomogeneous);
  QTest::newRow("rescale relu") << relu << Symmetry{Kind::Rescale, 1, 0, 0, 2} << Reason();
  QTest::newRow("by 0") << relu << Symmetry{Kind::Rescale, 1, 0, 0, 0} << Reason(NoSymmetry::BadFactor);
  QTest::newRow("by less") << relu << Symmetry{Kind::Rescale, 1, 0, 0, -2} << Reason(NoSymmetry::BadFactor);
  QTest::newRow("by NaN") << relu << Symmetry{Kind::Rescale, 1, 0, 0, std::nan("")} << Reason(NoSymmetry::BadFactor);
  QTest::newRow("identity by less") << networkOf(Activation::Identity, 1) << Symmetry{Kind::Rescale, 1, 0, 0, -2}
                                    << Reason();
}

void TestSymmetry::whatIsPossibleFollowsFromH() {
  QFETCH(Architecture, network);
  QFETCH(Symmetry, symmetry);
  QFETCH(std::optional<NoSymmetry>, reason);
  QCOMPARE(checkSymmetry(network, symmetry), reason);
}

void TestSymmetry::movedUnitsTakeTheirWeightsAlong() {
  Parameters theta(networkOf(Activation::Softplus, 4));
  for (int j = 0; j < 4; ++j) {
    theta.W(1)(j, 0) = theta.W(1)(j, 1) = j;
    theta.b(1)[j] = 10 + j;
    theta.W(2)(0, j) = 20 + j;
  }
  const auto order = [&theta](const Symmetry& symmetry) {
    Parameters moved = theta;
    applyTo(moved, symmetry);
    QString text;
    for (int j = 0; j < 4; ++j) {
      text += QString::number(moved.W(1)(j, 0));
      if (moved.W(1)(j, 1) != moved.W(1)(j, 0) || moved.b(1)[j] != 10 + moved.W(1)(j, 0) ||
          moved.W(2)(0, j) != 20 + moved.W(1)(j, 0))
        text += QLatin1Char('?');
    }
    return text;
  };
  QCOMPARE(order({Kind::Move, 1, 0, 2}), QStringLiteral("1203"));
  QCOMPARE(order({Kind::Move, 1, 3, 1}), QStringLiteral("0312"));
  QCOMPARE(order({Kind::Swap, 1, 3, 1}), QStringLiteral("0321"));
}

/// Nothing but the order of the sums changes, and signs that cancel. The unit is that of the largest sum's terms: where
/// they cancel, a small ŷ has no digits of its own to lose.
void TestSymmetry::outputsStayWithin4Ulp() {
  Random random(4, RandomStream::Data);
  double worst = 0;
  for (const Activation hidden : {Activation::Tanh, Activation::Sigmoid, Activation::Sine, Activation::Relu})
    for (int round = 0; round < 50; ++round) {
      const Architecture network{
          .inputs = 2,
          .bias = true,
          .layers = {{drawInt(random, 2, 4), hidden}, {drawInt(random, 2, 6), hidden}, {1, Activation::Identity}}};
      const RandomCase drawn = planeOf(network, random);
      const std::vector<double> before = outputsOf(drawn.parameters, drawn);
      const double unit = ulpOf(largestTerms(drawn));
      for (const Symmetry& symmetry : drawSymmetries(network, random)) {
        if (symmetry.kind == Kind::Rescale) continue;
        Parameters mirror = drawn.parameters;
        applyTo(mirror, symmetry);
        const std::vector<double> after = outputsOf(mirror, drawn);
        for (std::size_t n = 0; n < before.size(); ++n) worst = std::max(worst, std::abs(after[n] - before[n]) / unit);
      }
    }
  QVERIFY2(worst > 0 && worst <= 4, qPrintable(QString::number(worst)));
}

void TestSymmetry::everySymmetryKeepsTheOutputs() {
  Random random(11, RandomStream::Data);
  int tried = 0;
  for (int round = 0; round < 400; ++round) {
    const RandomCase drawn = drawCase(random, 3, 5, 9);
    const std::vector<double> before = outputsOf(drawn.parameters, drawn);
    for (const Symmetry& symmetry : drawSymmetries(drawn.parameters.architecture(), random)) {
      Parameters mirror = drawn.parameters;
      applyTo(mirror, symmetry);
      QVERIFY(!sameBits(mirror.theta(), drawn.parameters.theta()));
      QVERIFY2(isNear(before, outputsOf(mirror, drawn), 1e-12), qPrintable(QString::number(round)));
      ++tried;
    }
  }
  QVERIFY(tried > 500);
}

void TestSymmetry::gradientsFollowTheirWeights() {
  Random random(12, RandomStream::Data);
  for (int round = 0; round < 400; ++round) {
    const RandomCase drawn = drawCase(random, 3, 5, 9);
    const Architecture& architecture = drawn.parameters.architecture();
    for (const Symmetry& symmetry : drawSymmetries(architecture, random)) {
      Parameters mirror = drawn.parameters;
      applyTo(mirror, symmetry);
      Parameters gradient(architecture, gradientOf(drawn.parameters, drawn));
      applyToGradient(gradient, symmetry);
      QVERIFY2(isNear(gradientOf(mirror, drawn), gradient.theta(), 1e-11), qPrintable(QString::number(round)));
    }
  }
}

void TestSymmetry::squaresOfGradientsFollowThemButForTheLogisticFlip() {
  Random random(13, RandomStream::Data);
  const auto squared = [](Parameters gradient) {
    for (double& value : gradient.theta()) value *= value;
    return gradient;
  };
  for (int round = 0; round < 200; ++round) {
    const Architecture architecture = drawArchitecture(random, 3, 5);
    const Parameters gradient = drawParameters(architecture, random);
    for (const Symmetry& symmetry : drawSymmetries(architecture, random)) {
      Parameters after = gradient;
      applyToGradient(after, symmetry);
      Parameters squares = squared(gradient);
      applyToSquares(squares, symmetry);
      const bool isCorrected =
          symmetry.kind == Kind::Flip && architecture.activationOf(symmetry.layer) == Activation::Sigmoid;
      if (isCorrected)
        QVERIFY(sameBits(squares.theta(), squared(gradient).theta()));
      else
        QVERIFY(isNear(squared(after).theta(), squares.theta(), 1e-12));
    }
  }
}

void TestSymmetry::theInverseLeadsBack() {
  Random random(14, RandomStream::Data);
  for (int round = 0; round < 200; ++round) {
    const Parameters theta = drawParameters(drawArchitecture(random, 3, 6), random);
    for (const Symmetry& symmetry : drawSymmetries(theta.architecture(), random)) {
      Parameters back = theta;
      applyTo(back, symmetry);
      applyTo(back, inverseOf(symmetry));
      QVERIFY(isNear(theta.theta(), back.theta(), 1e-14));
      if (keepsTraining(theta.architecture(), symmetry)) QVERIFY(sameBits(theta.theta(), back.theta()));
    }
  }
}

void TestSymmetry::the48CopiesOfA231NetworkAreDifferentAndHaveOneLoss() {
  Random random(15, RandomStream::Data);
  const RandomCase drawn = planeOf(networkOf(Activation::Tanh, 3), random);
  const double loss = lossOf(drawn.parameters, drawn);
  std::set<std::vector<double>> copies;
  std::vector<int> order{0, 1, 2};
  do
    for (int flips = 0; flips < 8; ++flips) {
      const Parameters copy = copyOf(drawn.parameters, order, flips);
      copies.insert(copy.theta());
      QVERIFY(std::abs(lossOf(copy, drawn) - loss) <= 4 * ulpOf(loss));
    }
  while (std::next_permutation(order.begin(), order.end()));
  QCOMPARE(copies.size(), std::size_t{48});
  QCOMPARE(equalPointsOf(drawn.parameters.architecture()).count, std::optional<std::string>("48"));
}

void TestSymmetry::equalPointsAreCounted() {
  const auto countOf = [](const Architecture& architecture) {
    return QString::fromStdString(equalPointsOf(architecture).count.value_or("infinite"));
  };
  QCOMPARE(countOf(networkOf(Activation::Tanh, 1)), QStringLiteral("2"));
  QCOMPARE(countOf(networkOf(Activation::Softplus, 4)), QStringLiteral("24"));
  QCOMPARE(countOf(networkOf(Activation::Sigmoid, 4)), QStringLiteral("384"));
  QCOMPARE(countOf(networkOf(Activation::Sigmoid, 4, false)), QStringLiteral("24"));
  QCOMPARE(countOf(networkOf(Activation::Relu, 4)), QStringLiteral("infinite"));
  QCOMPARE(countOf(networkOf(Activation::Sine, 3)), QStringLiteral("infinite"));
  QCOMPARE(countOf(networkOf(Activation::Sine, 3, false)), QStringLiteral("48"));
  QCOMPARE(countOf({.inputs = 2, .bias = true, .layers = {{1, Activation::Tanh}}}), QStringLiteral("1"));
  // 25! · 2²⁵, from Python.
  QCOMPARE(countOf(networkOf(Activation::Tanh, 25)), QStringLiteral("520469842636666622693081088000000"));
  QCOMPARE(countOf({.inputs = 2, .bias = true, .layers = {{4, Activation::Tanh}, {2, Activation::Elu}, {}}}),
           QStringLiteral("768"));
}

QTEST_GUILESS_MAIN(TestSymmetry)
#include "tst_symmetry.moc"
