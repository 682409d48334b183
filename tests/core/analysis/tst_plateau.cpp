#include "core/analysis/plateau.h"

#include <QtTest>
#include <algorithm>
#include <cmath>

#include "core/training/trainer.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;

/// The levels themselves are held against training in tests/core/training: tst_equal_units and tst_plateaus.
class TestPlateau : public QObject {
  Q_OBJECT

 private slots:
  void xorsCornersAreRecognized_data();
  void xorsCornersAreRecognized();
  void otherDataAreNot_data();
  void otherDataAreNot();
  void oneUnitReachesTheLevelAndNoLess_data();
  void oneUnitReachesTheLevelAndNoLess();
  void unitsThatTurnBackHaveNoLevel();
  void plateausAreThoseOfCornersWithOneOutput_data();
  void plateausAreThoseOfCornersWithOneOutput();
  void aLossThatStandsStillIsFlat();
};

namespace {

Session pointsSession(std::vector<double> x, std::vector<double> y, Activation output = Activation::Identity) {
  Session session;
  session.network.layers = {{1, Activation::Tanh}, {1, output}};
  session.data.source = PointList{std::move(x), std::move(y)};
  session.training.batchSize = 4;
  return session;
}

const std::vector<double> kCornerPlaces{-1, -1, -1, 1, 1, -1, 1, 1};

}  // namespace

void TestPlateau::xorsCornersAreRecognized_data() {
  QTest::addColumn<Session>("session");
  QTest::addColumn<double>("unit");
  QTest::newRow("±1") << pointsSession(kCornerPlaces, {-1, 1, 1, -1}) << 4.0;
  QTest::newRow("0/1") << pointsSession(kCornerPlaces, {0, 1, 1, 0}) << 1.0;
  QTest::newRow("the other diagonal") << pointsSession(kCornerPlaces, {1, 0, 0, 1}) << 1.0;
  QTest::newRow("in another order and place") << pointsSession({5, 2, 3, 7, 5, 7, 3, 2}, {1, 1, -1, -1}) << 4.0;
  Session lesson = test::sampleSession({{2, Activation::Tanh}, {1, Activation::Sigmoid}}, Generator::XorCorners);
  lesson.data.testFraction = 0;
  QTest::newRow("the generator's") << lesson << 1.0;
}

void TestPlateau::xorsCornersAreRecognized() {
  QFETCH(Session, session);
  QFETCH(double, unit);
  const std::optional<double> found = xorCornersUnit(makeDataset(session));
  QVERIFY(found);
  QCOMPARE(*found, unit);
}

void TestPlateau::otherDataAreNot_data() {
  QTest::addColumn<Session>("session");
  QTest::newRow("quadrants") << test::sampleSession();
  QTest::newRow("and") << pointsSession(kCornerPlaces, {0, 0, 0, 1});
  QTest::newRow("one axis alone") << pointsSession(kCornerPlaces, {0, 0, 1, 1});
  QTest::newRow("all the same") << pointsSession(kCornerPlaces, {1, 1, 1, 1});
  QTest::newRow("a regression") << pointsSession(kCornerPlaces, {-1, 1, 1, -0.9});
  QTest::newRow("a corner twice") << pointsSession({-1, -1, -1, 1, 1, -1, 1, -1}, {-1, 1, 1, -1});
  QTest::newRow("a leaning square") << pointsSession({-1, 0, 0, 1, 0, -1, 1, 0}, {-1, 1, 1, -1});
  QTest::newRow("a fifth point") << pointsSession({-1, -1, -1, 1, 1, -1, 1, 1, 0, 0}, {-1, 1, 1, -1, 1});
}

void TestPlateau::otherDataAreNot() {
  QFETCH(Session, session);
  QVERIFY(!xorCornersUnit(makeDataset(session)));
}

