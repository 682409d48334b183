#include "ui/text/event_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "ui/text/notation.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

QString translated(const char* text) { return QCoreApplication::translate("RunEvent", text); }

QString pattern(RunEvent::Kind kind) {
  switch (kind) {
    case RunEvent::Kind::UnitSaturated:
      return translated("unit %2 of layer %1 is saturated since iteration %3");
    case RunEvent::Kind::UnitDead:
      return translated("unit %2 of layer %1 is dead since iteration %3");
    case RunEvent::Kind::UnitRecovered:
      return translated("unit %2 of layer %1 has recovered at iteration %3");
    case RunEvent::Kind::UnitRestless:
      return translated("unit %2 of layer %1 comes and goes since iteration %3");
    case RunEvent::Kind::LayerStopped:
      return translated("layer %1 has stopped learning at iteration %3");
    case RunEvent::Kind::LayerWentOn:
      break;
  }
  return translated("layer %1 goes on learning at iteration %3");
}

/// "1", "1 and 2", "1, 2 and 5", "1 to 4 and 7"
QString listed(const std::vector<int>& layers) {
  QStringList names;
  for (std::size_t begin = 0, end = 0; begin < layers.size(); begin = end) {
    const auto isNext = [&] { return end < layers.size() && layers[end] == layers[end - 1] + 1; };
    for (end = begin + 1; isNext();) ++end;
    // Two in a row are named as shortly one by one.
    if (end - begin <= 2) end = begin + 1;
    const QString first = QString::number(layerNumber(layers[begin]));
    names.append(end == begin + 1 ? first : translated("%1 to %2").arg(first).arg(layerNumber(layers[end - 1])));
  }
  const QString last = names.takeLast();
  return names.isEmpty() ? last : translated("%1 and %2").arg(names.join(QStringLiteral(", ")), last);
}

}  // namespace

QString describe(const RunEvent& event) {
  QString text = pattern(event.kind).arg(layerNumber(event.layer));
  if (event.unit >= 0) text = text.arg(event.unit + 1);
  return text.arg(formatCount(event.iteration));
}

QString describeStoppedLayers(std::span<const RunEvent> events, int layers, std::int64_t iteration) {
  std::vector<int> stopped;
  std::int64_t shortest = 0;
  for (int l = 1; l <= layers; ++l) {
    const std::optional<std::int64_t> since = stoppedSince(events, l, iteration);
    if (!since) continue;
    shortest = stopped.empty() ? iteration - *since : std::min(shortest, iteration - *since);
    stopped.push_back(l);
  }
  if (stopped.empty()) return {};
  const QString level = formatPowerOfTen(static_cast<int>(std::lround(std::log10(kStoppedLevel))));
  if (stopped.size() == 1)
    return translated(
               "Layer %1 has changed by less than %2 of its weights per update for %3 updates: it has stopped "
               "learning.")
        .arg(listed(stopped), level, formatCount(shortest));
  return translated(
             "Layers %1 have changed by less than %2 of their weights per update for at least %3 updates: they have "
             "stopped learning.")
      .arg(listed(stopped), level, formatCount(shortest));
}

}  // namespace backscope
