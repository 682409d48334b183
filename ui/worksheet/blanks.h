#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "ui/formula/pass_formula.h"

namespace backscope {

/// A result that is left to the student.
struct SheetAnswer {
  int number = 0;  ///< of its gap, from 1
  Formula left;    ///< what it is
  double value = 0;
  TermRef subject;
};

/// Takes the lines of a worked solution in their order and leaves gaps where a student has something to find: in place
/// of each result, and in place of each number that an earlier line asked for, which has the same gap's number. What is
/// given stays: x, y, weights and biases, constants, and the averages from before the update.
class Blanks {
 public:
  /// The line as it stands on the worksheet.
  Formula take(const PassLine& line);
  const std::vector<SheetAnswer>& answers() const { return m_answers; }

 private:
  using Key = std::tuple<int, int, int, int>;

  static Key keyOf(const TermRef& term);
  /// 0 where the term was given.
  int gapOf(const TermRef& term) const;
  int gapFor(const PassLine& line);
  Formula withGaps(Formula formula) const;

  std::map<Key, int> m_gaps;  ///< by what is asked
  std::vector<SheetAnswer> m_answers;
};

/// A ruled gap with its number below: wide enough for a number by hand.
Formula gapFormula(int number);

/// How gapFormula() writes the rule, for writers that have better ones.
QString gapRule();

}  // namespace backscope
