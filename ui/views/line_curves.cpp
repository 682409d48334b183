#include "ui/views/line_curves.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <memory>

#include "ui/text/number_format.h"

namespace backscope {

namespace {

QString translated(const char* text) { return QCoreApplication::translate("LineView", text); }

std::int64_t iterationOf(double alpha, double beyond) { return std::llround(PlotWay::kHundredths * (alpha + beyond)); }

std::shared_ptr<const Series> seriesOf(const LossProfile& profile, const std::vector<double>& losses, double beyond) {
  auto series = std::make_shared<Series>();
  for (std::size_t k = 0; k < losses.size(); ++k)
    series->appendOnce(iterationOf(profile.alphaOf(k), beyond), losses[k]);
  return series;
}

double lossAt(const LossProfile& profile, double alpha) {
  return (1 - alpha) * profile.train[profile.first()] + alpha * profile.train[profile.last()];
}

std::shared_ptr<const Series> chordOf(const LossProfile& profile, double beyond) {
  auto series = std::make_shared<Series>();
  for (std::size_t k = profile.first(); k <= profile.last(); ++k) {
    const double alpha = profile.alphaOf(k);
    series->appendOnce(iterationOf(alpha, beyond), lossAt(profile, alpha));
  }
  return series;
}

/// A difference of the ends that one could see.
bool isSloping(const LossProfile& profile) {
  constexpr double kVisible = 1e-3;
  const double from = profile.train[profile.first()];
  const double to = profile.train[profile.last()];
  return std::abs(to - from) > kVisible * std::max(std::abs(profile.train[profile.highest]), profile.rise);
}

std::optional<PlotWay::Bracket> bracketOf(const LossProfile& profile, double beyond) {
  const bool hasBarrier = profile.hasBarrier();
  if (!hasBarrier && !profile.hasRise()) return std::nullopt;
  const std::size_t at = hasBarrier ? profile.highest : profile.mostAbove;
  const double alpha = profile.alphaOf(at);
  const double height = hasBarrier ? profile.barrier : profile.rise;
  PlotWay::Bracket bracket;
  bracket.iteration = static_cast<double>(iterationOf(alpha, beyond));
  bracket.high = profile.train[at];
  bracket.low = profile.train[at] - height;
  bracket.text = hasBarrier ? translated("barrier %1").arg(formatNumber(height)) : formatNumber(height);
  return bracket;
}

}  // namespace

std::vector<PlotCurve> curvesOf(const LossProfile& profile, double beyond, const ThemeColors& colors) {
  std::vector<PlotCurve> curves;
  if (isSloping(profile))
    curves.push_back({.name = translated("straight from end to end"),
                      .symbol = {},
                      .color = colors.mutedText,
                      .style = PlotCurve::Style::DottedLine,
                      .series = chordOf(profile, beyond),
                      .isGhost = true,
                      .hasEndLabel = false});
  curves.push_back({translated("train"), QString(), colors.trainCurve, PlotCurve::Style::Line,
                    seriesOf(profile, profile.train, beyond)});
  if (!profile.test.empty())
    curves.push_back({translated("test"), QString(), colors.testCurve, PlotCurve::Style::DashedLine,
                      seriesOf(profile, profile.test, beyond)});
  return curves;
}

PlotWay wayOf(const LossProfile& profile, double beyond, const QString& from, const QString& to) {
  PlotWay way;
  way.letter = QStringLiteral("α");
  way.start = static_cast<int>(iterationOf(0, beyond));
  way.first = PlotWay::End{from, profile.train[profile.first()]};
  way.last = PlotWay::End{to, profile.train[profile.last()]};
  way.bracket = bracketOf(profile, beyond);
  return way;
}

}  // namespace backscope
