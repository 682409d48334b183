#include "core/session/session_limits.h"

#include "core/session/json_text.h"

namespace backscope {

std::string WholeRange::text() const {
  std::string text = std::to_string(low);
  if (high != low) text.append("…").append(std::to_string(high));
  return text;
}

std::string RealRange::text() const {
  if (high == limits::kLargest) return "≥ " + allDigits(low);
  const std::string from = allDigits(low);
  const std::string to = allDigits(high);
  if (!isLowOpen && !isHighOpen) return from + "…" + to;
  return from + (isLowOpen ? " < … " : " ≤ … ") + (isHighOpen ? "< " : "≤ ") + to;
}

}  // namespace backscope
