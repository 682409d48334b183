#pragma once

#include <QString>

namespace backscope {

/// The one way numbers are written on screen: 4 decimals where |v| is 0.001…10,000, else scientific (1.2346e−5), 0 as
/// 0.0000, a true minus sign (U+2212), never jumping in width for a given range. NaN is "NaN", infinities "∞" and "−∞".
QString formatNumber(double value);

/// Shorter, for numbers that are chosen, such as those of axes and legends: at most 2 significant digits, without zeros
/// at the end: 0.5, 3, 0.021 or 3.2e−5.
QString formatShort(double value);

/// Shorter, for numbers that are measured: always 2 significant digits, so that they keep their form while they change:
/// 0.50, 0.0021, 3.2·10⁻⁵; above 100 whole numbers up to 10,000. An exact 0 is "0".
QString formatTwoDigits(double value);
/// The same as markup for MathText: 3.2·10^{−5}.
QString twoDigitsMarkup(double value);

/// A share as a percentage with one decimal: 98.8 %.
QString formatPercent(double share);

/// A count with thin spaces between thousands: 8 736.
QString formatCount(qint64 count);

/// A whole number raised: formatPower(-4) is 10⁻⁴.
QString formatPowerOfTen(int exponent);

/// A layer's number in parentheses as a superscript, as in the notes: z⁽²⁾ for ("z", 2).
QString withLayer(const QString& letter, int layer);

}  // namespace backscope
