#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace backscope {

/// The fewest digits that are read back as the same double; −0 as "-0.0"; "nan", "inf", "-inf" for what is not finite.
std::string allDigits(double value);

enum class JsonSpacing {
  Readable,  ///< two spaces a level, a space behind each comma and colon
  Compact    ///< the same lines without a space
};

/// JSON for people: what fits on a line of 100 columns stands on one, and so does any array of numbers. Every number
/// has all its digits, what is not finite is a string.
std::string jsonText(const nlohmann::ordered_json& value, JsonSpacing spacing = JsonSpacing::Readable);

}  // namespace backscope
