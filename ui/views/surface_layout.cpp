#include "ui/views/surface_layout.h"

#include <algorithm>
#include <cmath>

namespace backscope {

namespace {

constexpr double kGap = 6;
constexpr double kBar = 10;
constexpr double kLeastSide = 60;
constexpr double kMostReach = 1e6;
constexpr double kLeastLength = 1e-6;

int ticksIn(double pixels, double room) { return std::max(2, static_cast<int>(pixels / room)); }

/// Both ends of an axis after a change; the old ones where it would reach too far or become too short.
bool isSensible(double low, double high) {
  return std::isfinite(low) && std::isfinite(high) && std::abs(low) <= kMostReach && std::abs(high) <= kMostReach &&
         high - low >= kLeastLength * std::max(1.0, std::max(std::abs(low), std::abs(high)));
}

SurfaceWindow sensible(const SurfaceWindow& wanted, const SurfaceWindow& old) {
  const bool isAllowed = isSensible(wanted.alphaLow, wanted.alphaHigh) && isSensible(wanted.betaLow, wanted.betaHigh);
  return isAllowed ? wanted : old;
}

}  // namespace

QPointF SurfaceLayout::placeOf(double alpha, double beta) const {
  return {area.left() + (alpha - window.alphaLow) / (window.alphaHigh - window.alphaLow) * area.width(),
          area.bottom() - (beta - window.betaLow) / (window.betaHigh - window.betaLow) * area.height()};
}

double SurfaceLayout::alphaAt(double x) const {
  return window.alphaLow + (x - area.left()) / area.width() * (window.alphaHigh - window.alphaLow);
}

double SurfaceLayout::betaAt(double y) const {
  return window.betaLow + (area.bottom() - y) / area.height() * (window.betaHigh - window.betaLow);
}

SurfaceLayout layoutSurface(const QRectF& rect, const SurfaceWindow& window, const SurfaceTexts& texts) {
  SurfaceLayout layout;
  layout.window = window;
  const double line = texts.lineHeight;
  const double left = rect.left() + texts.tickWidth + kGap;
  const double right = rect.right() - kGap - kBar - kGap - texts.barWidth;
  const double name = texts.nameHeight;
  const double top = rect.top() + name + 2;
  const double below = texts.isBriefName ? std::max(name, line) : line + name;
  const double bottom = rect.bottom() - below - 2;
  layout.area = QRectF(QPointF(left, top), QPointF(std::max(right, left + 1), std::max(bottom, top + 1)));
  layout.betaName = QRectF(left, rect.top(), layout.area.width(), name);
  const double nameLeft = texts.isBriefName ? layout.area.right() + 2 * kGap : layout.area.left();
  layout.alphaName = QRectF(nameLeft, rect.bottom() - name, rect.right() - nameLeft, name);
  layout.bar = QRectF(layout.area.right() + kGap, top, kBar, layout.area.height());
  layout.barName = QRectF(layout.bar.left(), rect.top(), rect.right() - layout.bar.left(), name);
  layout.alphaTicks =
      linearTicks(window.alphaLow, window.alphaHigh, ticksIn(layout.area.width(), 1.6 * texts.tickWidth + kGap));
  layout.betaTicks = linearTicks(window.betaLow, window.betaHigh, ticksIn(layout.area.height(), 1.8 * line));
  return layout;
}

QSizeF leastSurfaceSize(const SurfaceTexts& texts) {
  return {texts.tickWidth + texts.barWidth + 3 * kGap + kBar + kLeastSide,
          texts.lineHeight + 2 * texts.nameHeight + 4 + kLeastSide};
}

SurfaceWindow zoomed(const SurfaceWindow& window, double factor, double alpha, double beta) {
  return sensible({alpha + (window.alphaLow - alpha) / factor, alpha + (window.alphaHigh - alpha) / factor,
                   beta + (window.betaLow - beta) / factor, beta + (window.betaHigh - beta) / factor},
                  window);
}

SurfaceWindow moved(const SurfaceWindow& window, double alpha, double beta) {
  return sensible({window.alphaLow + alpha, window.alphaHigh + alpha, window.betaLow + beta, window.betaHigh + beta},
                  window);
}

}  // namespace backscope
