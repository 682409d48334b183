#pragma once

namespace backscope {

/// How the places of a slider, 0…kSliderPlaces, stand for numbers.
struct SliderScale {
  double low = 0;
  double high = 1;
  bool isLog = false;
  bool startsAtZero = false;  ///< the first place is 0, below a log scale's low
  double step =
      0;  ///< linear: numbers are multiples of this; log: 1 for whole numbers; 0: any, two digits on a log scale
};

inline constexpr int kSliderPlaces = 1000;

/// The number at a place.
double valueAt(const SliderScale& scale, int place);
/// The place nearest to a number, the ends for what lies beyond them.
int placeOf(const SliderScale& scale, double value);

}  // namespace backscope
