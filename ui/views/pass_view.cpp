#include "ui/views/pass_view.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/formula/pass_formula.h"
#include "ui/text/notation.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/answer_row.h"
#include "ui/views/example_bar.h"
#include "ui/views/pass_outline.h"
#include "ui/views/pass_sheet.h"

namespace backscope {

namespace {

constexpr int kGap = 8;

QScrollArea* scrolled(QWidget* content, QWidget* parent) {
  auto* area = new QScrollArea(parent);
  area->setWidget(content);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  return area;
}

/// Where nothing has been computed yet.
PassText beginning() {
  PassText text;
  text.title = PassView::tr("Before the first step");
  text.note =
      PassView::tr("S goes one step forwards and A one back. The first step puts the example’s x into the network.");
  return text;
}

QString colorName(const QColor& color) { return QStringLiteral("color: %1").arg(color.name()); }

}  // namespace

PassView::PassView(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Back-propagation, step by step"));
  createLayout();
  connectSignals();
  applyStyle();
}

void PassView::connectSignals() {
  connect(m_sheet, &PassSheet::termHovered, this, &PassView::termHovered);
  connect(m_outline, &PassOutline::rowChosen, this, &PassView::choose);
  connect(m_byHand, &QCheckBox::toggled, this, &PassView::setByHand);
  connect(m_answer, &AnswerRow::answered, this, &PassView::answer);
  connect(m_answer, &AnswerRow::shown, this, [this] {
    m_exercise->show();
    showExercise();
  });
  connect(m_answer, &AnswerRow::allShown, this, [this] {
    m_exercise->showAll();
    showExercise();
  });
  connect(m_answer, &AnswerRow::wentOn, this, [this] { emit stepsChosen(1); });
  connect(&Theme::instance(), &Theme::changed, this, &PassView::applyStyle);
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, [this] {
    if (m_exercise && m_snapshot) m_exercise->follow(m_snapshot);
    showPass();
  });
}

void PassView::createLayout() {
  m_title = new QLabel(tr("Back-propagation"), this);
  m_progress = new QLabel(this);
  m_example = new ExampleBar(this);
  m_byHand = new QCheckBox(tr("by hand"), this);
  m_byHand->setFocusPolicy(Qt::TabFocus);
  m_byHand->setToolTip(tr("Work the numbers out yourself: each is hidden until you type it or ask for it (H)"));
  m_answer = new AnswerRow(this);
  m_answer->hide();
  m_sheet = new PassSheet;
  m_outline = new PassOutline;
  auto* header = new QHBoxLayout;
  header->addWidget(m_title);
  header->addStretch(1);
  header->addWidget(m_progress);
  header->addSpacing(kGap);
  header->addWidget(m_byHand);
  m_outlineArea = scrolled(m_outline, this);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(kGap);
  rows->addLayout(header);
  rows->addWidget(m_example);
  QScrollArea* sheetArea = scrolled(m_sheet, this);
  // A bar that came and went would change where the formulas break, and with it whether there is need of one.
  sheetArea->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
  rows->addWidget(sheetArea, 5);
  rows->addWidget(m_answer);
  rows->addWidget(m_outlineArea, 2);
}

void PassView::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  if (!snapshot->pass) return showTooFast(*snapshot);
  // The same step of the same place has the same numbers.
  const bool isSame =
      m_snapshot && m_snapshot->pass && m_snapshot->generation == snapshot->generation &&
      m_snapshot->iteration == snapshot->iteration && m_snapshot->step == snapshot->step &&
      m_snapshot->pass->done == snapshot->pass->done && m_snapshot->isExampleChosen == snapshot->isExampleChosen &&
      m_snapshot->pass->example == snapshot->pass->example && m_snapshot->pass->trace.x == snapshot->pass->trace.x &&
      m_snapshot->pass->trace.y == snapshot->pass->trace.y &&
      m_snapshot->pass->parameters.theta() == snapshot->pass->parameters.theta();
  m_snapshot = snapshot;
  m_example->setSnapshot(*snapshot);
  if (m_exercise) m_exercise->follow(snapshot);
  if (isSame) return;
  showPass();
}

