#include "ui/text/starts_text.h"

#include <QCoreApplication>
#include <array>
#include <cmath>

#include "ui/text/number_format.h"

namespace backscope {

namespace {

constexpr std::array kEnds{StartEnd::Solved, StartEnd::Stuck, StartEnd::Diverged};
constexpr int kLargestDenominator = 4;

QString tr(const char* text) { return QCoreApplication::translate("starts_text", text); }

QString count(std::size_t number) { return formatCount(static_cast<qint64>(number)); }

QString percent(double share) { return QString::number(100 * share, 'f', 1); }

QString endLine(const StartSummary& summary, StartEnd end) {
  const ShareInterval& share = summary.shareOf(end);
  return tr("%1: %2 of %3 starts, %4 %, with 95 % confidence between %5 and %6 %")
      .arg(nameText(end), count(summary.countOf(end)), count(summary.count), percent(share.share), percent(share.low),
           percent(share.high));
}

}  // namespace

QString nameText(StartEnd end) {
  switch (end) {
    case StartEnd::Solved:
      return tr("solved");
    case StartEnd::Stuck:
      return tr("stuck");
    case StartEnd::Diverged:
      break;
  }
  return tr("diverged");
}

QString shareText(const ShareInterval& share) {
  return tr("%1 % (%2 to %3)").arg(percent(share.share), percent(share.low), percent(share.high));
}

QString plateauLevelText(double level) {
  for (int denominator = 1; denominator <= kLargestDenominator; ++denominator) {
    const double numerator = std::round(level * denominator);
    if (numerator < 1 || std::abs(level * denominator - numerator) > 1e-9 * numerator) continue;
    const QString text = QString::number(numerator, 'f', 0);
    return denominator == 1 ? text : QStringLiteral("%1/%2").arg(text).arg(denominator);
  }
  return formatShort(level);
}

QString plateauText(const StartSummary::Plateau& plateau) {
  const QString level = plateauLevelText(plateau.at.level);
  if (plateau.count == 1)
    return tr("One start stands at Σℓ = %1, with the same answer for %2 of the 4 corners.")
        .arg(level)
        .arg(plateau.at.alike);
  return tr("%1 starts stand at Σℓ = %2, with the same answer for %3 of the 4 corners.")
      .arg(count(plateau.count), level)
      .arg(plateau.at.alike);
}

QString neededText(const StartSummary& summary) {
  if (!summary.medianNeeded) return {};
  return tr("Half of the solved starts needed at most %1 iterations.").arg(formatCount(*summary.medianNeeded));
}

QStringList startsSummaryLines(const StartSummary& summary) {
  QStringList lines;
  if (summary.count == 0) return lines;
  for (const StartEnd end : kEnds) lines.append(endLine(summary, end));
  if (const QString needed = neededText(summary); !needed.isEmpty()) lines.append(needed);
  for (const StartSummary::Plateau& plateau : summary.plateaus) lines.append(plateauText(plateau));
  return lines;
}

}  // namespace backscope
