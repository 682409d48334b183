#include "ui/exercise/answer.h"

#include <QCoreApplication>
#include <cmath>
#include <limits>
#include <optional>

#include "core/analysis/common_slips.h"
#include "ui/exercise/slip_text.h"
#include "ui/formula/pass_terms.h"
#include "ui/text/number_format.h"
#include "ui/text/number_parse.h"

namespace backscope {

namespace {

constexpr int kShownDecimals = 4;
/// The half unit is not exact in binary.
constexpr double kRoundingRoom = 1 + 1e-9;

QString tr(const char* text) { return QCoreApplication::translate("answer", text); }

bool isWithin(double entry, double value, double tolerance) {
  return std::abs(entry - value) <= tolerance * kRoundingRoom;
}

bool isShownAs(double entry, double value) { return isWithin(entry, value, shownTolerance(value)); }

/// Half a unit of the last digit that was typed; nothing for a fraction, which is exact.
std::optional<double> typedTolerance(QString entry) {
  if (entry.contains(QLatin1Char('/')) || entry.contains(QChar(0x2044))) return std::nullopt;
  entry.replace(QLatin1Char(','), QLatin1Char('.')).replace(QChar(0x2212), QLatin1Char('-'));
  const QString mantissa = entry.section(QLatin1Char('e'), 0, 0, QString::SectionCaseInsensitiveSeps).trimmed();
  const int exponent = entry.section(QLatin1Char('e'), 1, 1, QString::SectionCaseInsensitiveSeps).toInt();
  const qsizetype point = mantissa.indexOf(QLatin1Char('.'));
  const auto decimals = point < 0 ? 0 : static_cast<int>(mantissa.size() - point - 1);
  return 0.5 * std::pow(10.0, exponent - decimals);
}

std::optional<AskedQuantity> askedQuantity(const TermRef& subject) {
  using Kind = AskedQuantity::Kind;
  const auto of = [&subject](Kind kind) { return AskedQuantity{kind, subject.layer, subject.unit, subject.input}; };
  switch (subject.quantity) {
    case TermRef::A:
      return of(Kind::A);
    case TermRef::Z:
      return of(Kind::Z);
    case TermRef::Slope:
      return of(Kind::Slope);
    case TermRef::BackSum:
      return of(Kind::BackSum);
    case TermRef::Delta:
      return of(Kind::Delta);
    case TermRef::Loss:
      return of(Kind::Loss);
    case TermRef::WeightGradient:
      return of(Kind::WeightGradient);
    case TermRef::BiasGradient:
      return of(Kind::BiasGradient);
    case TermRef::BatchMean:
      return of(Kind::Mean);
    case TermRef::NewWeight:
      return of(Kind::NewParameter);
    default:
      return std::nullopt;
  }
}

std::optional<QString> slipBehind(double entry, const PassLine& line, const PassInstant& instant,
                                  const Session& session) {
  const std::optional<AskedQuantity> asked = askedQuantity(line.subject);
  if (!asked) return std::nullopt;
  for (const SlipValue& slip : slipsOf(instant, session, *asked))
    if (std::isfinite(slip.value) && isShownAs(entry, slip.value)) return slipText(slip.slip, *asked);
  return std::nullopt;
}

/// A number such as 0, 1 or ½ may be anything.
bool isTelling(double value) { return 2 * value != std::round(2 * value); }

/// Another quantity of the passes that the entry is, such as the z of another unit; of several the nearest.
std::optional<QString> otherQuantity(double entry, const PassInstant& instant) {
  if (!isTelling(entry)) return std::nullopt;
  std::optional<Formula> nearest;
  double distance = std::numeric_limits<double>::infinity();
  const auto compare = [&](double value, const Formula& name) {
    if (!isShownAs(entry, value) || !(std::abs(entry - value) < distance)) return;
    distance = std::abs(entry - value);
    nearest = name;
  };
  for (std::size_t k = 0; k < instant.trace.layers.size(); ++k) {
    const LayerTrace& layer = instant.trace.layers[k];
    const int l = static_cast<int>(k) + 1;
    for (int j = 0; j < static_cast<int>(layer.a.size()); ++j) {
      compare(layer.a(j), aTerm(l, oneUnit(j)));
      compare(layer.z(j), zTerm(l, oneUnit(j)));
      compare(layer.slope(j), slopeTerm(l, oneUnit(j)));
      compare(layer.delta(j), deltaTerm(l, oneUnit(j)));
    }
  }
  return nearest ? std::optional(plainText(*nearest)) : std::nullopt;
}

}  // namespace

double shownTolerance(double value) {
  const double size = std::abs(value);
  const double half = 0.5 * std::pow(10.0, -kShownDecimals);
  if (size == 0 || (size >= 0.001 && size <= 10'000)) return half;
  return half * std::pow(10.0, std::floor(std::log10(size)));
}

bool isAsked(const PassLine& line) {
  if (!line.value || !std::isfinite(*line.value)) return false;
  switch (line.subject.quantity) {
    case TermRef::X:
    case TermRef::Y:
    case TermRef::Yhat:
    case TermRef::BatchSum:
    case TermRef::NewLoss:
    case TermRef::LossDifference:
      return false;
    default:
      return true;
  }
}

Answer judge(const QString& entry, const PassLine& line, const PassInstant& instant, const Session& session) {
  using Verdict = Answer::Verdict;
  const std::optional<double> typed = parseNumber(entry);
  if (!typed) return {Verdict::NoNumber, tr("Expected a number, such as 0.5, 0,5 or 1/3.")};
  const double value = *line.value;
  if (isShownAs(*typed, value)) return {Verdict::Right, {}};
  if (const std::optional<QString> slip = slipBehind(*typed, line, instant, session)) return {Verdict::Named, *slip};
  // Few digits fit many numbers: a slip that they fit exactly is likelier.
  if (const auto tolerance = typedTolerance(entry); tolerance && *typed != 0 && isWithin(*typed, value, *tolerance))
    return {Verdict::TooFewDigits, tr("Right so far. As many digits are wanted as in %1.").arg(formatNumber(0.1234))};
  if (const std::optional<QString> other = otherQuantity(*typed, instant))
    return {Verdict::Named, tr("Not this one: that is %1.").arg(*other)};
  return {Verdict::Wrong, tr("Not %1. Try again, or let it be shown.").arg(formatNumber(*typed))};
}

}  // namespace backscope
