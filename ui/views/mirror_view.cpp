#include "ui/views/mirror_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>
#include <cmath>
#include <utility>

#include "ui/plots/plot_view.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/mirror_controls.h"
#include "ui/views/mirror_text.h"
#include "ui/views/unit_gestures.h"
#include "ui/widgets/button.h"
#include "ui/widgets/math_label.h"
#include "ui/widgets/quiet_label.h"
#include "ui/widgets/segmented_switch.h"
#include "ui/widgets/two_columns.h"

namespace backscope {

namespace {

using Kind = Symmetry::Kind;

constexpr int kInnerGap = 6;
constexpr int kControlsShare = 45;
/// Of the way, in hundredths.
constexpr int kMiddle = 50;

std::shared_ptr<const Series> seriesOf(const std::vector<double>& losses) {
  auto series = std::make_shared<Series>();
  const double last = static_cast<double>(losses.size() - 1);
  for (std::size_t k = 0; k < losses.size(); ++k)
    series->append(std::lround(2 * kMiddle * static_cast<double>(k) / last), losses[k]);
  return series;
}

/// Every line of text, and none wider than there is room.
QLabel* makeLabel(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  return label;
}

/// What of the sets the line was computed over, where it is not all.
QString setText(const LossLine& line, const Dataset& data) {
  if (line.trainExamples == static_cast<int>(data.train.size())) return {};
  return MirrorView::tr(" Over the first %1 examples.").arg(formatCount(line.trainExamples));
}

}  // namespace

MirrorView::MirrorView(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Mirrors"));
  createLayout();
  connectSignals();
  applyStyle();
  showTarget();
  setLogScale(false);
}

void MirrorView::createLayout() {
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(new TwoColumns(createLeft(), createRight(), kControlsShare, this));
}

QWidget* MirrorView::createLeft() {
  auto* content = new QWidget(this);
  m_controls = new MirrorControls(content);
  m_points = new MathLabel(tr("Equal points"), content);
  m_result = makeLabel(content);
  auto* points = new QHBoxLayout;
  points->setSpacing(kInnerGap);
  points->addWidget(new QuietLabel(tr("equal points"), content));
  points->addWidget(m_points, 1);
  m_endless = new QuietLabel({}, content);
  m_endless->setWordWrap(true);
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(2, 2, 2, 2);
  column->setSpacing(kInnerGap);
  column->addLayout(points);
  column->addWidget(m_endless);
  column->addWidget(m_controls);
  column->addWidget(m_result);
  column->addStretch(1);
  return content;
}

QWidget* MirrorView::createRight() {
  auto* right = new QWidget(this);
  m_targets =
      new SegmentedSwitch(tr("Straight to the image by"), {tr("Swap"), tr("Flip"), tr("Rescale"), tr("Made")}, right);
  m_targets->setHint(0, tr("The way to what swapping the two units would give"));
  m_targets->setHint(1, tr("The way to what flipping the unit would give"));
  m_targets->setHint(2, tr("The way to what rescaling the unit would give"));
  m_targets->setHint(3, tr("The way between the two sides of what was made by hand"));
  m_remember = new Button(QStringLiteral("reset"), tr("Count what is made from here"), Button::Look::Flat, right);
  m_scaleSwitch = new Button({}, tr("Logarithmic or linear loss on the way"), Button::Look::Flat, right);
  m_finding = makeLabel(right);
  m_plot = new PlotView(right);
  m_plot->setAccessibleName(tr("Loss on the way to the mirror image"));
  m_plot->setIsWay(true);
  m_plot->setNow(kMiddle);
  // Above it stand lines that wrap: it takes what they leave.
  m_plot->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
  auto* head = new QHBoxLayout;
  head->setSpacing(kInnerGap);
  head->addWidget(m_targets, 1);
  head->addWidget(m_remember);
  head->addWidget(m_scaleSwitch);
  auto* column = new QVBoxLayout(right);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kInnerGap);
  column->addLayout(head);
  column->addWidget(m_finding);
  column->addWidget(m_plot, 1);
  return right;
}

void MirrorView::connectSignals() {
  connect(m_controls, &MirrorControls::symmetryChosen, this, &MirrorView::symmetryChosen);
  connect(m_controls, &MirrorControls::choiceChanged, this, [this] {
    if (m_target != Target::Made) emit mirrorChanged();
    showLine();
  });
  connect(m_targets, &SegmentedSwitch::chosen, this, [this](int target) { setTarget(static_cast<Target>(target)); });
  connect(m_remember, &Button::clicked, this, &MirrorView::rememberRequested);
  connect(m_scaleSwitch, &Button::clicked, this, [this] { setLogScale(!m_isLog); });
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, &MirrorView::showAll);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    applyStyle();
    showLine();
  });
}

void MirrorView::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  const bool isOtherShape = !m_snapshot || m_snapshot->parameters.architecture() != snapshot->parameters.architecture();
  m_snapshot = std::move(snapshot);
  if (isOtherShape) {
    m_controls->setArchitecture(m_snapshot->parameters.architecture());
    m_controls->setEnabled(m_snapshot->parameters.architecture().hiddenLayers() > 0);
    showPoints();
    emit mirrorChanged();
  }
  showAll();
}

void MirrorView::choose(const UnitId& unit) {
  if (!m_snapshot || unit.layer < 1 || unit.layer > m_snapshot->parameters.architecture().hiddenLayers()) return;
  m_controls->setUnit(unit);
}

void MirrorView::setMade(const std::vector<Symmetry>& made) {
  const bool isFirst = m_made.empty() && !made.empty();
  if (std::exchange(m_made, made) == made) return;
  if (isFirst) setTarget(Target::Made);
  showTarget();
  showLine();
  if (m_target == Target::Made) emit mirrorChanged();
}

