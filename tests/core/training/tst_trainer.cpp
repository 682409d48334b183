#include <QtTest>
#include <algorithm>
#include <cmath>

#include "core/passes/batch_gradient.h"
#include "core/passes/example_trace.h"
#include "core/training/epoch_order.h"
#include "core/training/trainer.h"
#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using test::sameBits;

/// How a run proceeds: batches, epochs, orders, changes on the way. What an update does is in tst_optimizers.
class TestTrainer : public QObject {
  Q_OBJECT

 private slots:
  void anEpochEndsWithAPartialBatch_data();
  void anEpochEndsWithAPartialBatch();
  void eachUpdateIsTheMeanGradientOfItsBatch();
  void everyEpochIsAnotherPermutation();
  void withoutShufflingExamplesKeepTheirOrder();
  void anyPatternOfStepsGivesTheSameBits_data();
  void anyPatternOfStepsGivesTheSameBits();
  void theReportIsThatOfTheBatchBeforeItsUpdate();
  void penaltiesAreNoPartOfTheLoss();
  void testExamplesAreNeverTrainedOn();
  void resetGivesTheSameRunAgain();
  void aNewRateKeepsWhatTheOptimizerRemembers();
  void anotherOptimizerStartsFromEmptyAverages();
  void anotherBatchSizeActsFromTheNextBatch();
  void anotherShufflingSeedActsAtOnce();
};

namespace {

Session sessionWith(int batchSize, bool shuffle = true) {
  Session session = test::sampleSession();
  session.training.batchSize = batchSize;
  session.training.shuffle = shuffle;
  return session;
}

std::vector<int> examplesOfNextEpoch(Trainer& trainer) {
  std::vector<int> seen;
  const std::int64_t epoch = trainer.epoch();
  while (trainer.epoch() == epoch) {
    seen.push_back(trainer.nextExample());
    trainer.stepExample();
  }
  return seen;
}

std::vector<int> sorted(std::vector<int> values) {
  std::ranges::sort(values);
  return values;
}

void stepTo(Trainer& trainer, std::int64_t iteration) {
  while (trainer.iteration() < iteration && trainer.stepBatch()) {
  }
}

}  // namespace

void TestTrainer::anEpochEndsWithAPartialBatch_data() {
  QTest::addColumn<int>("batchSize");
  QTest::addColumn<QList<int>>("positions");
  QTest::newRow("64: four and a rest of 24") << 64 << QList<int>{64, 128, 192, 256, 0};
  QTest::newRow("70: four without a rest") << 70 << QList<int>{70, 140, 210, 0};
  QTest::newRow("279: one and a rest of one") << 279 << QList<int>{279, 0};
  QTest::newRow("280: all at once") << 280 << QList<int>{0};
  QTest::newRow("1000: more than there are") << 1000 << QList<int>{0};
}

void TestTrainer::anEpochEndsWithAPartialBatch() {
  QFETCH(int, batchSize);
  QFETCH(QList<int>, positions);
  Trainer trainer(sessionWith(batchSize));
  QCOMPARE(trainer.data().train.size(), std::size_t{280});
  for (int epoch = 0; epoch < 3; ++epoch) {
    QCOMPARE(trainer.epoch(), epoch);
    for (const int position : positions) {
      QVERIFY(trainer.stepBatch());
      QCOMPARE(trainer.position(), position);
    }
    QCOMPARE(trainer.iteration(), (epoch + 1) * positions.size());
  }
  QCOMPARE(trainer.epoch(), 3);
}

/// Plain descent written down again: three epochs and the rests of their batches.
void TestTrainer::eachUpdateIsTheMeanGradientOfItsBatch() {
  const Session session = sessionWith(64);
  Trainer trainer(session);
  const Dataset& data = trainer.data();
  BatchGradient passes(session.network, session.loss);
  EpochOrder order(data.train, session.training.seed, true);
  std::vector<double> theta = trainer.parameters().theta();
  std::vector<double> gradient(theta.size());
  for (int epoch = 0; epoch < 3; ++epoch) {
    order.moveTo(epoch);
    for (std::size_t begin = 0; begin < 280; begin += 64) {
      const std::size_t count = std::min<std::size_t>(64, 280 - begin);
      passes.compute(theta.data(), data, std::span(order.order()).subspan(begin, count), gradient.data());
      for (std::size_t p = 0; p < theta.size(); ++p) theta[p] -= session.training.optimizer.learningRate * gradient[p];
      QVERIFY(trainer.stepBatch());
      QVERIFY(sameBits(trainer.parameters().theta(), theta));
    }
  }
}

