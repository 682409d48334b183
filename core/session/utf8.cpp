#include "core/session/utf8.h"

#include <cstdint>

namespace backscope {
namespace {

/// What may follow a lead byte: how many bytes, and the range of the first of them (RFC 3629, section 4).
struct Form {
  std::size_t following = 0;
  std::uint8_t low = 0x80;
  std::uint8_t high = 0xBF;
};

std::optional<Form> formOf(std::uint8_t lead) {
  if (lead < 0x80) return Form{0};
  if (lead >= 0xC2 && lead <= 0xDF) return Form{1};
  if (lead == 0xE0) return Form{2, 0xA0, 0xBF};
  if (lead == 0xED) return Form{2, 0x80, 0x9F};
  if (lead >= 0xE1 && lead <= 0xEF) return Form{2};
  if (lead == 0xF0) return Form{3, 0x90, 0xBF};
  if (lead >= 0xF1 && lead <= 0xF3) return Form{3};
  if (lead == 0xF4) return Form{3, 0x80, 0x8F};
  return std::nullopt;
}

std::uint8_t byteAt(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

/// The length of the character at `at`, or 0 where there is none.
std::size_t characterLength(std::string_view text, std::size_t at) {
  const std::optional<Form> form = formOf(byteAt(text, at));
  if (!form || at + form->following >= text.size()) return 0;
  for (std::size_t k = 1; k <= form->following; ++k) {
    const std::uint8_t byte = byteAt(text, at + k);
    if (byte < (k == 1 ? form->low : 0x80) || byte > (k == 1 ? form->high : 0xBF)) return 0;
  }
  return form->following + 1;
}

}  // namespace

std::optional<std::size_t> firstInvalidUtf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = byteAt(text, at) < 0x80 ? 1 : characterLength(text, at);
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

std::size_t controlLength(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  const auto lead = byteAt(rest, 0);
  if (lead < 0x20 || lead == 0x7F) return 1;
  if (lead == 0xC2 && rest.size() > 1 && byteAt(rest, 1) >= 0x80 && byteAt(rest, 1) < 0xA0) return 2;
  return rest.starts_with("\u2028") || rest.starts_with("\u2029") ? 3 : 0;
}

bool hasControls(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at)
    if (controlLength(text, at) > 0) return true;
  return false;
}

}  // namespace backscope
