#pragma once

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

/// The tables that tests/support/make_reference.py writes.
namespace reference {

/// A number known to more digits than a double has: the nearest double and the rest in units of its last place.
struct Exact {
  double nearest = 0;
  double rest = 0;
};

/// The distance from |x| to the next larger double.
inline double unitOf(double x) {
  const double magnitude = std::fabs(x);
  return std::nextafter(magnitude, HUGE_VAL) - magnitude;
}

/// How far `value` lies from the exact number, in units of its last place.
inline double errorInUnits(double value, const Exact& exact) {
  if (value == exact.nearest) return std::fabs(exact.rest);
  return std::fabs((value - exact.nearest) / unitOf(exact.nearest) - exact.rest);
}

struct Row {
  std::string name;
  double at = 0;
  std::vector<Exact> values;
};

inline double parsed(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (end != text.c_str() + text.size()) throw std::runtime_error("not a number: " + text);
  return value;
}

inline std::vector<Row> readTable(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream words(line);
    Row row;
    std::string at;
    words >> row.name >> at;
    row.at = parsed(at);
    for (std::string nearest, rest; words >> nearest >> rest;) row.values.push_back({parsed(nearest), parsed(rest)});
    rows.push_back(row);
  }
  return rows;
}

}  // namespace reference
