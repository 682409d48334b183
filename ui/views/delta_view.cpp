#include "ui/views/delta_view.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <iterator>

#include "ui/text/math_text.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/cure_row.h"
#include "ui/views/ghost_curves.h"
#include "ui/views/ladder_curves.h"
#include "ui/views/layer_bars.h"
#include "ui/views/rung_bars.h"
#include "ui/views/rung_words.h"
#include "ui/widgets/quiet_label.h"
#include "ui/widgets/segmented_switch.h"

namespace backscope {

namespace {

/// What the factors want beside the curves, in average letters, and with the ratio, in lines of text.
constexpr int kFactorsLetters = 75;
constexpr int kFactorsLines = 20;

QString translated(const char* text) { return QCoreApplication::translate("DeltaRatio", text); }

/// Two significant digits of a percentage, however small: 0.0032 %.
QString shortPercent(double share) {
  const double percent = share * 100;
  if (percent < 1e-4) return formatTwoDigits(percent) + QStringLiteral(" %");
  const int decimals = std::clamp(1 - static_cast<int>(std::floor(std::log10(percent))), 0, 6);
  return QString::number(percent, 'f', decimals) + QStringLiteral(" %");
}

QString readingOf(double first, double last) {
  if (std::isnan(first) || std::isnan(last))
    return translated("The δ are not numbers any more (NaN): the weights have grown beyond what can be computed with.");
  if (std::isinf(first) || std::isinf(last))
    return translated("The δ have grown beyond all numbers (∞): the weights are too large to learn on.");
  if (last == 0 && first == 0) return translated("Every δ of both layers is exactly 0: nothing is left to learn from.");
  if (last == 0) return translated("The output's δ is exactly 0.");
  if (first == 0) return translated("Nothing of the output's δ reaches layer %1.").arg(layerNumber(1));
  const double ratio = first / last;
  if (formatTwoDigits(ratio) == formatTwoDigits(1))
    return translated("Layer %1 receives as much δ as the output.").arg(layerNumber(1));
  if (ratio < 1)
    return translated("Layer %1 receives %2 of the output's δ.").arg(layerNumber(1)).arg(shortPercent(ratio));
  return translated("Layer %1 receives %2 times the output's δ.").arg(layerNumber(1)).arg(formatTwoDigits(ratio));
}

QString longHeading() { return DeltaView::tr("now: mean |δ⁽ˡ⁾| over units and examples"); }

std::vector<double> deltaMeans(const Snapshot& snapshot) {
  std::vector<double> means;
  for (const LayerStatistics& layer : snapshot.layers) means.push_back(layer.delta.mean);
  return means;
}

QFont ratioFont() {
  QFont font = mathFont(TextSize::Large);
  font.setPointSizeF(font.pointSizeF() * 1.15);
  return font;
}

}  // namespace

DeltaRatio deltaRatio(std::span<const double> means) {
  if (means.empty()) return {};
  if (means.size() == 1) return {QString(), translated("One layer: no other to compare its δ with.")};
  const double first = means.front();
  const double last = means.back();
  DeltaRatio ratio;
  ratio.reading = readingOf(first, last);
  if (last > 0 && std::isfinite(first) && std::isfinite(last))
    ratio.markup =
        QStringLiteral("%1 / %2 = %3")
            .arg(layerMarkup(QStringLiteral("δ"), 1), layerMarkup(QStringLiteral("δ"), static_cast<int>(means.size())),
                 twoDigitsMarkup(first / last));
  return ratio;
}

/// One line of mathematics, as large as its column allows.
class DeltaView::RatioLine : public QWidget {
 public:
  explicit RatioLine(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); }

  void setMarkup(const QString& markup) {
    if (markup == m_markup) return;
    m_markup = markup;
    setVisible(!markup.isEmpty());
    setAccessibleName(plainMath(markup));
    update();
  }

