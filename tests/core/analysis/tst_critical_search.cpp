#include <QtTest>
#include <limits>

#include "core/analysis/critical_search.h"
#include "core/math/random.h"

using namespace backscope;

/// The search against places of the loss surface that are known.
class TestCriticalSearch : public QObject {
  Q_OBJECT

 private slots:
  void aLogisticNeuronsMinimaAndMaximumAreFound();
  void xorAtZeroIsFoundAtOnceAndNearItFoundAgain();
  void randomStartsEndAtCriticalPlacesWithSaddlesAmongThem();
  void whatIsNearIsFound();
  void aMinimumOfTheGradientThatIsNotZeroIsCalledStalled();
  void aPlateauThatFallsOutToInfinityIsNoStrictMaximum();
  void whatIsNotFiniteEndsTheSearch();
  void isAbandonedWhenAskedTo();
};

namespace {

Dataset corners() {
  Dataset data;
  data.x = {-1, -1, -1, 1, 1, -1, 1, 1};
  data.y = {-1, 1, 1, -1};
  data.train = {0, 1, 2, 3};
  return data;
}

Architecture tanhNetwork() {
  Architecture network;
  network.layers = {{2, Activation::Tanh}, {1, Activation::Identity}};
  return network;
}

/// A logistic neuron without bias with two examples.
struct Neuron {
  Dataset data;
  Architecture network;
  Neuron(std::vector<double> x, std::vector<double> y) {
    data.inputs = 1;
    data.x = std::move(x);
    data.y = std::move(y);
    data.train = {0, 1};
    network.inputs = 1;
    network.bias = false;
    network.layers = {{1, Activation::Sigmoid}};
  }
  CriticalSearch from(double w) const {
    return findCriticalPoint(Parameters(network, {w}), Loss::Square, data, data.train, {});
  }
};

Curvature curvatureOf(const Architecture& network, const std::vector<double>& theta, const Dataset& data) {
  return measureCurvature(Parameters(network, theta), Loss::Square, data, data.train).value();
}

std::vector<double> drawn(Random& random, double scale) {
  std::vector<double> theta(9);
  for (double& value : theta) value = scale * random.normal();
  return theta;
}

}  // namespace

/// The zeros of dL/dw to 16 digits.
void TestCriticalSearch::aLogisticNeuronsMinimaAndMaximumAreFound() {
  const Neuron neuron({1, 10}, {0.9, 0.1});
  struct Place {
    double w;
    PlaceKind kind;
    std::vector<double> starts;
  };
  const std::vector<Place> places{{-0.15480191860382317, PlaceKind::StrictMinimum, {-0.25, -0.1, 0}},
                                  {0.4892188880067115, PlaceKind::StrictMaximum, {0.2, 0.4, 0.6}},
                                  {2.197224258671741, PlaceKind::StrictMinimum, {0.9, 1.6, 2.6}}};
  for (const Place& place : places) {
    for (const double start : place.starts) {
      const CriticalSearch search = neuron.from(start);
      QCOMPARE(search.end, SearchEnd::Found);
      QVERIFY(!search.isReceding);
      QVERIFY2(std::abs(search.theta[0] - place.w) < 1e-12, qPrintable(QString::number(start)));
      QVERIFY(std::abs(search.distance - std::abs(place.w - start)) < 1e-12);
      QCOMPARE(curvatureOf(neuron.network, search.theta, neuron.data).kind(), place.kind);
    }
  }
}

void TestCriticalSearch::xorAtZeroIsFoundAtOnceAndNearItFoundAgain() {
  const Dataset data = corners();
  const CriticalSearch atZero = findCriticalPoint(Parameters(tanhNetwork()), Loss::Square, data, data.train, {});
  QCOMPARE(atZero.end, SearchEnd::Found);
  QCOMPARE(atZero.steps.size(), 1);
  QCOMPARE(atZero.distance, 0.0);
  QCOMPARE(curvatureOf(tanhNetwork(), atZero.theta, data).kind(), PlaceKind::Degenerate);
  Random random(4, RandomStream::Data);
  const CriticalSearch near =
      findCriticalPoint(Parameters(tanhNetwork(), drawn(random, 1e-3)), Loss::Square, data, data.train, {});
  QCOMPARE(near.end, SearchEnd::Found);
  QVERIFY(near.distance < 0.01);
  QVERIFY(near.steps.back().gradientNorm < 1e-15);
}

