#pragma once

#include "core/network/parameters.h"

namespace backscope {

/// Of all θ that the network's symmetries make of one (symmetry.h), a certain one: two θ have the same canonical form,
/// but for rounding, where symmetries lead from one to the other. It computes the same as θ.
///
/// Layer by layer from the first hidden one on, so that what enters a unit is settled before the unit is:
///   rescale  where h(ka) = k h(a): the largest of |w|, |b| that enter the unit becomes 1
///   flip     where the layer's units can be: that largest entry becomes positive; of entries that are equal but for
///            10⁻⁹ of themselves, the first
///   sort     by the entries that enter, w before b, each rounded to 10⁻⁸ so that rounding does not exchange units
/// A unit that nothing enters is settled by what leaves it in the same way, and units that are equal are sorted by it.
/// Below another hidden layer that may still depend on θ: their order or sign is then not settled.
///
/// θ that is not finite is given back as it is. That for tanh there are no other symmetries: H. J. Sussmann 1992,
/// Neural Networks 5, Theorem 2.1; of a sine's phase, and of linear layers, there are.
Parameters canonicalForm(Parameters theta);

}  // namespace backscope
