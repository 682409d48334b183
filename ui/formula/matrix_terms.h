#pragma once

#include <functional>
#include <vector>

#include "ui/formula/formula.h"

namespace backscope {

// A whole layer's quantities, each a term: a^(l), z^(l), δ^(l), b^(l), h′(a^(l)), W^(l), W^(l)ᵀ, z^(l)ᵀ, ∂ℓ/∂W^(l),
// ∂ℓ/∂b^(l).
Formula aVector(int layer);
Formula zVector(int layer);
Formula zVectorTransposed(int layer);
Formula deltaVector(int layer);
Formula biasVector(int layer);
Formula slopeVector(int layer);
Formula weightMatrix(int layer);
Formula weightMatrixTransposed(int layer);
Formula weightGradientMatrix(int layer);
Formula biasGradientVector(int layer);

/// one ⊙ other, element by element (Hadamard's product).
Formula elementwise(Formula one, Formula other);

using CellAt = std::function<Formula(int)>;

/// All of them where there are at most four, else the first two, an ellipsis and the last one.
Formula columnOf(int count, const CellAt& cell);
Formula rowOf(int count, const CellAt& cell);
/// `cell(j, i)` is that of row j and column i; elided both ways.
Formula matrixOf(int rows, int columns, const std::function<Formula(int, int)>& cell);

}  // namespace backscope
