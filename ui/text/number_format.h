#pragma once

#include <QString>

namespace backscope {

/// The one way numbers are written on screen: 4 decimals where |v| is 0.001…10,000, else scientific (1.2346e−5), 0 as
/// 0.0000, a true minus sign (U+2212), never jumping in width for a given range. NaN is "NaN", infinities "∞" and "−∞".
QString formatNumber(double value);

/// Shorter, for axes, badges and legends: 2 significant digits, such as 0.021 or 3.2e−5; 0 as "0".
QString formatShort(double value);

/// A share as a percentage with one decimal: 98.8 %.
QString formatPercent(double share);

/// A count with thin spaces between thousands: 8 736.
QString formatCount(qint64 count);

/// A whole number raised: formatPower(-4) is 10⁻⁴.
QString formatPowerOfTen(int exponent);

/// A layer's number in parentheses as a superscript, as in the notes: z⁽²⁾ for ("z", 2).
QString withLayer(const QString& letter, int layer);

}  // namespace backscope
