#pragma once

#include <QObject>
#include <QString>

namespace backscope {

/// How quantities are written on screen. As it stands here it is the notes' way: a^(l) is a pre-activation and
/// z^(l) = h(a^(l)) an output, layer 0 is the input and L+1 the output, and sums run over units.
///
/// Files, CSV and JSON keep the notes' letters and numbers whatever is chosen.
struct Notation {
  /// z^(l) = W^(l) a^(l-1) + b^(l) and a^(l) = h(z^(l)), as in M. Nielsen, Neural Networks and Deep Learning (2015),
  /// eq. 25, and A. Ng's courses.
  bool swapsLetters = false;
  /// A whole layer's step is written with vectors and matrices.
  bool isMatrixForm = false;
  /// The input is layer 1 and the output L+2. Weights and biases carry the number of the layer they enter, as
  /// Nielsen's w^l: those into the first hidden layer are (2). (Ng's Θ^(l) carries that of the layer it leaves.)
  bool countsInput = false;
  bool operator==(const Notation&) const = default;
};

/// The notation in force in all views.
class CurrentNotation : public QObject {
  Q_OBJECT

 public:
  static CurrentNotation& instance();
  const Notation& value() const { return m_value; }
  void set(const Notation& notation);

 signals:
  void changed();

 private:
  CurrentNotation() = default;

  Notation m_value;
};

/// The one in force.
const Notation& notation();

/// What the notes call a, a pre-activation: a, or z where the letters are swapped.
QString aLetter();
/// What the notes call z, an output: z, or a where the letters are swapped.
QString zLetter();
/// The number that layer 0…L+1 has on screen.
int layerNumber(int layer);

/// The names of quantities as markup for MathText, units counted from 0 as in core: z^{(1)}, z_{2}^{(1)}, w_{21}^{(1)}.
/// `letter` is aLetter(), zLetter(), δ, b, …
QString layerMarkup(const QString& letter, int layer);
QString unitMarkup(const QString& letter, int layer, int unit);
/// Of the weight from `source` in the layer before to `unit`.
QString weightMarkup(const QString& letter, int layer, int unit, int source);

}  // namespace backscope
