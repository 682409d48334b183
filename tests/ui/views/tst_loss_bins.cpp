#include "ui/views/loss_bins.h"

#include <QTest>
#include <cmath>
#include <limits>

using namespace backscope;

namespace {

StartOutcome ended(double loss, StartEnd end) {
  StartOutcome outcome;
  outcome.train.loss = loss;
  outcome.end = end;
  return outcome;
}

}  // namespace

class TestLossBins : public QObject {
  Q_OBJECT

 private slots:
  void everyStartIsInOneBin() {
    std::vector<StartOutcome> outcomes;
    for (int k = 0; k < 300; ++k)
      outcomes.push_back(ended(std::pow(10, -0.05 * k), k % 3 == 0 ? StartEnd::Solved : StartEnd::Stuck));
    outcomes.push_back(ended(0, StartEnd::Solved));
    outcomes.push_back(ended(5, StartEnd::Diverged));
    outcomes.push_back(ended(std::numeric_limits<double>::infinity(), StartEnd::Stuck));
    const LossBins bins = binLosses(outcomes, {});
    std::size_t sum = bins.zeros.all() + bins.diverged;
    for (const LossBin& bin : bins.bins) sum += bin.all();
    QCOMPARE(sum, outcomes.size());
    QCOMPARE(bins.zeros, (LossBin{1, 0}));
    QCOMPARE(bins.diverged, std::size_t{2});
    QCOMPARE(bins.high, 0);
    QCOMPARE(bins.low, -kMostDecades);
    QVERIFY(bins.isLowCut);
    QVERIFY(bins.bins.front().all() > bins.bins[1].all());
    QCOMPARE(bins.shareOf(1), 1.0);
    QCOMPARE(bins.shareOf(1e-4), 0.5);
  }

  void aLossStandsBetweenItsBinsEdges() {
    const LossBins bins = binLosses(std::vector{ended(0.02, StartEnd::Stuck), ended(0.5, StartEnd::Solved)}, {});
    QCOMPARE(bins.low, -2);
    QCOMPARE(bins.high, 0);
    QVERIFY(!bins.isLowCut);
    const auto binAt = [&](double loss) {
      return bins.bins[static_cast<std::size_t>(bins.shareOf(loss) * static_cast<double>(bins.bins.size()))];
    };
    QCOMPARE(binAt(0.02), (LossBin{0, 1}));
    QCOMPARE(binAt(0.5), (LossBin{1, 0}));
  }

  void theEndsReachAsFarAsWhatIsShownBeside() {
    const LossBins bins = binLosses({}, std::vector{0.125, 30.0});
    QCOMPARE(bins.low, -1);
    QCOMPARE(bins.high, 2);
    QCOMPARE(bins.largest(), std::size_t{0});
    QVERIFY(!binLosses({}, {}).bins.empty());
  }
};

QTEST_GUILESS_MAIN(TestLossBins)
#include "tst_loss_bins.moc"
