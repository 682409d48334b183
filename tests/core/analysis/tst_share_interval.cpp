#include "core/analysis/share_interval.h"

#include <QTest>
#include <cmath>

using namespace backscope;

class TestShareInterval : public QObject {
  Q_OBJECT

 private slots:
  /// At the ends of the interval p₀ the share that was found lies exactly z deviations away: (p − p₀)² = z² p₀ (1 − p₀)
  /// / n. This is what (1) solves.
  void theEndsAreWhereTheShareIsJustPossible() {
    constexpr double kZ = 1.959963984540054;
    for (const std::size_t n : {std::size_t{1}, std::size_t{10}, std::size_t{1000}})
      for (std::size_t k = 0; k <= n; k += std::max(n / 7, std::size_t{1})) {
        const ShareInterval interval = wilsonInterval(k, n);
        const double p = static_cast<double>(k) / static_cast<double>(n);
        QCOMPARE(interval.share, p);
        QVERIFY(interval.low >= 0 && interval.low <= p && p <= interval.high && interval.high <= 1);
        for (const double end : {interval.low, interval.high}) {
          const double off = (p - end) * (p - end) - kZ * kZ * end * (1 - end) / static_cast<double>(n);
          QVERIFY(std::abs(off) < 1e-14);
        }
      }
  }

  void numbersAreThePublishedOnes() {
    // Newcombe 1998, Statistics in Medicine 17, Table I, method 3: 81/263, 15/148, 0/20, 1/29.
    const auto isAbout = [](std::size_t k, std::size_t n, double low, double high) {
      const ShareInterval interval = wilsonInterval(k, n);
      return std::abs(interval.low - low) < 6e-5 && std::abs(interval.high - high) < 6e-5;
    };
    QVERIFY(isAbout(81, 263, 0.2553, 0.3662));
    QVERIFY(isAbout(15, 148, 0.0624, 0.1605));
    QVERIFY(isAbout(0, 20, 0.0000, 0.1611));
    QVERIFY(isAbout(1, 29, 0.0061, 0.1718));
  }

  void withoutTrialsNothingIsKnown() {
    QCOMPARE(wilsonInterval(0, 0).low, 0.0);
    QCOMPARE(wilsonInterval(0, 0).high, 1.0);
  }
};

QTEST_GUILESS_MAIN(TestShareInterval)
#include "tst_share_interval.moc"