void TestPlateau::oneUnitReachesTheLevelAndNoLess_data() {
  QTest::addColumn<Session>("session");
  QTest::newRow("square, ±1") << pointsSession(kCornerPlaces, {-1, 1, 1, -1});
  QTest::newRow("square, 0/1") << pointsSession(kCornerPlaces, {0, 1, 1, 0});
  QTest::newRow("square behind a logistic") << pointsSession(kCornerPlaces, {0, 1, 1, 0}, Activation::Sigmoid);
  Session session = pointsSession(kCornerPlaces, {0, 1, 1, 0}, Activation::Sigmoid);
  session.loss = Loss::CrossEntropy;
  QTest::newRow("cross-entropy") << session;
  session.network.layers.insert(session.network.layers.begin(), {1, Activation::Sigmoid});
  QTest::newRow("cross-entropy, two layers of one") << session;
}

void TestPlateau::oneUnitReachesTheLevelAndNoLess() {
  QFETCH(Session, session);
  const double unit = xorCornersUnit(makeDataset(session)).value_or(0);
  const std::optional<double> level = leastLossOfOneUnit(session.network, session.loss, unit);
  QVERIFY(level);
  session.training.optimizer = {.kind = OptimizerKind::Adam, .learningRate = 0.02};
  double lowest = 1e9;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    session.initialization = {.scale = 2, .seed = seed};
    Trainer trainer(session);
    for (BatchReport report; trainer.iteration() < 4'000 && trainer.stepBatch(&report);)
      lowest = std::min(lowest, 4 * report.loss);
  }
  const QString numbers = QStringLiteral("%1, level %2").arg(lowest, 0, 'g', 12).arg(*level, 0, 'g', 12);
  QVERIFY2(lowest >= *level - 1e-9, qPrintable(numbers));
  QVERIFY2(lowest <= *level + 0.01 * unit, qPrintable(numbers));
}

void TestPlateau::unitsThatTurnBackHaveNoLevel() {
  Session session = pointsSession(kCornerPlaces, {-1, 1, 1, -1});
  for (const Activation turning : {Activation::Sine, Activation::Gelu, Activation::Silu}) {
    session.network.layers.front().activation = turning;
    QVERIFY(!leastLossOfOneUnit(session.network, session.loss, 4));
  }
}

void TestPlateau::plateausAreThoseOfCornersWithOneOutput_data() {
  QTest::addColumn<std::vector<double>>("yhat");
  QTest::addColumn<int>("alike");
  QTest::addColumn<double>("level");
  QTest::newRow("four") << std::vector<double>{0.02, -0.01, 0.01, -0.02} << 4 << 2.0;
  QTest::newRow("three") << std::vector<double>{-1, 0.36, 0.3, 0.35} << 3 << 4.0 / 3;
  QTest::newRow("two") << std::vector<double>{-0.99, 1, 0.01, -0.01} << 2 << 1.0;
  QTest::newRow("solved") << std::vector<double>{-1, 1, 1, -1} << 0 << 0.0;
  QTest::newRow("on the way") << std::vector<double>{-0.8, 0.6, 0.6, -0.2} << 0 << 0.0;
  // Σℓ is 2 here too.
  QTest::newRow("a level by chance") << std::vector<double>{1, 1, 1, -1} << 0 << 0.0;
}

void TestPlateau::plateausAreThoseOfCornersWithOneOutput() {
  QFETCH(std::vector<double>, yhat);
  QFETCH(int, alike);
  QFETCH(double, level);
  const Dataset data = makeDataset(pointsSession(kCornerPlaces, {-1, 1, 1, -1}));
  const std::optional<CornersPlateau> plateau = cornersPlateau(data, yhat);
  QCOMPARE(plateau.has_value(), alike > 0);
  if (!plateau) return;
  QCOMPARE(plateau->alike, alike);
  QVERIFY(std::abs(plateau->level - level) < 1e-12);
}

void TestPlateau::aLossThatStandsStillIsFlat() {
  Series loss;
  for (int t = 0; t <= 400; ++t) loss.append(t, t < 200 ? 1 - t / 400.0 : 0.5 + (t % 2) * 1e-3);
  QCOMPARE(flatSince(loss, 400), std::optional<std::int64_t>(300));
  QCOMPARE(flatSince(loss, 300), std::optional<std::int64_t>(225));
  QVERIFY(!flatSince(loss, 250));
  QVERIFY(!flatSince(loss, 100));
  QVERIFY(!flatSince(loss, 2));
  QVERIFY(!flatSince({}, 100));
}

QTEST_GUILESS_MAIN(TestPlateau)
#include "tst_plateau.moc"
