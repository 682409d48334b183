#pragma once

#include <QString>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace backscope {

/// What a term of a formula stands for. Layers are 0…L+1 as on screen; units count from 0 as in core; −1 is every one
/// of them, as in the z_i of a sum over i.
struct TermRef {
  enum Quantity {
    X,
    A,
    Z,
    Slope,  ///< h′(a)
    Delta,
    BackSum,  ///< Σ_k w_kj δ_k, what a hidden δ is before the slope
    Weight,
    Bias,
    WeightGradient,  ///< ∂ℓ/∂w of the example
    BiasGradient,
    Y,
    Yhat,
    Loss,
    BatchSum,   ///< S, the gradients of the batch's examples so far
    BatchMean,  ///< g
    FirstMoment,
    SecondMoment,
    NewWeight,
    NewLoss,  ///< ℓ of the same example after the update
    LossDifference
  };
  Quantity quantity = X;
  int layer = 0;
  int unit = -1;   ///< of a weight: the unit it enters
  int input = -1;  ///< of a weight: the unit it leaves
  bool operator==(const TermRef&) const = default;
};

/// A formula as a tree of values. What a node shows:
///   Letters   `text`; letters italic, all else upright
///   Upright   `text`, all of it upright: numbers, function names, words
///   Operator  `text` with space on both sides; a line may break before it
///   Row       its parts, one after the other
///   Indexed   parts[0], lowered parts[1], raised parts[2]; both indices stand above each other
///   Fraction  parts[0] over parts[1]
///   Sum       Σ with parts[0] below
///   Brackets  parts[0] between the two characters of `text`, as high as it is
///   Root      √ over parts[0]
///   Matrix    parts, row by row in `columns` columns, between round brackets
struct Formula {
  enum class Kind { Letters, Upright, Operator, Row, Indexed, Fraction, Sum, Brackets, Root, Matrix };
  Kind kind = Kind::Row;
  QString text;
  std::vector<Formula> parts;
  std::optional<TermRef> term;  ///< what this node, with all of its parts, stands for
  bool strong = false;          ///< bold: a result
  std::size_t columns = 0;      ///< of a matrix; its parts fill whole rows

  bool isEmpty() const { return kind == Kind::Row && parts.empty(); }
  bool operator==(const Formula&) const = default;
};

Formula letters(QString text);
Formula upright(QString text);
Formula operatorSign(QString text);
/// A product without a sign, as in w δ.
Formula product();
/// Rows within rows become one. A plus or minus with nothing before it to add to becomes a sign, without space.
Formula row(std::vector<Formula> parts);
/// Indices may be empty rows.
Formula indexed(Formula base, Formula below, Formula above);
Formula fraction(Formula above, Formula below);
Formula sumOver(Formula index);
Formula brackets(Formula inside, QString pair = QStringLiteral("()"));
Formula root(Formula inside);
/// Row by row; as many cells as fill whole rows. With one column it is a vector.
Formula matrix(std::size_t columns, std::vector<Formula> cells);
Formula asTerm(Formula formula, const TermRef& term);
Formula strong(Formula formula);

/// The formula as plain text for screen readers and tool tips: δ₁⁽¹⁾ = h′(a₁⁽¹⁾) · Σₖ wₖ₁⁽²⁾ δₖ⁽²⁾.
QString plainText(const Formula& formula);

/// The formula for LaTeX's mathematics mode, with nothing but amsmath. Braces are balanced whatever the texts hold.
QString latexOf(const Formula& formula);

}  // namespace backscope