void TestCriticalSearch::randomStartsEndAtCriticalPlacesWithSaddlesAmongThem() {
  const Dataset data = corners();
  Random random(20261130, RandomStream::Data);
  int found = 0;
  int saddles = 0;
  for (int k = 0; k < 60; ++k) {
    const CriticalSearch search =
        findCriticalPoint(Parameters(tanhNetwork(), drawn(random, 1)), Loss::Square, data, data.train, {});
    for (std::size_t s = 1; s < search.steps.size(); ++s)
      QVERIFY(search.steps[s].gradientNorm < search.steps[s - 1].gradientNorm);
    const Curvature curvature = curvatureOf(tanhNetwork(), search.theta, data);
    QCOMPARE(curvature.loss, search.steps.back().loss);
    QCOMPARE(search.end == SearchEnd::Found, curvature.kind() != PlaceKind::NotCritical);
    // Four answers can't fix nine numbers.
    QVERIFY(curvature.kind() != PlaceKind::StrictMinimum && curvature.kind() != PlaceKind::StrictMaximum);
    found += search.end == SearchEnd::Found;
    saddles += curvature.kind() == PlaceKind::Saddle && curvature.negative >= 1;
  }
  QVERIFY2(found >= 50, qPrintable(QString::number(found)));
  QVERIFY2(saddles >= 20, qPrintable(QString::number(saddles)));
}

/// XOR's critical places lie in surfaces that are flat to second order, so that Newton's steps alone would lead far
/// away.
void TestCriticalSearch::whatIsNearIsFound() {
  const Dataset data = corners();
  Random random(5, RandomStream::Data);
  int found = 0;
  int near = 0;
  for (int k = 0; k < 30; ++k) {
    CriticalSearch search =
        findCriticalPoint(Parameters(tanhNetwork(), drawn(random, 1)), Loss::Square, data, data.train, {});
    if (search.end != SearchEnd::Found) continue;
    const std::vector<double> moved = drawn(random, 1e-3);
    for (std::size_t p = 0; p < moved.size(); ++p) search.theta[p] += moved[p];
    search = findCriticalPoint(Parameters(tanhNetwork(), search.theta), Loss::Square, data, data.train, {});
    ++found;
    near += search.end == SearchEnd::Found && search.distance < 0.02;
  }
  QVERIFY(found > 20);
  QVERIFY2(10 * near >= 9 * found, qPrintable(QStringLiteral("%1 of %2").arg(near).arg(found)));
}

/// With (x, y) = (1, 0.7), (5, 0.3) |dL/dw| is least at w = 1.42, where it is 0.0097.
void TestCriticalSearch::aMinimumOfTheGradientThatIsNotZeroIsCalledStalled() {
  const CriticalSearch search = Neuron({1, 5}, {0.7, 0.3}).from(1.6);
  QCOMPARE(search.end, SearchEnd::Stalled);
  QVERIFY2(std::abs(search.theta[0] - 1.42) < 0.01, qPrintable(QString::number(search.theta[0])));
  QVERIFY(search.steps.back().gradientNorm > 0.009);
}

void TestCriticalSearch::aPlateauThatFallsOutToInfinityIsNoStrictMaximum() {
  const Neuron neuron({1, 10}, {0.9, 0.1});
  const CriticalSearch search = neuron.from(5);
  QCOMPARE(search.end, SearchEnd::Found);
  QVERIFY(search.isReceding);
  const Curvature curvature = curvatureOf(neuron.network, search.theta, neuron.data);
  QVERIFY(curvature.gradient.norm() > 1e-10);
  QCOMPARE(curvature.kind(), PlaceKind::Degenerate);
}

void TestCriticalSearch::whatIsNotFiniteEndsTheSearch() {
  const Neuron neuron({1, 10}, {0.9, 0.1});
  QCOMPARE(neuron.from(std::numeric_limits<double>::quiet_NaN()).end, SearchEnd::Stalled);
  const Dataset data = corners();
  Architecture network = tanhNetwork();
  network.layers[0].activation = Activation::Softplus;
  Random random(2, RandomStream::Data);
  for (const double scale : {1e60, 1e160}) {
    const std::vector<double> start = drawn(random, scale);
    const CriticalSearch search =
        findCriticalPoint(Parameters(network, start), Loss::Square, data, data.train, {.mostSteps = 20});
    QVERIFY(search.end == SearchEnd::Stalled || search.end == SearchEnd::OutOfSteps);
    QCOMPARE(search.theta.size(), start.size());
  }
}

void TestCriticalSearch::isAbandonedWhenAskedTo() {
  const Dataset data = corners();
  Random random(3, RandomStream::Data);
  const Parameters start(tanhNetwork(), drawn(random, 1));
  SearchOptions options;
  options.receive = [](const SearchStep& step) { return step.step == 2; };
  const CriticalSearch search = findCriticalPoint(start, Loss::Square, data, data.train, options);
  QCOMPARE(search.end, SearchEnd::Abandoned);
  QCOMPARE(search.steps.size(), 3);
  int asked = 0;
  options = {.interrupted = [&] { return ++asked == 4; }};
  QCOMPARE(findCriticalPoint(start, Loss::Square, data, data.train, options).end, SearchEnd::Abandoned);
  QCOMPARE(asked, 4);
}

QTEST_GUILESS_MAIN(TestCriticalSearch)
#include "tst_critical_search.moc"
