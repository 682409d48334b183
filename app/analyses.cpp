#include "app/analyses.h"

#include <QStackedWidget>
#include <QVBoxLayout>

#include "app/snapshot_needs.h"
#include "ui/values/values_view.h"
#include "ui/views/activation_view.h"
#include "ui/views/curvature_view.h"
#include "ui/views/delta_view.h"
#include "ui/views/depth_view.h"
#include "ui/views/gradient_view.h"
#include "ui/views/init_map_view.h"
#include "ui/views/known_view.h"
#include "ui/views/line_view.h"
#include "ui/views/mirror_view.h"
#include "ui/views/slope_view.h"
#include "ui/views/start_view.h"
#include "ui/views/starts_view.h"
#include "ui/views/surface_view.h"
#include "ui/views/symmetry_view.h"
#include "ui/widgets/button.h"
#include "ui/widgets/tab_row.h"

namespace backscope {

Analyses::Analyses(QWidget* parent) : Card({}, parent) {
  setAccessibleName(tr("Analyses"));
  createTabs();
  m_pages = new QStackedWidget(this);
  createPages();
  body()->addWidget(m_pages, 1);
  connect(m_tabs, &TabRow::currentChanged, this, &Analyses::showTab);
  connect(m_deltas, &DeltaView::rungsWanted, this, &Analyses::needsChanged);
  connect(m_deltas, &DeltaView::ladderWanted, this, &Analyses::needsChanged);
  connect(m_gradients, &GradientView::itemChanged, this, &Analyses::needsChanged);
  connect(m_slopes, &SlopeView::partChanged, this, &Analyses::needsChanged);
  connect(m_mirrors, &MirrorView::mirrorChanged, this, &Analyses::needsChanged);
}

void Analyses::createTabs() {
  m_tabs = new TabRow(tr("Analyses"), this);
  const QList<AnalysisGroup> groups = analysisGroups();
  for (const Tab tab : analysisTabs()) {
    for (const AnalysisGroup& group : groups)
      if (group.first == tab) m_tabs->addGroup(group.name, group.hint);
    m_tabs->setHint(m_tabs->addTab(nameOf(tab)), hintOf(tab));
  }
  m_enlarge = new Button(QStringLiteral("enlarge"), {}, Button::Look::Flat, this);
  showEnlarged(false);
  connect(m_enlarge, &Button::clicked, this, &Analyses::enlargeToggled);
  auto* row = new QHBoxLayout;
  row->addWidget(m_tabs, 1);
  row->addWidget(m_enlarge);
  body()->addLayout(row);
}

void Analyses::showEnlarged(bool enlarged) {
  m_enlarge->setIconName(enlarged ? QStringLiteral("reduce") : QStringLiteral("enlarge"));
  m_enlarge->setAccessibleName(enlarged ? tr("Back to the usual size") : tr("Enlarge the analyses"));
  m_enlarge->setHint(m_enlarge->accessibleName(), enlargeKey().toString(QKeySequence::NativeText));
}

void Analyses::createPages() {
  m_activations = new ActivationView(this);
  m_deltas = new DeltaView(this);
  m_values = new ValuesView(this);
  m_gradients = new GradientView(this);
  m_slopes = new SlopeView(this);
  m_start = new StartView(this);
  m_mirrors = new MirrorView(this);
  m_symmetry = new SymmetryView(this);
  m_initMap = new InitMapView(this);
  m_depth = new DepthView(this);
  m_starts = new StartsView(this);
  m_surface = new SurfaceView(this);
  m_line = new LineView(this);
  m_curvature = new CurvatureView(this);
  m_known = new KnownView(this);
  // In the order of the tabs.
  for (QWidget* page : std::initializer_list<QWidget*>{m_activations, m_deltas, m_values, m_gradients, m_slopes,
                                                       m_start, m_symmetry, m_mirrors, m_initMap, m_depth, m_starts,
                                                       m_surface, m_line, m_curvature, m_known})
    m_pages->addWidget(page);
}

Analyses::Tab Analyses::tab() const { return static_cast<Tab>(m_tabs->current()); }

void Analyses::setTab(Tab tab) {
  m_tabs->setCurrent(static_cast<int>(tab));
  showTab();
}

void Analyses::showTab() {
  m_pages->setCurrentIndex(m_tabs->current());
  emit tabShown(tab());
  showPage();
  emit needsChanged();
}

void Analyses::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  m_snapshot = snapshot;
  showPage();
}

/// The present page alone: the others are not seen.
void Analyses::showPage() {
  if (!m_snapshot) return;
  if (tab() == Tab::Activations) m_activations->setSnapshot(m_snapshot);
  if (tab() == Tab::Deltas) m_deltas->setSnapshot(m_snapshot);
  if (tab() == Tab::Values) m_values->setSnapshot(m_snapshot);
  if (tab() == Tab::Start) m_start->setSnapshot(m_snapshot);
  if (tab() == Tab::Mirrors) m_mirrors->setSnapshot(m_snapshot);
  if (tab() == Tab::Surface) m_surface->setSnapshot(m_snapshot);
  if (tab() == Tab::Line) m_line->setSnapshot(m_snapshot);
  if (tab() == Tab::Curvature) m_curvature->setSnapshot(m_snapshot);
  if (tab() == Tab::Known) m_known->setSnapshot(m_snapshot);
  // Also while it is hidden, so that what is pointed at is chosen there.
  m_gradients->setSnapshot(m_snapshot);
  m_slopes->setSnapshot(m_snapshot);
  m_symmetry->setSnapshot(m_snapshot);
}

void Analyses::addNeeds(SnapshotNeeds& needs) const {
  if (tab() == Tab::Activations) needs.histogramBins = kHistogramBins;
  if (tab() == Tab::Deltas) {
    needs.ladder = m_deltas->ladder();
    needs.exampleSizes = m_deltas->wantsExamples();
    needs.rungs = m_deltas->wantsRungs();
  }
  needs.wideNetwork = tab() == Tab::Start;
  needs.path = tab() == Tab::Surface || tab() == Tab::Line || tab() == Tab::Curvature;
  if (tab() == Tab::Mirrors) needs.mirror = m_mirrors->wantedMirror();
  if (tab() == Tab::Gradients) {
    // Gradients belong to the θ before an update, which only the passes have.
    needs.pass = true;
    needs.spread = m_gradients->wantedSpread();
  }
  if (tab() == Tab::Slopes) needs.slopes = m_slopes->part();
}

}  // namespace backscope
