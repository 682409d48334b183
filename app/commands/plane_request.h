#pragma once

#include <QString>
#include <cstdint>
#include <optional>
#include <variant>

#include "core/network/parameters.h"
#include "ui/views/surface_picture.h"

namespace backscope {

/// A weight or a bias as it is named on the command line, counted from 1: w2.1.3 is w_13^(2), b2.1 is b_1^(2).
struct ParameterName {
  int layer = 1;
  int unit = 1;
  int source = 0;  ///< the unit of the layer below; 0 for a bias
  bool operator==(const ParameterName&) const = default;

  QString text() const;
  /// Its place in θ; nothing where the network has none of this name.
  std::optional<std::size_t> indexIn(const Architecture& network) const;
};

/// The name of what stands at this place of θ.
ParameterName parameterName(const Architecture& network, std::size_t index);

/// A plane as it was asked for, before there is a network.
struct PlaneRequest {
  PlaneKind kind = PlaneKind::Weights;
  ParameterName first{};  ///< of Weights
  ParameterName second{};
  std::uint64_t seed = 1;  ///< of Random
  bool operator==(const PlaneRequest&) const = default;

  /// As it is written: read again, it is the same.
  QString text() const;
};

/// Reads weights:NAME,NAME, random, random:SEED, step, path, curvature or points; else the problem in a sentence.
std::variant<PlaneRequest, QString> readPlane(const QString& text);

}  // namespace backscope
