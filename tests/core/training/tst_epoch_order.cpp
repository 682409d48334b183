#include <QtTest>
#include <algorithm>
#include <map>
#include <numeric>

#include "core/training/epoch_order.h"

using namespace backscope;

/// The order of an epoch is a permutation that depends on (seed, epoch) alone.
class TestEpochOrder : public QObject {
  Q_OBJECT

 private slots:
  void everyEpochIsAPermutation_data();
  void everyEpochIsAPermutation();
  void anyEpochIsFoundWithoutTheOnesBefore();
  void seedsAndEpochsDiffer();
  void withoutShufflingNothingMoves();
  void everyPermutationIsEquallyLikely();
  void everyExampleComesToEveryPlace();
};

namespace {

std::vector<int> everyThird(int count) {
  std::vector<int> examples;
  for (int n = 0; n < count; ++n) examples.push_back(3 * n + 1);
  return examples;
}

}  // namespace

void TestEpochOrder::everyEpochIsAPermutation_data() {
  QTest::addColumn<int>("count");
  for (const int count : {1, 2, 3, 4, 5, 8, 31, 280, 1001}) QTest::addRow("%d examples", count) << count;
}

void TestEpochOrder::everyEpochIsAPermutation() {
  QFETCH(int, count);
  const std::vector<int> examples = everyThird(count);
  EpochOrder order(examples, 5, true);
  for (int epoch = 0; epoch < 20; ++epoch) {
    order.moveTo(epoch);
    std::vector<int> sorted = order.order();
    std::ranges::sort(sorted);
    QCOMPARE(sorted, examples);
  }
}

void TestEpochOrder::anyEpochIsFoundWithoutTheOnesBefore() {
  for (const int count : {1, 2, 3, 7, 10, 281}) {
    EpochOrder running(everyThird(count), 11, true);
    EpochOrder jumping(everyThird(count), 11, true);
    for (const std::int64_t epoch : {0, 1, 2, 3, 4, 5, 6, 7}) {
      running.moveTo(epoch);
      EpochOrder fresh(everyThird(count), 11, true);
      fresh.moveTo(epoch);
      jumping.moveTo(1'000'000'007 - epoch);
      jumping.moveTo(epoch);
      QCOMPARE(fresh.order(), running.order());
      QCOMPARE(jumping.order(), running.order());
    }
  }
}

void TestEpochOrder::seedsAndEpochsDiffer() {
  std::vector<std::vector<int>> orders;
  for (const std::uint64_t seed : {0u, 1u, 2u})
    for (const std::int64_t epoch : {0, 1, 2, 1000}) {
      EpochOrder order(everyThird(50), seed, true);
      order.moveTo(epoch);
      orders.push_back(order.order());
    }
  std::ranges::sort(orders);
  QVERIFY(std::ranges::adjacent_find(orders) == orders.end());
}

void TestEpochOrder::withoutShufflingNothingMoves() {
  EpochOrder order(everyThird(50), 1, false);
  for (const std::int64_t epoch : {0, 1, 7, 1'000'000}) {
    order.moveTo(epoch);
    QCOMPARE(order.order(), everyThird(50));
  }
}

/// 24 permutations of four, 24,000 epochs: χ² with 23 degrees of freedom exceeds 60 once in 30,000 times.
void TestEpochOrder::everyPermutationIsEquallyLikely() {
  EpochOrder order({0, 1, 2, 3}, 3, true);
  std::map<std::vector<int>, int> seen;
  for (int epoch = 0; epoch < 24'000; ++epoch) {
    order.moveTo(epoch);
    ++seen[order.order()];
  }
  QCOMPARE(seen.size(), std::size_t{24});
  double chiSquare = 0;
  for (const auto& [permutation, count] : seen) chiSquare += (count - 1000.0) * (count - 1000.0) / 1000.0;
  QVERIFY2(chiSquare < 60, qPrintable(QString::number(chiSquare)));
}

/// Of 101 examples (an odd number, so that one is left over of the pairs), 10,100 epochs: the mean place is 50 within
/// six deviations.
void TestEpochOrder::everyExampleComesToEveryPlace() {
  std::vector<int> examples(101);
  std::iota(examples.begin(), examples.end(), 0);
  EpochOrder order(examples, 8, true);
  std::vector<double> place(101);
  for (int epoch = 0; epoch < 10'100; ++epoch) {
    order.moveTo(epoch);
    for (std::size_t p = 0; p < 101; ++p) place[static_cast<std::size_t>(order.order()[p])] += static_cast<double>(p);
  }
  for (const double sum : place) QVERIFY(std::abs(sum / 10'100 - 50) < 6 * 29.2 / 100.5);
}

QTEST_GUILESS_MAIN(TestEpochOrder)
#include "tst_epoch_order.moc"
