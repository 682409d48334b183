#include "ui/views/init_map_view.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/init_map_chart.h"
#include "ui/views/init_map_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/number_edit.h"

namespace backscope {

namespace {

constexpr int kGap = 16;
constexpr int kMargin = 4;
constexpr RealRange kIterations{1, 1e6};
constexpr int kSides[] = {10, 20};

}  // namespace

InitMapView::InitMapView(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Init map"));
  createControls();
  createLayout();
  connectSignals();
  applyStyle();
  showStatus();
}

void InitMapView::createControls() {
  m_rows = new ChoiceBox(tr("What the map varies"), this);
  m_rows->addItems(mapRowsNames());
  m_rows->setToolTip(tr("The columns are scales of the start, the rows its seeds, depths or learning rates"));
  m_color = new ChoiceBox(tr("What the colours show"), this);
  m_color->addItems(mapColorNames());
  m_color->setToolTip(
      tr("The δ ratio is |δ| of the first layer over that of the output; needed are the iterations until the mean loss "
         "of an epoch is a tenth of what the best constant answer has"));
  m_side = new ChoiceBox(tr("Runs"), this);
  for (const int side : kSides) m_side->addItem(tr("%1 × %1 runs").arg(side), side);
  m_iterations =
      new NumberEdit(tr("Iterations of each run"), kIterations, {.suffix = tr(" iterations"), .whole = true}, this);
  m_iterations->reserveText(QStringLiteral("00000"));
  m_iterations->setValue(static_cast<double>(InitMapChoice().iterations));
  m_iterations->setToolTip(tr("Iterations of each run"));
  m_start = new Button(QStringLiteral("play"), tr("Start"), Button::Look::Plain, this);
  m_start->setText(tr("Start"));
  m_start->reserveText(tr("Start"));
  m_follow = new QCheckBox(tr("follow settings"), this);
  m_follow->setToolTip(tr("Begin the map anew whenever a setting changes that is not varied"));
  m_follow->setChecked(true);
  m_follow->setFocusPolicy(Qt::TabFocus);
  m_status = new QLabel(this);
  m_status->setWordWrap(true);
  m_words = new QLabel(this);
  m_words->setWordWrap(true);
  for (QLabel* label : {m_status, m_words}) label->setTextFormat(Qt::PlainText);
  m_chart = new InitMapChart(this);
}

void InitMapView::createLayout() {
  auto* controls = new QVBoxLayout;
  controls->setSpacing(6);
  for (QWidget* widget : {static_cast<QWidget*>(m_rows), static_cast<QWidget*>(m_color), static_cast<QWidget*>(m_side),
                          static_cast<QWidget*>(m_iterations), static_cast<QWidget*>(m_follow),
                          static_cast<QWidget*>(m_start), static_cast<QWidget*>(m_status)})
    controls->addWidget(widget);
  controls->addStretch(1);
  auto* map = new QVBoxLayout;
  map->setSpacing(4);
  map->addWidget(m_chart, 1);
  map->addWidget(m_words);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  row->setSpacing(kGap);
  row->addLayout(controls);
  row->addLayout(map, 1);
}

void InitMapView::connectSignals() {
  connect(m_start, &Button::clicked, this, [this] {
    if (m_isRunning)
      emit stopRequested();
    else
      emit startRequested();
  });
  connect(m_rows, &QComboBox::activated, this, &InitMapView::choiceChanged);
  connect(m_side, &QComboBox::activated, this, &InitMapView::choiceChanged);
  connect(m_iterations, &NumberEdit::valueChosen, this, &InitMapView::choiceChanged);
  connect(m_color, &QComboBox::activated, this, [this](int color) { m_chart->setColor(static_cast<MapColor>(color)); });
  connect(m_chart, &InitMapChart::cellChosen, this, &InitMapView::cellChosen);
  connect(m_chart, &InitMapChart::besideChosen, this, &InitMapView::besideChosen);
  connect(m_chart, &InitMapChart::wordsChanged, this, [this] { m_words->setText(m_chart->words()); });
  connect(&Theme::instance(), &Theme::changed, this, &InitMapView::applyStyle);
  m_words->setText(m_chart->words());
}

InitMapChoice InitMapView::choice() const {
  return {static_cast<MapRows>(m_rows->currentIndex()), m_side->currentData().toInt(),
          static_cast<std::int64_t>(m_iterations->value())};
}

bool InitMapView::follows() const { return m_follow->isChecked(); }

QString InitMapView::status() const { return m_status->text(); }

bool InitMapView::hasCells() const {
  return std::ranges::any_of(m_chart->map().cells, [](const auto& cell) { return cell.has_value(); });
}

void InitMapView::begin(InitMap map) {
  m_isStale = false;
  m_problem.clear();
  m_chart->setMap(std::move(map));
  showStatus();
}

void InitMapView::setCell(std::size_t cell, const CellOutcome& outcome) { m_chart->setCell(cell, outcome); }

void InitMapView::setRunning(bool running) {
  m_isRunning = running;
  m_start->setIconName(running ? QStringLiteral("close") : QStringLiteral("play"));
  m_start->setText(running ? tr("Stop") : tr("Start"));
  m_start->setAccessibleName(running ? tr("Stop the map") : tr("Start the map"));
  showStatus();
}

void InitMapView::setPresent(std::optional<std::size_t> cell, bool isStale) {
  m_chart->setPresent(cell);
  m_isStale = isStale;
  showStatus();
}

void InitMapView::setProblem(const QString& problem) {
  m_problem = problem;
  showStatus();
}

void InitMapView::showStatus() {
  const bool isBegun = m_isRunning || hasCells();
  QString text = m_problem;
  if (text.isEmpty())
    text = isBegun ? mapProgress(m_chart->map()) : tr("A map of short runs, each begun in its own way.");
  if (isBegun && m_isStale) text = tr("%1 They are of other settings.").arg(text);
  m_status->setText(text);
}

void InitMapView::applyStyle() {
  const ThemeColors& colors = Theme::instance().colors();
  m_status->setFont(numberFont(TextSize::Small));
  m_status->setStyleSheet(QStringLiteral("color: %1").arg(colors.mutedText.name()));
  m_words->setFont(numberFont(TextSize::Small));
  m_words->setStyleSheet(QStringLiteral("color: %1").arg(colors.text.name()));
  // Two lines whatever is said, so that the map does not jump.
  m_words->setMinimumHeight(2 * QFontMetrics(m_words->font()).lineSpacing());
}

void InitMapView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  emit shown();
}

void InitMapView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::ApplicationFontChange) applyStyle();
}

}  // namespace backscope
