#include "core/training/series.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace backscope {

void Series::append(std::int64_t iteration, double value) {
  assert(m_buckets.empty() || iteration >= m_buckets.back().last);
  if (!m_buckets.empty() && m_valuesInLast < m_valuesPerBucket) {
    SeriesBucket& last = m_buckets.back();
    m_lastBefore = last;
    last.last = iteration;
    last.min = std::min(last.min, value);
    last.max = std::max(last.max, value);
    last.latest = value;
    last.mean += (value - last.mean) / static_cast<double>(++m_valuesInLast);
    return;
  }
  if (m_buckets.size() == kMaxBuckets) {
    joinPairs();
  }
  if (m_buckets.capacity() < kMaxBuckets) {
    m_buckets.reserve(kMaxBuckets);  // a copy has only the room it needs
  }
  m_buckets.push_back({iteration, iteration, value, value, value, value});
  m_valuesInLast = 1;
}

void Series::appendOnce(std::int64_t iteration, double value) {
  if (std::isfinite(value) && (m_buckets.empty() || iteration > m_buckets.back().last)) append(iteration, value);
}

Series Series::scaledBy(double factor) const {
  Series scaled = *this;
  for (SeriesBucket& bucket : scaled.m_buckets)
    for (double* value : {&bucket.min, &bucket.max, &bucket.latest, &bucket.mean}) *value *= factor;
  return scaled;
}

void Series::cutAfter(std::int64_t iteration) {
  if (m_buckets.empty() || m_buckets.back().last <= iteration) return;
  while (!m_buckets.empty() && m_buckets.back().last > iteration) m_buckets.pop_back();
  m_valuesInLast = m_valuesPerBucket;  // all but the last one were full
  // What its last value found there is not known any more.
  if (!m_buckets.empty()) m_lastBefore = m_buckets.back();
}

void Series::removeLast() {
  assert(!m_buckets.empty());
  if (m_valuesInLast > 1) {
    m_buckets.back() = m_lastBefore;
    --m_valuesInLast;
    return;
  }
  m_buckets.pop_back();
  m_valuesInLast = m_valuesPerBucket;  // all but the last bucket are full
}

void Series::joinPairs() {
  static_assert(kMaxBuckets % 2 == 0);
  for (std::size_t i = 0; i < kMaxBuckets / 2; ++i) {
    const SeriesBucket left = m_buckets[2 * i];
    const SeriesBucket right = m_buckets[2 * i + 1];
    m_buckets[i] = {.first = left.first,
                    .last = right.last,
                    .min = std::min(left.min, right.min),
                    .max = std::max(left.max, right.max),
                    .latest = right.latest,
                    .mean = left.mean + (right.mean - left.mean) / 2};  // both are full
  }
  m_buckets.resize(kMaxBuckets / 2);
  m_valuesPerBucket *= 2;
}

}  // namespace backscope
