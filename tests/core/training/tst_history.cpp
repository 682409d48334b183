#include "core/training/history.h"

#include <QtTest>

#include "tests/support/random_session.h"
#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using test::sameBits;

class TestHistory : public QObject {
  Q_OBJECT

 private slots:
  void everyIterationComesBackWithTheSameBits();
  void aLongRunStaysWithinItsMemory();
  void aChangeAtTheEndIsPartOfTheRun();
  void whatWasChangedIsChangedAgainOnTheWay();
  void aChangeInThePastBeginsABranch();
  void branchesAreChosenAgainWithTheSameBits();
  void aBranchsCurvesAreThoseOfItsOwnCourse();
  void aBranchsCurvesKnowTheChangesOfTheirCourse();
  void theOldFutureCanBeDiscarded();
  void thePresentBranchIsNeverDiscarded();
  void theOldestBranchGoesWhenThereAreTooMany();
  void anEpochsFirstIterationIsFound();
  void bookmarksGoWithTheirBranch();
};

namespace {

/// A trainer with its history.
struct Run {
  explicit Run(const Session& session) : trainer(session), history(trainer) {}
  void go(int updates) {
    for (int k = 0; k < updates; ++k) {
      QVERIFY(trainer.stepBatch(&report));
      history.record(trainer, report);
    }
  }
  void edit(std::size_t index, double value) {
    trainer.setParameter(index, value);
    history.recordEdit(trainer);
  }
  Trainer trainer;
  History history;
  BatchReport report;
};

TrainerState stateAfter(const Session& session, std::int64_t updates) {
  Trainer trainer(session);
  while (trainer.iteration() < updates) trainer.stepBatch();
  return trainer.state();
}

bool isSame(const TrainerState& left, const TrainerState& right) {
  return left.iteration == right.iteration && left.epoch == right.epoch && left.position == right.position &&
         left.optimizer.steps == right.optimizer.steps && sameBits(left.theta, right.theta) &&
         sameBits(left.optimizer.mean, right.optimizer.mean) &&
         sameBits(left.optimizer.meanSquare, right.optimizer.meanSquare);
}

}  // namespace

void TestHistory::everyIterationComesBackWithTheSameBits() {
  Random random(11, RandomStream::Data);
  for (int k = 0; k < 40; ++k) {
    const Session session = test::drawSession(random);
    Run run(session);
    const int length = drawInt(random, 1, 300);
    run.go(length);
    for (int move = 0; move < 10; ++move) {
      const int target = drawInt(random, 0, length);
      run.history.seek(run.trainer, target);
      QVERIFY(isSame(run.trainer.state(), stateAfter(session, target)));
    }
  }
}