void PassView::setStepSize(StepSize size) {
  m_stepSize = size;
  showPass();
}

void PassView::showPass() {
  if (!m_snapshot || !m_snapshot->pass) return;
  const PassInstant& pass = m_exercise ? m_exercise->instant() : *m_snapshot->pass;
  m_rows = passRowsFor(pass, *m_snapshot->session);
  if (pass.last() == nullptr)
    m_sheet->setText(beginning());
  else
    m_sheet->setText(m_exercise ? m_exercise->text() : passTextFor(pass, *m_snapshot->session, m_stepSize));
  m_outline->setRows(m_rows);
  m_progress->setText(progress());
  applyStyle();
  const QRect current = m_outline->placeOf(std::max(0, currentRow(m_rows))).toRect();
  m_outlineArea->ensureVisible(0, current.center().y(), 0, current.height());
  m_answer->setVisible(m_exercise.has_value());
  if (!m_exercise) return;
  if (const PassLine* asked = m_exercise->asked())
    m_answer->ask(asked->left, m_exercise->askedNumber(), m_exercise->askedCount());
  else
    m_answer->askNothing();
  emit termHovered(m_exercise->asked() != nullptr ? std::optional(m_exercise->asked()->subject) : std::nullopt);
}

void PassView::showExercise() {
  showPass();
  emit knownChanged();
}

void PassView::setByHand(bool isByHand) {
  const QSignalBlocker blocker(m_byHand);
  m_byHand->setChecked(isByHand);
  if (isByHand == m_exercise.has_value()) return;
  if (isByHand)
    m_exercise.emplace();
  else
    m_exercise.reset();
  if (!m_snapshot) return m_answer->hide();
  if (m_exercise) m_exercise->follow(m_snapshot);
  showExercise();
}

void PassView::answer(const QString& entry) {
  if (!m_exercise || m_exercise->asked() == nullptr) return;
  const Answer answer = m_exercise->give(entry);
  if (answer.verdict == Answer::Verdict::Right)
    showExercise();
  else
    m_answer->showAnswer(answer);
}

std::shared_ptr<const Snapshot> PassView::known() const {
  return m_exercise && m_snapshot ? m_exercise->known() : m_snapshot;
}

/// What stood here is no longer the network's; at other times it was only not asked for yet.
void PassView::showTooFast(const Snapshot& snapshot) {
  if (!snapshot.running || snapshot.examplesPerSecond <= 0) return;
  m_snapshot.reset();
  m_rows.clear();
  m_answer->hide();
  PassText text;
  text.title = tr("Training at full speed");
  text.note = tr("Pause, or choose a lower speed, to see the passes step by step.");
  m_sheet->setText(text);
  m_outline->setRows({});
  m_progress->clear();
}

QString PassView::progress() const { return progressText(m_rows); }

void PassView::setHighlighted(const std::optional<TermRef>& term) { m_sheet->setHighlighted(term); }

void PassView::choose(int row) {
  emit stepsChosen(m_rows[static_cast<std::size_t>(row)].endStep - m_snapshot->pass->done);
}

void PassView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::FontChange) applyStyle();
  QWidget::changeEvent(event);
}

void PassView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fitHeader();
}

/// Where there is too little room, the title goes: the progress says the same.
void PassView::fitHeader() {
  const int needed = m_title->sizeHint().width() + m_progress->sizeHint().width() + m_byHand->sizeHint().width();
  m_title->setVisible(needed + 3 * kGap <= width());
}

void PassView::applyStyle() {
  const ThemeColors& colors = Theme::instance().colors();
  m_title->setFont(textFont(TextSize::Normal, QFont::DemiBold));
  m_title->setStyleSheet(colorName(colors.text));
  m_progress->setFont(textFont(TextSize::Small, QFont::DemiBold));
  const bool isBackward = m_snapshot && m_snapshot->pass && m_snapshot->pass->last() != nullptr &&
                          phaseOf(m_snapshot->pass->last()->kind) == PassPhase::Backward;
  m_progress->setStyleSheet(colorName(isBackward ? colors.backward : colors.forward));
  fitHeader();
}

}  // namespace backscope
