#include "app/landscape.h"

#include <cmath>
#include <utility>

#include "app/analyses.h"
#include "app/curvature_lab.h"
#include "app/edits.h"
#include "app/engine_bridge.h"
#include "app/known_lab.h"
#include "app/line_lab.h"
#include "app/saved_points.h"
#include "app/surface_lab.h"
#include "app/workbench.h"
#include "ui/views/line_view.h"
#include "ui/views/network_view.h"
#include "ui/views/surface_view.h"

namespace backscope {

Landscape::Landscape(const Place& place, QObject* parent) : QObject(parent), m_place(place) {
  connect(&place.workbench.network(), &NetworkView::parameterPressed, &place.workbench.analyses().surface(),
          &SurfaceView::choose);
  m_points = new SavedPoints(place.runs, place.starts, this);
  m_line = new LineLab(&place.workbench.analyses().line(), *m_points, this);
  connect(m_line, &LineLab::moveWanted, this, &Landscape::moveTo);
  m_known = new KnownLab(place.workbench, place.edits, place.engine, this);
  connect(m_known, &KnownLab::sessionChosen, this, &Landscape::sessionChosen);
  connect(m_known, &KnownLab::pointChosen, this, &Landscape::pointChosen);
  m_surface = new SurfaceLab(&place.workbench.analyses().surface(), *m_points, this);
  connect(m_surface, &SurfaceLab::moveWanted, this, &Landscape::rollFrom);
  connectCurvature();
}

void Landscape::connectCurvature() {
  m_curvature = new CurvatureLab(m_place.workbench.analyses().curvature(), m_place.workbench.network(), this);
  connect(m_curvature, &CurvatureLab::stepWanted, this,
          [this](const std::vector<double>& step, const QString& text) { moveBy(step, text); });
  connect(m_curvature, &CurvatureLab::placeWanted, this,
          [this](const std::vector<double>& theta, const QString& text) { moveTo(theta, text); });
  connect(m_curvature, &CurvatureLab::iterationWanted, this,
          [this](std::int64_t iteration) { m_place.engine.post(Seek{iteration}); });
}

void Landscape::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  m_snapshot = snapshot;
  m_curvature->setSnapshot(snapshot);
  m_known->setSnapshot(snapshot);
  m_line->setSnapshot(snapshot);
  m_surface->setSnapshot(snapshot);
  stepIfDue();
}

void Landscape::stepIfDue() {
  if (!m_due) return;
  if (m_due->generation != m_snapshot->generation) return m_due.reset();
  if (m_snapshot->commands < m_due->heldBy) return;
  const Move move = *std::exchange(m_due, std::nullopt);
  stepNow(move);
}

bool Landscape::isOfNetwork(const std::vector<double>& theta) const {
  return m_snapshot && theta.size() == m_snapshot->parameters.theta().size();
}

void Landscape::moveTo(const std::vector<double>& theta, const QString& text) {
  if (!isOfNetwork(theta)) return;
  m_due.reset();
  moveNow(theta, text, false);
}

void Landscape::rollFrom(const std::vector<double>& theta, const QString& text) {
  if (!isOfNetwork(theta)) return;
  const bool trainsOn = m_place.engine.isRunning() || (m_due && m_due->trainsOn);
  m_due.reset();
  moveNow(theta, text, trainsOn);
}

void Landscape::moveBy(const std::vector<double>& step, const QString& text, After after) {
  if (!isOfNetwork(step)) return;
  const bool stands =
      !m_place.engine.isRunning() && !m_snapshot->running && !m_due && m_snapshot->commands >= m_place.engine.sent();
  if (stands) return stepNow({step, text});
  const bool trainsOn = after == After::GoesOn && (m_place.engine.isRunning() || (m_due && m_due->trainsOn));
  m_place.engine.post(Pause{});
  m_due = Move{step, text, trainsOn, m_snapshot->generation, m_place.engine.sent()};
}

void Landscape::stepNow(const Move& move) {
  std::vector<double> theta = m_snapshot->parameters.theta();
  if (theta.size() != move.step.size()) return;
  for (std::size_t k = 0; k < theta.size(); ++k) theta[k] += move.step[k];
  moveNow(theta, move.text, move.trainsOn);
}

void Landscape::moveNow(const std::vector<double>& theta, const QString& text, bool trainsOn) {
  std::vector<ValueAt> values;
  values.reserve(theta.size());
  for (std::size_t index = 0; index < theta.size(); ++index) {
    if (!std::isfinite(theta[index])) return emit refused(tr("There the weights would not be finite numbers."));
    values.push_back({index, theta[index]});
  }
  m_place.engine.post(Pause{});
  m_place.edits.setParameters(values, text);
  if (trainsOn) m_place.engine.post(Train{});
}

}  // namespace backscope