void TestTrainer::everyEpochIsAnotherPermutation() {
  Trainer trainer(sessionWith(10));
  std::vector<std::vector<int>> epochs;
  for (int epoch = 0; epoch < 5; ++epoch) {
    epochs.push_back(examplesOfNextEpoch(trainer));
    QCOMPARE(sorted(epochs.back()), trainer.data().train);
    QVERIFY(epochs.back() != trainer.data().train);
    for (int earlier = 0; earlier < epoch; ++earlier)
      QVERIFY(epochs[static_cast<std::size_t>(earlier)] != epochs.back());
  }
}

void TestTrainer::withoutShufflingExamplesKeepTheirOrder() {
  Trainer trainer(sessionWith(10, false));
  for (int epoch = 0; epoch < 3; ++epoch) QCOMPARE(examplesOfNextEpoch(trainer), trainer.data().train);
}

void TestTrainer::anyPatternOfStepsGivesTheSameBits_data() {
  QTest::addColumn<int>("batchSize");
  for (const int size : {1, 7, 10, 64, 100, 280})
    QTest::newRow(qPrintable(QStringLiteral("batches of %1").arg(size))) << size;
}

void TestTrainer::anyPatternOfStepsGivesTheSameBits() {
  QFETCH(int, batchSize);
  Session session = sessionWith(batchSize);
  session.training.optimizer.momentum = 0.9;
  Random random(static_cast<std::uint64_t>(batchSize), RandomStream::Data);
  for (int pattern = 0; pattern < 5; ++pattern) {
    Trainer mixed(session);
    for (int step = 0; step < 60; ++step) {
      const std::uint64_t choice = random.below(12);
      if (choice == 0) QVERIFY(mixed.stepEpoch());
      if (choice >= 1 && choice <= 4) QVERIFY(mixed.stepBatch());
      const std::uint64_t examples = choice > 4 ? 1 + random.below(12) : 0;
      for (std::uint64_t k = 0; k < examples; ++k) QVERIFY(mixed.stepExample());
    }
    if (mixed.exampleInBatch() > 0) mixed.stepBatch();
    Trainer plain(session);
    stepTo(plain, mixed.iteration());
    QVERIFY(plain.iteration() > 10);
    QVERIFY(plain.capture() == mixed.capture());
    QVERIFY(sameBits(plain.parameters().theta(), mixed.parameters().theta()));
  }
}

void TestTrainer::theReportIsThatOfTheBatchBeforeItsUpdate() {
  Trainer trainer(sessionWith(10));
  stepTo(trainer, 100);
  std::vector<int> batch;
  const Parameters before = trainer.parameters();
  BatchReport report;
  for (int n = 0; n < 10; ++n) {
    batch.push_back(trainer.nextExample());
    QVERIFY(trainer.stepExample(&report));
  }
  QCOMPARE(trainer.iteration(), 101);
  double loss = 0;
  std::vector<double> deltas(before.architecture().layers.size());
  for (const int n : batch) {
    const ExampleTrace trace =
        traceExample(before, Loss::Square, trainer.data().inputOf(n), trainer.data().targetOf(n));
    loss += trace.loss / 10;
    for (std::size_t l = 0; l < deltas.size(); ++l) deltas[l] += trace.layers[l].delta.cwiseAbs().mean() / 10;
  }
  QVERIFY(std::abs(report.loss - loss) <= 1e-14 * loss);
  for (std::size_t l = 0; l < deltas.size(); ++l)
    QVERIFY(std::abs(report.deltaMean[l] - deltas[l]) <= 1e-14 * deltas[l]);
}

void TestTrainer::penaltiesAreNoPartOfTheLoss() {
  Session session = sessionWith(10);
  Trainer plain(session);
  session.training.l1 = 0.01;
  session.training.l2 = 0.1;
  Trainer penalised(session);
  QCOMPARE(penalised.scoreTrain().loss, plain.scoreTrain().loss);
  QCOMPARE(penalised.scoreTest()->loss, plain.scoreTest()->loss);
  QCOMPARE(plain.penalty(), 0.0);
  double expected = 0;
  for (int l = 1; l <= 3; ++l) {
    const auto W = penalised.parameters().W(l);
    expected += 0.01 * W.cwiseAbs().sum() + 0.1 / 2 * W.squaredNorm();
  }
  QVERIFY(std::abs(penalised.penalty() - expected) <= 1e-14 * expected);
  BatchReport reported, reportedPlain;
  QVERIFY(penalised.stepBatch(&reported) && plain.stepBatch(&reportedPlain));
  QCOMPARE(reported.loss, reportedPlain.loss);
  QVERIFY(penalised.parameters().theta() != plain.parameters().theta());
}

