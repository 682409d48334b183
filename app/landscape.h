#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <vector>

#include "core/engine/snapshot.h"

namespace backscope {

class Edits;
class EngineBridge;
class StartsLab;
class Workbench;

/// The labs of the loss surface: joins their views to the engine and to what is edited.
class Landscape : public QObject {
  Q_OBJECT

 public:
  /// All outlive it.
  struct Place {
    Workbench& workbench;
    Edits& edits;
    EngineBridge& engine;
    StartsLab& starts;
  };
  Landscape(const Place& place, QObject* parent);

  /// An instant of the present run.
  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);

  /// Moves θ of the present run there as an edit; a run that trains is held for it. `text` says what is undone.
  void moveTo(const std::vector<double>& theta, const QString& text);

 signals:
  /// The run is to begin anew with this one, as an edit that can be undone.
  void sessionChosen(const backscope::Session& session);
  /// What was wished for can't be, and why.
  void refused(const QString& sentence);

 private:
  Place m_place;
  std::shared_ptr<const Snapshot> m_snapshot;
};

}  // namespace backscope
