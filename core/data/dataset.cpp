#include "core/data/dataset.h"

namespace backscope {
namespace {

bool allAre(std::span<const double> y, double one, double other) {
  for (const double value : y) {
    if (value != one && value != other) return false;
  }
  return true;
}

/// Every example has exactly one +1.
bool markOneClass(std::span<const double> y, std::size_t outputs) {
  for (std::size_t first = 0; first < y.size(); first += outputs) {
    int marked = 0;
    for (const double value : y.subspan(first, outputs)) marked += value == 1.0 ? 1 : 0;
    if (marked != 1) return false;
  }
  return true;
}

}  // namespace

std::span<const double> Dataset::inputOf(int n) const {
  const std::size_t width = static_cast<std::size_t>(inputs);
  return std::span(x).subspan(static_cast<std::size_t>(n) * width, width);
}

std::span<const double> Dataset::targetOf(int n) const {
  const std::size_t width = static_cast<std::size_t>(outputs);
  return std::span(y).subspan(static_cast<std::size_t>(n) * width, width);
}

int Dataset::classes() const {
  if (coding == TargetCoding::Real) return 0;
  return outputs == 1 ? 2 : outputs;
}

int Dataset::classFor(std::span<const double> yhat) const {
  if (coding == TargetCoding::Real) return -1;
  if (outputs == 1) return yhat[0] > (coding == TargetCoding::PlusMinus ? 0.0 : 0.5) ? 1 : 0;
  std::size_t largest = 0;
  for (std::size_t k = 1; k < yhat.size(); ++k) {
    if (yhat[k] > yhat[largest]) largest = k;
  }
  return static_cast<int>(largest);
}

TargetCoding codingOf(std::span<const double> y, int outputs, bool outputIsSigned) {
  const bool plusMinus = allAre(y, -1.0, 1.0);
  const bool zeroOne = allAre(y, 0.0, 1.0);
  if (y.empty() || (!plusMinus && !zeroOne)) return TargetCoding::Real;
  if (outputs > 1 && !markOneClass(y, static_cast<std::size_t>(outputs))) return TargetCoding::Real;
  if (plusMinus && zeroOne) return outputIsSigned ? TargetCoding::PlusMinus : TargetCoding::ZeroOne;
  return plusMinus ? TargetCoding::PlusMinus : TargetCoding::ZeroOne;
}

}  // namespace backscope
