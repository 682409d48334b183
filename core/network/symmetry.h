#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/network/parameters.h"

namespace backscope {

/// A change of the weights around one hidden unit after which the network computes the same as before.
///
/// All of them are linear: θ′ = T θ, with w, b what enters unit j of layer l and v_k what leaves it:
///   Move     the unit goes to another place of its layer, those between move up; w, b and v go with it       (1)
///   Swap     two units exchange their places                                                                 (2)
///   Flip     h odd: w, b, v change their signs                                                               (3)
///            logistic, where h(−a) = 1 − h(a): the same, and b_k^(l+1) grows by v_k                          (4)
///   Rescale  h(ka) = k h(a): w, b are multiplied by k, v divided by it                                       (5)
///
/// For one hidden layer of tanh, (1) and (3) are all there are, but for networks that a smaller one could replace:
/// H. J. Sussmann 1992, Neural Networks 5, Theorem 2.1.
struct Symmetry {
  enum class Kind { Move, Swap, Flip, Rescale };
  Kind kind = Kind::Move;
  int layer = 1;      ///< l, a hidden one: 1…L
  int unit = 0;       ///< j
  int place = 0;      ///< Move: where it stands then; Swap: the other unit
  double factor = 1;  ///< Rescale: k
  bool operator==(const Symmetry&) const = default;
};

/// Why a network does not have a symmetry.
enum class NoSymmetry {
  NotHidden,       ///< inputs and outputs are the data's
  NoUnit,          ///< no such unit or place in the layer
  SamePlace,       ///< it is there already
  NotOdd,          ///< flip: h(−a) is neither −h(a) nor 1 − h(a)
  NoBias,          ///< flip of a logistic unit: nothing could take up the 1
  NotHomogeneous,  ///< rescale: h(ka) is not k h(a)
  BadFactor        ///< k is not finite, 0, or negative where only positive ones do
};

/// Nothing where the network has it.
std::optional<NoSymmetry> checkSymmetry(const Architecture& architecture, const Symmetry& symmetry);
/// What takes it back. Rounding apart: of a rescaling by other than a power of 2, and of (4).
Symmetry inverseOf(const Symmetry& symmetry);

/// h(−a) = −h(a)
bool isOdd(Activation activation);
/// h(ka) = k h(a) for every k > 0
bool isHomogeneous(Activation activation);
/// Whether a unit of a hidden layer can be flipped.
bool isFlippable(const Architecture& architecture, int layer);

/// θ ← T θ. Here and below the network must have the symmetry.
void applyTo(Parameters& theta, const Symmetry& symmetry);
/// g ← T⁻ᵀ g: the gradient at T θ from that at θ, and so for an average of gradients. For (4): g of v_k becomes that of
/// b_k^(l+1) less its own.
void applyToGradient(Parameters& gradient, const Symmetry& symmetry);
/// The same for averages of g². Not exact for (4), which would need the mean product of two gradients: there that of
/// v_k stays.
void applyToSquares(Parameters& squares, const Symmetry& symmetry);

/// Training from T θ, with its averages transformed as above, goes on as the mirror image of training from θ where T is
/// orthogonal: for (1), (2) and (3). Of (4) and (5) the steps are other ones: gradient descent depends on the
/// coordinates.
bool keepsTraining(const Architecture& architecture, const Symmetry& symmetry);

/// How many points of the parameters' space the symmetries make of one, where no two units are alike.
struct EqualPoints {
  struct Layer {
    int units = 1;
    bool isFlippable = false;
    bool isContinuous = false;  ///< it can be rescaled, or its h is periodic: infinitely many
    bool operator==(const Layer&) const = default;
  };
  std::vector<Layer> layers;         ///< 1…L at index l − 1
  std::optional<std::string> count;  ///< ∏ M_l!, times 2^{M_l} of flippable layers, in decimals; nothing: infinite
};
EqualPoints equalPointsOf(const Architecture& architecture);

}  // namespace backscope
