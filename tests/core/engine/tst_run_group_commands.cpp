#include <QtTest>

#include "tests/support/compared_runs.h"
#include "tests/support/same_bits.h"

using namespace backscope;
using test::Comparison;
using test::LoneRuns;
using test::sameBits;

/// What commands do to the runs of a comparison, and what follows from it for the others.
class TestRunGroupCommands : public QObject {
  Q_OBJECT

 private slots:
  void aResetOfAllIsTakenBackInAll();
  void anotherSessionOfOneLeadsAllAndIsTakenBack();
  void anotherRunCatchesUp();
  void aCopyGoesOnAlikeAndByItself();
  void runsAreRemovedAndChosen();
  void bookmarksAreOfAll();
};

void TestRunGroupCommands::aResetOfAllIsTakenBackInAll() {
  Comparison comparison({test::sampleRun(), test::sampleRun(5)}, RunClock::Iterations);
  LoneRuns& runs = comparison.runs;
  runs.post(Step{StepSize::Batch, 20});
  const Session first = runs.captured(1), second = runs.captured(2);
  runs.post(Reset{7});
  QCOMPARE(runs.shown(1)->iteration + runs.shown(2)->iteration, 0);
  runs.post(ExchangeRun{7, 2, test::sampleRun()});
  QVERIFY(runs.captured(1) == first && runs.captured(2) == second);
  QCOMPARE(generationOf(*runs.shown(2)), std::uint64_t{2});
  QVERIFY(runs.shown(2)->generation != runs.shown(1)->generation);
  runs.post(ExchangeRun{7, 3, test::sampleRun()});
  QCOMPARE(runs.shown(1)->iteration + runs.shown(2)->iteration, 0);
}

void TestRunGroupCommands::anotherSessionOfOneLeadsAllAndIsTakenBack() {
  Comparison comparison({test::sampleRun(), test::sampleRun(5)}, RunClock::Iterations);
  LoneRuns& runs = comparison.runs;
  runs.post(Step{StepSize::Batch, 20});
  const Session first = runs.captured(1), second = runs.captured(2);
  const Session other = test::sampleRun(10, {{3, Activation::Sine}, {1, Activation::Tanh}});
  runs.post(ReplaceSession{other, 2, 7});
  QCOMPARE(runs.shown(1)->iteration + runs.shown(2)->iteration, 0);
  QCOMPARE(runs.shown(2)->history->end, 20);
  runs.post(ExchangeRun{7, 3, test::sampleRun()});
  QVERIFY(runs.captured(1) == first && runs.captured(2) == second);
  // One that does not lead goes where the others are.
  runs.post(ReplaceSession{other, 4, 8}, 2);
  QCOMPARE(runs.shown(2)->iteration, 20);
  runs.post(Step{StepSize::Batch, 5});
  runs.post(ExchangeRun{8, 5, other});
  QCOMPARE(runs.shown(1)->iteration, 25);
  QCOMPARE(runs.shown(2)->iteration, 25);
  Trainer alone(test::sampleRun(5));
  while (alone.iteration() < 25) alone.stepBatch();
  QVERIFY(sameBits(runs.shown(2)->parameters.theta(), alone.parameters().theta()));
}

void TestRunGroupCommands::anotherRunCatchesUp() {
  LoneRuns runs(test::sampleRun());
  runs.trainTo(3'000);
  const std::int64_t reached = runs.shown()->iteration;
  runs.send(AddRun{4, test::sampleRun(5)});
  QVERIFY(runs.shown(4)->isCatchingUp);
  QVERIFY(!runs.shown(1)->isCatchingUp);
  runs.post(Step{StepSize::Batch, 1});
  QVERIFY(!runs.shown(4)->isCatchingUp);
  QCOMPARE(runs.shown(4)->iteration, reached + 1);
  QCOMPARE(runs.shown(1)->iteration, reached + 1);
}

void TestRunGroupCommands::aCopyGoesOnAlikeAndByItself() {
  LoneRuns runs(test::sampleRun(4, {{3, Activation::Tanh}, {1, Activation::Tanh}}, OptimizerKind::Adam));
  runs.post(Step{StepSize::Batch, 90});
  runs.post(SetParameter{2, 0.25, 1});
  runs.post(Step{StepSize::Batch, 40});
  runs.post(Seek{60});
  runs.post(SetParameter{0, 1.5, 2});
  runs.post(Step{StepSize::Batch, 30});
  runs.post(Step{StepSize::Unit, 12});
  const Session before = runs.captured(1);
  runs.post(CopyRun{1, 2});
  QVERIFY(runs.captured(2) == before);
  const auto original = runs.shown(1), copy = runs.shown(2);
  QCOMPARE(copy->step, original->step);
  QVERIFY(copy->history->branches == original->history->branches);
  QVERIFY(test::hashesOf(*copy->series) == test::hashesOf(*original->series));
  for (const Command& command : {Command(Step{StepSize::Batch, 50}), Command(Seek{70}), Command(Seek{10})}) {
    runs.post(command);
    QVERIFY(sameBits(runs.shown(1)->parameters.theta(), runs.shown(2)->parameters.theta()));
  }
  const std::vector<double> untouched = runs.shown(1)->parameters.theta();
  runs.post(UndoEdit{2}, 2);
  runs.post(SetParameter{1, -2}, 2);
  QVERIFY(sameBits(runs.shown(1)->parameters.theta(), untouched));
  QVERIFY(!sameBits(runs.shown(2)->parameters.theta(), untouched));
  QCOMPARE(runs.shown(2)->iteration, 10);
}

void TestRunGroupCommands::runsAreRemovedAndChosen() {
  LoneRuns runs(test::sampleRun());
  for (int number = 2; number <= 6; ++number) runs.post(AddRun{number, test::sampleRun(number)});
  QCOMPARE(runs.shown()->others.size(), std::size_t{kMaxCompared});
  runs.post(ChooseRun{3});
  QCOMPARE(runs.shown()->run, 3);
  QCOMPARE(runs.shown()->others.front()->run, 1);
  QVERIFY(runs.shown()->others.front()->others.empty());
  runs.send(Train{});
  runs.work();
  runs.send(RemoveRun{3});
  QCOMPARE(runs.shown()->run, 1);
  QVERIFY(runs.shown()->running);
  for (const int number : {1, 4, 9, 2}) runs.send(RemoveRun{number});
  QVERIFY(runs.shown()->running);
  runs.post(Pause{});
  QCOMPARE(runs.shown()->run, 2);
  QVERIFY(runs.shown()->others.empty());
}

void TestRunGroupCommands::bookmarksAreOfAll() {
  Comparison comparison({test::sampleRun(), test::sampleRun(5)}, RunClock::Iterations);
  LoneRuns& runs = comparison.runs;
  runs.post(AddBookmark{"here"}, 2);
  runs.post(Step{StepSize::Batch, 4});
  runs.post(AddBookmark{"there"});
  QCOMPARE(runs.shown(1)->history->bookmarks.size(), std::size_t{1});
  QCOMPARE(runs.shown(2)->history->bookmarks.size(), std::size_t{2});
  QCOMPARE(runs.shown(2)->history->bookmarks.back().iteration, 4);
  runs.post(RemoveBookmark{0});
  QVERIFY(runs.shown(1)->history->bookmarks.empty());
  QCOMPARE(runs.shown(2)->history->bookmarks.front().name, std::string("here"));
}

QTEST_GUILESS_MAIN(TestRunGroupCommands)
#include "tst_run_group_commands.moc"
