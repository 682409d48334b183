#include "ui/views/pass_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/formula/pass_formula.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
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
  connect(m_sheet, &PassSheet::termHovered, this, &PassView::termHovered);
  connect(m_outline, &PassOutline::rowChosen, this, &PassView::choose);
  connect(&Theme::instance(), &Theme::changed, this, &PassView::applyStyle);
  applyStyle();
}

void PassView::createLayout() {
  m_title = new QLabel(tr("Back-propagation"), this);
  m_progress = new QLabel(this);
  m_example = new ExampleBar(this);
  m_sheet = new PassSheet;
  m_outline = new PassOutline;
  auto* header = new QHBoxLayout;
  header->addWidget(m_title);
  header->addStretch(1);
  header->addWidget(m_progress);
  m_outlineArea = scrolled(m_outline, this);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(kGap);
  rows->addLayout(header);
  rows->addWidget(m_example);
  rows->addWidget(scrolled(m_sheet, this), 3);
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
  if (isSame) return;
  const PassInstant& pass = *snapshot->pass;
  m_rows = passRowsFor(pass, *snapshot->session);
  m_sheet->setText(pass.last() == nullptr ? beginning() : passTextFor(pass, *snapshot->session));
  m_outline->setRows(m_rows);
  m_progress->setText(progress());
  applyStyle();
  const QRect current = m_outline->placeOf(std::max(0, currentRow(m_rows))).toRect();
  m_outlineArea->ensureVisible(0, current.center().y(), 0, current.height());
}

/// What stood here is no longer the network's; at other times it was only not asked for yet.
void PassView::showTooFast(const Snapshot& snapshot) {
  if (!snapshot.running || snapshot.examplesPerSecond <= 0) return;
  m_snapshot.reset();
  m_rows.clear();
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

void PassView::applyStyle() {
  const ThemeColors& colors = Theme::instance().colors();
  m_title->setFont(textFont(TextSize::Normal, QFont::DemiBold));
  m_title->setStyleSheet(colorName(colors.text));
  m_progress->setFont(textFont(TextSize::Small, QFont::DemiBold));
  const bool isBackward = m_snapshot && m_snapshot->pass && m_snapshot->pass->last() != nullptr &&
                          phaseOf(m_snapshot->pass->last()->kind) == PassPhase::Backward;
  m_progress->setStyleSheet(colorName(isBackward ? colors.backward : colors.forward));
}

}  // namespace backscope
