#include "ui/text/event_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <optional>

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

/// "1", "1 and 2", "1, 2 and 5"
QString listed(QStringList names) {
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
  QStringList names;
  std::int64_t shortest = 0;
  for (int l = 1; l <= layers; ++l) {
    const std::optional<std::int64_t> since = stoppedSince(events, l, iteration);
    if (!since) continue;
    shortest = names.isEmpty() ? iteration - *since : std::min(shortest, iteration - *since);
    names.append(QString::number(layerNumber(l)));
  }
  if (names.isEmpty()) return {};
  const QString level = formatPowerOfTen(static_cast<int>(std::lround(std::log10(kStoppedLevel))));
  if (names.size() == 1)
    return translated(
               "Layer %1 has changed by less than %2 of its weights per update for %3 updates: it has stopped "
               "learning.")
        .arg(names.front(), level, formatCount(shortest));
  return translated(
             "Layers %1 have changed by less than %2 of their weights per update for at least %3 updates: they have "
             "stopped learning.")
      .arg(listed(names), level, formatCount(shortest));
}

}  // namespace backscope
