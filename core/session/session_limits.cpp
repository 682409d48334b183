#include "core/session/session_limits.h"

#include <cmath>

#include "core/session/json_text.h"

namespace backscope {
namespace {

/// 1,000,000; four digits need no commas.
std::string grouped(std::int64_t number) {
  constexpr std::size_t kGroup = 3;
  std::string digits = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  if (digits.size() - first <= kGroup + 1) return digits;
  std::string text;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    if (at > first && (digits.size() - at) % kGroup == 0) text += ',';
    text += digits[at];
  }
  return text;
}

std::string plain(double number) {
  constexpr double kLargestPlain = 1e15;
  const bool isWhole = std::abs(number) <= kLargestPlain && number == std::floor(number);
  return isWhole ? grouped(static_cast<std::int64_t>(number)) : allDigits(number);
}

}  // namespace

std::string WholeRange::text() const {
  std::string text = grouped(low);
  if (high != low) text.append("…").append(grouped(high));
  return text;
}

std::string RealRange::text() const {
  if (high == limits::kLargest) return "≥ " + plain(low);
  const std::string from = plain(low);
  const std::string to = plain(high);
  if (!isLowOpen && !isHighOpen) return from + "…" + to;
  return from + (isLowOpen ? " < … " : " ≤ … ") + (isHighOpen ? "< " : "≤ ") + to;
}

}  // namespace backscope
