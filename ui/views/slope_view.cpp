#include "ui/views/slope_view.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/panels/choice_names.h"
#include "ui/text/notation.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/slope_canvas.h"
#include "ui/views/slope_text.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/quiet_label.h"

namespace backscope {

namespace {

constexpr int kMargin = 4;  ///< for the ring of the focus

bool has(const Architecture& architecture, const LayerPart& part) {
  return part.layer >= 1 && part.layer <= architecture.outputLayer() &&
         part.unit.value_or(0) < architecture.unitsOf(part.layer);
}

}  // namespace

SlopeView::SlopeView(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Slopes"));
  setFocusPolicy(Qt::StrongFocus);
  createLayout();
  connectSignals();
  applyStyle();
}

void SlopeView::createLayout() {
  m_layer = new ChoiceBox(tr("Layer whose curves are shown"), this);
  m_unit = new ChoiceBox(tr("Unit whose examples are shown"), this);
  m_note = new QuietLabel({}, this);
  m_note->setElides(true);
  m_note->setToolTip(tr("Those of the training examples that have a dot for every unit"));
  m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  m_canvas = new SlopeCanvas(this);
  m_canvas->hide();
  m_reason = new QLabel(this);
  m_reason->setWordWrap(true);
  m_reason->setAlignment(Qt::AlignCenter);
  m_sentence = new QLabel(this);
  for (QLabel* label : {m_reason, m_sentence}) label->setTextFormat(Qt::PlainText);
  m_sentence->setWordWrap(true);
  auto* head = new QHBoxLayout;
  head->setSpacing(8);
  head->addWidget(m_layer);
  head->addWidget(m_unit);
  head->addWidget(m_note, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  column->setSpacing(4);
  column->addLayout(head);
  column->addWidget(m_reason, 1);
  column->addWidget(m_canvas, 1);
  column->addWidget(m_sentence);
}

void SlopeView::connectSignals() {
  connect(m_layer, &QComboBox::activated, this, [this](int index) { choosePart(LayerPart{.layer = index + 1}); });
  connect(m_unit, &QComboBox::activated, this, [this](int index) {
    choosePart(LayerPart{m_part.layer, index > 0 ? std::optional(index - 1) : std::nullopt});
  });
  connect(m_canvas, &SlopeCanvas::pointedChanged, this, &SlopeView::describe);
  connect(m_canvas, &SlopeCanvas::exampleChosen, this, &SlopeView::exampleChosen);
  connect(&Theme::instance(), &Theme::changed, this, &SlopeView::applyStyle);
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, [this] {
    applyStyle();
    if (!m_snapshot) return;
    fillLayers();
    showAll();
  });
}

void SlopeView::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  const bool isOtherNetwork = !m_snapshot || snapshot->generation != m_snapshot->generation ||
                              snapshot->parameters.architecture() != architecture();
  m_snapshot = std::move(snapshot);
  if (isOtherNetwork) {
    m_shown.reset();
    if (!has(architecture(), m_part)) {
      m_part = {.layer = std::min(m_part.layer, architecture().outputLayer())};
      emit partChanged();
    }
    fillLayers();
  }
  if (m_snapshot->slopes || !isVisible()) m_shown = m_snapshot->slopes ? m_snapshot : nullptr;
  showAll();
}

void SlopeView::choose(const std::optional<NetworkItem>& item) {
  if (item) choosePart(LayerPart{item->unit.layer, item->unit.unit});
}

void SlopeView::choosePart(const LayerPart& part) {
  if (part == m_part || !m_snapshot || !has(architecture(), part)) return;
  const bool isOtherLayer = part.layer != m_part.layer;
  m_part = part;
  if (isOtherLayer) fillUnits();
  m_layer->setCurrentIndex(m_part.layer - 1);
  m_unit->setCurrentIndex(m_part.unit ? *m_part.unit + 1 : 0);
  if (hasFocus()) announce();
  emit partChanged();
  showAll();
}

void SlopeView::setByHand(bool isByHand) { m_canvas->setByHand(isByHand); }

void SlopeView::fillLayers() {
  m_layer->clear();
  for (int l = 1; l <= architecture().outputLayer(); ++l) {
    const QString activation = screenName(architecture().activationOf(l));
    m_layer->addItem(l == architecture().outputLayer() ? tr("output: %1").arg(activation)
                                                       : tr("layer %1: %2").arg(layerNumber(l)).arg(activation));
  }
  m_layer->setCurrentIndex(m_part.layer - 1);
  fillUnits();
}

