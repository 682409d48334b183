#include "ui/formula/matrix_terms.h"

#include <numeric>

#include "ui/formula/pass_terms.h"
#include "ui/text/notation.h"

namespace backscope {

namespace {

constexpr int kMostCells = 4;
constexpr int kLeftOut = -1;

Formula vectorTerm(const QString& letter, TermRef::Quantity quantity, int layer) {
  return asTerm(ofLayer(letter, layer), {quantity, layer});
}

/// The index above gets a T.
Formula transposed(Formula term) {
  term.parts[2] = row({term.parts[2], upright(QStringLiteral("T"))});
  return term;
}

Formula derivativeOf(const QString& below, TermRef::Quantity quantity, int layer) {
  return asTerm(fraction(letters(QStringLiteral("∂ℓ")), ofLayer(below, layer)), {quantity, layer});
}

/// Those of 0…count−1 that are shown.
std::vector<int> shownOf(int count) {
  if (count > kMostCells) return {0, 1, kLeftOut, count - 1};
  std::vector<int> all(static_cast<std::size_t>(count));
  std::iota(all.begin(), all.end(), 0);
  return all;
}

Formula dots(bool isRowLeftOut, bool isColumnLeftOut) {
  if (isRowLeftOut && isColumnLeftOut) return upright(QStringLiteral("⋱"));
  return upright(isRowLeftOut ? QStringLiteral("⋮") : QStringLiteral("⋯"));
}

}  // namespace

Formula aVector(int layer) { return vectorTerm(aLetter(), TermRef::A, layer); }
Formula zVector(int layer) { return vectorTerm(zLetter(), TermRef::Z, layer); }
Formula zVectorTransposed(int layer) { return transposed(zVector(layer)); }
Formula deltaVector(int layer) { return vectorTerm(QStringLiteral("δ"), TermRef::Delta, layer); }
Formula biasVector(int layer) { return vectorTerm(QStringLiteral("b"), TermRef::Bias, layer); }
Formula weightMatrix(int layer) { return vectorTerm(QStringLiteral("W"), TermRef::Weight, layer); }
Formula weightMatrixTransposed(int layer) { return transposed(weightMatrix(layer)); }

Formula slopeVector(int layer) {
  return asTerm(row({letters(QStringLiteral("h′")), brackets(aVector(layer))}), {TermRef::Slope, layer});
}

Formula weightGradientMatrix(int layer) { return derivativeOf(QStringLiteral("∂W"), TermRef::WeightGradient, layer); }

Formula biasGradientVector(int layer) { return derivativeOf(QStringLiteral("∂b"), TermRef::BiasGradient, layer); }

Formula elementwise(Formula one, Formula other) {
  return row({std::move(one), operatorSign(QStringLiteral("⊙")), std::move(other)});
}

Formula columnOf(int count, const CellAt& cell) {
  return matrixOf(count, 1, [&cell](int j, int) { return cell(j); });
}

Formula rowOf(int count, const CellAt& cell) {
  return matrixOf(1, count, [&cell](int, int i) { return cell(i); });
}

Formula matrixOf(int rows, int columns, const std::function<Formula(int, int)>& cell) {
  const std::vector<int> shownColumns = shownOf(columns);
  std::vector<Formula> cells;
  for (const int j : shownOf(rows))
    for (const int i : shownColumns) {
      const bool isShown = j != kLeftOut && i != kLeftOut;
      cells.push_back(isShown ? cell(j, i) : dots(j == kLeftOut, i == kLeftOut));
    }
  return matrix(shownColumns.size(), std::move(cells));
}

}  // namespace backscope
