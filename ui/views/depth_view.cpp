#include "ui/views/depth_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/text/notation.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/depth_chart.h"
#include "ui/views/depth_text.h"
#include "ui/widgets/button.h"

namespace backscope {

namespace {

constexpr int kMargin = 4;

}  // namespace

DepthView::DepthView(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Scale of depth"));
  createLayout();
  connect(m_chart, &DepthChart::placeChosen, this, &DepthView::placeChosen);
  connect(m_chart, &DepthChart::currentChanged, this, &DepthView::showWords);
  connect(m_export, &Button::clicked, this, &DepthView::exportRequested);
  connect(&Theme::instance(), &Theme::changed, this, &DepthView::applyStyle);
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, &DepthView::showWords);
  applyStyle();
  showWords();
}

void DepthView::createLayout() {
  m_sentence = new QLabel(this);
  m_words = new QLabel(this);
  for (QLabel* label : {m_sentence, m_words}) {
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  }
  m_words->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  m_export = new Button({}, tr("Export the scale of depth"), Button::Look::Plain, this);
  m_export->setText(tr("Export…"));
  m_export->setHint(tr("Write the chart to a PDF, SVG or PNG, its numbers to a CSV"));
  m_chart = new DepthChart(this);
  auto* head = new QHBoxLayout;
  head->addWidget(m_sentence, 1);
  head->addWidget(m_export, 0, Qt::AlignTop);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  column->setSpacing(4);
  column->addLayout(head);
  column->addWidget(m_chart, 1);
  column->addWidget(m_words);
}

QString DepthView::sentence() const { return m_sentence->text(); }

QString DepthView::words() const { return m_words->text(); }

void DepthView::setPicture(DepthPicture picture) {
  m_chart->setPicture(std::move(picture));
  showWords();
}

void DepthView::setRunning(bool running) {
  m_isRunning = running;
  showWords();
}

void DepthView::setProblem(const QString& problem) {
  m_problem = problem;
  m_chart->setVisible(problem.isEmpty());
  m_export->setEnabled(problem.isEmpty());
  showWords();
}

/// While nothing is pointed at.
QString DepthView::restingWords() const {
  const auto done = std::ranges::count_if(m_chart->picture().cells, [](const auto& cell) { return cell.has_value(); });
  if (m_isRunning) return tr("%1 of %2 points are measured.").arg(done).arg(kDepthCells);
  return tr("Each point is the mean of %1 starts, its band their middle 80\u00a0%, the thin line a wide network. Click "
            "one, or press Enter, to load it.")
      .arg(kDepthSeeds);
}

void DepthView::showWords() {
  const DepthPicture& picture = m_chart->picture();
  const bool hasNothing = !m_problem.isEmpty();
  m_sentence->setText(hasNothing ? m_problem : depthSentence(picture, m_chart->shown().activation));
  m_sentence->setToolTip(hasNothing ? QString() : depthMethod(picture));
  m_chart->setToolTip({});
  const std::optional<DepthPlace>& current = m_chart->current();
  m_words->setText(hasNothing ? QString() : current ? depthWords(picture, *current) : restingWords());
  m_chart->setAccessibleDescription(tr("%1 %2").arg(m_sentence->text(), m_words->text()));
}

void DepthView::applyStyle() {
  const ThemeColors& colors = Theme::instance().colors();
  m_sentence->setFont(textFont());
  m_sentence->setStyleSheet(QStringLiteral("color: %1").arg(colors.text.name()));
  m_words->setFont(numberFont(TextSize::Small));
  m_words->setStyleSheet(QStringLiteral("color: %1").arg(colors.mutedText.name()));
  // Two lines whatever is said, so that the chart does not jump.
  for (QLabel* label : {m_sentence, m_words}) label->setMinimumHeight(2 * QFontMetrics(label->font()).lineSpacing());
}

void DepthView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  emit shown();
}

void DepthView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  emit hidden();
}

void DepthView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::ApplicationFontChange) applyStyle();
}

}  // namespace backscope
