#pragma once

#include <memory>

#include "app/analysis_tabs.h"
#include "core/engine/snapshot.h"
#include "ui/widgets/card.h"

class QStackedWidget;

namespace backscope {

class ActivationView;
class Button;
class CurvatureView;
class DeltaView;
class DepthView;
class GradientView;
class KnownView;
class LineView;
class SlopeView;
class StartView;
class StartsView;
class SurfaceView;
class MirrorView;
class SymmetryView;
class TabRow;
class InitMapView;
class ValuesView;

/// The views below the network, of which tabs show one at a time.
class Analyses : public Card {
  Q_OBJECT

 public:
  using Tab = AnalysisTab;

  explicit Analyses(QWidget* parent = nullptr);

  Tab tab() const;
  void setTab(Tab tab);
  /// Whether it has the network's room too.
  void showEnlarged(bool enlarged);

  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
  /// Adds what the present tab wants of the next snapshot.
  void addNeeds(SnapshotNeeds& needs) const;

  DeltaView& deltas() const { return *m_deltas; }
  ValuesView& values() const { return *m_values; }
  GradientView& gradients() const { return *m_gradients; }
  SlopeView& slopes() const { return *m_slopes; }
  StartView& start() const { return *m_start; }
  MirrorView& mirrors() const { return *m_mirrors; }
  SymmetryView& symmetry() const { return *m_symmetry; }
  InitMapView& initMap() const { return *m_initMap; }
  DepthView& depth() const { return *m_depth; }
  StartsView& starts() const { return *m_starts; }
  SurfaceView& surface() const { return *m_surface; }
  LineView& line() const { return *m_line; }
  CurvatureView& curvature() const { return *m_curvature; }
  KnownView& known() const { return *m_known; }

 signals:
  void tabShown(backscope::AnalysisTab tab);
  /// What addNeeds() adds may be something else.
  void needsChanged();
  /// More room is wanted, or no longer.
  void enlargeToggled();

 private:
  void createTabs();
  void createPages();
  void showTab();
  void showPage();

  ActivationView* m_activations = nullptr;
  DeltaView* m_deltas = nullptr;
  ValuesView* m_values = nullptr;
  GradientView* m_gradients = nullptr;
  SlopeView* m_slopes = nullptr;
  StartView* m_start = nullptr;
  MirrorView* m_mirrors = nullptr;
  SymmetryView* m_symmetry = nullptr;
  InitMapView* m_initMap = nullptr;
  DepthView* m_depth = nullptr;
  StartsView* m_starts = nullptr;
  SurfaceView* m_surface = nullptr;
  LineView* m_line = nullptr;
  CurvatureView* m_curvature = nullptr;
  KnownView* m_known = nullptr;
  TabRow* m_tabs = nullptr;
  Button* m_enlarge = nullptr;
  QStackedWidget* m_pages = nullptr;
  std::shared_ptr<const Snapshot> m_snapshot;
};

}  // namespace backscope
