#include "ui/views/line_view.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/network/nearest_image.h"
#include "ui/plots/plot_view.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/text/point_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/line_curves.h"
#include "ui/views/line_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/quiet_label.h"
#include "ui/widgets/segmented_switch.h"
#include "ui/widgets/two_columns.h"

namespace backscope {

namespace {

constexpr int kGap = 6;
constexpr int kRowGap = 4;
constexpr int kControlsShare = 42;
constexpr int kListMargin = 24;  ///< beside the entries of a list
/// What beyond() can be, in the order of its switch.
constexpr std::array kBeyond{0.0, 0.25, 1.0};

void select(QComboBox& box, const std::vector<SavedPoint>& points, const SavedPoint& point) {
  const auto found = std::ranges::find_if(points, [&point](const SavedPoint& other) { return other.isSameAs(point); });
  const QSignalBlocker silent(&box);
  box.setCurrentIndex(static_cast<int>(found - points.begin()));
}

}  // namespace

LineView::LineView(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Line"));
  auto* columns = new TwoColumns(createControls(), createPlot(), kControlsShare, this);
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(columns);
  connectSignals();
  applyStyle();
  setLogScale(false);
}

QWidget* LineView::createControls() {
  auto* content = new QWidget(this);
  m_fromBox = new ChoiceBox(tr("From"), content);
  m_toBox = new ChoiceBox(tr("To"), content);
  m_swap = new Button({}, tr("Go the other way round"), Button::Look::Flat, content);
  m_swap->setText(QStringLiteral("⇅"));
  m_range = new SegmentedSwitch(tr("How far"), {tr("0…1"), tr("−¼…1¼"), tr("−1…2")}, content);
  m_range->setCurrent(1);
  m_range->setHint(0, tr("From θ₀ to θ₁"));
  m_range->setHint(1, tr("A quarter of the way beyond both ends"));
  m_range->setHint(2, tr("The whole way again beyond both ends"));
  m_scaleSwitch = new Button({}, tr("Logarithmic or linear loss on the line"), Button::Look::Flat, content);
  m_align = new QCheckBox(tr("to the nearest mirror image of θ₁"), content);
  m_align->setFocusPolicy(Qt::TabFocus);
  m_finding = new QLabel(content);
  m_finding->setWordWrap(true);
  m_finding->setTextFormat(Qt::PlainText);
  m_details = new QuietLabel({}, content);
  m_details->setWordWrap(true);
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(kGap);
  grid->setVerticalSpacing(kRowGap);
  grid->addWidget(new QuietLabel(tr("from θ₀"), content), 0, 0);
  grid->addWidget(m_fromBox, 0, 1);
  grid->addWidget(new QuietLabel(tr("to θ₁"), content), 1, 0);
  grid->addWidget(m_toBox, 1, 1);
  grid->addWidget(m_swap, 0, 2, 2, 1);
  grid->setColumnStretch(1, 1);
  auto* switches = new QHBoxLayout;
  switches->setSpacing(kGap);
  switches->addWidget(m_range, 1);
  switches->addWidget(m_scaleSwitch);
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(2, 2, 2, 2);
  column->setSpacing(kRowGap);
  column->addLayout(grid);
  column->addLayout(switches);
  column->addWidget(m_align);
  column->addWidget(m_finding);
  column->addWidget(m_details);
  column->addStretch(1);
  return content;
}

QWidget* LineView::createPlot() {
  m_plot = new PlotView(this);
  m_plot->setAccessibleName(tr("Loss along the line"));
  m_plot->setPlacesAreChosen(true);
  m_plot->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
  m_plot->setCaption(tr("L at (1 − α) θ₀ + α θ₁. A double-click, or Enter at the read-out, moves θ there."));
  return m_plot;
}

void LineView::connectSignals() {
  for (QComboBox* box : {m_fromBox, m_toBox})
    connect(box, qOverload<int>(&QComboBox::currentIndexChanged), this, &LineView::choosePoints);
  connect(m_swap, &Button::clicked, this, &LineView::swapEnds);
  connect(m_range, &SegmentedSwitch::chosen, this, &LineView::choiceChanged);
  connect(m_align, &QCheckBox::clicked, this, &LineView::choiceChanged);
  connect(m_scaleSwitch, &Button::clicked, this, [this] { setLogScale(!m_isLog); });
  connect(m_plot, &PlotView::placeChosen, this, [this](double iteration) {
    if (m_profile && m_plot->content().way) emit placeChosen(m_plot->content().way->at(iteration));
  });
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, [this] {
    fillBoxes();
    showLine();
  });
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    applyStyle();
    showLine();
  });
}

void LineView::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) { m_snapshot = snapshot; }

bool LineView::isOffered(const SavedPoint& point) const {
  return std::ranges::any_of(m_points, [&point](const SavedPoint& other) { return other.isSameAs(point); });
}

