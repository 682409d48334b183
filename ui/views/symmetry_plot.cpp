#include "ui/views/symmetry_plot.h"

#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/analysis/growth_fit.h"
#include "ui/plots/plot_view.h"
#include "ui/text/notation.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/segmented_switch.h"

namespace backscope {

namespace {

/// After a change as much again as the growth took, and half of it more, so that one sees where it ends.
constexpr double kBeyondGrowth = 1.5;
constexpr std::int64_t kLeastRange = 20;

}  // namespace

SymmetryPlot::SymmetryPlot(QWidget* parent) : QWidget(parent) {
  createLayout();
  connect(m_range, &SegmentedSwitch::chosen, this, [this](int range) { chooseRange(static_cast<Range>(range)); });
  connect(m_layer, &QComboBox::activated, this, [this] {
    showAll();
    emit layerChosen();
  });
  connect(&Theme::instance(), &Theme::changed, this, &SymmetryPlot::showAll);
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, &SymmetryPlot::showAll);
}

void SymmetryPlot::createLayout() {
  m_layer = new ChoiceBox(tr("Layer whose units are compared"), this);
  m_range = new SegmentedSwitch(tr("Iterations"), {tr("all"), tr("since the change")}, this);
  m_range->setHint(Whole, tr("The whole run"));
  m_range->setHint(SinceChange, tr("From the last change by hand until its growth is over"));
  m_range->setCurrent(Whole);
  m_plot = new PlotView(this);
  m_plot->setAccessibleName(tr("Distances of the units by iteration"));
  m_plot->setValueAxis(ValueAxis::Log);
  m_plot->setKeepsZeroLane(true);
  m_plot->setHint(tr("Training draws the distances here."));
  // Its least size is enough: where there is little room, the rest of the lab needs it more.
  m_plot->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(m_plot, 1);
}

void SymmetryPlot::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  m_snapshot = std::move(snapshot);
  showAll();
}

QWidget* SymmetryPlot::layerChoice() const { return m_layer; }

QWidget* SymmetryPlot::rangeChoice() const { return m_range; }

int SymmetryPlot::layer() const { return m_layer->currentIndex() + 1; }

void SymmetryPlot::showAll() {
  if (!m_snapshot) return;
  showLayers();
  showCurves();
  showRange();
}

void SymmetryPlot::showLayers() {
  const int layers = m_snapshot->parameters.architecture().hiddenLayers();
  const int chosen = std::max(0, m_layer->currentIndex());
  QStringList names;
  for (int l = 1; l <= layers; ++l) names.append(tr("layer %1").arg(layerNumber(l)));
  bool isSame = m_layer->count() == names.size();
  for (int l = 0; isSame && l < names.size(); ++l) isSame = m_layer->itemText(l) == names[l];
  m_layer->setVisible(layers > 1);
  if (isSame) return;
  m_layer->clear();
  m_layer->addItems(names);
  if (layers > 0) m_layer->setCurrentIndex(std::min(chosen, layers - 1));
}

void SymmetryPlot::showCurves() {
  const ThemeColors& colors = Theme::instance().colors();
  const std::shared_ptr<const RunSeries>& series = m_snapshot->series;
  std::vector<PlotCurve> curves;
  const auto l = static_cast<std::size_t>(layer() - 1);
  const auto add = [&](const QString& name, const QString& symbol, const QColor& color,
                       const std::vector<Series>& distances) {
    if (l < distances.size() && !distances[l].empty())
      curves.push_back(
          {name, symbol, color, PlotCurve::Style::Line, std::shared_ptr<const Series>(series, &distances[l])});
  };
  if (series) {
    add(tr("weights"), QStringLiteral("w"), colors.text, series->weightDistance);
    add(tr("outputs"), zLetter(), colors.forward, series->outputDistance);
    add(tr("deltas"), QStringLiteral("δ"), colors.backward, series->deltaDistance);
  }
  m_plot->setCurves(std::move(curves));
  m_plot->setNow(m_snapshot->wentBackTo());
  m_plot->setCaption(
      layer() < 1 ? QString()
                  : tr("greatest difference between two units of layer %1, by iteration").arg(layerNumber(layer())));
}

/// A new change is zoomed to, another run is shown whole; what the user has zoomed to stays.
void SymmetryPlot::showRange() {
  const std::vector<std::int64_t> none{0};
  const std::vector<std::int64_t>& edits = m_snapshot->series ? m_snapshot->series->edits : none;
  const std::int64_t edit = edits.size() > 1 ? edits.back() : -1;
  m_range->setEnabled(edit >= 0);
  const bool isOther = m_snapshot->generation != m_shownGeneration || edit != m_shownEdit;
  m_shownGeneration = m_snapshot->generation;
  m_shownEdit = edit;
  if (isOther) return chooseRange(edit >= 0 ? SinceChange : Whole);
  const bool isOwn = m_plot->content().zoom == m_window;
  if (m_range->current() == SinceChange && isOwn) chooseRange(SinceChange);
}

void SymmetryPlot::chooseRange(Range range) {
  m_range->setCurrent(range);
  const std::optional<PlotWindow> window = range == SinceChange ? windowSinceChange() : std::nullopt;
  if (window)
    m_plot->zoomTo(*window);
  else if (m_plot->isZoomed())
    m_plot->resetZoom();
  m_window = m_plot->content().zoom;
}

std::optional<PlotWindow> SymmetryPlot::windowSinceChange() const {
  if (!m_snapshot || !m_snapshot->series || m_snapshot->series->edits.size() < 2) return std::nullopt;
  const std::int64_t edit = m_snapshot->series->edits.back();
  const std::vector<Series>& distances = m_snapshot->series->weightDistance;
  const auto l = static_cast<std::size_t>(layer() - 1);
  if (l >= distances.size() || distances[l].empty()) return std::nullopt;
  std::int64_t last = distances[l].buckets().back().last;
  const std::optional<GrowthFit> fit = latestGrowth(distances[l], m_snapshot->series->edits, last);
  if (fit && fit->first >= edit) {
    const double took = static_cast<double>(fit->last - edit);
    last = std::min(last, edit + static_cast<std::int64_t>(kBeyondGrowth * took));
  }
  const PlotScale scale = m_plot->scale();
  return PlotWindow{static_cast<double>(edit), static_cast<double>(std::max(last, edit + kLeastRange)), scale.low,
                    scale.high};
}

}  // namespace backscope
