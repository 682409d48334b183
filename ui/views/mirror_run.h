#pragma once

#include <QRectF>
#include <QVariantAnimation>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/views/network_painter.h"

namespace backscope {

/// The layout on the way of a symmetry, of which `share` has passed: what was moved slides to its place, the unit that
/// was asked for around the others. It starts from `dropped`, where that is given.
NetworkLayout layoutBetween(const NetworkLayout& layout, const Symmetry& symmetry, double share,
                            const std::optional<QRectF>& dropped = std::nullopt);

/// The same edges between units that stand elsewhere.
std::vector<NetworkEdge> edgesOn(const NetworkLayout& layout, std::vector<NetworkEdge> edges);

/// θ on the way of a symmetry that changes weights, a flip or a rescaling, to where it stands now; of others θ itself:
/// there the weights go with their units.
std::vector<double> thetaBetween(const Parameters& parameters, const Symmetry& symmetry, double share);

/// The short movement that goes with a symmetry. The weights themselves are changed at once; a further symmetry takes
/// over. At rest no timer runs.
class MirrorRun : public QObject {
  Q_OBJECT

 public:
  explicit MirrorRun(QObject* parent = nullptr);

  /// Runs where the snapshot knows of another symmetry than the one before it of the same run, and movement is on.
  void follow(const Snapshot& snapshot);
  /// The unit that will be moved next starts from here.
  void startFrom(const QRectF& unit) { m_dropped = unit; }
  void stop();
  bool isMoving() const { return m_animation.state() == QAbstractAnimation::Running; }
  /// Puts what is to be seen now in the place of what is; as long as it is not called again.
  void moveScene(NetworkScene& scene);

 signals:
  void moved();

 private:
  QVariantAnimation m_animation;
  Symmetry m_symmetry;
  std::optional<std::uint64_t> m_generation;  ///< of the run that was followed last
  std::int64_t m_serial = 0;
  std::optional<QRectF> m_dropped;
  NetworkLayout m_layout;
  std::vector<NetworkEdge> m_edges;
  std::vector<double> m_theta;
};

}  // namespace backscope
