#include "ui/views/mirror_run.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "ui/theme/movement.h"
#include "ui/views/unit_gestures.h"

namespace backscope {

namespace {

constexpr int kDuration = 400;  ///< milliseconds
/// How far a unit gets out of the others' way, of its own side and of the distance between layers.
constexpr double kSwing = 0.9;
constexpr double kMostSwing = 0.35;

bool isPermutation(const Symmetry& symmetry) {
  return symmetry.kind == Symmetry::Kind::Move || symmetry.kind == Symmetry::Kind::Swap;
}

/// To the right, of two that are swapped the other one to the left; 0 for those that make way.
double swingOf(const NetworkLayout& layout, const NetworkColumn& column, const Symmetry& symmetry, int unit) {
  const double wide = std::min(kSwing * column.side, kMostSwing * layout.pitch);
  if (unit == symmetry.place) return wide;
  return symmetry.kind == Symmetry::Kind::Swap && unit == symmetry.unit ? -wide : 0;
}

}  // namespace

NetworkLayout layoutBetween(const NetworkLayout& layout, const Symmetry& symmetry, double share,
                            const std::optional<QRectF>& dropped) {
  NetworkLayout moved = layout;
  if (!isPermutation(symmetry) || symmetry.layer >= static_cast<int>(layout.columns.size())) return moved;
  NetworkColumn& column = moved.columns[static_cast<std::size_t>(symmetry.layer)];
  const Symmetry back = inverseOf(symmetry);
  for (UnitBox& box : column.units) {
    const UnitBox* before = layout.find(unitAfter(back, box.id));
    if (before == nullptr) continue;
    const bool isDropped = dropped && box.id.unit == symmetry.place;
    const QPointF from = isDropped ? dropped->topLeft() : before->rect.topLeft();
    const double swing = isDropped || before->id == box.id ? 0 : swingOf(layout, column, symmetry, box.id.unit);
    box.rect.moveTopLeft(from + share * (box.rect.topLeft() - from) +
                         QPointF(swing * std::sin(std::numbers::pi * share), 0));
  }
  return moved;
}

std::vector<NetworkEdge> edgesOn(const NetworkLayout& layout, std::vector<NetworkEdge> edges) {
  for (NetworkEdge& edge : edges) {
    const UnitBox* from = layout.find(edge.from);
    const UnitBox* to = layout.find(edge.to);
    if (from != nullptr && to != nullptr) edge.curve = edgeBetween(from->rect, to->rect);
  }
  return edges;
}

std::vector<double> thetaBetween(const Parameters& parameters, const Symmetry& symmetry, double share) {
  if (isPermutation(symmetry)) return parameters.theta();
  Parameters before = parameters;
  applyTo(before, inverseOf(symmetry));
  std::vector<double> theta = before.theta();
  for (std::size_t p = 0; p < theta.size(); ++p) theta[p] += share * (parameters.theta()[p] - theta[p]);
  return theta;
}

MirrorRun::MirrorRun(QObject* parent) : QObject(parent) {
  m_animation.setDuration(kDuration);
  m_animation.setStartValue(0.0);
  m_animation.setEndValue(1.0);
  m_animation.setEasingCurve(QEasingCurve::InOutCubic);
  connect(&m_animation, &QVariantAnimation::valueChanged, this, &MirrorRun::moved);
  connect(&m_animation, &QVariantAnimation::finished, this, [this] {
    m_dropped.reset();
    emit moved();
  });
  connect(&Movement::instance(), &Movement::changed, this, &MirrorRun::stop);
}

void MirrorRun::follow(const Snapshot& snapshot) {
  const std::int64_t serial = snapshot.mirrored ? snapshot.mirrored->serial : 0;
  const bool isSameRun = std::exchange(m_generation, snapshot.generation) == snapshot.generation;
  const std::int64_t before = std::exchange(m_serial, serial);
  if (isSameRun && serial == before) return;
  const std::optional<QRectF> dropped = m_dropped;
  stop();
  if (!isSameRun || serial < before || !Movement::instance().isOn()) return;
  if (checkSymmetry(snapshot.parameters.architecture(), snapshot.mirrored->symmetry)) return;
  m_symmetry = snapshot.mirrored->symmetry;
  m_dropped = dropped;
  m_animation.start();
}

void MirrorRun::stop() {
  m_dropped.reset();
  if (!isMoving()) return;
  m_animation.stop();
  emit moved();
}

void MirrorRun::moveScene(NetworkScene& scene) {
  if (!isMoving()) return;
  const double share = m_animation.currentValue().toDouble();
  m_layout = layoutBetween(*scene.layout, m_symmetry, share, m_dropped);
  m_edges = edgesOn(m_layout, *scene.edges);
  m_theta = thetaBetween(scene.snapshot->parameters, m_symmetry, share);
  scene.layout = &m_layout;
  scene.edges = &m_edges;
  const UnitId moved{m_symmetry.layer, m_symmetry.place};
  if (isPermutation(m_symmetry) && m_layout.find(moved) != nullptr) scene.raised = moved;
  scene.theta = &m_theta;
}

}  // namespace backscope
