#include <QTest>
#include <algorithm>
#include <cmath>
#include <vector>

#include "core/math/normal_quantile.h"
#include "core/math/random.h"

using namespace backscope;

class TestRandom : public QObject {
  Q_OBJECT

 private slots:
  /// 0.5 − 2⁻⁵³ would be even: every number is an odd multiple of 2⁻⁵³.
  void uniformNumbersLieStrictlyInsideAndOffTheMiddle() {
    Random random(1, RandomStream::Data);
    for (int n = 0; n < 100000; ++n) {
      const double u = random.uniform();
      QVERIFY(u > 0 && u < 1);
      QCOMPARE(std::fmod(u * 0x1p53, 2.0), 1.0);
    }
  }

  void uniformNumbersHaveTheRightMoments() {
    Random random(2, RandomStream::Initialization);
    constexpr int kCount = 200000;
    double sum = 0;
    double squares = 0;
    for (int n = 0; n < kCount; ++n) {
      const double u = random.uniform(-1, 1);
      sum += u;
      squares += u * u;
    }
    // Five standard errors: √(1/3 / n) of the mean, √(4/45 / n) of the mean square.
    QVERIFY(std::fabs(sum / kCount) < 5 * std::sqrt(1.0 / 3 / kCount));
    QVERIFY(std::fabs(squares / kCount - 1.0 / 3) < 5 * std::sqrt(4.0 / 45 / kCount));
  }

  void normalNumbersHaveTheRightMomentsAndTails() {
    Random random(3, RandomStream::Data);
    constexpr int kCount = 200000;
    double moments[5] = {};
    int beyondTwo = 0;
    for (int n = 0; n < kCount; ++n) {
      const double x = random.normal();
      double power = 1;
      for (double& moment : moments) {
        moment += power / kCount;
        power *= x;
      }
      beyondTwo += std::fabs(x) > 2 ? 1 : 0;
    }
    // Five standard errors, from the moments 1, 3, 15, 105 of N(0, 1).
    QVERIFY(std::fabs(moments[1]) < 5 * std::sqrt(1.0 / kCount));
    QVERIFY(std::fabs(moments[2] - 1) < 5 * std::sqrt(2.0 / kCount));
    QVERIFY(std::fabs(moments[3]) < 5 * std::sqrt(15.0 / kCount));
    QVERIFY(std::fabs(moments[4] - 3) < 5 * std::sqrt(96.0 / kCount));
    QVERIFY(std::fabs(beyondTwo / double(kCount) - 0.0455002638963584) < 5 * std::sqrt(0.0455 * 0.9545 / kCount));
  }

  void normalIsTheQuantileOfOneUniformNumber() {
    Random normal(4, RandomStream::Data);
    Random uniform(4, RandomStream::Data);
    for (int n = 0; n < 100; ++n) QCOMPARE(normal.normal(), elementary::normalQuantile(uniform.uniform()));
  }

  void streamsAndSeedsDiffer() {
    std::vector<std::uint64_t> first;
    for (const std::uint64_t seed : {0U, 1U, 2U, 3U}) {
      for (const RandomStream stream :
           {RandomStream::Data, RandomStream::Split, RandomStream::Initialization, RandomStream::Shuffling})
        first.push_back(Random(seed, stream).bits());
    }
    std::sort(first.begin(), first.end());
    QVERIFY(std::adjacent_find(first.begin(), first.end()) == first.end());
  }

  void advanceSkipsExactlyAsManyDraws() {
    Random drawn(5, RandomStream::Shuffling);
    Random skipped(5, RandomStream::Shuffling);
    for (int n = 0; n < 12345; ++n) drawn.bits();
    skipped.advance(12345);
    QCOMPARE(skipped.bits(), drawn.bits());
  }

  void belowGivesEveryValueAboutEquallyOften() {
    Random random(6, RandomStream::Split);
    constexpr int kValues = 7;
    constexpr int kCount = 70000;
    int counts[kValues] = {};
    for (int n = 0; n < kCount; ++n) ++counts[random.below(kValues)];
    for (const int count : counts) QVERIFY(std::abs(count - kCount / kValues) < 5 * std::sqrt(kCount / kValues));
    for (int n = 0; n < 100; ++n) QCOMPARE(random.below(1), std::uint64_t{0});
  }

  /// The first numbers of pcg64 with seed 1 and stream 3, by pcg-cpp 0.98.1: the generator itself must not change.
  void theGeneratorIsPcg64() {
    pcg64 reference(1U, 3U);
    Random random(1, RandomStream::Initialization);
    for (int n = 0; n < 10; ++n) QCOMPARE(random.bits(), static_cast<std::uint64_t>(reference()));
    QCOMPARE(Random(1, RandomStream::Initialization).bits(), std::uint64_t{0xe8dde0c00e96c093});
  }
};

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
