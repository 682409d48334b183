#include "core/sweep/run_depths.h"

#include <QTest>
#include <atomic>

#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;

namespace {

Session smallSession() {
  Session session = test::sampleSession(test::sampleLayers(2, 3, Activation::Tanh));
  std::get<GeneratorSettings>(session.data.source).count = 40;
  return session;
}

std::vector<double> numbersOf(const DepthCell& cell) {
  return {cell.mean,         cell.low, cell.high, cell.own, cell.predicted, static_cast<double>(cell.counted),
          double(cell.zeros)};
}

std::vector<std::vector<double>> measuredIn(const std::vector<std::size_t>& order, int jobs) {
  std::vector<std::vector<double>> cells(kDepthCells);
  runDepths(
      depthBase(smallSession()), order, {jobs}, [] { return false; },
      [&](std::size_t cell, const DepthCell& measured) { cells[cell] = numbersOf(measured); });
  return cells;
}

}  // namespace

class TestRunDepths : public QObject {
  Q_OBJECT

 private slots:
  void neitherOrderNorThreadsChangeABit() {
    const std::vector<std::size_t> order = depthOrder(smallSession().network);
    const std::vector<std::vector<double>> expected = measuredIn(order, 1);
    const std::vector<std::vector<double>> actual = measuredIn({order.rbegin(), order.rend()}, 3);
    for (std::size_t k = 0; k < kDepthCells; ++k) QVERIFY(test::sameBits(actual[k], expected[k]));
  }

  void theNearestCellsComeFirst() {
    const std::vector<std::size_t> order = depthOrder(test::sampleSession().network);
    QCOMPARE(order.size(), kDepthCells);
    QCOMPARE(order[0], depthCellOf(Activation::Tanh, 2));
    QCOMPARE(order[2], depthCellOf(Activation::Tanh, 3));
    QCOMPARE(order[15], depthCellOf(Activation::Tanh, 16));
    QVERIFY(activationOfDepthCell(order[16]) != Activation::Tanh);
    QCOMPARE(depthOfDepthCell(order[16]), 2);
  }

  void whatIsStoppedIsNotReceived() {
    std::atomic<int> received = 0;
    runDepths(
        depthBase(smallSession()), depthOrder(smallSession().network), {2}, [&] { return received >= 5; },
        [&](std::size_t, const DepthCell&) { ++received; });
    QVERIFY(received >= 5 && received <= 6);
  }
};

QTEST_GUILESS_MAIN(TestRunDepths)
#include "tst_run_depths.moc"
