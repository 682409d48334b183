#pragma once

#include <QObject>
#include <memory>
#include <optional>
#include <vector>

#include "app/background_run.h"
#include "core/engine/snapshot.h"
#include "ui/views/twin_picture.h"

namespace backscope {

class Edits;
class EngineBridge;
class KnownView;
class Workbench;

/// Opens the known points, duplicates units of the present run, and leads them along the line on which ŷ stays, whose
/// spectrum is computed in the background while its page is seen and the run stands.
class KnownLab : public QObject {
  Q_OBJECT

 public:
  /// All outlive it.
  KnownLab(Workbench& workbench, Edits& edits, EngineBridge& engine, QObject* parent);
  /// Waits for the spectrum that is being computed.
  ~KnownLab() override;

  /// An instant of the present run.
  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);

 signals:
  /// The run is to begin anew with this one and its parameters.
  void sessionChosen(const backscope::Session& session);
  /// The known point of this name is to be opened.
  void pointChosen(const QString& name);

 private:
  struct Cell {
    std::optional<Eigen::VectorXd> spectrum{};
    std::optional<TwinJudgement> judgement{};
  };
  using Run = BackgroundRun<Cell>;
  /// What the spectra along the line depend on.
  struct Base {
    std::vector<double> theta;  ///< at γ = 0
    std::shared_ptr<const Dataset> data;
    Loss loss = Loss::Square;
    bool operator==(const Base&) const = default;
  };

  void showSurface();
  void duplicate(const UnitId& unit);
  void lead(double gamma);
  void follow();
  void takeLine();
  bool takeBase();
  bool isUnfinished() const;
  void start();
  void launch();
  void stop();
  bool isRunning() const;
  void deliver();

  Workbench& m_workbench;
  KnownView* m_view;
  Edits& m_edits;
  EngineBridge& m_engine;
  std::shared_ptr<const Snapshot> m_snapshot;
  std::uint64_t m_lineOf = 0;  ///< the generation of m_picture.line
  TwinPicture m_picture;
  std::optional<Base> m_base;
  QString m_opened;  ///< the point that was last asked for here, until it has shown what it is for
  std::size_t m_drag = 0;
  std::unique_ptr<Run> m_run;  ///< until it is over; a cancelled one is still at its last spectrum
  bool m_isWaiting = false;    ///< for the end of that
};

}  // namespace backscope
