#include "app/symmetry_lab.h"

#include <cmath>
#include <limits>
#include <utility>

#include "app/edits.h"
#include "app/engine_bridge.h"
#include "app/workbench.h"
#include "ui/views/network_view.h"
#include "ui/views/symmetry_view.h"

namespace backscope {

namespace {

/// At least the next number there is, where ε is lost beside the weight.
double nudged(double weight, double epsilon) {
  const double sum = weight + epsilon;
  return sum != weight ? sum : std::nextafter(weight, std::numeric_limits<double>::infinity());
}

}  // namespace

SymmetryLab::SymmetryLab(Workbench& workbench, Edits& edits, EngineBridge& engine, QObject* parent)
    : QObject(parent), m_workbench(workbench), m_edits(edits), m_engine(engine) {
  SymmetryView* view = &workbench.symmetry();
  NetworkView* network = &workbench.network();
  connect(network, &NetworkView::itemLit, view, &SymmetryView::setTarget);
  connect(view, &SymmetryView::itemPointed, network, &NetworkView::setPointedElsewhere);
  connect(view, &SymmetryView::nudgeRequested, this, &SymmetryLab::nudge);
}

void SymmetryLab::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  m_snapshot = snapshot;
  if (!m_isDue || snapshot->commands < m_heldBy) return;
  if (m_engine.isRunning())
    hold();
  else if (!snapshot->running)
    nudgeNow();
}

void SymmetryLab::nudge() {
  if (m_workbench.tab() != Workbench::Tab::Symmetry) return m_workbench.setTab(Workbench::Tab::Symmetry);
  if (!m_snapshot) return;
  const bool stands = !m_engine.isRunning() && !m_snapshot->running && m_snapshot->commands >= m_engine.sent();
  if (stands) return nudgeNow();
  hold();
}

/// Until a picture comes that was made after this.
void SymmetryLab::hold() {
  m_trainsOn = m_engine.isRunning() || (m_isDue && m_trainsOn);
  m_isDue = true;
  m_engine.post(Pause{});
  m_heldBy = m_engine.sent();
}

void SymmetryLab::nudgeNow() {
  m_isDue = false;
  const SymmetryView& view = m_workbench.symmetry();
  const std::size_t index = parameterIndex(m_snapshot->parameters.layout(), view.target());
  const double weight = m_snapshot->parameters.theta()[index];
  if (std::isfinite(weight)) m_edits.setParameter(index, nudged(weight, view.epsilon()));
  if (std::exchange(m_trainsOn, false)) m_engine.post(Train{});
}

}  // namespace backscope
