#include "tests/bench/ratio_reporter.h"

#include <algorithm>
#include <cstdio>

namespace backscope {

bool RatioReporter::ReportContext(const Context& context) {
  output_options_ = OO_None;
  return ConsoleReporter::ReportContext(context);
}

void RatioReporter::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    const auto rate = run.counters.find("items_per_second");
    if (run.run_type == Run::RT_Iteration && rate != run.counters.end())
      m_rates[run.run_name.function_name].push_back(rate->second.value);
  }
  ConsoleReporter::ReportRuns(runs);
}

double RatioReporter::median(const std::string& benchmark) const {
  const auto found = m_rates.find(benchmark);
  if (found == m_rates.end()) return 0;
  std::vector<double> rates = found->second;
  std::ranges::sort(rates);
  return rates[rates.size() / 2];
}

void RatioReporter::Finalize() {
  std::printf("\nmedians of the repetitions, items a second\n");
  for (const auto& [name, rates] : m_rates)
    std::printf("  %-28s %14.4g  (%zu)\n", name.c_str(), median(name), rates.size());
  std::printf("\n%-28s %8s %9s\n", "ratio", "measured", "promised");
  for (const Promise& promise : m_promises) {
    const double below = median(promise.denominator);
    if (below > 0)
      std::printf("%-28s %8.2f %9.2f\n", promise.name.c_str(), median(promise.numerator) / below, promise.least);
  }
}

}  // namespace backscope
