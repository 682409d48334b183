#pragma once

#include <string>
#include <utility>
#include <variant>

namespace backscope {

/// Why a session could not be taken. Data only: ui/text turns it into a sentence.
struct Problem {
  enum class Kind {
    Empty,        ///< nothing but white space
    TooLarge,     ///< more than 16 MiB; found: the size
    NotUtf8,      ///< found: the byte offset
    Syntax,       ///< not JSON; found: line and column
    TooDeep,      ///< more than 64 levels
    NotASession,  ///< no "format": "backscope"
    Version,      ///< found: the version of a newer program
    Missing,      ///< the key at `path` is required
    Unknown,      ///< the key at `path` means nothing here
    Duplicate,    ///< the key at `path` stands twice
    Type,         ///< expected: a JSON type
    Value,        ///< expected: a range or a list of names
    Length,       ///< an array of the wrong length
    Mismatch,     ///< impossible together with another key, named in `expected`
    Needs,        ///< found: what stands there; expected: what it needs that is not so
    OutputOnly,   ///< found: what only the output layer may have
    SameData      ///< the key at `path` can't stand there, since runs that are compared have the same data
  };
  Kind kind = Kind::Value;
  std::string path;      ///< such as network.layers[1].units; empty for the whole file
  std::string expected;  ///< such as "1…128"
  std::string found;     ///< such as "0", shortened
  bool operator==(const Problem&) const = default;
};

/// A value, or the problem that kept it from being made.
template <class T>
class Result {
 public:
  Result(T value) : m_content(std::in_place_index<0>, std::move(value)) {}
  Result(Problem problem) : m_content(std::in_place_index<1>, std::move(problem)) {}

  explicit operator bool() const { return m_content.index() == 0; }
  T& value() { return std::get<0>(m_content); }
  const T& value() const { return std::get<0>(m_content); }
  const Problem& problem() const { return std::get<1>(m_content); }

 private:
  std::variant<T, Problem> m_content;
};

}  // namespace backscope
