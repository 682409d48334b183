#include "ui/text/point_text.h"

#include <QCoreApplication>
#include <QStringList>

#include "core/network/symmetry_presets.h"
#include "core/sweep/start_outcome.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/text/session_difference.h"
#include "ui/text/starts_text.h"

namespace backscope {

namespace {

QString translated(const char* text) { return QCoreApplication::translate("SavedPoint", text); }

QString mirrorText(const Symmetry& symmetry) {
  const QString layer = QString::number(layerNumber(symmetry.layer));
  const QString unit = QString::number(symmetry.unit + 1);
  switch (symmetry.kind) {
    case Symmetry::Kind::Swap:
      return translated("units %1, %2 of layer %3 swapped").arg(unit).arg(symmetry.place + 1).arg(layer);
    case Symmetry::Kind::Flip:
      return translated("unit %1 of layer %2 flipped").arg(unit, layer);
    case Symmetry::Kind::Rescale:
      return translated("unit %1 of layer %2 rescaled by %3").arg(unit, layer, formatShort(symmetry.factor));
    case Symmetry::Kind::Move:
      break;
  }
  return translated("unit %1 of layer %2 moved to place %3").arg(unit, layer).arg(symmetry.place + 1);
}

QString endText(const std::string& name) {
  for (const StartEnd end : {StartEnd::Solved, StartEnd::Stuck, StartEnd::Diverged})
    if (nameOf(end) == name) return nameText(end);
  return QString::fromStdString(name);
}

}  // namespace

QString pointText(const SavedPoint& point, const Architecture& network) {
  switch (point.kind) {
    case SavedPoint::Kind::Now:
      return translated("now");
    case SavedPoint::Kind::Start:
      return translated("the start");
    case SavedPoint::Kind::Bookmark:
      return translated("bookmark “%1”").arg(QString::fromStdString(point.name));
    case SavedPoint::Kind::Run:
      return translated("run %1").arg(runLetter(static_cast<int>(point.number)));
    case SavedPoint::Kind::Mirror: {
      const std::vector<Symmetry> presets = symmetryPresets(network);
      return point.number < presets.size() ? mirrorText(presets[point.number]) : QString();
    }
    case SavedPoint::Kind::Solution:
      break;
  }
  return translated("seed %1 (%2)").arg(QString::number(point.number), endText(point.name));
}

QString leftOutText(const std::vector<int>& runs, bool areSolutionsToo) {
  QStringList sentences;
  for (const int place : runs)
    sentences.append(translated("Run %1 is not offered: its network has another shape.").arg(runLetter(place)));
  if (areSolutionsToo)
    sentences.append(translated("The many starts are not offered: they are of a network of another shape."));
  return sentences.join(QLatin1Char(' '));
}

}  // namespace backscope
