#include <QtTest>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/analysis/layer_statistics.h"
#include "core/analysis/slope_sample.h"
#include "core/passes/example_trace.h"
#include "core/training/trainer.h"
#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;

namespace {

bool isSame(double left, double right) { return test::sameBits({&left, 1}, {&right, 1}); }

std::optional<SlopeSample> sampleOf(const Trainer& trainer, const LayerPart& part) {
  return sampleSlopes(trainer.parameters(), trainer.session().loss, trainer.data(), trainer.data().train, part);
}

LayerStatistics statisticsOf(const Trainer& trainer, int layer) {
  return measureLayers(trainer.parameters(), trainer.session().loss, trainer.data(),
                       trainer.data().train)[static_cast<std::size_t>(layer - 1)];
}

/// 400 points, 280 of them for training.
Trainer trained(Activation activation, int units = 4) {
  Trainer trainer(test::sampleSession({{units, activation}, {3, activation}, {1, Activation::Identity}}));
  for (int k = 0; k < 200; ++k) trainer.stepBatch();
  return trainer;
}

/// Of layer 1: unit 0 gives h(−1) for every example, all others follow their weights.
Trainer withADeadUnit() {
  Trainer trainer(test::sampleSession({{4, Activation::Relu}, {1, Activation::Identity}}));
  const ParameterLayout layout(trainer.session().network);
  trainer.setParameter(layout.weightIndex(1, 0, 0), 0);
  trainer.setParameter(layout.weightIndex(1, 0, 1), 0);
  trainer.setParameter(layout.biasIndex(1, 0), -1);
  return trainer;
}

}  // namespace

class TestSlopeSample : public QObject {
  Q_OBJECT

 private slots:
  void dotsLieOnTheCurvesToTheBit_data();
  void dotsLieOnTheCurvesToTheBit();
  void aLayersSharesAreThoseOfItsStatistics();
  void aUnitsSharesAreItsOwn();
  void deadUnitsAreCounted();
  void extremesAreThoseOfAllValues();
  void aLargeLayerIsThinnedByWholeExamples();
  void whatStandsForManyIsSpreadEvenly();
  void thingsThatTakeTurnsAreBothThere();
  void whatHasNoCurveGivesNothing();
};

void TestSlopeSample::dotsLieOnTheCurvesToTheBit_data() {
  QTest::addColumn<int>("activation");
  for (const Activation activation : kActivations)
    if (isElementwise(activation)) QTest::newRow(nameOf(activation).data()) << static_cast<int>(activation);
}

void TestSlopeSample::dotsLieOnTheCurvesToTheBit() {
  QFETCH(int, activation);
  const Trainer trainer = trained(static_cast<Activation>(activation));
  const std::optional<SlopeSample> sample = sampleOf(trainer, {.layer = 2});
  QVERIFY(sample);
  QCOMPARE(sample->dots.size(), std::size_t{3 * 280});
  for (const SlopeDot& dot : sample->dots) {
    const Dataset& data = trainer.data();
    const LayerTrace layer = traceExample(trainer.parameters(), trainer.session().loss, data.inputOf(dot.example),
                                          data.targetOf(dot.example))
                                 .layers[1];
    QVERIFY(isSame(dot.a, layer.a[dot.unit]));
    QVERIFY(isSame(dot.z, layer.z[dot.unit]));
    QVERIFY(isSame(dot.slope, layer.slope[dot.unit]));
    QVERIFY(isSame(dot.z, activate(sample->activation, dot.a)));
    QVERIFY(isSame(dot.slope, slopeAt(sample->activation, dot.a)));
  }
}

void TestSlopeSample::aLayersSharesAreThoseOfItsStatistics() {
  Trainer trainer = trained(Activation::Tanh);
  // Far out, so that there is something to count.
  const ParameterLayout layout(trainer.session().network);
  for (int j = 0; j < 2; ++j) trainer.setParameter(layout.biasIndex(1, j), 3.5 + 10 * j);
  const std::optional<SlopeSample> sample = sampleOf(trainer, {.layer = 1});
  const LayerStatistics statistics = statisticsOf(trainer, 1);
  QVERIFY(statistics.saturatedValues > 0.25 && statistics.saturatedValues < 1);
  QCOMPARE(sample->saturatedValues, statistics.saturatedValues);
  QVERIFY(std::abs(sample->slopeMean - statistics.slopeMean) < 1e-12);
  QVERIFY(sample->saturatedUnits > 0);
  QCOMPARE(sample->saturatedUnits / 4.0, statistics.saturatedUnits);
  QCOMPARE(sample->deadUnits, 0);
}

void TestSlopeSample::aUnitsSharesAreItsOwn() {
  const Trainer trainer = trained(Activation::Tanh);
  const std::optional<SlopeSample> layer = sampleOf(trainer, {.layer = 1});
  double saturated = 0;
  double slope = 0;
  for (int j = 0; j < 4; ++j) {
    const std::optional<SlopeSample> unit = sampleOf(trainer, {.layer = 1, .unit = j});
    QCOMPARE(unit->units, 1);
    QCOMPARE(unit->dots.size(), std::size_t{280});
    QVERIFY(std::ranges::all_of(unit->dots, [j](const SlopeDot& dot) { return dot.unit == j; }));
    saturated += unit->saturatedValues / 4;
    slope += unit->slopeMean / 4;
  }
  QVERIFY(std::abs(saturated - layer->saturatedValues) < 1e-12);
  QVERIFY(std::abs(slope - layer->slopeMean) < 1e-12);
}

