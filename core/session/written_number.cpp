#include "core/session/written_number.h"

#include <nlohmann/json.hpp>

namespace backscope {

namespace {

/// Counts the parser's values, which are the tape's nodes, up to the one that is wanted.
class NumberFinder {
 public:
  explicit NumberFinder(JsonTape::Node wanted) : m_left(wanted) {}

  bool null() { return count(); }
  bool boolean(bool) { return count(); }
  bool number_unsigned(std::uint64_t value) { return take(std::to_string(value)); }
  /// −0 is the only whole number that looks different from its value.
  bool number_integer(std::int64_t value) { return take(value == 0 ? "-0" : std::to_string(value)); }
  bool number_float(double, const std::string& written) { return take(written); }
  bool string(const std::string&) { return count(); }
  bool binary(const std::vector<std::uint8_t>&) { return false; }
  bool start_object(std::size_t) { return count(); }
  bool end_object() { return true; }
  bool start_array(std::size_t) { return count(); }
  bool end_array() { return true; }
  bool key(const std::string&) { return true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) { return false; }

  std::string found;

 private:
  bool count() { return m_left-- > 0; }
  bool take(const std::string& written) {
    if (m_left == 0) found = written;
    return count();
  }

  JsonTape::Node m_left;
};

}  // namespace

std::string writtenNumber(std::string_view text, JsonTape::Node node) {
  NumberFinder finder(node);
  nlohmann::json::sax_parse(text.begin(), text.end(), &finder);
  return finder.found;
}

}  // namespace backscope
