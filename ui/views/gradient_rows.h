#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/views/network_layout.h"

namespace backscope {

/// What the examples of a batch have to say about one parameter.
struct GradientRow {
  NetworkItem item;
  QString markup;               ///< of the parameter, for MathText
  std::vector<double> values;   ///< ∂ℓ_n/∂θ of the shown examples, in the batch's order
  double mean = 0;              ///< over the whole batch
  double meanSize = 0;          ///< the mean of |∂ℓ_n/∂θ| over `values`
  std::optional<double> apart;  ///< that of the traced example where it is not in the batch

  /// 1 − |mean| / mean size: 0 where all point the same way, 1 where nothing is left.
  double cancelled() const;
};

/// Rows on a common axis.
struct GradientRows {
  std::vector<GradientRow> rows;
  int batchSize = 0;
  std::optional<std::size_t> present;  ///< the traced example's place among the values
  QString presentName;                 ///< "n = 17", or "typed"
  /// The axis reaches from −bound to bound: the largest value of all, rounded outwards.
  double bound = 1;
};

/// Those of the items whose gradients are in the snapshot's spread.
GradientRows gradientRows(const Snapshot& snapshot, const std::vector<NetworkItem>& items);

/// "mean 0.0120 of a mean size of 0.3100: 96.1 % cancels"
QString cancellationText(const GradientRow& row);

}  // namespace backscope
