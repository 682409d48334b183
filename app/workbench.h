#pragma once

#include <QPointer>
#include <QWidget>
#include <array>
#include <memory>
#include <optional>

#include "app/analyses.h"
#include "core/engine/snapshot.h"

class QStackedWidget;

namespace backscope {

class BoundaryView;
class Card;
class Columns;
class CompareBar;
class CompareBoard;
class DataPanel;
class Division;
class HistoryBar;
class InitializationPanel;
class LossView;
class MessageStrip;
class NetworkPanel;
class NetworkView;
class PassView;
class SettingsColumn;
class Stage;
class TrainingPanel;
class TransportBar;

/// Everything that the window shows, arranged; shows a session and a snapshot, and knows no engine.
class Workbench : public QWidget {
  Q_OBJECT

 public:
  using Tab = Analyses::Tab;

  explicit Workbench(QWidget* parent = nullptr);

  /// Shows the settings in the panels.
  void setSession(const Session& session);
  /// Shows an instant in all views.
  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);

  Tab tab() const { return m_analyses->tab(); }
  void setTab(Tab tab) { m_analyses->setTab(tab); }

  /// Gives the keyboard to the scale of the start, and shows the settings for it.
  void focusDial();

  /// The runs of a comparison beside each other, in the place of the present run's views; setSnapshot() then shows the
  /// present run's numbers alone.
  void showBoard(bool shown);
  bool isBoardShown() const;

  /// What the shown views want of the next snapshot; on the board, of every run.
  SnapshotNeeds needs() const;

  TransportBar& transport() const { return *m_transport; }
  HistoryBar& history() const { return *m_history; }
  MessageStrip& messages() const { return *m_messages; }
  DataPanel& dataPanel() const { return *m_dataPanel; }
  NetworkPanel& networkPanel() const { return *m_networkPanel; }
  InitializationPanel& initializationPanel() const { return *m_initializationPanel; }
  TrainingPanel& trainingPanel() const { return *m_trainingPanel; }
  NetworkView& network() const { return *m_network; }
  BoundaryView& boundary() const { return *m_boundary; }
  Columns& columns() const { return *m_columns; }
  CompareBar& compareBar() const { return *m_compareBar; }
  /// Made when it is first asked for: most never compare.
  CompareBoard& board();
  LossView& loss() const { return *m_loss; }
  PassView& pass() const { return *m_pass; }
  Analyses& analyses() const { return *m_analyses; }
  ValuesView& values() const { return m_analyses->values(); }
  GradientView& gradients() const { return m_analyses->gradients(); }
  SlopeView& slopes() const { return m_analyses->slopes(); }
  SymmetryView& symmetry() const { return m_analyses->symmetry(); }

  /// How the room is shared.
  Division& division() const { return *m_division; }
  /// The analyses have the network's room, or no longer.
  void toggleEnlarged();

 signals:
  /// needs() may have changed.
  void needsChanged();
  void settingsShown(bool shown);
  /// On the board, at this place.
  void boardRunChosen(int place);
  void tabShown(backscope::AnalysisTab tab);
  void enlargedChanged(bool enlarged);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  bool focusNextPrevChild(bool next) override;
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void createPanels();
  void createViews();
  void createLayout();
  void connectSignals();
  void connectColumns();
  void connectGradients();
  void connectSlopes();
  void createDivision();
  void orderFocus();
  bool isPassShown() const;
  void showPlane(const Snapshot& snapshot);
  void showInstant(const std::shared_ptr<const Snapshot>& snapshot);
  SnapshotNeeds boardNeeds() const;
  void showLossOrPass();

  TransportBar* m_transport = nullptr;
  HistoryBar* m_history = nullptr;
  MessageStrip* m_messages = nullptr;
  DataPanel* m_dataPanel = nullptr;
  NetworkPanel* m_networkPanel = nullptr;
  InitializationPanel* m_initializationPanel = nullptr;
  TrainingPanel* m_trainingPanel = nullptr;
  NetworkView* m_network = nullptr;
  BoundaryView* m_boundary = nullptr;
  LossView* m_loss = nullptr;
  PassView* m_pass = nullptr;
  QStackedWidget* m_lossOrPass = nullptr;
  Analyses* m_analyses = nullptr;
  Card* m_networkCard = nullptr;
  Card* m_boundaryCard = nullptr;
  SettingsColumn* m_settings = nullptr;
  Columns* m_columns = nullptr;
  CompareBar* m_compareBar = nullptr;
  CompareBoard* m_board = nullptr;  ///< once it was asked for
  Stage* m_stage = nullptr;         ///< the division or m_board
  Division* m_division = nullptr;

  std::shared_ptr<const Snapshot> m_arrived;   ///< as it came
  std::shared_ptr<const Snapshot> m_snapshot;  ///< as it is shown
  std::shared_ptr<const Dataset> m_planeData;  ///< of which m_plane is the window
  InputPlane m_plane;
  std::optional<UnitId> m_enlarged;
  QPointer<QWidget> m_leftField;  ///< from which Tab goes on although the keyboard is back here
};

}  // namespace backscope
