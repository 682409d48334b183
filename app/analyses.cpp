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
#include "ui/widgets/tab_row.h"

namespace backscope {

Analyses::Analyses(QWidget* parent) : Card({}, parent) {
  setAccessibleName(tr("Analyses"));
  m_tabs = new TabRow(tr("Analyses"), this);
  m_pages = new QStackedWidget(this);
  createPages();
  body()->addWidget(m_tabs);
  body()->addWidget(m_pages, 1);
  connect(m_tabs, &TabRow::currentChanged, this, &Analyses::showTab);
  connect(m_deltas, &DeltaView::rungsWanted, this, &Analyses::needsChanged);
  connect(m_deltas, &DeltaView::ladderWanted, this, &Analyses::needsChanged);
  connect(m_gradients, &GradientView::itemChanged, this, &Analyses::needsChanged);
  connect(m_slopes, &SlopeView::partChanged, this, &Analyses::needsChanged);
  connect(m_mirrors, &MirrorView::mirrorChanged, this, &Analyses::needsChanged);
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
  addPage(m_activations, tr("Activations"), tr("What every layer does with its inputs"));
  addPage(m_deltas, tr("Deltas"), tr("How much of the error reaches every layer"));
  addPage(m_values, tr("Values"), tr("All numbers of one example"));
  addPage(m_gradients, tr("Gradients"), tr("What every example does to a weight, and how right its gradient is"));
  addPage(m_slopes, tr("Slopes"), tr("Where the examples stand on h and its slope"));
  addPage(m_start, tr("Start"), tr("How large the signal is in every layer, measured and predicted"));
  addPage(m_symmetry, tr("Symmetry"), tr("How equal units are, and what a nudge does to them"));
  addPage(m_mirrors, tr("Mirrors"), tr("What leaves the network as it is, and the loss on the way there"));
  addPage(m_initMap, tr("Init map"), tr("What becomes of other starts: short runs, scale against seed, depth or rate"));
  addPage(m_depth, tr("Depth"), tr("How much δ reaches layer 1 at the start, for every activation and depth"));
  addPage(m_starts, tr("Starts"), tr("How many other seeds solve it, and where the others end"));
  addPage(m_surface, tr("Surface"), tr("The loss over a plane through the weights, with the run’s path"));
  addPage(m_line, tr("Line"), tr("The loss straight along the way between two points"));
  addPage(m_curvature, tr("Curvature"), tr("Minimum, saddle or neither: gradient, eigenvalues and the way out"));
  addPage(m_known, tr("Known points"), tr("Places of the loss surface of which the truth is known"));
}

void Analyses::addPage(QWidget* page, const QString& name, const QString& hint) {
  const int index = m_tabs->addTab(name);
  const QKeySequence shortcut = shortcutOf(static_cast<Tab>(index));
  m_tabs->setHint(index, tr("%1 (%2)").arg(hint, shortcut.toString(QKeySequence::NativeText)));
  m_pages->addWidget(page);
}

QKeySequence Analyses::shortcutOf(Tab tab) {
  constexpr int kDigits = 10;
  const int place = static_cast<int>(tab) + 1;
  if (tab >= Tab::Surface) return QKeySequence(Qt::Key_F6 + place - 1 - static_cast<int>(Tab::Surface));
  const int key = place <= kDigits ? Qt::Key_0 + place % kDigits : Qt::Key_M;
  return QKeySequence(Qt::CTRL | static_cast<Qt::Key>(key));
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
