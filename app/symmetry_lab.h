#pragma once

#include <QObject>
#include <cstdint>
#include <memory>

#include "core/engine/snapshot.h"

namespace backscope {

class Edits;
class EngineBridge;
class Workbench;

/// Joins the symmetry lab to the network, whose items it nudges, and to the engine.
class SymmetryLab : public QObject {
  Q_OBJECT

 public:
  SymmetryLab(Workbench& workbench, Edits& edits, EngineBridge& engine, QObject* parent);

  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
  /// Opens the lab; where it is open, adds ε to the chosen weight, as an edit that can be undone. A run that trains is
  /// held for that moment: what is added to has to be the weight of now, not that of the last picture.
  void nudge();

 private:
  void hold();
  void nudgeNow();

  Workbench& m_workbench;
  Edits& m_edits;
  EngineBridge& m_engine;
  std::shared_ptr<const Snapshot> m_snapshot;
  std::uint64_t m_heldBy = 0;  ///< the command, see Snapshot::commands
  bool m_isDue = false;        ///< once the run stands
  bool m_trainsOn = false;     ///< after that
};

}  // namespace backscope
