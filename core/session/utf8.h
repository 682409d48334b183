#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace backscope {

/// The offset of the first byte that is no UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF);
/// nothing where all of it is.
std::optional<std::size_t> firstInvalidUtf8(std::string_view text);

}  // namespace backscope
