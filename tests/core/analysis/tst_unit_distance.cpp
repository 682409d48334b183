#include "core/analysis/unit_distance.h"

#include <QtTest>
#include <cmath>

#include "core/passes/example_trace.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;

/// The distances are held against the definition: all pairs of units, all weights, all compared examples.
class TestUnitDistance : public QObject {
  Q_OBJECT

 private slots:
  void equalUnitsHaveDistanceZero();
  void aNudgeIsADistanceOfItsOwnSize_data();
  void aNudgeIsADistanceOfItsOwnSize();
  void distancesAreThoseOfTheFarthestPair_data();
  void distancesAreThoseOfTheFarthestPair();
  void passesOfLargeNetworksAreNotCompared();
};

namespace {

Parameters parametersOf(const Session& session) { return drawParameters(session.network, session.initialization); }

/// The greatest of |value(j) − value(k)|.
template <class Value>
double farthest(int units, Value value) {
  double greatest = 0;
  for (int j = 0; j < units; ++j)
    for (int k = 0; k < j; ++k) greatest = std::max(greatest, std::abs(value(j) - value(k)));
  return greatest;
}

UnitDistance distanceByPairs(const Parameters& parameters, const Session& session, const Dataset& data, int l) {
  const int units = parameters.architecture().unitsOf(l);
  const auto W = parameters.W(l);
  const auto next = parameters.W(l + 1);
  UnitDistance distance;
  const auto include = [](double& greatest, double other) { greatest = std::max(greatest, other); };
  for (int i = 0; i < W.cols(); ++i) include(distance.weights, farthest(units, [&](int j) { return W(j, i); }));
  for (int m = 0; m < next.rows(); ++m) include(distance.weights, farthest(units, [&](int j) { return next(m, j); }));
  if (parameters.architecture().bias)
    include(distance.weights, farthest(units, [&](int j) { return parameters.b(l)[j]; }));
  for (std::size_t k = 0; k < std::min(UnitMeter::kComparedExamples, data.train.size()); ++k) {
    const int n = data.train[k];
    const ExampleTrace trace = traceExample(parameters, session.loss, data.inputOf(n), data.targetOf(n));
    const auto& layer = trace.layers[static_cast<std::size_t>(l - 1)];
    include(distance.output, farthest(units, [&](int j) { return layer.z[j]; }));
    include(distance.delta, farthest(units, [&](int j) { return layer.delta[j]; }));
  }
  return distance;
}

}  // namespace

void TestUnitDistance::equalUnitsHaveDistanceZero() {
  Session session = test::sampleSession();
  session.initialization.identical = true;
  UnitMeter meter(session.network, session.loss);
  const auto distances = meter.measure(parametersOf(session), makeDataset(session));
  QCOMPARE(distances.size(), std::size_t{2});
  for (const UnitDistance& distance : distances)
    QVERIFY(distance.weights == 0 && distance.output == 0 && distance.delta == 0);
}

void TestUnitDistance::aNudgeIsADistanceOfItsOwnSize_data() {
  QTest::addColumn<int>("place");
  const ParameterLayout layout(test::sampleSession().network);
  QTest::newRow("incoming") << static_cast<int>(layout.weightIndex(1, 3, 1));
  QTest::newRow("bias") << static_cast<int>(layout.biasIndex(1, 1));
  QTest::newRow("outgoing") << static_cast<int>(layout.weightIndex(2, 1, 2));
}

void TestUnitDistance::aNudgeIsADistanceOfItsOwnSize() {
  QFETCH(int, place);
  Session session = test::sampleSession();
  session.initialization.identical = true;
  Parameters parameters = parametersOf(session);
  double& weight = parameters.theta()[static_cast<std::size_t>(place)];
  const double before = weight;
  weight += 1e-15;
  QVERIFY(weight != before);
  UnitMeter meter(session.network, session.loss);
  const UnitDistance distance = meter.measure(parameters, makeDataset(session))[0];
  QCOMPARE(distance.weights, weight - before);
}

void TestUnitDistance::distancesAreThoseOfTheFarthestPair_data() {
  QTest::addColumn<Session>("session");
  QTest::newRow("2-4-2-1") << test::sampleSession();
  Session session = test::sampleSession(test::sampleLayers(3, 5, Activation::Relu), Generator::Moons);
  session.network.bias = false;
  QTest::newRow("without biases") << session;
  session = test::sampleSession({{3, Activation::Sigmoid}, {1, Activation::Identity}}, Generator::XorCorners);
  session.data.testFraction = 0;
  QTest::newRow("fewer examples than are compared") << session;
}

void TestUnitDistance::distancesAreThoseOfTheFarthestPair() {
  QFETCH(Session, session);
  const Dataset data = makeDataset(session);
  const Parameters parameters = parametersOf(session);
  UnitMeter meter(session.network, session.loss);
  QVERIFY(meter.comparesPasses());
  const auto distances = meter.measure(parameters, data);
  for (int l = 1; l <= session.network.hiddenLayers(); ++l) {
    const UnitDistance wanted = distanceByPairs(parameters, session, data, l);
    const UnitDistance& distance = distances[static_cast<std::size_t>(l - 1)];
    QCOMPARE(distance.weights, wanted.weights);
    QVERIFY(std::abs(distance.output - wanted.output) < 1e-14);
    QVERIFY(std::abs(distance.delta - wanted.delta) < 1e-14);
    QVERIFY(wanted.output > 1e-3 && wanted.delta > 1e-6);
  }
}

void TestUnitDistance::passesOfLargeNetworksAreNotCompared() {
  const Session session = test::sampleSession(test::sampleLayers(2, 32, Activation::Tanh));
  UnitMeter meter(session.network, session.loss);
  QVERIFY(!meter.comparesPasses());
  const UnitDistance distance = meter.measure(parametersOf(session), makeDataset(session))[1];
  QVERIFY(distance.weights > 0 && std::isnan(distance.output) && std::isnan(distance.delta));
}

QTEST_GUILESS_MAIN(TestUnitDistance)
#include "tst_unit_distance.moc"
