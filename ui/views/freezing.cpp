#include "ui/views/freezing.h"

#include <QCoreApplication>
#include <QMenu>

#include "ui/text/math_text.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/views/network_description.h"

namespace backscope {

namespace {

using Scope = FreezeChoice::Scope;

QString tr(const char* text) { return QCoreApplication::translate("NetworkView", text); }

const FrozenPlaces& frozenIn(const Snapshot& snapshot) { return snapshot.session->training.frozen; }

QString entryText(const FreezeChoice& choice) {
  if (choice.scope == Scope::All) return tr("Release &all");
  const QString text = (choice.isFrozen ? tr("Release %1") : tr("Freeze %1")).arg(choice.name);
  return choice.scope == Scope::Layer ? text + QStringLiteral("\tShift+K") : text;
}

}  // namespace

std::vector<FreezeChoice> freezeChoices(const Snapshot& snapshot, const std::optional<NetworkItem>& item) {
  const Architecture& network = snapshot.parameters.architecture();
  const FrozenPlaces& frozen = frozenIn(snapshot);
  std::vector<FreezeChoice> choices;
  const auto add = [&](Scope scope, const QString& name, std::vector<std::size_t> places) {
    const bool areAll = areFrozen(frozen, places);
    choices.push_back({scope, name, std::move(places), areAll});
  };
  if (item && item->kind != NetworkItem::Kind::Unit)
    add(Scope::Item, plainMath(itemMarkup(network, *item)), {parameterIndex(snapshot.parameters.layout(), *item)});
  if (item && item->unit.layer > 0) {
    const UnitId& unit = item->unit;
    add(Scope::Unit, tr("unit %1 of layer %2").arg(unit.unit + 1).arg(layerNumber(unit.layer)),
        placesOfUnit(network, unit.layer, unit.unit));
    add(Scope::Layer, tr("layer %1").arg(layerNumber(unit.layer)), placesOfLayer(network, unit.layer));
  }
  if (!frozen.empty()) add(Scope::All, tr("all"), frozen);
  return choices;
}

void fillFreezeMenu(QMenu& menu, const std::vector<FreezeChoice>& choices,
                    const std::function<void(const FreezeChoice&)>& choose) {
  for (const FreezeChoice& choice : choices) {
    const bool isFirst = &choice == &choices.front() && choice.scope != Scope::All;
    if (choice.scope == Scope::All && !menu.isEmpty()) menu.addSeparator();
    QAction* action = menu.addAction(isFirst ? entryText(choice) + QStringLiteral("\tK") : entryText(choice));
    QObject::connect(action, &QAction::triggered, &menu, [choice, choose] { choose(choice); });
  }
  if (menu.isEmpty()) menu.addAction(tr("Nothing to freeze here"))->setEnabled(false);
}

std::vector<FrozenAt> changesOf(const FreezeChoice& choice) {
  std::vector<FrozenAt> changes;
  changes.reserve(choice.places.size());
  for (const std::size_t place : choice.places) changes.push_back({place, !choice.isFrozen});
  return changes;
}

QString undoText(const FreezeChoice& choice) {
  return (choice.isFrozen ? tr("%1 released") : tr("%1 frozen")).arg(choice.name);
}

bool isFrozen(const Snapshot& snapshot, const NetworkItem& item) {
  if (item.kind != NetworkItem::Kind::Unit)
    return isFrozen(frozenIn(snapshot), parameterIndex(snapshot.parameters.layout(), item));
  return item.unit.layer > 0 && areFrozen(frozenIn(snapshot), placesOfUnit(snapshot.parameters.architecture(),
                                                                           item.unit.layer, item.unit.unit));
}

QString frozenText(const Snapshot& snapshot, const NetworkItem& item) {
  if (!isFrozen(snapshot, item)) return {};
  return item.kind == NetworkItem::Kind::Unit ? tr("All its weights are frozen.") : tr("It is frozen.");
}

QString frozenSummary(const Snapshot& snapshot) {
  const auto count = static_cast<qint64>(frozenIn(snapshot).size());
  if (count == 0) return {};
  return count == 1 ? tr("One of them is frozen.") : tr("%1 of them are frozen.").arg(formatCount(count));
}

}  // namespace backscope
