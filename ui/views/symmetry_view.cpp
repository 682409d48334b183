#include "ui/views/symmetry_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/text/math_text.h"
#include "ui/text/notation.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/network_description.h"
#include "ui/views/symmetry_plot.h"
#include "ui/views/symmetry_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/segmented_switch.h"
#include "ui/widgets/slider.h"
#include "ui/widgets/slider_row.h"

namespace backscope {

namespace {

constexpr int kGap = 16;
constexpr int kSmallGap = 6;
constexpr double kFirstEpsilon = 1e-6;
constexpr RealRange kEpsilon{1e-12, 0.1};
SliderRow::Options epsilonOptions() {
  return {.name = SymmetryView::tr("ε"),
          .hint = SymmetryView::tr("What is added to the weight"),
          .scale = {.low = kEpsilon.low, .high = kEpsilon.high, .isLog = true},
          .range = kEpsilon,
          .style = {}};
}

QLabel* makeSentence(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  return label;
}

/// Whether the item is still there and can be nudged.
bool isParameter(const Architecture& network, const NetworkItem& item) {
  if (item.kind == NetworkItem::Kind::Unit || item.unit.layer < 1 || item.unit.layer > network.outputLayer())
    return false;
  if (item.unit.unit >= network.unitsOf(item.unit.layer)) return false;
  return item.kind == NetworkItem::Kind::Bias ? network.bias : item.source < network.unitsOf(item.unit.layer - 1);
}

bool isDrawn(InitializationScheme scheme) {
  return scheme != InitializationScheme::Zero && scheme != InitializationScheme::Constant;
}

}  // namespace

SymmetryView::SymmetryView(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Symmetry"));
  createLayout();
  connectSignals();
  applyStyle();
}

void SymmetryView::createLayout() {
  auto* content = new QWidget;
  m_distances = new SymmetryPlot(content);
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kSmallGap);
  column->addLayout(createStartRow());
  column->addLayout(createNudgeRow());
  auto* row = new QHBoxLayout;
  row->setSpacing(kGap);
  row->addWidget(m_distances, 3);
  row->addLayout(createSentences(), 2);
  column->addLayout(row, 1);
  // Where type is large and the window small.
  auto* scroll = new QScrollArea(this);
  scroll->setWidget(content);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  auto* page = new QVBoxLayout(this);
  page->setContentsMargins(0, 0, 0, 0);
  page->addWidget(scroll);
}

QLayout* SymmetryView::createStartRow() {
  m_start = new SegmentedSwitch(tr("Start of the run"), {tr("identical"), tr("constant"), tr("zero"), tr("random")});
  m_start->setHint(Identical, tr("All units of a layer start alike"));
  m_start->setHint(Constant, tr("All weights start with the same number"));
  m_start->setHint(Zero, tr("All weights start at 0"));
  m_start->setHint(Random, tr("Every weight is drawn for itself"));
  auto* row = new QHBoxLayout;
  row->setSpacing(kSmallGap);
  row->addWidget(m_start);
  row->addStretch(1);
  row->addWidget(m_distances->layerChoice());
  return row;
}

QLayout* SymmetryView::createNudgeRow() {
  m_epsilon = new SliderRow(epsilonOptions());
  m_epsilon->setValue(kFirstEpsilon);
  m_epsilon->edit()->setAccessibleName(tr("ε, which a nudge adds"));
  m_epsilon->slider()->setAccessibleName(tr("ε, which a nudge adds, slider"));
  m_nudge = new Button(QString(), tr("Nudge"), Button::Look::Primary);
  m_nudge->installEventFilter(this);
  auto* row = new QHBoxLayout;
  row->setSpacing(kSmallGap);
  row->addWidget(m_epsilon, 2);
  row->addWidget(m_nudge);
  row->addStretch(1);
  row->addWidget(m_distances->rangeChoice());
  return row;
}

QLayout* SymmetryView::createSentences() {
  auto* column = new QVBoxLayout;
  column->setSpacing(kSmallGap);
  for (QLabel** sentence : {&m_units, &m_growth, &m_plateau}) {
    *sentence = makeSentence(this);
    column->addWidget(*sentence);
  }
  column->addStretch(1);
  return column;
}

