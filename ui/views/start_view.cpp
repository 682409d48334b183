#include "ui/views/start_view.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <cmath>

#include "ui/text/math_text.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/layer_bars.h"
#include "ui/widgets/quiet_label.h"

namespace backscope {

namespace {

QString translated(const char* text) { return QCoreApplication::translate("StartReading", text); }

/// The axis stays as long as the values fill this share of it.
constexpr double kLeastShare = 1.0 / 3;

bool hasPrediction(const Snapshot& snapshot) {
  return snapshot.wideNetwork && snapshot.wideNetwork->layers.size() == snapshot.layers.size();
}

/// The hidden layer before the output, or the output where there is but one: how far δ is followed back from.
std::size_t lastOf(const Snapshot& snapshot) {
  const std::size_t layers = snapshot.layers.size();
  return layers > 2 ? layers - 2 : layers - 1;
}

QString ratioSentence(const Snapshot& snapshot) {
  if (snapshot.layers.size() < 2) return {};
  const std::size_t last = lastOf(snapshot);
  const double measured = snapshot.layers.front().delta.rms / snapshot.layers[last].delta.rms;
  const QString first = QString::number(layerNumber(1));
  const QString other = QString::number(layerNumber(static_cast<int>(last) + 1));
  if (std::isnan(measured)) return translated("Between layers %1 and %2 there is no δ to compare.").arg(first, other);
  if (!hasPrediction(snapshot))
    return translated("δ of layer %1 is %2 times that of layer %3.").arg(first, formatTwoDigits(measured), other);
  const std::vector<WideLayer>& wide = snapshot.wideNetwork->layers;
  return translated("δ of layer %1 is %2 times that of layer %3, predicted %4.")
      .arg(first, formatTwoDigits(measured), other, formatTwoDigits(wide.front().delta / wide[last].delta));
}

QString noteSentence(const Snapshot& snapshot) {
  if (!snapshot.wideNetwork) return {};
  switch (snapshot.wideNetwork->gap) {
    case WideNetworkGap::Given:
      return translated("This start was given and not drawn: there is nothing to predict.");
    case WideNetworkGap::Constant:
      return translated(
          "This start gives all weights of a layer the same value: the prediction is for weights that are "
          "drawn.");
    case WideNetworkGap::Identical:
      return translated("All units of a layer start alike: the prediction is for units that are drawn one by one.");
    case WideNetworkGap::None:
      break;
  }
  if (snapshot.iteration == 0)
    return translated("Bars: this network, over %1 training examples. Thin lines: a wide network with this start.")
        .arg(formatCount(snapshot.measuredExamples));
  return translated("Thin lines: a wide network at this start. Since then %1 iterations have changed the bars.")
      .arg(formatCount(snapshot.iteration));
}

}  // namespace

/// One line that says what it can; its tool tip says all.
class StartView::Heading : public QuietLabel {
 public:
  explicit Heading(QWidget* parent) : QuietLabel({}, parent) {
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  }

  void setTexts(const QString& text, const QString& brief) {
    if (text == m_text && brief == m_brief) return;
    m_text = text;
    m_brief = brief;
    setToolTip(text);
    fit();
  }

 protected:
  void resizeEvent(QResizeEvent* event) override {
    QuietLabel::resizeEvent(event);
    fit();
  }
  void changeEvent(QEvent* event) override {
    QuietLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange) fit();
  }

 private:
  void fit() { setText(fontMetrics().horizontalAdvance(m_text) <= width() ? m_text : m_brief); }

  QString m_text;
  QString m_brief;
};

StartReading startReading(const Snapshot& snapshot) { return {ratioSentence(snapshot), noteSentence(snapshot)}; }

PlotScale decadesFor(const ValueExtent& values, const std::optional<PlotScale>& shown) {
  PlotScale needed = roundOutwards(values, ValueAxis::Log);
  needed.zeroLane = true;
  const bool holds = shown && shown->low <= needed.low && needed.high <= shown->high;
  return holds && needed.high - needed.low >= kLeastShare * (shown->high - shown->low) ? *shown : needed;
}

