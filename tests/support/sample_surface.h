#pragma once

#include <cmath>
#include <functional>
#include <memory>

#include "ui/views/surface_picture.h"

namespace backscope::test {

/// A surface of any function of α and β.
inline std::shared_ptr<const LossSurface> surfaceOf(const std::function<double(double, double)>& loss, int size = 51,
                                                    const SurfaceWindow& window = {-2, 2, -2, 2}) {
  auto surface = std::make_shared<LossSurface>();
  surface->window = window;
  surface->columns = surface->rows = size;
  surface->examples = 4;
  for (int row = 0; row < size; ++row)
    for (int column = 0; column < size; ++column)
      surface->loss.push_back(loss(window.alphaLow + (window.alphaHigh - window.alphaLow) * column / (size - 1),
                                   window.betaLow + (window.betaHigh - window.betaLow) * row / (size - 1)));
  return surface;
}

/// Two valleys with a saddle at 0 between them.
inline double twoValleys(double alpha, double beta) {
  return 0.002 + 0.1 * (alpha * alpha - 1) * (alpha * alpha - 1) + 0.2 * beta * beta;
}

/// A path over the two valleys that comes from a place 1.5 off the plane and now stands in the right one.
inline SurfacePicture samplePicture() {
  SurfacePicture picture;
  picture.kind = PlaneKind::Random;
  picture.surface = surfaceOf(twoValleys);
  picture.here = {{0.9, 0.1, 0}, twoValleys(0.9, 0.1)};
  picture.iteration = 400;
  for (int k = 0; k < 40; ++k) {
    const double t = k / 40.0;
    const double alpha = -0.2 + 1.1 * t * t;
    const double beta = 1.6 * (1 - t) * (1 - t) + 0.1;
    const double off = 1.5 * (1 - t) * (1 - t) * (1 - t);
    picture.path.push_back({10 * k, {{alpha, beta, off}, twoValleys(alpha, beta) + 0.3 * off}});
  }
  return picture;
}

}  // namespace backscope::test
