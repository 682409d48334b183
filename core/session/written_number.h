#pragma once

#include <string>
#include <string_view>

#include "core/session/json_tape.h"

namespace backscope {

/// The number at a node of the text's tape as it stands in the text: 2.0, where the tape has only 2. Reads the text
/// once more, which a problem's message is worth.
std::string writtenNumber(std::string_view text, JsonTape::Node node);

}  // namespace backscope