  QSize sizeHint() const override {
    const MathText text(QStringLiteral("δ^{(10)} / δ^{(17)} = 0.0·10^{−00}"), ratioFont());
    return QSizeF(text.width(), text.height()).toSize() + QSize(1, 1);
  }
  QSize minimumSizeHint() const override { return {20, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setPen(Theme::instance().colors().backward);
    QFont font = ratioFont();
    const double wide = MathText(m_markup, font).width();
    if (wide > width()) font.setPointSizeF(font.pointSizeF() * width() / wide);
    const MathText text(m_markup, font);
    text.paint(painter, {0, (height() - text.height()) / 2 + text.ascent()});
  }

 private:
  QString m_markup;
};

/// One line that says what it can; its tool tip says all.
class DeltaView::Heading : public QuietLabel {
 public:
  explicit Heading(QWidget* parent) : QuietLabel({}, parent) {
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setToolTip(longHeading());
  }
  void fit() {
    const QString full = m_isOfFactors ? DeltaView::tr("now: weights · slopes = ratio of mean |δ|") : longHeading();
    const QString brief = m_isOfFactors ? DeltaView::tr("now: weights · slopes") : DeltaView::tr("now: mean |δ⁽ˡ⁾|");
    const auto fits = [this](const QString& text) { return fontMetrics().horizontalAdvance(text) <= width(); };
    setText(fits(full) ? full : fits(brief) ? brief : QString());
  }
  void setIsOfFactors(bool isOfFactors) {
    m_isOfFactors = isOfFactors;
    setToolTip(isOfFactors ? rungDefinition() : longHeading());
    fit();
  }

 protected:
  void resizeEvent(QResizeEvent* event) override {
    QuietLabel::resizeEvent(event);
    fit();
  }

 private:
  bool m_isOfFactors = false;
};

DeltaView::DeltaView(QWidget* parent) : QWidget(parent) {
  createLayout();
  setAccessibleName(tr("Deltas"));
  applyStyle();
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    applyStyle();
    showSnapshot();
  });
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, &DeltaView::showSnapshot);
  connect(m_choice, &SegmentedSwitch::chosen, this, &DeltaView::chooseShown);
  connect(m_rungs, &RungBars::rowPointed, this, &DeltaView::showReading);
}

void DeltaView::createLayout() {
  m_plot = new PlotView(this);
  m_plot->setAccessibleName(tr("Deltas by iteration"));
  m_plot->setValueAxis(ValueAxis::Log);
  m_plot->setKeepsZeroLane(true);
  m_plot->setCaption(tr("mean |δ⁽ˡ⁾| over units and batch, by iteration"));
  m_plot->setHint(tr("Training draws the deltas here."));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(16);
  row->addWidget(m_plot, 3);
  row->addWidget(createPresentColumn(), 2);
}

QWidget* DeltaView::createPresentColumn() {
  auto* present = new QWidget(this);
  m_heading = new Heading(present);
  m_choice = new SegmentedSwitch(tr("Present deltas"), {tr("sizes"), tr("factors")}, present);
  m_choice->setCurrent(Sizes);
  m_choice->setHint(Sizes, tr("How large δ is in every layer"));
  m_choice->setHint(Factors, tr("What the weights and the slopes make of δ from layer to layer"));
  m_bars = new LayerBars(LayerBars::Quantity::Delta, tr("mean |δ| over units and examples: %1"), present);
  m_bars->setAccessibleName(tr("Present deltas"));
  m_bars->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
  m_rungs = new RungBars(present);
  m_rungs->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
  m_rungs->hide();
  m_ratioLine = new RatioLine(present);
  m_reading = new QuietLabel({}, present);
  m_reading->setWordWrap(true);
  m_cures = new CureRow(present);
  auto* column = new QVBoxLayout(present);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  auto* top = new QHBoxLayout;
  top->addWidget(m_heading, 1);
  top->addWidget(m_choice);
  column->addLayout(top);
  column->addWidget(m_bars, 1);
  column->addWidget(m_rungs, 1);
  column->addWidget(m_ratioLine);
  column->addWidget(m_reading);
  column->addWidget(m_cures);
  // Few layers leave room: below, so that the ratio stands right beneath its bars.
  column->addStretch();
  return present;
}

void DeltaView::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  m_snapshot = std::move(snapshot);
  showSnapshot();
}

void DeltaView::includePresent(const std::vector<double>& means) {
  const bool isOtherRun = m_snapshot->generation != m_shownGeneration || m_snapshot->iteration < m_shownIteration;
  if (isOtherRun) m_shown = {};
  m_shownGeneration = m_snapshot->generation;
  m_shownIteration = m_snapshot->iteration;
  for (const double mean : means) m_shown.include(mean);
  for (const Ghost& ghost : m_ghosts)
    if (ghost.snapshot)
      for (const double mean : deltaMeans(*ghost.snapshot)) m_shown.include(mean);
  ValueExtent all = m_shown;
  all.include(m_included);
  m_plot->setIncludedValues(all);
}

