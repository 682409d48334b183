#include <QTest>
#include <algorithm>
#include <cstdint>

#include "core/training/series.h"

using namespace backscope;

namespace {

Series filled(std::int64_t count, double (*value)(std::int64_t)) {
  Series series;
  for (std::int64_t i = 0; i < count; ++i) {
    series.append(i, value(i));
  }
  return series;
}

double largest(const Series& series) { return std::ranges::max_element(series.buckets(), {}, &SeriesBucket::max)->max; }

double smallest(const Series& series) {
  return std::ranges::min_element(series.buckets(), {}, &SeriesBucket::min)->min;
}

}  // namespace

class TestSeries : public QObject {
  Q_OBJECT

 private slots:
  void startsEmpty() { QVERIFY(Series().empty()); }

  void keepsEveryValueWhileThereIsRoom() {
    const Series series = filled(1024, [](std::int64_t i) { return static_cast<double>(3 * i); });
    QCOMPARE(series.buckets().size(), Series::kMaxBuckets);
    for (std::size_t i = 0; i < series.buckets().size(); ++i) {
      const SeriesBucket& bucket = series.buckets()[i];
      QCOMPARE(bucket.first, static_cast<std::int64_t>(i));
      QCOMPARE(bucket.last, bucket.first);
      QCOMPARE(bucket.min, 3.0 * static_cast<double>(i));
      QCOMPARE(bucket.max, bucket.min);
      QCOMPARE(bucket.latest, bucket.min);
    }
  }

  void joinsNeighboursWhenItIsFull() {
    const Series series = filled(1025, [](std::int64_t i) { return i % 2 == 0 ? 1.0 : -static_cast<double>(i); });
    QCOMPARE(series.buckets().size(), std::size_t{513});
    const SeriesBucket& second = series.buckets()[1];
    QCOMPARE(second.first, std::int64_t{2});
    QCOMPARE(second.last, std::int64_t{3});
    QCOMPARE(second.min, -3.0);
    QCOMPARE(second.max, 1.0);
    QCOMPARE(second.latest, -3.0);
    QCOMPARE(second.mean, -1.0);
    QCOMPARE(series.buckets().back().first, std::int64_t{1024});
  }

  void bucketsFollowOneAnotherWithoutGapsOrOverlap_data() {
    QTest::addColumn<qint64>("count");
    for (const qint64 count : {1, 2, 1023, 1024, 1025, 2048, 2049, 3000, 4097, 100'000}) {
      QTest::addRow("%lld values", static_cast<long long>(count)) << count;
    }
  }

  void bucketsFollowOneAnotherWithoutGapsOrOverlap() {
    QFETCH(qint64, count);
    const Series series = filled(count, [](std::int64_t i) { return static_cast<double>(i); });
    std::int64_t next = 0;
    for (const SeriesBucket& bucket : series.buckets()) {
      QCOMPARE(bucket.first, next);
      QCOMPARE(bucket.min, static_cast<double>(bucket.first));
      QCOMPARE(bucket.max, static_cast<double>(bucket.last));
      QCOMPARE(bucket.latest, bucket.max);
      next = bucket.last + 1;
    }
    QCOMPARE(next, std::int64_t{count});
  }

  void spikeAndExactZeroSurviveTenMillionValues() {
    const auto value = [](std::int64_t i) { return i == 7'654'321 ? 1e9 : i == 1'234'567 ? 0.0 : 0.25; };
    const Series series = filled(10'000'000, value);
    QVERIFY(series.buckets().size() > Series::kMaxBuckets / 2);
    QVERIFY(series.buckets().size() <= Series::kMaxBuckets);
    QCOMPARE(largest(series), 1e9);
    QCOMPARE(smallest(series), 0.0);
    for (const SeriesBucket& bucket : series.buckets()) {
      QCOMPARE(bucket.max == 1e9, bucket.first <= 7'654'321 && 7'654'321 <= bucket.last);
      QCOMPARE(bucket.min == 0.0, bucket.first <= 1'234'567 && 1'234'567 <= bucket.last);
    }
    QCOMPARE(series.buckets().back().last, std::int64_t{9'999'999});
  }

  void storageStaysWhereItIs() {
    Series series;
    series.append(0, 1);
    const SeriesBucket* storage = series.buckets().data();
    for (std::int64_t i = 1; i < 20'000; ++i) {
      series.append(i, 1);
    }
    QCOMPARE(series.buckets().data(), storage);
  }

  void copyGoesOnLikeTheOriginal() {
    Series original = filled(3000, [](std::int64_t i) { return static_cast<double>(i % 7); });
    Series copy = original;
    for (std::int64_t i = 3000; i < 9000; ++i) {
      original.append(i, static_cast<double>(i % 5));
      copy.append(i, static_cast<double>(i % 5));
    }
    QCOMPARE(copy.buckets().size(), original.buckets().size());
    for (std::size_t i = 0; i < copy.buckets().size(); ++i) {
      QCOMPARE(copy.buckets()[i].first, original.buckets()[i].first);
      QCOMPARE(copy.buckets()[i].max, original.buckets()[i].max);
    }
  }

  void meanIsThatOfAllValuesOfTheBucket() {
    const Series series = filled(4100, [](std::int64_t i) { return static_cast<double>(i); });
    for (const SeriesBucket& bucket : series.buckets()) {
      QCOMPARE(bucket.mean, static_cast<double>(bucket.first + bucket.last) / 2);
    }
  }

  void meanOfExactZerosIsExactlyZero() {
    const Series series = filled(5000, [](std::int64_t) { return 0.0; });
    for (const SeriesBucket& bucket : series.buckets()) {
      QVERIFY(bucket.mean == 0);
    }
  }

  void twoValuesOfOneIterationAreBothKept() {
    Series series;
    series.append(5, 1.0);
    series.append(5, 2.0);
    QCOMPARE(series.buckets().size(), std::size_t{2});
    QCOMPARE(series.buckets()[1].first, std::int64_t{5});
    QCOMPARE(series.buckets()[1].latest, 2.0);
  }
};

QTEST_GUILESS_MAIN(TestSeries)
#include "tst_series.moc"
