#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <vector>

namespace backscope {

/// Collects the repetitions of each benchmark and prints, at the end, medians and the ratios that the project promises.
class RatioReporter : public benchmark::ConsoleReporter {
 public:
  /// items a second of `numerator` over those of `denominator`, and the least ratio that will do.
  struct Promise {
    std::string name;
    std::string numerator;
    std::string denominator;
    double least;
  };

  explicit RatioReporter(std::vector<Promise> promises) : m_promises(std::move(promises)) {}

  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

  /// The median items a second; 0 where the benchmark did not run.
  double median(const std::string& benchmark) const;

 private:
  std::vector<Promise> m_promises;
  std::map<std::string, std::vector<double>> m_rates;
};

}  // namespace backscope