void DeltaView::setIncludedValues(const ValueExtent& extent) {
  m_included = extent;
  showSnapshot();
}

void DeltaView::showSnapshot() {
  if (!m_snapshot) return;
  const std::vector<double> means = deltaMeans(*m_snapshot);
  includePresent(means);
  std::vector<PlotCurve> curves = ladderCurves(*m_snapshot, m_ladder);
  std::ranges::move(ghostLadders(m_ghosts, m_ladder), std::back_inserter(curves));
  m_plot->setCurves(std::move(curves));
  m_plot->setNow(m_snapshot->wentBackTo());
  m_bars->setValues(means, m_plot->scale());
  m_ratio = deltaRatio(means);
  m_ratioLine->setMarkup(m_ratio.markup);
  arrange();
  m_rungs->setRungs(m_snapshot->rungs);
  if (wantsRungs()) m_cures->setSession(m_snapshot->session, *m_snapshot->data);
  showReading();
  const QString shown = wantsRungs() ? m_rungs->accessibleDescription() : m_bars->accessibleDescription();
  setAccessibleDescription(shown + QStringLiteral(". ") + reading());
}

void DeltaView::setGhosts(std::vector<Ghost> ghosts) {
  m_ghosts = std::move(ghosts);
  const QString caption = tr("mean |δ⁽ˡ⁾| over units and batch, by iteration");
  m_plot->setCaption(m_ghosts.empty() ? caption : tr("%1; dotted: %2").arg(caption, ghostNames(m_ghosts)));
  std::vector<BarGhost> bars;
  for (const Ghost& ghost : m_ghosts)
    if (ghost.snapshot) bars.push_back({ghost.letter, ghost.color, deltaMeans(*ghost.snapshot)});
  m_bars->setGhosts(std::move(bars));
  showSnapshot();
}

bool DeltaView::wantsRungs() const { return m_choice->current() == Factors; }

void DeltaView::chooseShown() {
  m_bars->setVisible(!wantsRungs());
  m_rungs->setVisible(wantsRungs());
  m_heading->setIsOfFactors(wantsRungs());
  arrange();
  if (!wantsRungs()) m_cures->hide();
  showSnapshot();
  emit rungsWanted();
}

/// The factors and what is said of them need more room than the sizes do: where there is little, the curves leave it to
/// them, and the ratio, which their words name.
void DeltaView::arrange() {
  auto* row = static_cast<QHBoxLayout*>(layout());
  row->setStretch(0, wantsRungs() ? 1 : 3);
  row->setStretch(1, 2);
  m_plot->setVisible(!wantsRungs() || width() >= kFactorsLetters * fontMetrics().averageCharWidth());
  m_ratioLine->setVisible(!m_ratio.markup.isEmpty() &&
                          (!wantsRungs() || height() >= kFactorsLines * fontMetrics().height()));
}

void DeltaView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

QString DeltaView::reading() const { return m_reading->text(); }

/// Of the rung that is pointed at, else of all, else of the sizes.
void DeltaView::showReading() {
  if (!m_snapshot) return;
  const std::vector<DeltaRung>& rungs = m_snapshot->rungs;
  const std::optional<int> row = m_rungs->pointedRow();
  QString reading = m_ratio.reading;
  if (wantsRungs() && row && *row < std::ssize(rungs)) {
    const int layer = *row + 1;
    const Parameters& parameters = m_snapshot->pass ? m_snapshot->pass->parameters : m_snapshot->parameters;
    reading = rungInWords(layer, rungs[static_cast<std::size_t>(*row)],
                          jacobianSingularValues(parameters, m_snapshot->trace, layer));
  } else if (wantsRungs()) {
    const QString blame = blameOf(m_snapshot->session->network, rungs);
    if (!blame.isEmpty()) reading = blame;
  }
  m_reading->setText(reading);
}

void DeltaView::applyStyle() {
  for (QuietLabel* label : {static_cast<QuietLabel*>(m_heading), m_reading}) label->setFont(textFont(TextSize::Small));
  m_ratioLine->updateGeometry();
  m_heading->fit();
}

void DeltaView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::ApplicationFontChange) applyStyle();
}

}  // namespace backscope
