#pragma once

#include <QRectF>
#include <QSizeF>
#include <QString>
#include <functional>
#include <optional>
#include <vector>

#include "core/training/pass_cursor.h"
#include "ui/theme/theme.h"
#include "ui/views/loss_change.h"
#include "ui/views/network_layout.h"

class QPainter;

namespace backscope {

/// A number that stands at a unit or on an edge.
struct PassValue {
  NetworkItem item;
  QString markup;  ///< for MathText: "δ = 1.0637"
  PassPhase phase = PassPhase::Forward;
  bool acts = false;  ///< it belongs to the step taken last
};

/// What of the network acts in the step taken last, one unit or where the step is wider a whole layer, and the numbers
/// that are known by then.
class PassMarks {
 public:
  explicit PassMarks(const PassInstant& instant, StepSize size = StepSize::Unit);

  PassPhase phase() const { return m_phase; }
  /// Nothing acts before the first step, and everything in an update.
  bool actsOn(const UnitId& unit) const;
  bool actsOn(const NetworkEdge& edge) const;
  /// At most one at each unit, the one computed last: z (or a), then δ. On edges only those that act: w, or ∂ℓ/∂w.
  const std::vector<PassValue>& values() const { return m_values; }
  /// δ of the units where it is known.
  const std::vector<std::pair<UnitId, double>>& deltas() const { return m_deltas; }
  /// After the update.
  const std::optional<LossChange>& lossChange() const { return m_lossChange; }

 private:
  void readStep(const PassInstant& instant, const PassStep& step);
  void setUnitValue(const UnitId& unit, const QString& letter, double value, PassPhase phase);
  void addEdgeValues(const PassInstant& instant);
  void addEdgeValues(const PassInstant& instant, int unit);
  /// One of the units that the step computed.
  bool isOwn(const UnitId& unit) const;

  PassPhase m_phase = PassPhase::Forward;
  PassStep m_last;
  int m_firstUnit = -1;  ///< of those that act; −1: all of the layer
  bool m_isBegun = false;
  std::vector<PassValue> m_values;
  std::vector<std::pair<UnitId, double>> m_deltas;
  std::optional<LossChange> m_lossChange;
};

/// A value's place on the page; those for which there is no room have none.
struct PassTag {
  const PassValue* value = nullptr;
  QRectF rect;
};

/// Below the units and on the edges, those that act first. No tag covers another tag, a heading or the reserved place,
/// and none a unit, but that those that act may cover units that don't where there is no other room.
std::vector<PassTag> layoutPassTags(const PassMarks& marks, const NetworkLayout& layout,
                                    const std::vector<NetworkEdge>& edges, const QSizeF& area,
                                    const std::function<QSizeF(const QString&)>& sizeOf, const QRectF& reserved = {});

/// How long the arrow of a δ is, as a share of its unit: from 10⁻⁶, which is hardly seen, to 1 and above in decades.
double deltaArrowShare(double delta);

/// Rings around the units that act; below the biases' marks.
void paintPassRings(QPainter& painter, const PassMarks& marks, const NetworkLayout& layout, const ThemeColors& colors);
/// Arrows for δ, the values, and how the loss has changed; those that act are as solid as `opacity`.
void paintPassMarks(QPainter& painter, const PassMarks& marks, const NetworkLayout& layout,
                    const std::vector<NetworkEdge>& edges, const QSizeF& area, const ThemeColors& colors,
                    double opacity = 1);

}  // namespace backscope
