#include "app/landscape.h"

#include "app/edits.h"
#include "app/engine_bridge.h"
#include "app/workbench.h"

namespace backscope {

Landscape::Landscape(const Place& place, QObject* parent) : QObject(parent), m_place(place) {}

void Landscape::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) { m_snapshot = snapshot; }

void Landscape::moveTo(const std::vector<double>& theta, const QString& text) {
  m_place.engine.post(Pause{});
  std::vector<ValueAt> values;
  values.reserve(theta.size());
  for (std::size_t index = 0; index < theta.size(); ++index) values.push_back({index, theta[index]});
  m_place.edits.setParameters(values, text);
}

}  // namespace backscope
