#include "core/analysis/difference_curve.h"

#include <QtTest>
#include <algorithm>
#include <cmath>

#include "core/passes/example_trace.h"
#include "tests/support/random_network.h"

using namespace backscope;

class TestDifferenceCurve : public QObject {
  Q_OBJECT

 private slots:
  void aWeightIsConfirmedAndTheCurveIsAV();
  void aDeltaIsConfirmedWithAndWithoutBiases();
  void aWrongGradientIsNotConfirmed();
  void theEpsilonsGoDownFourToADecade();
  void aUnitExactlyAtItsKinkIsNamed();
  void aKinkThatOnlyWideStepsCrossIsMarkedThere();
  void whereNothingDependsOnTheWeightTheErrorIsZero();
};

namespace {

/// A smooth 2-3-2 network with numbers of ordinary size.
Parameters smoothNetwork(bool bias) {
  Random random(21, RandomStream::Data);
  Architecture architecture;
  architecture.bias = bias;
  architecture.layers = {{3, Activation::Tanh}, {2, Activation::Sigmoid}};
  Parameters parameters(architecture);
  for (double& theta : parameters.theta()) theta = random.normal();
  return parameters;
}

constexpr std::array kX{0.7, -1.2};
constexpr std::array kY{0.25, 0.5};

/// One relu unit with the weights w and the bias b, and a linear output.
Parameters reluUnit(double w1, double w2, double b) {
  Architecture architecture;
  architecture.layers = {{1, Activation::Relu}, {1, Activation::Identity}};
  return {architecture, {w1, w2, b, 1.5, 0.25}};
}

}  // namespace

void TestDifferenceCurve::aWeightIsConfirmedAndTheCurveIsAV() {
  const Parameters parameters = smoothNetwork(true);
  for (std::size_t p = 0; p < parameters.theta().size(); ++p) {
    const DifferenceCurve curve = differenceOfParameter(parameters, Loss::Square, kX, kY, p);
    const double best = curve.points[curve.best].error;
    QVERIFY2(best < 1e-8, qPrintable(QString::number(best)));
    QVERIFY(curve.points.front().error > 1e2 * best);
    QVERIFY(curve.points.back().error > 1e2 * best);
    QVERIFY(!curve.kink);
  }
}

void TestDifferenceCurve::aDeltaIsConfirmedWithAndWithoutBiases() {
  for (const bool bias : {true, false}) {
    const Parameters parameters = smoothNetwork(bias);
    const ExampleTrace trace = traceExample(parameters, Loss::CrossEntropy, kX, kY);
    for (int l = 1; l <= 2; ++l)
      for (int j = 0; j < parameters.architecture().unitsOf(l); ++j) {
        const DifferenceCurve curve = differenceOfDelta(parameters, Loss::CrossEntropy, kX, kY, l, j);
        QCOMPARE(curve.given, trace.layers[static_cast<std::size_t>(l - 1)].delta(j));
        QVERIFY(curve.points[curve.best].error < 1e-8);
      }
  }
}

void TestDifferenceCurve::aWrongGradientIsNotConfirmed() {
  const Parameters parameters = smoothNetwork(true);
  const DifferenceCurve one = differenceOfParameter(parameters, Loss::Square, kX, kY, 0);
  const DifferenceCurve other = differenceOfParameter(parameters, Loss::Square, kX, kY, 1);
  const double wrong = std::abs(other.given - one.points[one.best].quotient) /
                       std::max(std::abs(other.given), std::abs(one.points[one.best].quotient));
  QVERIFY(wrong > 1e-3);
}

void TestDifferenceCurve::theEpsilonsGoDownFourToADecade() {
  const DifferenceCurve curve = differenceOfParameter(smoothNetwork(true), Loss::Square, kX, kY, 0);
  QCOMPARE(curve.points.size(), std::size_t{45});
  QCOMPARE(curve.points.front().epsilon, 1e-1);
  QCOMPARE(curve.points.back().epsilon, 1e-12);
  for (std::size_t k = 1; k < curve.points.size(); ++k) {
    const double ratio = curve.points[k - 1].epsilon / curve.points[k].epsilon;
    QVERIFY(std::abs(ratio - std::pow(10, 0.25)) < 1e-12);
  }
}

void TestDifferenceCurve::aUnitExactlyAtItsKinkIsNamed() {
  // 0.5 · 1 + 0.25 · (−2) + 0 = 0
  const Parameters parameters = reluUnit(0.5, 0.25, 0);
  const std::array x{1.0, -2.0};
  const std::array y{1.0};
  const DifferenceCurve curve = differenceOfParameter(parameters, Loss::Square, x, y, 0);
  QCOMPARE(curve.given, 0.0);
  QVERIFY(curve.kink.has_value());
  QVERIFY((*curve.kink == Kink{1, 0, true}));
  QVERIFY(std::ranges::all_of(curve.points, [](const DifferencePoint& point) { return point.crossesKink; }));
}

void TestDifferenceCurve::aKinkThatOnlyWideStepsCrossIsMarkedThere() {
  // a = 0.02: the widest steps of the bias reach beyond 0.
  const Parameters parameters = reluUnit(0.5, 0.25, 0.02);
  const std::array x{1.0, -2.0};
  const std::array y{1.0};
  const DifferenceCurve curve = differenceOfParameter(parameters, Loss::Square, x, y, 2);
  for (const DifferencePoint& point : curve.points) QCOMPARE(point.crossesKink, point.epsilon >= 0.02);
  QVERIFY(!curve.kink);
  QVERIFY(curve.points[curve.best].error < 1e-8);
}

void TestDifferenceCurve::whereNothingDependsOnTheWeightTheErrorIsZero() {
  // Far on the dead side.
  const Parameters parameters = reluUnit(-3, 0, 0);
  const std::array x{1.0, 0.0};
  const std::array y{1.0};
  const DifferenceCurve curve = differenceOfParameter(parameters, Loss::Square, x, y, 0);
  QCOMPARE(curve.given, 0.0);
  QCOMPARE(curve.points[curve.best].error, 0.0);
  QVERIFY(!curve.kink);
}

QTEST_GUILESS_MAIN(TestDifferenceCurve)
#include "tst_difference_curve.moc"
