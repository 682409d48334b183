#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace backscope {

/// The values of some iterations in a row, thinned to what a plot needs.
struct SeriesBucket {
  std::int64_t first = 0;  ///< iteration of the first value
  std::int64_t last = 0;   ///< iteration of the last value
  double min = 0;
  double max = 0;
  double latest = 0;  ///< the value at `last`
  double mean = 0;    ///< of all its values
};

/// One number over the iterations, in bounded memory: where it would hold more than kMaxBuckets buckets, neighbours are
/// joined in pairs. Minimum and maximum of each bucket are kept, so a spike is never lost, nor an exact zero.
class Series {
 public:
  static constexpr std::size_t kMaxBuckets = 1024;

  /// Iterations must not go backwards.
  void append(std::int64_t iteration, double value);
  /// The same, but not of what is no finite number, nor at an iteration that is known already, as after cutAfter().
  void appendOnce(std::int64_t iteration, double value);
  /// Drops the buckets that hold a value behind `iteration`, with all of their values.
  void cutAfter(std::int64_t iteration);

  /// Takes back the last append; once.
  void removeLast();
  const std::vector<SeriesBucket>& buckets() const { return m_buckets; }
  bool empty() const { return m_buckets.empty(); }
  /// Every value times `factor`, which is positive.
  Series scaledBy(double factor) const;

 private:
  void joinPairs();

  std::vector<SeriesBucket> m_buckets;
  SeriesBucket m_lastBefore;  ///< the last bucket before its last value came
  std::int64_t m_valuesPerBucket = 1;
  std::int64_t m_valuesInLast = 0;
};

}  // namespace backscope
