#include "core/training/pass_cursor.h"

#include <QtTest>
#include <map>

#include "core/session/session_json.h"
#include "tests/support/random_session.h"
#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using test::sameBits;

class TestPassCursor : public QObject {
  Q_OBJECT

 private slots:
  void randomMovesEndWithTheBitsOfPlainTraining();
  void everyStepBackUndoesTheStepBefore_data();
  void everyStepBackUndoesTheStepBefore();
  void anInstantsNumbersAreTheTraces();
  void afterTheUpdateTheFinishedExampleIsShown();
  void theSumOverABatchLeadsToItsMean();
  void divergenceKeepsThePlaceBeforeTheUpdate();
  void aPlaceIsSavedAndFoundAgain();
  void changesInTheMiddleOfAnExampleKeepThePlace();
  void resetBeginsANewHistory();
};

namespace {

constexpr std::array kSizes{StepSize::Unit,    StepSize::Layer, StepSize::Phase,
                            StepSize::Example, StepSize::Batch, StepSize::Epoch};

/// Where a cursor stands.
struct Place {
  std::int64_t iteration, example;
  int step;
  bool operator==(const Place&) const = default;
};

Place placeOf(const PassCursor& cursor) {
  return {cursor.trainer().iteration(), cursor.trainer().exampleInBatch(), cursor.step()};
}

/// Plain training, with every state kept.
class Plain {
 public:
  explicit Plain(const Session& session) : m_trainer(session) { keep(); }
  const TrainerState& at(std::int64_t iteration) {
    while (m_trainer.iteration() < iteration) {
      m_trainer.stepBatch();
      keep();
    }
    return m_states.at(iteration);
  }

 private:
  void keep() { m_states.emplace(m_trainer.iteration(), m_trainer.state()); }
  Trainer m_trainer;
  std::map<std::int64_t, TrainerState> m_states;
};

bool isAsPlain(const PassCursor& cursor, Plain& plain) {
  const TrainerState& expected = plain.at(cursor.trainer().iteration());
  const TrainerState found = cursor.trainer().state();
  return found.epoch == expected.epoch && found.position == expected.position &&
         sameBits(found.theta, expected.theta) && sameBits(found.optimizer.mean, expected.optimizer.mean) &&
         sameBits(found.optimizer.meanSquare, expected.optimizer.meanSquare);
}

Session smallSession(int batchSize = 4) {
  Session session = test::sampleSession();
  session.training.batchSize = batchSize;
  return session;
}

}  // namespace

void TestPassCursor::randomMovesEndWithTheBitsOfPlainTraining() {
  Random random(3, RandomStream::Data);
  for (int run = 0; run < 50; ++run) {
    const Session session = test::drawSession(random);
    PassCursor cursor(session);
    Plain plain(session);
    for (int move = 0; move < 200; ++move) {
      const StepSize size = kSizes[static_cast<std::size_t>(drawInt(random, 0, 5))];
      const int kind = drawInt(random, 0, 9);
      if (kind == 0)
        cursor.seek(drawInt(random, 0, 40));
      else if (kind == 1)
        cursor.instant();  // looking moves nothing
      else if (kind < 6)
        cursor.advance(size);
      else
        cursor.retreat(size);
      QVERIFY(isAsPlain(cursor, plain));
      QVERIFY(cursor.trainer().exampleInBatch() < static_cast<std::int64_t>(cursor.trainer().batch().size()));
    }
  }
}

void TestPassCursor::everyStepBackUndoesTheStepBefore_data() {
  QTest::addColumn<int>("size");
  const std::array names{"unit", "layer", "phase", "example", "batch", "epoch"};
  for (std::size_t k = 0; k < names.size(); ++k) QTest::newRow(names[k]) << static_cast<int>(k);
}

void TestPassCursor::everyStepBackUndoesTheStepBefore() {
  QFETCH(int, size);
  PassCursor cursor(smallSession());
  std::vector<Place> places{placeOf(cursor)};
  for (int k = 0; k < 60; ++k) {
    QVERIFY(cursor.advance(static_cast<StepSize>(size)));
    places.push_back(placeOf(cursor));
    QVERIFY(places[places.size() - 2] != places.back());
  }
  for (std::size_t k = places.size() - 1; k > 0; --k) {
    QVERIFY(placeOf(cursor) == places[k]);
    QVERIFY(cursor.retreat(static_cast<StepSize>(size)));
  }
  QVERIFY(placeOf(cursor) == places.front());
  QVERIFY(!cursor.retreat(static_cast<StepSize>(size)));
}

void TestPassCursor::anInstantsNumbersAreTheTraces() {
  PassCursor cursor(smallSession());
  Trainer trainer(smallSession());
  for (int n = 0; n < 9; ++n) {
    cursor.advance(StepSize::Unit);
    const PassInstant instant = cursor.instant();
    QCOMPARE(instant.done, 1);
    QVERIFY(instant.last()->kind == PassStepKind::Input);
    QCOMPARE(instant.example, trainer.nextExample());
    const ExampleTrace expected =
        traceExample(trainer.parameters(), trainer.session().loss, trainer.data().inputOf(instant.example),
                     trainer.data().targetOf(instant.example));
    QCOMPARE(instant.trace.loss, expected.loss);
    for (std::size_t l = 0; l < expected.layers.size(); ++l) {
      QVERIFY(instant.trace.layers[l].delta == expected.layers[l].delta);
      QVERIFY(instant.trace.layers[l].dW == expected.layers[l].dW);
    }
    cursor.advance(StepSize::Example);
    trainer.stepExample();
  }
}