void SymmetryView::connectSignals() {
  connect(m_start, &SegmentedSwitch::chosen, this, [this](int start) { chooseStart(static_cast<Start>(start)); });
  connect(m_distances, &SymmetryPlot::layerChosen, this, &SymmetryView::showTexts);
  connect(m_nudge, &Button::clicked, this, &SymmetryView::nudgeRequested);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    applyStyle();
    showAll();
  });
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, &SymmetryView::showAll);
}

double SymmetryView::epsilon() const { return m_epsilon->value(); }

QString SymmetryView::text() const {
  QStringList sentences{m_units->text(), m_growth->text(), m_plateau->text()};
  sentences.removeAll(QString());
  return sentences.join(QLatin1Char(' '));
}

void SymmetryView::chooseStart(Start start) {
  if (!m_snapshot) return;
  InitializationSettings chosen = m_snapshot->session->initialization;
  chosen.identical = start == Identical;
  chosen.scheme = start == Zero       ? InitializationScheme::Zero
                  : start == Constant ? InitializationScheme::Constant
                                      : m_lastScheme;
  // A layer with a scheme of its own would not be zero or constant.
  if (start == Zero || start == Constant) chosen.layers.clear();
  emit initializationChosen(chosen);
}

void SymmetryView::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  m_snapshot = std::move(snapshot);
  showAll();
}

void SymmetryView::setTarget(const std::optional<NetworkItem>& item) {
  if (!item || !m_snapshot || !isParameter(m_snapshot->parameters.architecture(), *item)) return;
  m_target = *item;
  showTarget();
}

void SymmetryView::showAll() {
  if (!m_snapshot) return;
  if (!isParameter(m_snapshot->parameters.architecture(), m_target)) m_target = {NetworkItem::Kind::Weight, {1, 0}, 0};
  if (!isVisible()) return;
  m_distances->setSnapshot(m_snapshot);
  showStart();
  showTarget();
  showTexts();
}

void SymmetryView::showStart() {
  const InitializationSettings& start = m_snapshot->session->initialization;
  if (isDrawn(start.scheme)) m_lastScheme = start.scheme;
  m_start->setCurrent(start.scheme == InitializationScheme::Zero       ? Zero
                      : start.scheme == InitializationScheme::Constant ? Constant
                      : start.identical                                ? Identical
                                                                       : Random);
}

void SymmetryView::showTarget() {
  const QString name = plainMath(itemMarkup(m_snapshot->parameters.architecture(), m_target));
  m_nudge->setText(tr("Nudge %1").arg(name));
  m_nudge->setAccessibleName(m_nudge->text());
  m_nudge->setHint(tr("Add ε to %1; point at another weight in the network to choose it").arg(name),
                   QStringLiteral("N"));
}

void SymmetryView::showTexts() {
  m_units->setText(differentUnitsText(m_snapshot->parameters));
  m_growth->setText(growthText(*m_snapshot, m_distances->layer()));
  m_plateau->setText(plateauText(*m_snapshot));
  setAccessibleDescription(text());
}

void SymmetryView::applyStyle() {
  const QString color = QStringLiteral("color: %1").arg(Theme::instance().colors().text.name());
  for (QLabel* sentence : {m_units, m_growth, m_plateau}) {
    sentence->setFont(numberFont(TextSize::Small, sentence == m_growth ? QFont::DemiBold : QFont::Normal));
    sentence->setStyleSheet(color);
  }
}

bool SymmetryView::eventFilter(QObject* watched, QEvent* event) {
  const bool begins = event->type() == QEvent::Enter || event->type() == QEvent::FocusIn;
  const bool ends = event->type() == QEvent::Leave || event->type() == QEvent::FocusOut;
  if (watched == m_nudge && begins) emit itemPointed(m_target);
  if (watched == m_nudge && ends) emit itemPointed(std::nullopt);
  return QWidget::eventFilter(watched, event);
}

void SymmetryView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  showAll();
}

void SymmetryView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::ApplicationFontChange) applyStyle();
}

}  // namespace backscope
