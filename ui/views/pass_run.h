#pragma once

#include <QVariantAnimation>
#include <cstdint>
#include <optional>
#include <tuple>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/theme/theme.h"
#include "ui/views/network_layout.h"
#include "ui/views/pass_marks.h"

class QPainter;

namespace backscope {

/// The short movement that goes with a step: what acts runs along its edges, and the new numbers fade in. The step
/// itself is shown at once, and one that comes earlier than the movement's end takes over. At rest no timer runs.
class PassRun : public QObject {
  Q_OBJECT

 public:
  explicit PassRun(QObject* parent = nullptr);

  /// Runs where the snapshot is a step further than the one before, by hand, and movement is on.
  void follow(const Snapshot& snapshot);
  void stop();
  bool isMoving() const { return m_animation.state() == QAbstractAnimation::Running; }
  /// How much of it has passed, 0…1; 1 at rest.
  double share() const;

 signals:
  void moved();

 private:
  using Place = std::tuple<std::int64_t, std::int64_t, int>;  ///< iteration, example in the batch, step

  QVariantAnimation m_animation;
  std::uint64_t m_generation = 0;
  std::optional<Place> m_place;
};

/// Where on the edges that act the pulses are: on their way from left to right in the forward pass, else back. None in
/// an update, which goes nowhere.
std::vector<QPointF> pulsesAt(const PassMarks& marks, const std::vector<NetworkEdge>& edges, double share);

/// What changes while it moves: the edges that act, and around the units that act the numbers' places.
QRectF movingArea(const PassMarks& marks, const NetworkLayout& layout, const std::vector<NetworkEdge>& edges);

void paintPulses(QPainter& painter, const PassMarks& marks, const std::vector<NetworkEdge>& edges, double share,
                 const ThemeColors& colors);

}  // namespace backscope
