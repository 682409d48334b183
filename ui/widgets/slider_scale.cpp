#include "ui/widgets/slider_scale.h"

#include <algorithm>
#include <cmath>

namespace backscope {

namespace {

/// A log scale that starts at 0 keeps this many places for it, so that 0 can be hit.
constexpr int kPlacesOfZero = 30;

int firstPlace(const SliderScale& scale) { return scale.startsAtZero ? kPlacesOfZero : 0; }

double twoDigits(double value) {
  const double unit = std::pow(10, std::floor(std::log10(value)) - 1);
  // Divided by a power of ten where there are decimals: 29 / 1000 is 0.029, 29 · 0.001 is not.
  return unit < 1 ? std::round(value / unit) / std::round(1 / unit) : std::round(value / unit) * unit;
}

}  // namespace

double valueAt(const SliderScale& scale, int place) {
  if (scale.startsAtZero && place < kPlacesOfZero) return 0;
  if (place >= kSliderPlaces) return scale.high;
  const int first = firstPlace(scale);
  const double share = static_cast<double>(place - first) / (kSliderPlaces - first);
  if (!scale.isLog) {
    const double value = scale.low + share * (scale.high - scale.low);
    return scale.step > 0 ? std::round(value / scale.step) / std::round(1 / scale.step) : value;
  }
  const double value = scale.low * std::pow(scale.high / scale.low, share);
  return scale.step > 0 ? std::round(value) : std::clamp(twoDigits(value), scale.low, scale.high);
}

int placeOf(const SliderScale& scale, double value) {
  const int first = firstPlace(scale);
  if (!scale.isLog)
    return static_cast<int>(
        std::lround(std::clamp((value - scale.low) / (scale.high - scale.low), 0.0, 1.0) * kSliderPlaces));
  if (value <= 0) return 0;
  const double share = std::log(value / scale.low) / std::log(scale.high / scale.low);
  return first + static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * (kSliderPlaces - first)));
}

}  // namespace backscope
