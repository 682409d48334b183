#include "ui/text/session_difference.h"

#include <QCoreApplication>
#include <QSet>
#include <array>
#include <vector>

#include "ui/panels/choice_names.h"
#include "ui/text/run_aspects.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("session_difference", text); }

QString filled(const QString& pattern, const QString& first) {
  return pattern.contains(QLatin1String("%1")) ? pattern.arg(first) : pattern;
}

/// Nothing of what only one of the two has: that it has another optimizer, say, is said already.
QStringList piecesOf(const Session& first, const Session& other, bool isStartAlone) {
  const std::array runs{&first, &other};
  QStringList pieces;
  for (const RunAspect& aspect : differingAspects(runs)) {
    if (isStartAlone && aspect.group != RunAspect::Group::Start) continue;
    if (aspect.values[0].isEmpty() || aspect.values[1].isEmpty()) continue;
    const bool hasValues = aspect.difference.contains(QLatin1String("%1"));
    pieces.append(hasValues ? aspect.difference.arg(aspect.values[0], aspect.values[1]) : aspect.difference);
  }
  return pieces;
}

/// Places in a list of aspects.
using Choice = std::vector<std::size_t>;

QString nameOf(const std::vector<RunAspect>& aspects, const Choice& chosen, qsizetype run) {
  QStringList parts;
  for (const std::size_t k : chosen) {
    const RunAspect& aspect = aspects[k];
    const QString value = aspect.briefs.isEmpty() ? aspect.values[run] : aspect.briefs[run];
    if (!aspect.values[run].isEmpty()) parts.append(filled(aspect.name, value));
  }
  return parts.join(QStringLiteral(", "));
}

bool tellApart(const std::vector<RunAspect>& aspects, const Choice& chosen, qsizetype runs) {
  QSet<QString> keys;
  for (qsizetype run = 0; run < runs; ++run) {
    QString key;
    for (const std::size_t k : chosen) key += aspects[k].values[run] + QLatin1Char('\n');
    keys.insert(key);
  }
  return keys.size() == runs;
}

/// The first choice of so many more aspects, from `from` on, that tells all runs apart.
bool chooseMore(const std::vector<RunAspect>& aspects, std::size_t more, std::size_t from, qsizetype runs,
                Choice& chosen) {
  if (more == 0) return tellApart(aspects, chosen, runs);
  for (std::size_t k = from; k < aspects.size(); ++k) {
    chosen.push_back(k);
    if (chooseMore(aspects, more - 1, k + 1, runs, chosen)) return true;
    chosen.pop_back();
  }
  return false;
}

/// As few aspects as can be; of different runs one less than there are will always do.
Choice fewestThatTellApart(const std::vector<RunAspect>& aspects, qsizetype runs) {
  Choice chosen;
  for (std::size_t count = 1; count < static_cast<std::size_t>(runs); ++count)
    if (chooseMore(aspects, count, 0, runs, chosen)) break;
  return chosen;
}

QString ownName(const Session& run) { return screenName(run.network.activationOf(1)); }

}  // namespace

QStringList differencesOf(const Session& first, const Session& other) { return piecesOf(first, other, false); }

QStringList startDifferences(const Session& first, const Session& other) { return piecesOf(first, other, true); }

QString runLetter(int place) { return QString(QChar(u'A' + place)); }

QStringList shortNames(std::span<const Session> runs) {
  std::vector<const Session*> different;
  std::vector<qsizetype> places;  // of each run among the different ones
  std::vector<int> first;         // the run that is each of the different ones
  for (const Session& run : runs) {
    std::size_t place = 0;
    while (place < different.size() && !differingAspects(std::array{different[place], &run}).empty()) ++place;
    places.push_back(static_cast<qsizetype>(place));
    if (place < different.size()) continue;
    different.push_back(&run);
    first.push_back(static_cast<int>(places.size()) - 1);
  }
  const std::vector<RunAspect> aspects = differingAspects(different);
  const Choice chosen = fewestThatTellApart(aspects, static_cast<qsizetype>(different.size()));
  QStringList names;
  for (std::size_t k = 0; k < runs.size(); ++k) {
    const int original = first[static_cast<std::size_t>(places[k])];
    const QString name = different.size() > 1 ? nameOf(aspects, chosen, places[k]) : ownName(runs[k]);
    names.append(original == static_cast<int>(k) ? name : tr("as %1").arg(runLetter(original)));
  }
  return names;
}

}  // namespace backscope