void TestHistory::aLongRunStaysWithinItsMemory() {
  const Session session = test::sampleSession();
  Run run(session);
  run.go(300'000);
  QVERIFY2(run.history.bytes() < 2 * History::kStateBytes + (2u << 20),
           qPrintable(QString::number(run.history.bytes())));
  run.history.seek(run.trainer, 123'457);
  QVERIFY(isSame(run.trainer.state(), stateAfter(session, 123'457)));
}

void TestHistory::aChangeAtTheEndIsPartOfTheRun() {
  Run run(test::sampleSession());
  run.go(20);
  run.edit(3, 0.75);
  run.go(20);
  const TrainerState end = run.trainer.state();
  QCOMPARE(run.history.branches().size(), std::size_t{1});
  run.history.seek(run.trainer, 20);
  QCOMPARE(run.trainer.parameters().theta()[3], 0.75);
  run.history.seek(run.trainer, 40);
  QVERIFY(isSame(run.trainer.state(), end));
}

void TestHistory::whatWasChangedIsChangedAgainOnTheWay() {
  Run run(test::sampleSession());
  run.go(20);
  TrainingSettings faster = run.trainer.session().training;
  faster.optimizer.learningRate *= 3;
  run.trainer.setTraining(faster);
  run.history.recordEdit(run.trainer);
  run.go(20);
  run.edit(0, -1.5);
  run.go(20);
  const TrainerState end = run.trainer.state();
  run.history.seek(run.trainer, 5);
  QVERIFY(run.trainer.session().training != faster);
  run.go(55);
  QVERIFY(run.trainer.session().training == faster);
  QVERIFY(isSame(run.trainer.state(), end));
  QCOMPARE(run.history.end(), 60);
}

void TestHistory::aChangeInThePastBeginsABranch() {
  Run run(test::sampleSession());
  run.go(50);
  run.history.seek(run.trainer, 30);
  run.edit(2, 0.5);
  QCOMPARE(run.history.branches().size(), std::size_t{2});
  QVERIFY(run.history.branches().back() == (Branch{1, 0, 30, 30}));
  QCOMPARE(run.history.branch(), 1);
  QCOMPARE(run.trainer.parameters().theta()[2], 0.5);
  run.edit(2, 0.25);  // the same change, gone on with
  QCOMPARE(run.history.branches().size(), std::size_t{2});
  run.go(40);
  QCOMPARE(run.history.end(), 70);
  run.history.seek(run.trainer, 29);
  QVERIFY(isSame(run.trainer.state(), stateAfter(test::sampleSession(), 29)));
  run.history.seek(run.trainer, 30);
  QCOMPARE(run.trainer.parameters().theta()[2], 0.25);
}

void TestHistory::branchesAreChosenAgainWithTheSameBits() {
  Run run(test::sampleSession());
  run.go(50);
  const TrainerState first = run.trainer.state();
  run.history.seek(run.trainer, 30);
  run.edit(2, 0.5);
  run.go(33);
  const TrainerState second = run.trainer.state();
  run.history.choose(run.trainer, 0);
  QVERIFY(isSame(run.trainer.state(), first));
  QCOMPARE(run.history.end(), 50);
  run.go(10);
  QVERIFY(isSame(run.trainer.state(), stateAfter(test::sampleSession(), 60)));
  run.history.choose(run.trainer, 1);
  QVERIFY(isSame(run.trainer.state(), second));
}

void TestHistory::aBranchsCurvesAreThoseOfItsOwnCourse() {
  Run run(test::sampleSession());
  run.go(5000);  // more than there are buckets, so the fork falls into the middle of one
  Run same(test::sampleSession());
  same.go(3001);
  run.history.seek(run.trainer, 3001);
  run.edit(2, 0.5);
  same.edit(2, 0.5);
  run.go(500);
  same.go(500);
  const auto& cut = run.history.series().batchLoss.buckets();
  const auto& whole = same.history.series().batchLoss.buckets();
  QCOMPARE(cut.back().last, whole.back().last);
  QCOMPARE(cut.back().latest, whole.back().latest);
  double mostCut = 0;
  double mostWhole = 0;
  for (const SeriesBucket& bucket : cut) mostCut = std::max(mostCut, bucket.max);
  for (const SeriesBucket& bucket : whole) mostWhole = std::max(mostWhole, bucket.max);
  QCOMPARE(mostCut, mostWhole);
  for (std::size_t k = 1; k < cut.size(); ++k) QCOMPARE(cut[k].first, cut[k - 1].last + 1);
}

/// Where the fork falls into a bucket that begins before a change, what is made up for goes through the change again.
void TestHistory::aBranchsCurvesKnowTheChangesOfTheirCourse() {
  Session session = test::sampleSession();
  session.initialization.identical = true;
  for (int phase = 0; phase < 4; ++phase) {
    const int place = 40'000 + 128 * phase;
    Run run(session);
    run.go(place);
    run.edit(0, run.trainer.parameters().theta()[0] + 1e-6);
    run.go(1000);
    run.history.seek(run.trainer, place + 1);
    run.edit(2, 0.5);
    QCOMPARE(run.history.series().edits, (std::vector<std::int64_t>{0, place, place + 1}));
    double nudged = 0;
    for (const SeriesBucket& bucket : run.history.series().weightDistance[0].buckets())
      if (bucket.first <= place && bucket.last >= place) nudged = bucket.max;
    QVERIFY2(nudged > 0.9e-6, qPrintable(QString::number(nudged)));
  }
}

void TestHistory::theOldFutureCanBeDiscarded() {
  Run run(test::sampleSession());
  run.go(50);
  run.history.seek(run.trainer, 40);
  run.edit(1, 1);
  run.history.choose(run.trainer, 0);
  run.history.seek(run.trainer, 30);
  run.edit(2, 0.5);
  run.go(5);
  QCOMPARE(run.history.branches().size(), std::size_t{3});
  run.history.discard(0);  // with the branch that left it at 40
  QCOMPARE(run.history.branches().size(), std::size_t{2});
  QCOMPARE(run.history.branches().front().end, 30);
  const TrainerState state = run.trainer.state();
  run.history.seek(run.trainer, 12);
  QVERIFY(isSame(run.trainer.state(), stateAfter(test::sampleSession(), 12)));
  run.history.seek(run.trainer, 35);
  QVERIFY(isSame(run.trainer.state(), state));
}

void TestHistory::thePresentBranchIsNeverDiscarded() {
  Run run(test::sampleSession());
  run.go(10);
  run.history.discard(0);
  QCOMPARE(run.history.branches().size(), std::size_t{1});
  QCOMPARE(run.history.end(), 10);
}

void TestHistory::theOldestBranchGoesWhenThereAreTooMany() {
  Run run(test::sampleSession());
  run.go(100);
  for (int k = 0; k < 2 * static_cast<int>(History::kMostBranches); ++k) {
    run.history.choose(run.trainer, 0);
    run.history.seek(run.trainer, 90 - k);
    run.edit(0, k);
  }
  QCOMPARE(run.history.branches().size(), History::kMostBranches);
  QCOMPARE(run.history.branches().front().id, 0);
  QCOMPARE(run.history.branches().back().id, run.history.branch());
}

void TestHistory::anEpochsFirstIterationIsFound() {
  Run run(test::sampleSession());
  run.go(200);
  const std::int64_t found = run.history.iterationOfEpoch(run.trainer, 3);
  run.history.seek(run.trainer, found);
  QCOMPARE(run.trainer.epoch(), 3);
  QCOMPARE(run.trainer.position(), 0);
}

void TestHistory::bookmarksGoWithTheirBranch() {
  Run run(test::sampleSession());
  run.go(10);
  run.history.addBookmark("before", run.trainer);
  run.go(35);
  run.history.addBookmark("late", run.trainer);
  run.go(5);
  run.history.seek(run.trainer, 30);
  run.edit(2, 0.5);
  run.history.addBookmark("new", run.trainer);
  run.history.discard(0);
  QCOMPARE(run.history.bookmarks().size(), std::size_t{2});
  QVERIFY(run.history.bookmarks()[0] == (Bookmark{"before", 0, 10}));
  run.history.removeBookmark(7);
  run.history.discard(99);
  run.history.choose(run.trainer, 99);
  QCOMPARE(run.history.branch(), 1);
  QCOMPARE(run.history.bookmarks().size(), std::size_t{2});
  run.history.removeBookmark(0);
  QVERIFY(run.history.bookmarks()[0] == (Bookmark{"new", 1, 30}));
}

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
