#include "ui/text/number_format.h"

#include <QCoreApplication>
#include <cmath>
#include <optional>

namespace backscope {

namespace {

constexpr QChar kMinus(0x2212);
constexpr QChar kThinSpace(0x2009);
constexpr QChar kNoBreakSpace(0x00A0);

/// What is written for NaN and the infinities.
std::optional<QString> nonFinite(double value) {
  if (std::isnan(value)) return QStringLiteral("NaN");
  if (std::isinf(value)) return value < 0 ? QString(kMinus) + QChar(0x221E) : QString(QChar(0x221E));
  return std::nullopt;
}

bool isPlainSize(double value) {
  const double size = std::abs(value);
  return size == 0 || (size >= 0.001 && size <= 10'000);
}

QString withTrueMinus(QString text) { return text.replace(QLatin1Char('-'), kMinus); }

/// "−1.23e−05" as C writes it, without the exponent's plus sign and padding.
QString scientific(double value, int decimals) {
  QString text = QString::number(value, 'e', decimals);
  const qsizetype e = text.indexOf(QLatin1Char('e'));
  return withTrueMinus(text.left(e + 1) + QString::number(text.mid(e + 1).toInt()));
}

QString withoutTrailingZeros(QString text) {
  if (!text.contains(QLatin1Char('.'))) return text;
  while (text.endsWith(QLatin1Char('0'))) text.chop(1);
  if (text.endsWith(QLatin1Char('.'))) text.chop(1);
  return text;
}

QString superscript(int number) {
  static constexpr char16_t kDigits[] = {0x2070, 0x00B9, 0x00B2, 0x00B3, 0x2074,
                                         0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
  QString text;
  for (const QChar c : QString::number(number))
    text += c == QLatin1Char('-') ? QChar(0x207B) : QChar(kDigits[c.digitValue()]);
  return text;
}

/// Two significant digits: the mantissa, and where it takes one the power of ten.
struct TwoDigits {
  QString mantissa;
  std::optional<int> exponent;
};

TwoDigits twoDigitsOf(double value) {
  if (const std::optional<QString> word = nonFinite(value)) return {*word, std::nullopt};
  if (value == 0) return {QStringLiteral("0"), std::nullopt};
  // Rounded first, so that 0.0996 becomes 0.10 with the decimals of 0.10.
  const QString rounded = QString::number(value, 'e', 1);
  const qsizetype e = rounded.indexOf(QLatin1Char('e'));
  const int exponent = rounded.mid(e + 1).toInt();
  if (exponent >= -3 && std::abs(value) <= 10'000)
    return {withTrueMinus(QString::number(value, 'f', std::max(0, 1 - exponent))), std::nullopt};
  return {withTrueMinus(rounded.left(e)), exponent};
}

}  // namespace

QString formatNumber(double value) {
  if (const std::optional<QString> word = nonFinite(value)) return *word;
  if (value == 0) return QStringLiteral("0.0000");
  return isPlainSize(value) ? withTrueMinus(QString::number(value, 'f', 4)) : scientific(value, 4);
}

QString formatShort(double value) {
  if (const std::optional<QString> word = nonFinite(value)) return *word;
  if (value == 0) return QStringLiteral("0");
  // Two significant digits first, so that 0.0996 becomes 0.1 with the decimals of 0.1.
  const double rounded = QString::number(value, 'e', 1).toDouble();
  const int exponent = static_cast<int>(std::floor(std::log10(std::abs(rounded)) + 1e-9));
  if (!isPlainSize(value)) return scientific(value, 1);
  const int decimals = std::max(0, 1 - exponent);
  return withTrueMinus(withoutTrailingZeros(QString::number(value, 'f', decimals)));
}

QString formatTwoDigits(double value) {
  const TwoDigits digits = twoDigitsOf(value);
  return digits.exponent ? digits.mantissa + QStringLiteral("·") + formatPowerOfTen(*digits.exponent) : digits.mantissa;
}

QString twoDigitsMarkup(double value) {
  const TwoDigits digits = twoDigitsOf(value);
  if (!digits.exponent) return digits.mantissa;
  return QStringLiteral("%1·10^{%2}").arg(digits.mantissa, withTrueMinus(QString::number(*digits.exponent)));
}

QString formatPercent(double share) {
  if (const std::optional<QString> word = nonFinite(share)) return *word;
  const QString number = withTrueMinus(QString::number(share * 100, 'f', 1));
  return QCoreApplication::translate("number_format", "%1%2%").arg(number).arg(kNoBreakSpace);
}

QString formatCount(qint64 count) {
  QString text = QString::number(count);
  const qsizetype firstDigit = count < 0 ? 1 : 0;
  for (qsizetype i = text.size() - 3; i > firstDigit; i -= 3) text.insert(i, kThinSpace);
  return withTrueMinus(text);
}

QString formatPowerOfTen(int exponent) { return QStringLiteral("10") + superscript(exponent); }

QString withLayer(const QString& letter, int layer) {
  return letter + QChar(0x207D) + superscript(layer) + QChar(0x207E);
}

}  // namespace backscope
