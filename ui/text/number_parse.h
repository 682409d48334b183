#pragma once

#include <QString>
#include <optional>

namespace backscope {

/// Reads a number as people write it: "0.5", "0,5", "−2", "1e-3", "1/3", "-1/3", "1 / 3". Spaces around are ignored.
/// Nothing for anything else, for a division by zero and for what is not finite.
std::optional<double> parseNumber(const QString& text);

/// A number with all digits that it needs to be read back exactly, for editing.
QString editableNumber(double value);

}  // namespace backscope
