#include <QtTest>
#include <map>

#include "core/analysis/critical_search.h"
#include "core/analysis/flat_candidates.h"
#include "core/analysis/flat_directions.h"
#include "core/passes/evaluator.h"
#include "tests/support/random_network.h"

using namespace backscope;
using Kind = FlatReason::Kind;

/// Reasons that were planted in a network are found, and no others.
class TestFlatDirections : public QObject {
  Q_OBJECT

 private slots:
  void candidatesLeaveTheLossAsItIs();
  void ofAnExactFitTheReasonsExplainEveryZero();
  void networksWithoutAReasonHaveNone();
  void xorAtZeroIsWhollyExplained();
  void anExactSolutionOfXorHasFiveDirections();
  void aDuplicatedUnitIsOneFlatDirectionWhereTheGradientIsZero();
};

namespace {

struct Place {
  Parameters parameters{Architecture{}};
  Dataset data;
  Loss loss = Loss::Square;
};

Place drawn(std::vector<LayerSpec> layers, std::uint64_t seed, int count = 60) {
  Place place;
  Architecture network;
  network.layers = std::move(layers);
  place.parameters = Parameters(network);
  Random random(seed, RandomStream::Data);
  for (double& theta : place.parameters.theta()) theta = random.normal();
  place.data.outputs = network.outputs();
  for (int n = 0; n < count; ++n) {
    for (int i = 0; i < 2; ++i) place.data.x.push_back(random.normal());
    for (int k = 0; k < network.outputs(); ++k) place.data.y.push_back(random.normal());
    place.data.train.push_back(n);
  }
  return place;
}

/// The targets become the network's answers.
void fit(Place& place) {
  Evaluator evaluator(place.parameters.architecture(), place.loss);
  place.data.y = evaluator.evaluate(place.parameters, place.data, place.data.train).yhat;
}

void copyUnit(Parameters& parameters, int l, int from, int to, double sign) {
  parameters.W(l).row(to) = sign * parameters.W(l).row(from);
  parameters.b(l)(to) = sign * parameters.b(l)(from);
}

/// A ReLU unit whose a is negative everywhere.
void kill(Parameters& parameters, int l, int j) {
  parameters.W(l).row(j).setZero();
  parameters.b(l)(j) = -1;
}

/// Networks with reasons for flat directions, and how many directions each kind has there.
struct Planted {
  Place place;
  std::map<Kind, int> counts;
};

std::vector<Planted> plantedNetworks() {
  std::vector<Planted> all;
  const auto plant = [&all](std::vector<LayerSpec> layers, std::map<Kind, int> counts, const auto& change) {
    all.push_back({drawn(std::move(layers), all.size() + 1), std::move(counts)});
    change(all.back().place.parameters);
  };
  const LayerSpec out{1, Activation::Identity};
  plant({{3, Activation::Tanh}, {2, Activation::Sigmoid}, out}, {{Kind::EqualUnits, 2}},
        [](Parameters& p) { copyUnit(p, 1, 0, 2, -1); });
  plant({{3, Activation::Silu}, out}, {{Kind::SilentUnit, 3}}, [](Parameters& p) { p.W(2)(0, 1) = 0; });
  plant({{3, Activation::Sigmoid}, {2, Activation::Identity}}, {{Kind::ConstantOutput, 3}},
        [](Parameters& p) { p.W(1).row(0).setZero(); });
  plant({{3, Activation::Tanh}, out}, {{Kind::ZeroOutput, 1}, {Kind::ConstantOutput, 1}}, [](Parameters& p) {
    p.W(1).row(2).setZero();
    p.b(1)(2) = 0;
  });
  plant({{3, Activation::LeakyRelu}, out}, {{Kind::Rescaling, 3}}, [](Parameters&) {});
  plant({{3, Activation::Relu}, {2, Activation::Tanh}, out},
        {{Kind::DeadUnit, 3}, {Kind::ZeroOutput, 2}, {Kind::Rescaling, 2}}, [](Parameters& p) {
          p.W(1).leftCols(2) = Eigen::MatrixXd::Identity(3, 2);
          kill(p, 1, 2);
        });
  plant({{2, Activation::Identity}, {3, Activation::Tanh}, out}, {{Kind::LinearLayer, 6}}, [](Parameters&) {});
  plant({{2, Activation::Tanh}, {3, Activation::Softmax}}, {{Kind::SoftmaxShift, 3}}, [](Parameters&) {});
  return all;
}

QString listOf(const std::map<Kind, int>& counts) {
  QString text;
  for (const auto& [kind, count] : counts) text += QStringLiteral("%1: %2  ").arg(static_cast<int>(kind)).arg(count);
  return text;
}

double lossAt(const Place& place, const std::vector<double>& theta) {
  const Parameters moved(place.parameters.architecture(), theta);
  return Evaluator(moved.architecture(), place.loss).score(moved, place.data, place.data.train).loss;
}

Curvature curvatureOf(const Place& place) {
  return measureCurvature(place.parameters, place.loss, place.data, place.data.train).value();
}

FlatDirections explained(const Place& place) {
  return explainZeros(curvatureOf(place), place.parameters, place.loss, place.data, place.data.train);
}

}  // namespace

