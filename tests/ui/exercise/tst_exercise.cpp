#include "ui/exercise/exercise.h"

#include <QTest>

#include "core/engine/make_snapshot.h"
#include "tests/support/sample_snapshot.h"
#include "ui/text/number_format.h"

using namespace backscope;
using Verdict = Answer::Verdict;

class TestExercise : public QObject {
  Q_OBJECT

 private slots:
  void whatIsAskedIsHiddenUntilItIsGiven();
  void aWrongEntryChangesNothing();
  void aShownNumberIsKnown();
  void allCanBeShownAtOnce();
  void onASteppedOnPlaceOnlyTheNewStepIsAsked();
  void anotherExampleIsAskedFromItsBeginning();
};

namespace {

/// After so many unit-sized steps of the first example, or of the next one.
std::shared_ptr<const Snapshot> snapshotAfter(int steps, int examples = 0) {
  Session session = test::sampleSession(test::sampleLayers(2, 3, Activation::Tanh));
  session.training.batchSize = 4;
  PassCursor cursor(session);
  for (int k = 0; k < examples; ++k) cursor.advance(StepSize::Example);
  for (int k = 0; k < steps; ++k) cursor.advance(StepSize::Unit);
  SnapshotContext context;
  context.pass = std::make_shared<const PassInstant>(cursor.instant());
  return makeSnapshot(cursor.trainer(), test::sampleNeeds(cursor.trainer()), context);
}

QString shown(const PassLine& line) { return formatNumber(*line.value); }

}  // namespace

void TestExercise::whatIsAskedIsHiddenUntilItIsGiven() {
  Exercise exercise;
  const auto snapshot = snapshotAfter(2);
  exercise.follow(snapshot);
  // The input is given; of the first unit a and z are asked for.
  QVERIFY(exercise.asked() != nullptr);
  QCOMPARE(exercise.askedCount(), 2);
  QCOMPARE(exercise.known()->pass->done, 1);
  QVERIFY(!plainText(exercise.text()).contains(shown(*exercise.asked())));
  const QString a = shown(*exercise.asked());
  QCOMPARE(exercise.give(a).verdict, Verdict::Right);
  QCOMPARE(exercise.askedNumber(), 2);
  QVERIFY(plainText(exercise.text()).contains(a));
  QVERIFY(!plainText(exercise.text()).contains(QStringLiteral("= ") + shown(*exercise.asked())));
  QCOMPARE(exercise.give(shown(*exercise.asked())).verdict, Verdict::Right);
  QVERIFY(exercise.asked() == nullptr);
  QVERIFY(exercise.known() == snapshot);
}

void TestExercise::aWrongEntryChangesNothing() {
  Exercise exercise;
  exercise.follow(snapshotAfter(2));
  const QString before = plainText(exercise.text());
  QVERIFY(exercise.give(QStringLiteral("123.4")).verdict != Verdict::Right);
  QVERIFY(exercise.give(QStringLiteral("?")).verdict == Verdict::NoNumber);
  QCOMPARE(plainText(exercise.text()), before);
  QCOMPARE(exercise.askedNumber(), 1);
}

void TestExercise::aShownNumberIsKnown() {
  Exercise exercise;
  exercise.follow(snapshotAfter(2));
  const QString a = shown(*exercise.asked());
  exercise.show();
  QVERIFY(plainText(exercise.text()).contains(a));
  QCOMPARE(exercise.askedNumber(), 2);
}

void TestExercise::allCanBeShownAtOnce() {
  Exercise exercise;
  const auto snapshot = snapshotAfter(12);
  exercise.follow(snapshot);
  QVERIFY(exercise.known()->pass->done < 12);
  exercise.showAll();
  QVERIFY(exercise.asked() == nullptr);
  QVERIFY(exercise.known() == snapshot);
  exercise.show();
  QVERIFY(exercise.asked() == nullptr);
}

void TestExercise::onASteppedOnPlaceOnlyTheNewStepIsAsked() {
  Exercise exercise;
  exercise.follow(snapshotAfter(2));
  exercise.showAll();
  exercise.follow(snapshotAfter(3));
  QVERIFY(exercise.asked() != nullptr);
  QCOMPARE(exercise.known()->pass->done, 2);
  QCOMPARE(exercise.asked()->subject.unit, 1);
  // Back again, nothing is forgotten.
  exercise.follow(snapshotAfter(2));
  QVERIFY(exercise.asked() == nullptr);
}

void TestExercise::anotherExampleIsAskedFromItsBeginning() {
  Exercise exercise;
  exercise.follow(snapshotAfter(9));
  exercise.showAll();
  exercise.follow(snapshotAfter(3, 1));
  QVERIFY(exercise.asked() != nullptr);
  QCOMPARE(exercise.known()->pass->done, 1);
}

QTEST_MAIN(TestExercise)
#include "tst_exercise.moc"