void TestPassCursor::afterTheUpdateTheFinishedExampleIsShown() {
  for (const bool isSteppedHere : {true, false}) {
    PassCursor cursor(smallSession(1));
    if (isSteppedHere) {
      cursor.advance(StepSize::Example);
    } else {
      cursor.advance(StepSize::Epoch);
      cursor.seek(1);
    }
    const PassInstant instant = cursor.instant();
    QCOMPARE(instant.done, static_cast<int>(instant.steps.size()));
    QVERIFY(instant.last()->kind == PassStepKind::NewParameters);
    QVERIFY(instant.update.has_value());
    QVERIFY(sameBits(instant.update->theta, cursor.trainer().parameters().theta()));
    QVERIFY(!sameBits(instant.parameters.theta(), cursor.trainer().parameters().theta()));
    const Trainer start(smallSession(1));
    QCOMPARE(instant.example, start.nextExample());
    QVERIFY(sameBits(instant.parameters.theta(), start.parameters().theta()));
    QCOMPARE(instant.lossAfter,
             traceExample(cursor.trainer().parameters(), start.session().loss, start.data().inputOf(instant.example),
                          start.data().targetOf(instant.example))
                 .loss);
    QVERIFY(placeOf(cursor) == (Place{1, 0, 0}));
  }
}

void TestPassCursor::theSumOverABatchLeadsToItsMean() {
  PassCursor cursor(smallSession(4));
  for (int k = 0; k < 3; ++k) cursor.advance(StepSize::Example);
  cursor.advance(StepSize::Unit);
  const PassInstant instant = cursor.instant();
  QCOMPARE(instant.exampleInBatch, 3);
  QVERIFY(instant.update.has_value());
  for (std::size_t p = 0; p < instant.sum.size(); ++p) QCOMPARE(instant.sum[p] / 4, instant.update->gradient[p]);
  const double rate = cursor.trainer().session().training.optimizer.learningRate;
  const double before = instant.parameters.theta()[0];
  QCOMPARE(instant.update->theta[0], before - rate * instant.update->gradient[0]);
}

void TestPassCursor::divergenceKeepsThePlaceBeforeTheUpdate() {
  Session session = test::sampleSession({{2, Activation::Tanh}, {1, Activation::Identity}});
  session.training.batchSize = 1;
  session.training.optimizer.learningRate = 1e9;
  PassCursor cursor(session);
  while (cursor.advance(StepSize::Example)) QVERIFY(cursor.trainer().iteration() < 1000);
  QVERIFY(cursor.trainer().divergence().has_value());
  const std::int64_t iteration = cursor.trainer().iteration();
  QVERIFY(cursor.step() > 0);
  QVERIFY(!cursor.instant().update.has_value());
  QVERIFY(!cursor.advance(StepSize::Unit));
  QVERIFY(cursor.retreat(StepSize::Batch));
  QVERIFY(!cursor.trainer().divergence().has_value());
  QVERIFY(placeOf(cursor) == (Place{iteration, 0, 0}));
}

void TestPassCursor::aPlaceIsSavedAndFoundAgain() {
  PassCursor cursor(smallSession());
  cursor.advance(StepSize::Epoch);
  cursor.advance(StepSize::Example);
  for (int k = 0; k < 9; ++k) cursor.advance(StepSize::Unit);
  const Result<Session> read = readSession(writeSession(cursor.capture()));
  QVERIFY(static_cast<bool>(read));
  PassCursor reopened(read.value());
  QVERIFY(placeOf(reopened) == placeOf(cursor));
  QCOMPARE(reopened.instant().example, cursor.instant().example);
  for (const StepSize size : {StepSize::Unit, StepSize::Phase, StepSize::Example, StepSize::Epoch}) {
    QVERIFY(reopened.advance(size) && cursor.advance(size));
    QVERIFY(placeOf(reopened) == placeOf(cursor));
    QVERIFY(sameBits(reopened.trainer().parameters().theta(), cursor.trainer().parameters().theta()));
  }
}

void TestPassCursor::changesInTheMiddleOfAnExampleKeepThePlace() {
  PassCursor cursor(smallSession());
  cursor.advance(StepSize::Epoch);
  cursor.advance(StepSize::Batch);
  cursor.retreat(StepSize::Phase);  // in the past: a branch begins
  const Place place = placeOf(cursor);
  QVERIFY(place.step > 0 && place.example > 0);
  cursor.change({{{0, 0.125}}});
  QVERIFY(placeOf(cursor) == place);
  QCOMPARE(cursor.trainer().parameters().theta()[0], 0.125);
  QCOMPARE(cursor.history().branches().size(), std::size_t{2});
  TrainingSettings other = cursor.trainer().session().training;
  other.optimizer.learningRate *= 2;
  cursor.setTraining(other);
  QVERIFY(placeOf(cursor) == place);
  other.batchSize = 3;
  cursor.setTraining(other);
  QVERIFY(placeOf(cursor) == (Place{place.iteration, 0, 0}));
}

void TestPassCursor::resetBeginsANewHistory() {
  PassCursor cursor(smallSession());
  cursor.advance(StepSize::Epoch);
  cursor.advance(StepSize::Phase);
  cursor.reset();
  QVERIFY(placeOf(cursor) == (Place{0, 0, 0}));
  QCOMPARE(cursor.history().end(), 0);
  QCOMPARE(cursor.instant().done, 0);
}

QTEST_GUILESS_MAIN(TestPassCursor)
#include "tst_pass_cursor.moc"
