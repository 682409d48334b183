#pragma once

#include <cstddef>

namespace backscope {

/// A share that was found in a sample, and where the true one lies.
struct ShareInterval {
  double share = 0;  ///< k / n
  double low = 0;
  double high = 1;
};

/// The 95% confidence interval of a probability of which k of n trials are known, with p = k / n and z = 1.96:
///   (p + z² / 2n ± z √(p (1 − p) / n + z² / 4n²)) / (1 + z² / n)                     (1)
/// It never leaves 0…1 and does not shrink to a point where k is 0 or n. n = 0: nothing is known, 0…1.
/// Source: E. B. Wilson 1927, "Probable inference, the law of succession, and statistical inference", J. Amer. Statist.
/// Assoc. 22, 209–212.
ShareInterval wilsonInterval(std::size_t k, std::size_t n);

}  // namespace backscope
