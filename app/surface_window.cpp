#include "app/surface_window.h"

#include <algorithm>
#include <cmath>

namespace backscope {

namespace {

struct Range {
  double low = 0;
  double high = 0;
  double length() const { return high - low; }
  void include(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  void widenTo(double length) {
    const double missing = std::max(0.0, length - this->length()) / 2;
    low -= missing;
    high += missing;
  }
};

SurfaceWindow windowOf(const Range& alpha, const Range& beta) { return {alpha.low, alpha.high, beta.low, beta.high}; }

/// Room that is left at each side, and how much of a window has to be used.
constexpr double kRoom = 0.1;
constexpr double kLeastUse = 0.4;

/// About this many tidy steps are in a range.
constexpr double kTidySteps = 12;

double tidyBelow(double value) {
  const double decade = std::pow(10.0, std::floor(std::log10(value)));
  for (const double step : {5.0, 2.0})
    if (step * decade <= value) return step * decade;
  return decade;
}

/// `count` tidy steps, as the number that is nearest to their decimal: 6 of 0.2 are 1.2.
double tidySteps(double count, double step) { return step < 1 ? count / std::round(1 / step) : count * step; }

Range fitRange(const Range& wanted, const std::optional<Range>& before) {
  if (before && before->low <= wanted.low && wanted.high <= before->high &&
      wanted.length() >= kLeastUse * before->length())
    return *before;
  const double room = kRoom * wanted.length();
  const double step = tidyBelow((wanted.length() + 2 * room) / kTidySteps);
  return {tidySteps(std::floor((wanted.low - room) / step), step),
          tidySteps(std::ceil((wanted.high + room) / step), step)};
}

/// Of two weights: also where it has not moved, a part of the landscape.
SurfaceWindow aroundWeights(const SurfacePicture& picture) {
  const auto rangeOf = [&](double PlanePlace::*coordinate) {
    const double here = picture.here.place.*coordinate;
    const double radius = std::max(1.0, std::abs(here) / 2);
    Range range{here - radius, here + radius};
    for (const SurfacePicture::Dot& dot : picture.path) range.include(dot.mark.place.*coordinate);
    return range;
  };
  return windowOf(rangeOf(&PlanePlace::alpha), rangeOf(&PlanePlace::beta));
}

/// Neither side much shorter than the other, in the space of the parameters.
SurfaceWindow aroundMarks(const SurfacePicture& picture, bool withPath) {
  constexpr double kLeastShare = 0.4;
  Range alpha{picture.here.place.alpha, picture.here.place.alpha};
  Range beta{picture.here.place.beta, picture.here.place.beta};
  const auto include = [&](const PlanePlace& place) {
    alpha.include(place.alpha);
    beta.include(place.beta);
  };
  for (const SurfacePicture::Saved& saved : picture.points) include(saved.mark.place);
  if (withPath)
    for (const SurfacePicture::Dot& dot : picture.path) include(dot.mark.place);
  const double alphaLength = alpha.length() * picture.uLength;
  const double betaLength = beta.length() * picture.vLength;
  alpha.widenTo(std::max(kLeastShare * betaLength, alphaLength) / picture.uLength);
  beta.widenTo(std::max(kLeastShare * alphaLength, betaLength) / picture.vLength);
  return windowOf(alpha, beta);
}

SurfaceWindow aroundNow(const SurfacePicture& picture, double radius) {
  constexpr double kMost = 4;
  constexpr std::size_t kRecentPart = 4;
  double farthest = 0;
  const std::size_t dots = static_cast<std::size_t>(std::ranges::count_if(
      picture.path, [&](const SurfacePicture::Dot& dot) { return dot.iteration < picture.iteration; }));
  for (std::size_t k = dots - dots / kRecentPart; k < dots; ++k) {
    const PlanePlace& place = picture.path[k].mark.place;
    farthest = std::max({farthest, std::abs(place.alpha), std::abs(place.beta)});
  }
  const double side = std::clamp(farthest, radius, kMost * radius);
  return {-side, side, -side, side};
}

}  // namespace

bool isWindow(const SurfaceWindow& window) {
  return std::isfinite(window.alphaHigh - window.alphaLow) && std::isfinite(window.betaHigh - window.betaLow) &&
         window.alphaHigh > window.alphaLow && window.betaHigh > window.betaLow;
}

SurfaceWindow wantedWindow(const SurfacePicture& picture, double theta, double step) {
  constexpr double kSteps = 5;
  constexpr double kLeastOfStep = 0.05;
  constexpr double kLeastOfCurvature = 0.5;
  switch (picture.kind) {
    case PlaneKind::Weights:
      return aroundWeights(picture);
    case PlaneKind::Random:
      return aroundNow(picture, 1);
    case PlaneKind::Step:
      return aroundNow(picture, std::max({kSteps * step, theta / 10, kLeastOfStep}));
    case PlaneKind::Curvature:
      return aroundNow(picture, std::max(theta / 2, kLeastOfCurvature));
    case PlaneKind::Path:
      return aroundMarks(picture, true);
    case PlaneKind::Points:
      return aroundMarks(picture, false);
  }
  return {};
}

SurfaceWindow fitWindow(const SurfaceWindow& wanted, const std::optional<SurfaceWindow>& before) {
  std::optional<Range> alpha;
  std::optional<Range> beta;
  if (before) {
    alpha = Range{before->alphaLow, before->alphaHigh};
    beta = Range{before->betaLow, before->betaHigh};
  }
  return windowOf(fitRange({wanted.alphaLow, wanted.alphaHigh}, alpha),
                  fitRange({wanted.betaLow, wanted.betaHigh}, beta));
}

}  // namespace backscope