/// Other targets for the test examples move nothing but the test loss.
void TestTrainer::testExamplesAreNeverTrainedOn() {
  const Trainer original(sessionWith(10));
  PointList points{original.data().x, original.data().y};
  Session session = sessionWith(10);
  session.data.source = points;
  Trainer trainer(session);
  QVERIFY(!trainer.data().test.empty());
  for (const int n : trainer.data().test) points.y[static_cast<std::size_t>(n)] *= -1;
  session.data.source = points;
  Trainer changed(session);
  QCOMPARE(changed.data().test, trainer.data().test);
  stepTo(trainer, 1000);
  stepTo(changed, 1000);
  QVERIFY(sameBits(trainer.parameters().theta(), changed.parameters().theta()));
  QCOMPARE(trainer.scoreTrain().loss, changed.scoreTrain().loss);
  QVERIFY(trainer.scoreTest()->loss != changed.scoreTest()->loss);
}

void TestTrainer::resetGivesTheSameRunAgain() {
  Session session = sessionWith(10);
  session.training.optimizer.kind = OptimizerKind::Adam;
  Trainer trainer(session);
  const Session start = trainer.capture();
  stepTo(trainer, 333);
  QVERIFY(trainer.stepExample());
  const Session first = trainer.capture();
  trainer.reset();
  QVERIFY(trainer.capture() == start);
  stepTo(trainer, 333);
  QVERIFY(trainer.stepExample());
  QVERIFY(trainer.capture() == first);
  Trainer reopened(first);
  reopened.reset();
  QVERIFY(reopened.capture() == start);
}

void TestTrainer::aNewRateKeepsWhatTheOptimizerRemembers() {
  Session session = sessionWith(280, false);
  session.training.optimizer.momentum = 0.5;
  Trainer trainer(session);
  QVERIFY(trainer.stepBatch());
  const OptimizerState before = trainer.capture().state->optimizer;
  const std::vector<double> thetaBefore = trainer.parameters().theta();
  TrainingSettings settings = session.training;
  settings.optimizer.learningRate = 0;
  trainer.setTraining(settings);
  QVERIFY(trainer.capture().state->optimizer == before);
  QVERIFY(trainer.stepBatch());
  QVERIFY(sameBits(trainer.parameters().theta(), thetaBefore));
  QCOMPARE(trainer.capture().state->optimizer.steps, 2);
}

void TestTrainer::anotherOptimizerStartsFromEmptyAverages() {
  Trainer trainer(sessionWith(10));
  stepTo(trainer, 30);
  TrainingSettings settings = trainer.session().training;
  settings.optimizer.kind = OptimizerKind::Adam;
  trainer.setTraining(settings);
  QCOMPARE(trainer.iteration(), 30);
  const OptimizerState state = trainer.capture().state->optimizer;
  const std::vector<double> zeros(trainer.parameters().theta().size());
  QVERIFY(state == (OptimizerState{0, zeros, zeros}));
  const std::vector<double> before = trainer.parameters().theta();
  QVERIFY(trainer.stepBatch());
  for (std::size_t p = 0; p < before.size(); ++p)  // Adam's first step has the rate's length
    QVERIFY(std::abs(std::abs(trainer.parameters().theta()[p] - before[p]) - 0.03) < 1e-4);
}

void TestTrainer::anotherBatchSizeActsFromTheNextBatch() {
  Trainer trainer(sessionWith(10));
  stepTo(trainer, 3);
  QVERIFY(trainer.stepExample());
  QCOMPARE(trainer.exampleInBatch(), 1);
  TrainingSettings settings = trainer.session().training;
  settings.batchSize = 100;
  trainer.setTraining(settings);
  QCOMPARE(trainer.exampleInBatch(), 0);
  for (const int position : {130, 230, 0, 100}) {
    QVERIFY(trainer.stepBatch());
    QCOMPARE(trainer.position(), position);
  }
}

void TestTrainer::anotherShufflingSeedActsAtOnce() {
  Trainer changed(sessionWith(10));
  Session other = sessionWith(10);
  other.training.seed = 99;
  Trainer meant(other);
  QVERIFY(changed.stepEpoch() && meant.stepEpoch());
  changed.setTraining(other.training);
  QCOMPARE(examplesOfNextEpoch(changed), examplesOfNextEpoch(meant));
}

QTEST_GUILESS_MAIN(TestTrainer)
#include "tst_trainer.moc"