void LineView::setPoints(const std::vector<SavedPoint>& points, const Architecture& network, const QString& leftOut) {
  const bool isSame = network == m_network && std::ranges::equal(points, m_points, &SavedPoint::isSameAs);
  for (QComboBox* box : {m_fromBox, m_toBox}) box->setToolTip(leftOut);
  if (isSame) return;
  m_points = points;
  m_network = network;
  if (!isOffered(m_from)) m_from = {.kind = SavedPoint::Kind::Start};
  if (!isOffered(m_to)) m_to = {.kind = SavedPoint::Kind::Now};
  fillBoxes();
  offerAlignment();
}

void LineView::offerAlignment() {
  const bool isSmall = ParameterLayout(m_network).size() <= kMostAligned;
  m_align->setEnabled(m_network.hiddenLayers() > 0 && isSmall);
  if (m_network.hiddenLayers() == 0)
    m_align->setToolTip(tr("There is no hidden unit."));
  else if (!isSmall)
    m_align->setToolTip(tr("Of more than %1 weights it would take too long.").arg(formatCount(kMostAligned)));
  else
    m_align->setToolTip(
        tr("Puts the units of θ₁ in another order and flips them, which leaves ŷ as it is, to bring θ₁ near to θ₀"));
}

bool LineView::isAligned() const { return m_align->isEnabled() && m_align->isChecked(); }

void LineView::fillBoxes() {
  QStringList names;
  for (const SavedPoint& point : m_points) names.append(pointText(point, m_network));
  for (QComboBox* box : {m_fromBox, m_toBox}) {
    const QSignalBlocker silent(box);
    box->clear();
    box->addItems(names);
    // The list may be wider than the box.
    box->view()->setMinimumWidth(box->view()->sizeHintForColumn(0) + kListMargin);
  }
  setEnds(m_from, m_to);
}

void LineView::setEnds(const SavedPoint& from, const SavedPoint& to) {
  m_from = from;
  m_to = to;
  select(*m_fromBox, m_points, m_from);
  select(*m_toBox, m_points, m_to);
}

void LineView::choosePoints() {
  const auto chosen = [this](const QComboBox& box) { return m_points[static_cast<std::size_t>(box.currentIndex())]; };
  if (m_fromBox->currentIndex() < 0 || m_toBox->currentIndex() < 0) return;
  m_from = chosen(*m_fromBox);
  m_to = chosen(*m_toBox);
  emit choiceChanged();
}

void LineView::swapEnds() {
  setEnds(SavedPoint(m_to), SavedPoint(m_from));
  emit choiceChanged();
}

double LineView::beyond() const { return kBeyond[static_cast<std::size_t>(m_range->current())]; }

void LineView::setProfile(std::shared_ptr<const LossProfile> profile) {
  m_profile = std::move(profile);
  showLine();
}

void LineView::setHint(const QString& hint) { m_plot->setHint(hint); }

void LineView::setLogScale(bool log) {
  m_isLog = log;
  m_scaleSwitch->setText(log ? tr("log scale") : tr("linear scale"));
  m_scaleSwitch->setHint(log ? tr("Show a linear scale") : tr("Show a logarithmic scale"));
  m_plot->setValueAxis(log ? ValueAxis::Log : ValueAxis::Linear);
}

QString LineView::finding() const { return m_profile ? lineFinding(*m_profile) : QString(); }

void LineView::showLine() {
  const int examples = m_snapshot ? static_cast<int>(m_snapshot->data->train.size()) : 0;
  m_finding->setText(finding());
  m_details->setText(m_profile ? lineDetails(*m_profile, examples) : QString());
  setAccessibleDescription(QStringLiteral("%1 %2").arg(m_finding->text(), m_details->text()).trimmed());
  if (m_profile) {
    const QString to = pointText(m_to, m_network);
    m_plot->setWay(
        wayOf(*m_profile, beyond(), pointText(m_from, m_network), isAligned() ? tr("image of %1").arg(to) : to));
    // The whole line, also where the loss is finite on a part of it alone.
    m_plot->setIncludedIterations(IterationRange{0, std::lround(PlotWay::kHundredths * (1 + 2 * beyond()))});
    m_plot->setCurves(curvesOf(*m_profile, beyond(), Theme::instance().colors()));
  } else {
    m_plot->setCurves({});
  }
}

void LineView::applyStyle() {
  m_plot->setMinimumHeight(m_plot->minimumSizeHint().height());
  m_finding->setFont(numberFont(TextSize::Small, QFont::DemiBold));
  m_finding->setStyleSheet(QStringLiteral("color: %1").arg(Theme::instance().colors().text.name()));
}

void LineView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::ApplicationFontChange) applyStyle();
}

void LineView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  emit shown();
}

void LineView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  emit hidden();
}

}  // namespace backscope