void TestSlopeSample::deadUnitsAreCounted() {
  const Trainer trainer = withADeadUnit();
  const std::optional<SlopeSample> layer = sampleOf(trainer, {.layer = 1});
  QCOMPARE(layer->deadUnits / 4.0, statisticsOf(trainer, 1).deadUnits);
  QVERIFY(layer->deadUnits >= 1);
  const std::optional<SlopeSample> dead = sampleOf(trainer, {.layer = 1, .unit = 0});
  QCOMPARE(dead->deadUnits, 1);
  QCOMPARE(dead->saturatedValues, 1.0);
  QCOMPARE(dead->aLow, -1.0);
  QCOMPARE(dead->aHigh, -1.0);
  QCOMPARE(dead->slopeHigh, 0.0);
}

void TestSlopeSample::extremesAreThoseOfAllValues() {
  Session session = test::sampleSession({{8, Activation::Silu}, {1, Activation::Identity}});
  std::get<GeneratorSettings>(session.data.source).count = 2000;
  const Trainer trainer(session);
  const std::optional<SlopeSample> sample = sampleOf(trainer, {.layer = 1});
  QVERIFY(sample->shownExamples < sample->examples);
  double low = 1e300;
  double high = -1e300;
  double least = 1e300;
  for (const int n : trainer.data().train) {
    const LayerTrace layer = traceExample(trainer.parameters(), trainer.session().loss, trainer.data().inputOf(n),
                                          trainer.data().targetOf(n))
                                 .layers[0];
    low = std::min(low, layer.a.minCoeff());
    high = std::max(high, layer.a.maxCoeff());
    least = std::min(least, layer.slope.minCoeff());
  }
  QCOMPARE(sample->aLow, low);
  QCOMPARE(sample->aHigh, high);
  QCOMPARE(sample->slopeLow, least);
}

void TestSlopeSample::aLargeLayerIsThinnedByWholeExamples() {
  const Trainer trainer = trained(Activation::Tanh, 100);
  const std::optional<SlopeSample> sample = sampleOf(trainer, {.layer = 1});
  QCOMPARE(sample->examples, 280);
  QCOMPARE(sample->shownExamples, 20);
  QCOMPARE(sample->dots.size(), std::size_t{2000});
  QVERIFY(sample->dots.size() <= SlopeSample::kMostDots);
  for (std::size_t k = 0; k < sample->dots.size(); ++k) {
    QCOMPARE(sample->dots[k].unit, static_cast<int>(k % 100));
    QCOMPARE(sample->dots[k].example, sample->dots[k - k % 100].example);
  }
}

void TestSlopeSample::whatStandsForManyIsSpreadEvenly() {
  std::vector<int> all(7);
  std::iota(all.begin(), all.end(), 0);
  QCOMPARE(spreadEvenly(7, 7), all);
  QCOMPARE(spreadEvenly(7, 100), all);
  QCOMPARE(spreadEvenly(7, 0).size(), std::size_t{1});
  QVERIFY(spreadEvenly(0, 5).empty());
  for (const int most : {1, 2, 16, 700, 1999}) {
    const std::vector<int> some = spreadEvenly(2000, most);
    QCOMPARE(some.size(), static_cast<std::size_t>(most));
    QVERIFY(some.front() >= 0 && some.back() < 2000);
    for (std::size_t k = 1; k < some.size(); ++k) {
      QVERIFY(some[k] > some[k - 1]);
      QVERIFY(some[k] - some[k - 1] <= 2 * 2000 / most + 1);
    }
  }
}

void TestSlopeSample::thingsThatTakeTurnsAreBothThere() {
  const std::vector<int> half = spreadEvenly(1000, 500);
  const auto odd = std::ranges::count_if(half, [](int place) { return place % 2 == 1; });
  QVERIFY(odd > 200 && odd < 300);
}

void TestSlopeSample::whatHasNoCurveGivesNothing() {
  const Trainer trainer(test::sampleSession({{4, Activation::Tanh}, {3, Activation::Softmax}}, Generator::ThreeClass));
  QVERIFY(sampleOf(trainer, {.layer = 1}));
  QVERIFY(!sampleOf(trainer, {.layer = 2}));
  QVERIFY(!sampleOf(trainer, {.layer = 0}));
  QVERIFY(!sampleOf(trainer, {.layer = 3}));
  QVERIFY(!sampleOf(trainer, {.layer = 1, .unit = 4}));
  QVERIFY(!sampleOf(trainer, {.layer = 1, .unit = -1}));
}

QTEST_GUILESS_MAIN(TestSlopeSample)
#include "tst_slope_sample.moc"
