#pragma once

#include <QPointF>
#include <QString>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/views/boundary_field.h"

namespace backscope {

/// One quantity of the readout: its letter as MathText's markup, and its value.
struct ReadoutCell {
  QString letter;
  QString value;
  bool operator==(const ReadoutCell&) const = default;
};

/// x₁, x₂ and ŷ (or the enlarged unit's output) at a place of the plane, computed exactly, the other inputs held.
std::vector<ReadoutCell> readoutAt(const Snapshot& snapshot, const ShownField& field, const QPointF& place);

/// An example: its number, y, ŷ, ℓ and whether it is on the right side; of the traced one, its place in a batch that is
/// under way. Of a regression, y and ŷ are those of `output`.
std::vector<ReadoutCell> readoutOf(const Snapshot& snapshot, int example, int output = 0);

/// An example at a place of the plane, the other inputs held; its y is that of the traced example.
TypedExample exampleAt(const Snapshot& snapshot, const InputPlane& plane, const QPointF& place);

/// The traced example where it is not in the data: x, ŷ and ℓ.
std::vector<ReadoutCell> readoutOfTyped(const Snapshot& snapshot, int output = 0);

/// Whether an example is on the wrong side; nothing for a regression, or where the snapshot lists no outputs.
std::optional<bool> isWrong(const Snapshot& snapshot, int example);

/// −1 and +1, 0 and 1, or "class 1"…
QString classLabel(const Dataset& data, int classIndex);

/// x₁, as plain text, for the choice of inputs.
QString inputName(int input);

/// What the plot shows, as its heading: "Decision boundary", or the unit that is enlarged.
QString titleOfBoundary(const Snapshot& snapshot);

/// What the plot shows, in words.
QString describeBoundary(const Snapshot& snapshot, const ShownField& field);

}  // namespace backscope