void MirrorView::setTarget(Target target) {
  if (std::exchange(m_target, target) == target) return;
  showTarget();
  showLine();
  emit mirrorChanged();
}

void MirrorView::showTarget() {
  m_targets->setCurrent(static_cast<int>(m_target));
  m_remember->setVisible(m_target == Target::Made);
  m_remember->setEnabled(!m_made.empty());
}

void MirrorView::setLogScale(bool log) {
  m_isLog = log;
  m_scaleSwitch->setText(log ? tr("log scale") : tr("linear scale"));
  m_scaleSwitch->setHint(log ? tr("Show a linear scale") : tr("Show a logarithmic scale"));
  m_plot->setValueAxis(log ? ValueAxis::Log : ValueAxis::Linear);
}

std::vector<Symmetry> MirrorView::wantedMirror() const {
  if (!m_snapshot || m_snapshot->parameters.architecture().hiddenLayers() == 0) return {};
  switch (m_target) {
    case Target::Swap:
      return {m_controls->choice(Kind::Swap)};
    case Target::Flip:
      return {m_controls->choice(Kind::Flip)};
    case Target::Rescale:
      return {m_controls->choice(Kind::Rescale)};
    case Target::Made:
      break;
  }
  return m_made;
}

void MirrorView::showAll() {
  if (!m_snapshot) return;
  m_result->setText(result());
  m_result->setVisible(!m_result->text().isEmpty());
  showLine();
}

void MirrorView::showPoints() {
  const Architecture& architecture = m_snapshot->parameters.architecture();
  const EqualPoints points = equalPointsOf(architecture);
  m_points->setMarkups({equalPointsMarkup(points), equalPointsCount(points)});
  m_endless->setText(points.count ? QString() : equalPointsHint(architecture));
  m_endless->setVisible(!points.count);
  m_points->setToolTip(equalPointsHint(architecture));
  m_points->setAccessibleDescription(equalPointsHint(architecture));
}

QString MirrorView::result() const {
  if (!m_snapshot || !m_snapshot->mirrored) return {};
  const MirrorStep& step = *m_snapshot->mirrored;
  const QString gesture = gestureText(step.symmetry);
  const QString made = step.isUndone ? tr("Taken back: %1.").arg(gesture) : tr("Made: %1.").arg(gesture);
  return QStringLiteral("%1 %2").arg(made, outputsText(step.outputs));
}

QString MirrorView::reasonOfNoLine() const {
  const std::vector<Symmetry> mirror = wantedMirror();
  const Architecture& architecture = m_snapshot->parameters.architecture();
  if (architecture.hiddenLayers() == 0) return tr("There is no hidden unit.");
  if (mirror.empty()) return tr("Nothing is made yet: move, flip or rescale a unit.");
  for (const Symmetry& symmetry : mirror)
    if (const std::optional<NoSymmetry> reason = checkSymmetry(architecture, symmetry))
      return reasonText(*reason, architecture, symmetry);
  return tr("The way is being computed.");
}

QString MirrorView::finding() const {
  if (!m_snapshot || !m_snapshot->line) return {};
  const LossLine& line = *m_snapshot->line;
  if (line.distance == 0) return tr("θ is its own mirror image: there is no way to go.");
  if (!std::isfinite(line.barrier)) return tr("On the way the loss is not finite.");
  const QString ends = formatNumber(line.train.front());
  const QString middle = formatNumber(line.train[line.middle()]);
  const QString barrier = formatNumber(line.barrier);
  const QString sum = formatNumber(line.barrier * line.trainExamples);
  return tr("Both ends: L = %1. Their mean: L = %2. Barrier: %3 (Σℓ: %4).").arg(ends, middle, barrier, sum) +
         setText(line, *m_snapshot->data);
}

void MirrorView::showLine() {
  if (!m_snapshot) return;
  const LossLine* line = m_snapshot->line.get();
  std::vector<PlotCurve> curves;
  if (line != nullptr) {
    const ThemeColors& colors = Theme::instance().colors();
    curves.push_back({tr("train"), QString(), colors.trainCurve, PlotCurve::Style::Line, seriesOf(line->train)});
    if (!line->test.empty())
      curves.push_back({tr("test"), QString(), colors.testCurve, PlotCurve::Style::DashedLine, seriesOf(line->test)});
  } else {
    m_plot->setHint(reasonOfNoLine());
  }
  m_plot->setCurves(std::move(curves));
  m_plot->setCaption(tr("L at (1 − t) θ + t θ′; marked: the mean of both"));
  m_finding->setText(finding());
  setAccessibleDescription(QStringLiteral("%1 %2").arg(m_finding->text(), m_result->text()).trimmed());
}

void MirrorView::applyStyle() {
  const QString color = QStringLiteral("color: %1").arg(Theme::instance().colors().text.name());
  m_finding->setFont(numberFont(TextSize::Small, QFont::DemiBold));
  m_finding->setStyleSheet(color);
  m_result->setFont(numberFont(TextSize::Small));
  m_result->setStyleSheet(color);
  m_plot->setMinimumHeight(m_plot->minimumSizeHint().height());
}

void MirrorView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::ApplicationFontChange) applyStyle();
}

/// The keys of the network's units, for the unit that is chosen here.
void MirrorView::keyPressEvent(QKeyEvent* event) {
  std::optional<Symmetry> symmetry;
  if (m_snapshot && m_controls->isEnabled())
    symmetry =
        symmetryOfKey(*event, m_snapshot->parameters.architecture(), {NetworkItem::Kind::Unit, m_controls->unit(), 0});
  if (symmetry)
    emit symmetryChosen(*symmetry);
  else
    QWidget::keyPressEvent(event);
}

}  // namespace backscope