StartView::StartView(QWidget* parent) : QWidget(parent) {
  createLayout();
  setAccessibleName(tr("Start"));
  connect(&Theme::instance(), &Theme::changed, this, &StartView::showSnapshot);
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, &StartView::showSnapshot);
}

void StartView::createLayout() {
  m_outputs.bars = new LayerBars(LayerBars::Quantity::Output,
                                 tr("Root mean square of the outputs over units and examples: %1"), this);
  m_outputs.bars->setAccessibleName(tr("Outputs by layer"));
  m_deltas.bars =
      new LayerBars(LayerBars::Quantity::Delta, tr("Root mean square of δ over units and examples: %1"), this);
  m_deltas.bars->setAccessibleName(tr("Deltas by layer"));
  m_ratio = new QLabel(this);
  m_note = new QuietLabel({}, this);
  auto* sides = new QHBoxLayout;
  sides->setSpacing(20);
  sides->addLayout(createSide(m_outputs), 1);
  sides->addLayout(createSide(m_deltas), 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addLayout(sides, 1);
  for (QLabel* label : {m_ratio, static_cast<QLabel*>(m_note)}) {
    label->setWordWrap(true);
    column->addWidget(label);
  }
  // Few layers leave room: below, so that the sentences stand right beneath their bars.
  column->addStretch();
  showHeadings();
  applyStyle();
}

void StartView::applyStyle() { m_ratio->setFont(textFont()); }

QLayout* StartView::createSide(Side& side) {
  side.heading = new Heading(this);
  side.bars->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
  auto* column = new QVBoxLayout;
  column->setSpacing(4);
  column->addWidget(side.heading);
  column->addWidget(side.bars, 1);
  return column;
}

void StartView::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  m_snapshot = std::move(snapshot);
  showSnapshot();
}

void StartView::showSide(Side& side, const std::vector<double>& measured, const std::vector<double>& expected) {
  ValueExtent extent;
  for (const double value : measured) extent.include(value);
  for (const double value : expected) extent.include(value);
  side.scale = decadesFor(extent, side.scale);
  side.bars->setValues(measured, *side.scale, expected);
}

void StartView::showHeadings() {
  const bool isPredicted = m_snapshot && hasPrediction(*m_snapshot);
  const auto show = [isPredicted](Heading* heading, const QString& letter) {
    heading->setTexts(isPredicted ? tr("rms of %1, measured and predicted").arg(letter) : tr("rms of %1").arg(letter),
                      tr("rms of %1").arg(letter));
  };
  show(m_outputs.heading, zLetter() + QStringLiteral("⁽ˡ⁾"));
  show(m_deltas.heading, QStringLiteral("δ⁽ˡ⁾"));
}

void StartView::showSnapshot() {
  showHeadings();
  if (!m_snapshot) return;
  std::vector<double> z;
  std::vector<double> delta;
  for (const LayerStatistics& layer : m_snapshot->layers) {
    z.push_back(layer.z.rms);
    delta.push_back(layer.delta.rms);
  }
  std::vector<double> expectedZ;
  std::vector<double> expectedDelta;
  if (hasPrediction(*m_snapshot))
    for (const WideLayer& layer : m_snapshot->wideNetwork->layers) {
      expectedZ.push_back(layer.z);
      expectedDelta.push_back(layer.delta);
    }
  showSide(m_outputs, z, expectedZ);
  showSide(m_deltas, delta, expectedDelta);
  m_reading = startReading(*m_snapshot);
  m_ratio->setText(m_reading.ratio);
  m_ratio->setVisible(!m_reading.ratio.isEmpty());
  m_note->setText(m_reading.note);
  setAccessibleDescription(QStringList{m_outputs.bars->accessibleDescription(), m_deltas.bars->accessibleDescription(),
                                       m_reading.ratio, m_reading.note}
                               .join(QStringLiteral(". ")));
}

void StartView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::ApplicationFontChange) return;
  applyStyle();
  showSnapshot();
}

}  // namespace backscope
