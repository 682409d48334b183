#include "ui/text/number_parse.h"

#include <QLocale>
#include <QRegularExpression>
#include <QStringList>
#include <cmath>

namespace backscope {

namespace {

std::optional<double> parseDecimal(const QString& text) {
  // QString::toDouble would also take "nan", "inf" and hexadecimal.
  static const QRegularExpression decimal(QStringLiteral(R"(^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$)"),
                                          QRegularExpression::CaseInsensitiveOption);
  if (!decimal.match(text).hasMatch()) return std::nullopt;
  bool ok = false;
  const double value = text.toDouble(&ok);
  return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<double> parseNumber(const QString& text) {
  QString plain = text;
  plain.replace(QChar(0x2212), QLatin1Char('-')).replace(QChar(0x2044), QLatin1Char('/'));
  plain.replace(QLatin1Char(','), QLatin1Char('.'));
  const QStringList parts = plain.split(QLatin1Char('/'));
  const std::optional<double> first = parseDecimal(parts.front().trimmed());
  if (!first || parts.size() == 1) return first;
  const std::optional<double> second = parseDecimal(parts[1].trimmed());
  if (parts.size() > 2 || !second || *second == 0) return std::nullopt;
  const double quotient = *first / *second;
  return std::isfinite(quotient) ? std::optional(quotient) : std::nullopt;
}

QString editableNumber(double value) {
  return QString::number(value, 'g', QLocale::FloatingPointShortest).replace(QLatin1Char('-'), QChar(0x2212));
}

}  // namespace backscope
