#include "core/training/edit_log.h"

#include <QTest>
#include <vector>

#include "tests/support/random_session.h"
#include "tests/support/same_bits.h"

using namespace backscope;
using namespace backscope::test;

class TestEditLog : public QObject {
  Q_OBJECT

 private slots:
  void undoReturnsToTheSameBits();
  void whatWasTrainedSinceStaysAsABranch();
  void aDragIsTakenBackAsOne();
  void whatIsDiscardedIsNotUndone();
};

namespace {

/// All that training goes on from.
struct Bits {
  std::vector<double> theta;
  std::vector<double> mean;
  std::vector<double> meanSquare;
  std::int64_t iteration = 0;
  FrozenPlaces frozen;
};

Bits bitsOf(const PassCursor& cursor) {
  const Trainer& trainer = cursor.trainer();
  return {trainer.parameters().theta(), trainer.optimizer().mean, trainer.optimizer().meanSquare, trainer.iteration(),
          trainer.session().training.frozen};
}

bool isSame(const Bits& one, const Bits& other) {
  return sameBits(one.theta, other.theta) && sameBits(one.mean, other.mean) &&
         sameBits(one.meanSquare, other.meanSquare) && one.iteration == other.iteration && one.frozen == other.frozen;
}

/// Goes on, goes back or chooses another branch, as somebody would between two edits.
void wander(PassCursor& cursor, Random& random) {
  const History& history = cursor.history();
  const int moves = drawInt(random, 0, 3);
  for (int k = 0; k < moves; ++k) switch (drawInt(random, 0, 4)) {
      case 0:
        cursor.seek(drawInt(random, 0, static_cast<int>(history.end())));
        break;
      case 1:
        cursor.retreat(static_cast<StepSize>(drawInt(random, 0, 4)));
        break;
      case 2:
        cursor.chooseBranch(history
                                .branches()[static_cast<std::size_t>(
                                    drawInt(random, 0, static_cast<int>(history.branches().size()) - 1))]
                                .id);
        break;
      default:
        cursor.advance(static_cast<StepSize>(drawInt(random, 0, 4)));
    }
}

std::vector<ValueAt> drawValues(Random& random, std::size_t size) {
  std::vector<ValueAt> values;
  for (std::size_t index = 0; index < size; ++index)
    if (drawInt(random, 0, 3) == 0) values.push_back({index, drawInt(random, 1, 20) / 10.0});
  return values;
}

/// To freeze or to release some, or nothing at all.
std::vector<FrozenAt> drawFrozen(Random& random, std::size_t size) {
  std::vector<FrozenAt> frozen;
  if (drawInt(random, 0, 1) == 0) return frozen;
  for (std::size_t index = 0; index < size; ++index)
    if (drawInt(random, 0, 2) == 0) frozen.push_back({index, drawInt(random, 0, 1) == 1});
  return frozen;
}

ModelChange drawChange(Random& random, const Trainer& trainer) {
  const std::size_t size = trainer.parameters().theta().size();
  return {drawValues(random, size), drawValues(random, trainer.optimizer().mean.size()),
          drawValues(random, trainer.optimizer().meanSquare.size()), drawFrozen(random, size)};
}

/// Edits one after the other with the bits before and after each, and where among them undo stands.
struct Edits {
  std::vector<Bits> before;
  std::vector<Bits> after;
  std::int64_t present = 0;
};

}  // namespace

/// Whatever happened in between, undo leads to the bits from before the edit, and redo to those behind it.
void TestEditLog::undoReturnsToTheSameBits() {
  Random random(20261125, RandomStream::Data);
  for (int round = 0; round < 60; ++round) {
    PassCursor cursor(drawSession(random));
    EditLog log;
    Edits made;
    for (int move = 0; move < 12; ++move) {
      const bool canUndo = made.present > 0;
      const bool canRedo = made.present < std::ssize(made.before);
      const int choice = drawInt(random, 0, 3);
      wander(cursor, random);
      const auto at = [](std::vector<Bits>& bits, std::int64_t k) -> Bits& {
        return bits[static_cast<std::size_t>(k)];
      };
      if (choice == 0 && canUndo) {
        QVERIFY(log.undo(cursor, round * 100 + --made.present));
        QVERIFY2(isSame(bitsOf(cursor), at(made.before, made.present)), "undo");
      } else if (choice == 1 && canRedo) {
        QVERIFY(log.redo(cursor, round * 100 + made.present));
        QVERIFY2(isSame(bitsOf(cursor), at(made.after, made.present++)), "redo");
      } else if (!canRedo) {
        made.before.push_back(bitsOf(cursor));
        log.make(cursor, round * 100 + made.present++, drawChange(random, cursor.trainer()));
        made.after.push_back(bitsOf(cursor));
      }
    }
    while (made.present > 0) {
      QVERIFY(log.undo(cursor, round * 100 + --made.present));
      QVERIFY2(isSame(bitsOf(cursor), made.before[static_cast<std::size_t>(made.present)]), "all undone");
    }
  }
}

void TestEditLog::whatWasTrainedSinceStaysAsABranch() {
  Random random(7, RandomStream::Data);
  PassCursor cursor(drawSession(random));
  EditLog log;
  for (int k = 0; k < 3; ++k) cursor.advanceBatch();
  log.make(cursor, 1, {{{0, 0.25}}});
  for (int k = 0; k < 4; ++k) cursor.advanceBatch();
  const Bits trained = bitsOf(cursor);
  QVERIFY(log.isElsewhere(cursor, 1));
  QVERIFY(log.undo(cursor, 1));
  QVERIFY(!log.isElsewhere(cursor, 1));
  QCOMPARE(cursor.trainer().iteration(), std::int64_t{3});
  QCOMPARE(cursor.history().branches().size(), std::size_t{2});
  cursor.chooseBranch(0);
  QVERIFY(isSame(bitsOf(cursor), trained));
}

void TestEditLog::aDragIsTakenBackAsOne() {
  Random random(8, RandomStream::Data);
  PassCursor cursor(drawSession(random));
  EditLog log;
  const Bits first = bitsOf(cursor);
  log.make(cursor, 1, {{{0, 0.1}}});
  log.make(cursor, 1, {{{1, 0.1}}});
  log.make(cursor, 1, {{{0, 0.3}, {2, 0.5}}});
  QVERIFY(log.undo(cursor, 1));
  QVERIFY(isSame(bitsOf(cursor), first));
  QVERIFY(log.redo(cursor, 1));
  const std::vector<double>& theta = cursor.trainer().parameters().theta();
  QCOMPARE(theta[0], 0.3);
  QCOMPARE(theta[1], 0.1);
  QCOMPARE(theta[2], 0.5);
}

void TestEditLog::whatIsDiscardedIsNotUndone() {
  Random random(9, RandomStream::Data);
  PassCursor cursor(drawSession(random));
  EditLog log;
  for (int k = 0; k < 3; ++k) cursor.advanceBatch();
  cursor.seek(1);
  log.make(cursor, 1, {{{0, 0.25}}});
  const int edited = cursor.history().branch();
  cursor.chooseBranch(0);
  cursor.discardBranch(edited);
  const Bits bits = bitsOf(cursor);
  QVERIFY(!log.undo(cursor, 1));
  QVERIFY(!log.undo(cursor, 2));
  QVERIFY(isSame(bitsOf(cursor), bits));
}

QTEST_GUILESS_MAIN(TestEditLog)
#include "tst_edit_log.moc"
