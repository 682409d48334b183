#pragma once

#include <vector>

#include "core/network/parameters.h"

namespace backscope {

/// Two units of a hidden layer are equal where their incoming weights, their biases and their outgoing weights are the
/// same numbers (+0 and −0 are). For every example they then give the same z and receive the same δ, so every gradient
/// step moves them alike: they stay equal for ever (Goodfellow, Bengio and Courville 2016, section 8.4: "breaking
/// symmetry"). A layer with m different units does no more than a layer of m units can.

/// For each unit of layer l = 1…L the first unit of the layer that it equals, which is itself where there is none
/// before it.
std::vector<int> equalUnits(const Parameters& parameters, int l);

/// How many units of layer l = 1…L are left when only one of those that are equal is counted: 1…d^(l).
int differentUnits(const Parameters& parameters, int l);

/// Of every hidden layer, layer l at index l - 1.
std::vector<int> differentUnits(const Parameters& parameters);

}  // namespace backscope
