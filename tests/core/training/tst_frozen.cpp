#include <QTest>

#include "core/training/pass_cursor.h"
#include "tests/support/random_session.h"
#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using namespace backscope::test;

/// What training leaves alone, on every way that an update can go.
class TestFrozen : public QObject {
  Q_OBJECT

 private slots:
  void frozenParametersAreAsIfPutBackAfterEveryUpdate_data();
  void frozenParametersAreAsIfPutBackAfterEveryUpdate();
  void thePreviewIsTheUpdate();
  void onlyWhatIsWrittenCanDiverge();
  void theGradientIsThatOfAllParameters();
  void freezingInThePastBeginsABranch();
  void aPlaceHasWhatWasFrozenThere();
};

namespace {

constexpr std::size_t kEvery = 3;

FrozenPlaces everyThird(std::size_t size) {
  FrozenPlaces places;
  for (std::size_t p = 0; p < size; p += kEvery) places.push_back(p);
  return places;
}

/// What the update has made of these places is taken back.
void putBack(Trainer& trainer, const std::vector<double>& before, const FrozenPlaces& places) {
  ModelChange change;
  for (const std::size_t p : places) {
    change.theta.push_back({p, before[p]});
    if (!trainer.optimizer().mean.empty()) change.mean.push_back({p, 0});
    if (!trainer.optimizer().meanSquare.empty()) change.meanSquare.push_back({p, 0});
  }
  trainer.change(change);
}

bool isSame(const Trainer& one, const Trainer& other) {
  return sameBits(one.parameters().theta(), other.parameters().theta()) &&
         sameBits(one.optimizer().mean, other.optimizer().mean) &&
         sameBits(one.optimizer().meanSquare, other.optimizer().meanSquare);
}

void freeze(PassCursor& cursor, const FrozenPlaces& places, bool isFrozen = true) {
  ModelChange change;
  for (const std::size_t p : places) change.frozen.push_back({p, isFrozen});
  cursor.change(change);
}

}  // namespace

void TestFrozen::frozenParametersAreAsIfPutBackAfterEveryUpdate_data() {
  QTest::addColumn<int>("optimizer");
  QTest::addColumn<bool>("nesterov");
  QTest::addColumn<int>("batchSize");
  QTest::addColumn<int>("units");
  // 40 × 40 weights are more than the sums in lanes are for.
  for (const int units : {4, 40})
    for (const int batchSize : {1, 7, 10, 33, 100})
      for (const OptimizerKind kind : kOptimizers)
        for (const bool nesterov : {false, true})
          if (!nesterov || kind == OptimizerKind::Sgd)
            QTest::addRow("%s%s, batches of %d, %d units", std::string(nameOf(kind)).c_str(),
                          nesterov ? " nesterov" : "", batchSize, units)
                << static_cast<int>(kind) << nesterov << batchSize << units;
}

void TestFrozen::frozenParametersAreAsIfPutBackAfterEveryUpdate() {
  QFETCH(int, optimizer);
  QFETCH(bool, nesterov);
  QFETCH(int, batchSize);
  QFETCH(int, units);
  Session session = sampleSession(sampleLayers(2, units, Activation::Tanh));
  session.training.optimizer.kind = static_cast<OptimizerKind>(optimizer);
  session.training.optimizer.momentum = 0.9;
  session.training.optimizer.nesterov = nesterov;
  session.training.optimizer.learningRate = 0.003;
  session.training.batchSize = batchSize;
  for (const double penalty : {0.0, 0.01}) {
    session.training.l1 = session.training.l2 = penalty;
    Trainer byHand(session);
    const std::vector<double> start = byHand.parameters().theta();
    Session frozen = session;
    frozen.training.frozen = everyThird(start.size());
    Trainer trainer(frozen);
    for (int k = 0; k < 60; ++k) {
      QVERIFY(trainer.stepBatch() && byHand.stepBatch());
      putBack(byHand, start, frozen.training.frozen);
    }
    QVERIFY(isSame(trainer, byHand));
    for (const std::size_t p : frozen.training.frozen) QVERIFY(trainer.parameters().theta()[p] == start[p]);
    QVERIFY(trainer.parameters().theta()[1] != start[1]);
  }
}