/// Also where nothing is fitted: ∇L has no part along them.
void TestFlatDirections::candidatesLeaveTheLossAsItIs() {
  for (const Planted& planted : plantedNetworks()) {
    const Place& place = planted.place;
    const Eigen::VectorXd gradient = curvatureOf(place).gradient;
    const auto candidates = flatCandidates(place.parameters, place.loss, place.data, place.data.train, 1e-10);
    QVERIFY(!candidates.empty());
    QVERIFY(gradient.norm() > 1e-2);
    for (const FlatCandidate& candidate : candidates)
      for (const Eigen::VectorXd& d : candidate.directions)
        QVERIFY(std::abs(gradient.dot(d)) <= 1e-14 * gradient.norm() * d.norm());
  }
}

/// With more examples than weights, these networks are identified by their answers but for what was planted.
void TestFlatDirections::ofAnExactFitTheReasonsExplainEveryZero() {
  for (Planted& planted : plantedNetworks()) {
    fit(planted.place);
    const Curvature curvature = curvatureOf(planted.place);
    QCOMPARE(curvature.gradient.norm(), 0.0);
    const FlatDirections found = explained(planted.place);
    std::map<Kind, int> counts;
    for (const FlatReason& reason : found.reasons) counts[reason.kind] += reason.count;
    QVERIFY2(counts == planted.counts, qPrintable(listOf(counts)));
    QCOMPARE(found.explained, curvature.zero);
  }
}

void TestFlatDirections::networksWithoutAReasonHaveNone() {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
    const Place place = drawn({{3, Activation::Tanh}, {2, Activation::Softplus}, {2, Activation::Sigmoid}}, seed);
    QVERIFY(flatCandidates(place.parameters, place.loss, place.data, place.data.train, 1e-10).empty());
    const FlatDirections found = explained(place);
    QVERIFY(found.reasons.empty());
    QCOMPARE(found.explained, 0);
  }
}

void TestFlatDirections::xorAtZeroIsWhollyExplained() {
  Place place;
  place.parameters = Parameters(drawn({{2, Activation::Tanh}, {1, Activation::Identity}}, 1).parameters.architecture());
  place.data.x = {-1, -1, -1, 1, 1, -1, 1, 1};
  place.data.y = {-1, 1, 1, -1};
  place.data.train = {0, 1, 2, 3};
  const FlatDirections found = explained(place);
  QCOMPARE(found.explained, 8);
  QCOMPARE(found.reasons.size(), 4);
  QCOMPARE(found.reasons[0].kind, Kind::SilentUnit);
  QCOMPARE(found.reasons[0].count, 3);
  QCOMPARE(found.reasons[3].kind, Kind::ZeroOutput);
  QCOMPARE(found.reasons[3].unit, 1);
  QCOMPARE(found.reasons[3].count, 1);
}

void TestFlatDirections::anExactSolutionOfXorHasFiveDirections() {
  Place place = drawn({{2, Activation::Tanh}, {1, Activation::Identity}}, 3, 4);
  fit(place);
  const FlatDirections found = explained(place);
  QCOMPARE(found.explained, 5);
  QCOMPARE(found.reasons.size(), 1);
  QCOMPARE(found.reasons[0].kind, Kind::ExactFit);
}

/// A critical point of one unit is one of two on the line (w, w, γ v, (1 − γ) v), along which L is the same.
/// Source: Fukumizu and Amari 2000, "Local minima and plateaus in hierarchical structures", Theorem 1.
void TestFlatDirections::aDuplicatedUnitIsOneFlatDirectionWhereTheGradientIsZero() {
  Place small = drawn({{1, Activation::Tanh}, {1, Activation::Identity}}, 6);
  const CriticalSearch search = findCriticalPoint(small.parameters, small.loss, small.data, small.data.train, {});
  QCOMPARE(search.end, SearchEnd::Found);
  small.parameters.theta() = search.theta;
  QVERIFY(std::abs(small.parameters.W(2)(0, 0)) > 0.1);
  Place large = drawn({{2, Activation::Tanh}, {1, Activation::Identity}}, 6);
  large.data = small.data;
  for (double gamma = -1; gamma <= 2; gamma += 0.3) {
    for (const int j : {0, 1}) {
      large.parameters.W(1).row(j) = small.parameters.W(1).row(0);
      large.parameters.b(1)(j) = small.parameters.b(1)(0);
      large.parameters.W(2)(0, j) = small.parameters.W(2)(0, 0) * (j == 0 ? gamma : 1 - gamma);
    }
    large.parameters.b(2) = small.parameters.b(2);
    const double difference = lossAt(large, large.parameters.theta()) - lossAt(small, search.theta);
    QVERIFY2(std::abs(difference) < 1e-14, qPrintable(QStringLiteral("%1 at %2").arg(difference).arg(gamma)));
    const FlatDirections found = explained(large);
    QVERIFY(curvatureOf(large).kind() != PlaceKind::NotCritical);
    QVERIFY(found.explained >= 1);
    QVERIFY(std::ranges::any_of(found.reasons, [](const FlatReason& reason) {
      return reason.kind == Kind::EqualUnits && reason.unit == 1 && reason.other == 0 && reason.count == 1;
    }));
  }
}

QTEST_GUILESS_MAIN(TestFlatDirections)
#include "tst_flat_directions.moc"
