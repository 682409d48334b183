#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace backscope {

/// The offset of the first byte that is no UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF);
/// nothing where all of it is.
std::optional<std::size_t> firstInvalidUtf8(std::string_view text);

/// The bytes of the control character that begins at `at`, 0 where none does: U+0000…U+001F, U+007F…U+009F, and what
/// breaks a line, U+2028 and U+2029.
std::size_t controlLength(std::string_view text, std::size_t at);

/// True where the text is not one plain line.
bool hasControls(std::string_view text);

}  // namespace backscope
