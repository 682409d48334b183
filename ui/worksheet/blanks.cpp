#include "ui/worksheet/blanks.h"

#include <algorithm>
#include <utility>

#include "ui/exercise/answer.h"
#include "ui/formula/pass_terms.h"

namespace backscope {

namespace {

constexpr int kGapWidth = 11;  ///< in letters

/// A value put in for its letter, perhaps in brackets for its sign.
bool isNumber(const Formula& formula) {
  if (formula.kind == Formula::Kind::Upright) return true;
  return formula.kind == Formula::Kind::Brackets && formula.parts.front().kind == Formula::Kind::Upright;
}

/// ℓ's difference follows from what the sheet shows, though on screen it is not asked for.
bool isLeftOut(const PassLine& line) {
  return isAsked(line) || (line.value && line.subject.quantity == TermRef::LossDifference);
}

/// What the line only repeats: z = a, ŷ = z, ∂ℓ/∂b = δ, and the S of a batch's first example.
std::optional<TermRef> copiedTerm(const PassLine& line) {
  if (!line.numbers.isEmpty()) return std::nullopt;
  if (line.right.term) return line.right.term;
  const TermRef& subject = line.subject;
  if (subject.quantity == TermRef::BatchSum)
    return TermRef{TermRef::WeightGradient, subject.layer, subject.unit, subject.input};
  if (subject.quantity == TermRef::Loss) return subject;
  return std::nullopt;
}

void append(std::vector<Formula>& parts, const Formula& side) {
  if (side.isEmpty()) return;
  if (!parts.empty()) parts.push_back(operatorSign(QStringLiteral("=")));
  parts.push_back(side);
}

}  // namespace

QString gapRule() { return QString(kGapWidth, u'_'); }

Formula gapFormula(int number) { return indexed(upright(gapRule()), upright(QString::number(number)), row({})); }

Blanks::Key Blanks::keyOf(const TermRef& term) { return {term.quantity, term.layer, term.unit, term.input}; }

int Blanks::gapOf(const TermRef& term) const {
  const auto found = m_gaps.find(keyOf(term));
  return found == m_gaps.end() ? 0 : found->second;
}

/// The gap of the line's value: one that is there already, a new one, or none.
int Blanks::gapFor(const PassLine& line) {
  if (const std::optional<TermRef> copied = copiedTerm(line)) {
    if (const int gap = gapOf(*copied)) return gap;
    if (!isAsked(line)) return 0;
  }
  if (!isLeftOut(line)) return 0;
  m_answers.push_back({static_cast<int>(m_answers.size()) + 1, line.left, *line.value, line.subject});
  return m_answers.back().number;
}

Formula Blanks::withGaps(Formula formula) const {
  if (formula.term && isNumber(formula)) {
    const int gap = gapOf(*formula.term);
    return gap > 0 ? gapFormula(gap) : formula;
  }
  for (Formula& part : formula.parts) part = withGaps(std::move(part));
  return formula;
}

Formula Blanks::take(const PassLine& line) {
  std::vector<Formula> parts;
  append(parts, line.left);
  append(parts, line.right);
  // Before the result has its gap: what has the same name is from before this line.
  append(parts, withGaps(line.numbers));
  const int gap = gapFor(line);
  // Worked out again, as adam's corrected averages are, a quantity has a new gap.
  if (gap > 0) m_gaps[keyOf(line.subject)] = gap;
  if (gap > 0)
    append(parts, gapFormula(gap));
  else if (line.value)
    append(parts, strong(number(*line.value, line.subject)));
  return row(std::move(parts));
}

}  // namespace backscope