void SlopeView::fillUnits() {
  m_unit->clear();
  m_unit->addItem(tr("whole layer"));
  for (int j = 0; j < architecture().unitsOf(m_part.layer); ++j) m_unit->addItem(tr("unit %1").arg(j + 1));
  m_unit->setCurrentIndex(m_part.unit ? *m_part.unit + 1 : 0);
}

QString SlopeView::sentence() const {
  if (!m_snapshot) return {};
  if (QString reason = noCurveSentence(architecture(), m_part); !reason.isEmpty()) return reason;
  return m_shown ? slopeSentence(architecture(), *m_shown->slopes) : QString();
}

void SlopeView::showAll() {
  if (!m_snapshot || !isVisible()) return;
  const QString reason = noCurveSentence(architecture(), m_part);
  const bool hasCurves = reason.isEmpty() && m_shown != nullptr;
  m_reason->setText(reason);
  m_reason->setVisible(!hasCurves);
  m_canvas->setVisible(hasCurves);
  m_sentence->setText(hasCurves ? sentence() : QString());
  m_note->setText(hasCurves ? dotsNote(*m_shown->slopes) : QString());
  if (hasCurves) m_canvas->setSnapshot(m_shown);
  describe();
}

/// The sentence, and the numbers of the dot that is pointed at.
void SlopeView::describe() {
  QString description = sentence();
  if (const std::optional<SlopeDot> dot = m_canvas->pointed())
    description = tr("%1. %2").arg(dotLines(*dot).join(QStringLiteral(", ")), description);
  m_canvas->setAccessibleDescription(description);
  setAccessibleDescription(description);
}

void SlopeView::applyStyle() {
  m_sentence->setFont(numberFont(TextSize::Small, QFont::DemiBold));
  m_reason->setFont(textFont(TextSize::Small));
  for (QLabel* label : {m_sentence, m_reason})
    label->setStyleSheet(QStringLiteral("color: %1").arg(Theme::instance().colors().text.name()));
  m_sentence->setToolTip(
      tr("A value counts as saturated where |h′(%1)| is below 5 % of the activation's largest slope, a unit where at "
         "least 95 % of the examples are, and as dead where h′(%1) is exactly 0 for all of them.")
          .arg(aLetter()));
  update();
}

void SlopeView::paintEvent(QPaintEvent*) {
  if (!hasFocus()) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(Theme::instance().colors().accent, 1.5));
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4);
}

void SlopeView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  showAll();
}

void SlopeView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::ApplicationFontChange) applyStyle();
}

/// The layer at this place, with the same unit as far as it has one.
void SlopeView::goToLayer(int layer) {
  if (!m_snapshot || layer < 1 || layer > architecture().outputLayer()) return;
  LayerPart part{layer, m_part.unit};
  if (part.unit) part.unit = std::min(*part.unit, architecture().unitsOf(layer) - 1);
  choosePart(part);
}

/// The whole layer stands before the first unit.
void SlopeView::goToUnit(int step) {
  const int place = (m_part.unit ? *m_part.unit + 1 : 0) + step;
  if (place < 0) return;
  choosePart(LayerPart{m_part.layer, place > 0 ? std::optional(place - 1) : std::nullopt});
}

void SlopeView::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left:
      return goToLayer(m_part.layer - 1);
    case Qt::Key_Right:
      return goToLayer(m_part.layer + 1);
    case Qt::Key_Up:
      return goToUnit(-1);
    case Qt::Key_Down:
      return goToUnit(1);
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
      return m_canvas->movePointed(event->key() == Qt::Key_PageUp ? -1 : 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (const std::optional<SlopeDot> dot = m_canvas->pointed()) return emit exampleChosen(dot->example);
      return QWidget::keyPressEvent(event);
    case Qt::Key_Escape:
      if (m_canvas->pointed()) return m_canvas->forgetPointed();
      if (m_part.unit) return choosePart(LayerPart{.layer = m_part.layer});
      [[fallthrough]];
    default:
      QWidget::keyPressEvent(event);
  }
}

void SlopeView::announce() {
  emit itemPointed(m_part.unit ? std::optional(NetworkItem{NetworkItem::Kind::Unit, {m_part.layer, *m_part.unit}, 0})
                               : std::nullopt);
}

void SlopeView::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  announce();
  update();
}

void SlopeView::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  emit itemPointed(std::nullopt);
  update();
}

}  // namespace backscope
