#include "ui/views/line_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/text/number_format.h"

namespace backscope {

namespace {

QString translated(const char* text) { return QCoreApplication::translate("LineView", text); }

/// Two heights that one could not tell apart in the picture are one.
bool areAlike(double one, double other) {
  constexpr double kVisible = 0.02;
  return std::abs(one - other) <= kVisible * std::max(one, other);
}

}  // namespace

QString lineFinding(const LossProfile& profile) {
  if (profile.distance == 0) return translated("Both ends are the same point: train, or choose another one.");
  if (!std::isfinite(profile.barrier)) return translated("On the way the loss is not finite.");
  const QString rise = formatNumber(profile.rise);
  if (profile.hasBarrier()) {
    QString barrier =
        translated("A barrier of %1 stands between them: the loss is not convex.").arg(formatNumber(profile.barrier));
    if (areAlike(profile.barrier, profile.rise)) return barrier;
    return translated("%1 It is %2 above the straight line from end to end.").arg(barrier, rise);
  }
  if (profile.hasRise())
    return translated("No barrier, but up to %1 above the straight line from end to end: the loss is not convex.")
        .arg(rise);
  return translated("No barrier: nowhere above the straight line from end to end.");
}

QString lineDetails(const LossProfile& profile, int trainExamples) {
  QString ends = translated("L(θ₀)\u00a0=\u00a0%1, L(θ₁)\u00a0=\u00a0%2, ‖θ₁\u00a0−\u00a0θ₀‖\u00a0=\u00a0%3.")
                     .arg(formatNumber(profile.train[profile.first()]), formatNumber(profile.train[profile.last()]),
                          formatNumber(profile.distance));
  if (profile.trainExamples >= trainExamples) return ends;
  return translated("%1 Over the first %2 examples.").arg(ends, formatCount(profile.trainExamples));
}

}  // namespace backscope
