#include "ui/views/twin_view.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/text/notation.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/twin_chart.h"
#include "ui/views/twin_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/quiet_label.h"
#include "ui/widgets/slider.h"
#include "ui/widgets/slider_row.h"

namespace backscope {

namespace {

constexpr int kGap = 16;
constexpr int kInnerGap = 6;
constexpr double kHalf = 0.5;
constexpr double kStep = 0.05;
constexpr RealRange kGammas{-1e3, 1e3};

}  // namespace

TwinView::TwinView(QWidget* parent) : QWidget(parent) {
  createLayout();
  connectSignals();
  applyStyle();
  showWords();
}

void TwinView::createLayout() {
  auto* page = new QWidget;
  m_chart = new TwinChart(page);
  m_chart->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  m_columns = new QBoxLayout(QBoxLayout::LeftToRight, page);
  m_columns->setContentsMargins(2, 2, 2, 2);
  m_columns->setSpacing(kGap);
  m_controls = createControls();
  m_columns->addWidget(m_controls, 2);
  m_columns->addWidget(m_chart, 3);
  auto* scroll = new QScrollArea(this);
  scroll->setWidget(page);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->viewport()->setAutoFillBackground(false);
  page->setAutoFillBackground(false);
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(scroll);
}

QWidget* TwinView::createControls() {
  auto* content = new QWidget;
  m_layerBox = new ChoiceBox(tr("Layer of the unit that is duplicated"), content);
  m_unitBox = new ChoiceBox(tr("Unit that is duplicated"), content);
  m_unitBox->setToolTip(tr("A click on a unit of the network chooses it too"));
  m_duplicate = new Button({}, tr("Duplicate the unit"), Button::Look::Plain, content);
  m_duplicate->setText(tr("Duplicate"));
  m_gamma = new SliderRow({.name = tr("γ"),
                           .hint = tr("The first of the two has γ v, the other (1 − γ) v"),
                           .scale = {.low = TwinPicture::kLow, .high = TwinPicture::kHigh, .step = kStep},
                           .range = kGammas,
                           .style = {}},
                          content);
  m_gamma->setValue(kHalf);
  m_gamma->edit()->setAccessibleName(tr("γ, the first unit’s share of v"));
  m_gamma->slider()->setAccessibleName(tr("γ, the first unit’s share of v, slider"));
  m_words = new QLabel(content);
  m_words->setWordWrap(true);
  m_words->setTextFormat(Qt::PlainText);
  m_words->setMinimumWidth(1);
  auto* row = new QHBoxLayout;
  row->setSpacing(kInnerGap);
  for (QWidget* widget : std::initializer_list<QWidget*>{new QuietLabel(tr("layer"), content), m_layerBox,
                                                         new QuietLabel(tr("unit"), content), m_unitBox})
    row->addWidget(widget);
  row->addStretch(1);
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kInnerGap);
  column->addLayout(row);
  column->addWidget(m_duplicate, 0, Qt::AlignLeft);
  column->addWidget(m_gamma);
  column->addWidget(m_words);
  column->addStretch(1);
  return content;
}

void TwinView::connectSignals() {
  connect(m_layerBox, &QComboBox::activated, this, [this](int index) { choose({index + 1, m_unit.unit}); });
  connect(m_unitBox, &QComboBox::activated, this, [this](int index) { choose({m_unit.layer, index}); });
  connect(m_duplicate, &Button::clicked, this, [this] { emit duplicateRequested(m_unit); });
  connect(m_gamma->slider(), &QSlider::sliderPressed, this, &TwinView::dragBegan);
  connect(m_gamma, &SliderRow::valueChosen, this, &TwinView::gammaChosen);
  connect(m_chart, &TwinChart::dragBegan, this, &TwinView::dragBegan);
  connect(m_chart, &TwinChart::gammaChosen, this, [this](double gamma) {
    if (gamma != m_picture.gamma) emit gammaChosen(gamma);
  });
  connect(&Theme::instance(), &Theme::changed, this, &TwinView::applyStyle);
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, [this] {
    fillBoxes();
    showWords();
  });
}

void TwinView::setArchitecture(const Architecture& architecture) {
  if (architecture == m_architecture) return;
  m_architecture = architecture;
  choose(m_unit);
}

void TwinView::choose(const UnitId& unit) {
  m_unit.layer = std::clamp(unit.layer, 1, std::max(1, m_architecture.hiddenLayers()));
  m_unit.unit = std::clamp(unit.unit, 0, m_architecture.unitsOf(m_unit.layer) - 1);
  fillBoxes();
  showPossible();
  showWords();
  emit unitChanged();
}

void TwinView::fillBoxes() {
  m_layerBox->clear();
  m_unitBox->clear();
  if (m_architecture.hiddenLayers() == 0) return;
  for (int l = 1; l <= m_architecture.hiddenLayers(); ++l) m_layerBox->addItem(QString::number(layerNumber(l)));
  for (int j = 0; j < m_architecture.unitsOf(m_unit.layer); ++j) m_unitBox->addItem(QString::number(j + 1));
  m_layerBox->setCurrentIndex(m_unit.layer - 1);
  m_unitBox->setCurrentIndex(m_unit.unit);
}

void TwinView::showPossible() {
  const QString reason = noDuplicateText(m_architecture, m_unit.layer);
  m_duplicate->setEnabled(reason.isEmpty());
  m_duplicate->setHint(
      reason.isEmpty() ? tr("Begins anew with one more unit and the same ŷ; the data and the training stay") : reason);
  m_duplicate->setAccessibleDescription(m_duplicate->toolTip());
  m_layerBox->setEnabled(m_architecture.hiddenLayers() > 0);
  m_unitBox->setEnabled(m_architecture.hiddenLayers() > 0);
}

void TwinView::setPicture(const TwinPicture& picture) {
  m_picture = picture;
  const bool hasLine = picture.line && !std::isnan(picture.gamma);
  m_gamma->setEnabled(hasLine);
  if (hasLine) m_gamma->setValue(picture.gamma);
  m_chart->setPicture(picture);
  showWords();
}

void TwinView::showWords() {
  const QString reason = m_picture.line ? QString() : noDuplicateText(m_architecture, m_unit.layer);
  m_words->setText(reason.isEmpty() ? twinText(m_picture) : reason);
  m_chart->setAccessibleDescription(m_words->text());
}

QString TwinView::words() const { return m_words->text(); }

/// Beside each other, or, where there is too little room for that, one below the other.
void TwinView::arrange() {
  const int needed = m_controls->minimumSizeHint().width() + kGap + m_chart->minimumSizeHint().width();
  m_columns->setDirection(width() < needed ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void TwinView::applyStyle() {
  m_words->setFont(numberFont(TextSize::Small));
  m_words->setStyleSheet(QStringLiteral("color: %1").arg(Theme::instance().colors().text.name()));
}

void TwinView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::ApplicationFontChange) applyStyle();
}

void TwinView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

/// What is in the columns has another size.
bool TwinView::event(QEvent* event) {
  if (event->type() == QEvent::LayoutRequest) arrange();
  return QWidget::event(event);
}

}  // namespace backscope
