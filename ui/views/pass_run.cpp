#include "ui/views/pass_run.h"

#include <QPainter>
#include <algorithm>

#include "ui/theme/movement.h"

namespace backscope {

namespace {

constexpr int kDuration = 220;  ///< milliseconds
constexpr double kPulseRadius = 4;
constexpr QMarginsF kNumbersAround(100, 40, 100, 40);

bool isForward(const PassMarks& marks) { return marks.phase() == PassPhase::Forward; }

}  // namespace

PassRun::PassRun(QObject* parent) : QObject(parent) {
  m_animation.setDuration(kDuration);
  m_animation.setStartValue(0.0);
  m_animation.setEndValue(1.0);
  m_animation.setEasingCurve(QEasingCurve::OutCubic);
  connect(&m_animation, &QVariantAnimation::valueChanged, this, &PassRun::moved);
  connect(&Movement::instance(), &Movement::changed, this, &PassRun::stop);
}

void PassRun::follow(const Snapshot& snapshot) {
  const Place place{snapshot.iteration, snapshot.exampleInBatch, snapshot.step};
  const bool isSameRun = m_place && m_generation == snapshot.generation;
  const bool isFurther = isSameRun && place > *m_place;
  const bool isElsewhere = isSameRun && place != *m_place;
  m_generation = snapshot.generation;
  m_place = place;
  if (!isElsewhere && isSameRun) return;
  stop();
  if (isFurther && snapshot.pass && !snapshot.running && Movement::instance().isOn()) m_animation.start();
}

void PassRun::stop() {
  if (!isMoving()) return;
  m_animation.stop();
  emit moved();
}

double PassRun::share() const { return isMoving() ? m_animation.currentValue().toDouble() : 1; }

std::vector<QPointF> pulsesAt(const PassMarks& marks, const std::vector<NetworkEdge>& edges, double share) {
  std::vector<QPointF> pulses;
  if (marks.phase() == PassPhase::Update) return pulses;
  for (const NetworkEdge& edge : edges)
    if (marks.actsOn(edge)) pulses.push_back(edge.curve.at(isForward(marks) ? share : 1 - share));
  return pulses;
}

QRectF movingArea(const PassMarks& marks, const NetworkLayout& layout, const std::vector<NetworkEdge>& edges) {
  QRectF area;
  const QMarginsF around(2 * kPulseRadius, 2 * kPulseRadius, 2 * kPulseRadius, 2 * kPulseRadius);
  for (const NetworkEdge& edge : edges)
    if (marks.actsOn(edge)) area |= QRectF(edge.curve.from, edge.curve.to).normalized().marginsAdded(around);
  for (const NetworkColumn& column : layout.columns)
    for (const UnitBox& box : column.units)
      if (marks.actsOn(box.id)) area |= box.rect.marginsAdded(kNumbersAround);
  return area;
}

void paintPulses(QPainter& painter, const PassMarks& marks, const std::vector<NetworkEdge>& edges, double share,
                 const ThemeColors& colors) {
  painter.setPen(QPen(colors.card, 1.5));
  painter.setBrush(isForward(marks) ? colors.forward : colors.backward);
  for (const QPointF& pulse : pulsesAt(marks, edges, share)) painter.drawEllipse(pulse, kPulseRadius, kPulseRadius);
}

}  // namespace backscope