void TestFrozen::thePreviewIsTheUpdate() {
  Random random(5, RandomStream::Data);
  for (int k = 0; k < 60; ++k) {
    Session session = drawSession(random);
    session.training.frozen = everyThird(session.parameters->size());
    Trainer trainer(session);
    for (int update = 0; update < 5; ++update) {
      const std::optional<UpdatePreview> preview = trainer.previewUpdate();
      QVERIFY(preview && trainer.stepBatch());
      QVERIFY(sameBits(preview->theta, trainer.parameters().theta()));
      QVERIFY(sameBits(preview->mean, trainer.optimizer().mean));
      QVERIFY(sameBits(preview->meanSquare, trainer.optimizer().meanSquare));
    }
  }
}

/// ŷ = w x + b with x = 10^300: the step of w is not finite, that of b is.
void TestFrozen::onlyWhatIsWrittenCanDiverge() {
  Session session;
  session.network = {1, true, {{1, Activation::Identity}}};
  session.parameters = std::vector<double>{0, 1};
  session.data.source = PointList{{1e300}, {0}};
  session.training.optimizer.learningRate = 1e9;
  for (const OptimizerKind kind : {OptimizerKind::Sgd, OptimizerKind::RmsProp}) {
    session.training.optimizer.kind = kind;
    session.training.frozen.clear();
    QVERIFY(!Trainer(session).stepBatch());
    session.training.frozen = {0};
    Trainer trainer(session);
    QVERIFY(trainer.previewUpdate());
    QVERIFY(trainer.stepBatch() && trainer.stepBatch());
    QCOMPARE(trainer.parameters().theta()[0], 0.0);
    QVERIFY(trainer.parameters().theta()[1] != 1);
  }
}

void TestFrozen::theGradientIsThatOfAllParameters() {
  Session session = sampleSession();
  Trainer plain(session);
  session.training.frozen = everyThird(plain.parameters().theta().size());
  Trainer frozen(session);
  QVERIFY(sameBits(plain.previewUpdate()->gradient, frozen.previewUpdate()->gradient));
}

void TestFrozen::freezingInThePastBeginsABranch() {
  PassCursor cursor(sampleSession());
  for (int k = 0; k < 20; ++k) cursor.advanceBatch();
  const std::vector<double> end = cursor.trainer().parameters().theta();
  cursor.seek(8);
  const std::vector<double> there = cursor.trainer().parameters().theta();
  freeze(cursor, {0, 3});
  QCOMPARE(cursor.history().branches().size(), std::size_t{2});
  for (int k = 0; k < 12; ++k) cursor.advanceBatch();
  QCOMPARE(cursor.trainer().parameters().theta()[3], there[3]);
  cursor.chooseBranch(0);
  QVERIFY(cursor.trainer().session().training.frozen.empty());
  QVERIFY(sameBits(cursor.trainer().parameters().theta(), end));
}

void TestFrozen::aPlaceHasWhatWasFrozenThere() {
  PassCursor cursor(sampleSession());
  for (int k = 0; k < 10; ++k) cursor.advanceBatch();
  freeze(cursor, {1, 2});
  for (int k = 0; k < 10; ++k) cursor.advanceBatch();
  freeze(cursor, {1}, false);
  for (int k = 0; k < 10; ++k) cursor.advanceBatch();
  const std::vector<double> end = cursor.trainer().parameters().theta();
  cursor.seek(15);
  QVERIFY(cursor.trainer().session().training.frozen == (FrozenPlaces{1, 2}));
  cursor.seek(5);
  QVERIFY(cursor.trainer().session().training.frozen.empty());
  while (cursor.trainer().iteration() < 30) cursor.advanceBatch();
  QVERIFY(cursor.trainer().session().training.frozen == (FrozenPlaces{2}));
  QVERIFY(sameBits(cursor.trainer().parameters().theta(), end));
  QVERIFY(cursor.capture().training.frozen == (FrozenPlaces{2}));
}

QTEST_GUILESS_MAIN(TestFrozen)
#include "tst_frozen.moc"
