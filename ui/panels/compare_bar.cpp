#include "ui/panels/compare_bar.h"

#include <QBoxLayout>
#include <QEvent>
#include <QMenu>
#include <QPainter>

#include "core/session/session.h"
#include "ui/compare/run_mark.h"
#include "ui/panels/run_chip.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/quiet_label.h"
#include "ui/widgets/segmented_switch.h"

namespace backscope {

namespace {

constexpr int kSideMargin = 16;
constexpr int kTopMargin = 5;
constexpr int kGap = 8;
constexpr int kMost = 1 + kMaxCompared;
/// That the differences want beside the chips, before the switches go below; and with which the chips keep their names.
constexpr int kDifferenceLetters = 24;

QHBoxLayout* rowOf(QWidget* widget) {
  auto* row = new QHBoxLayout(widget);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kGap);
  return row;
}

}  // namespace

CompareBar::CompareBar(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Comparison"));
  createLayout();
  connectSignals();
  setShown(CompareShown::SideBySide);
  setClock(RunClock::Iterations);
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void CompareBar::createLayout() {
  m_runs = new QWidget(this);
  QHBoxLayout* runs = rowOf(m_runs);
  for (int place = 0; place < kMost; ++place) {
    m_chips.push_back(new RunChip(place, m_runs));
    runs->addWidget(m_chips.back());
  }
  m_add = new Button(QStringLiteral("plus"), tr("Add a copy of this run"), Button::Look::Flat, m_runs);
  m_add->setHint(tr("Add a copy of this run, to change something in it"));
  runs->addWidget(m_add);
  m_differences = new QuietLabel({}, m_runs);
  m_differences->setElides(true);
  m_differences->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  runs->addWidget(m_differences, 1);
  m_switches = new QWidget(this);
  QHBoxLayout* switches = rowOf(m_switches);
  m_shown = new SegmentedSwitch(tr("Shown"), {tr("Side by side"), tr("Ghost"), tr("Alone")}, m_switches);
  m_shown->setHint(0, tr("All runs beside each other, on common axes (Shift+C)"));
  m_shown->setHint(1, tr("This run, with the others faintly over it (Shift+C)"));
  m_shown->setHint(2, tr("This run alone; the others keep in step (Shift+C)"));
  m_clock = new SegmentedSwitch(tr("In step by"), {tr("Iterations"), tr("Examples")}, m_switches);
  m_clock->setHint(0, tr("In step by iterations: all runs have made the same number of updates"));
  m_clock->setHint(1, tr("In step by examples: all runs have seen the same number of examples. It makes a difference "
                         "only where their batches differ."));
  m_end = new Button(QStringLiteral("close"), tr("End the comparison"), Button::Look::Flat, m_switches);
  switches->addWidget(m_shown);
  switches->addWidget(m_clock);
  switches->addStretch(1);
  switches->addWidget(m_end);
  m_rows = new QBoxLayout(QBoxLayout::LeftToRight, this);
  m_rows->setContentsMargins(kSideMargin, kTopMargin, kSideMargin, kTopMargin);
  m_rows->setSpacing(kGap);
  m_rows->addWidget(m_runs, 1);
  m_rows->addWidget(m_switches);
  // What is in it has to fit into the window, and not the other way round.
  m_rows->setSizeConstraint(QLayout::SetNoConstraint);
}

void CompareBar::connectSignals() {
  for (int place = 0; place < kMost; ++place) {
    const RunChip* chip = m_chips[static_cast<std::size_t>(place)];
    connect(chip, &RunChip::chosen, this, [this, place] { emit runChosen(place); });
    connect(chip, &RunChip::menuWanted, this, [this, place](const QPoint& at) { openMenu(place, at); });
  }
  connect(m_add, &Button::clicked, this, &CompareBar::addRequested);
  connect(m_end, &Button::clicked, this, &CompareBar::endRequested);
  connect(m_shown, &SegmentedSwitch::chosen, this,
          [this](int shown) { emit shownChosen(static_cast<CompareShown>(shown)); });
  connect(m_clock, &SegmentedSwitch::chosen, this,
          [this](int clock) { emit clockChosen(static_cast<RunClock>(clock)); });
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    arrange();
    update();
  });
}

void CompareBar::setRuns(const QStringList& names, const QList<QStringList>& differences, int present) {
  m_count = static_cast<int>(names.size());
  for (int place = 0; place < kMost; ++place) {
    RunChip* chip = m_chips[static_cast<std::size_t>(place)];
    chip->setVisible(place < m_count);
    if (place < m_count) chip->setName(names[place]);
    chip->setPresent(place == present);
  }
  m_add->setVisible(m_count < kMost);
  m_end->setHint(tr("End the comparison; run %1 stays").arg(runLetter(present)));
  showDifferences(differences, present);
  arrange();
}

/// Of the present run; of the first, those of all others.
void CompareBar::showDifferences(const QList<QStringList>& differences, int present) {
  QStringList lines;
  for (int place = 1; place < differences.size(); ++place) {
    if (present != 0 && place != present) continue;
    const QString letter = runLetter(place);
    if (!differences[place].isEmpty())
      lines.append(tr("%1 against A: %2").arg(letter, differences[place].join(QStringLiteral(", "))));
    else if (place == present)
      lines.append(tr("%1 is the same as A so far: what you change now is changed in %1.").arg(letter));
    else
      lines.append(tr("%1 is the same as A.").arg(letter));
  }
  m_differences->setText(lines.join(QStringLiteral(" · ")));
  m_differences->setToolTip(lines.join(QLatin1Char('\n')));
}

QString CompareBar::differencesText() const { return m_differences->text(); }

void CompareBar::setShown(CompareShown shown) { m_shown->setCurrent(static_cast<int>(shown)); }
CompareShown CompareBar::shown() const { return static_cast<CompareShown>(m_shown->current()); }
void CompareBar::setClock(RunClock clock) { m_clock->setCurrent(static_cast<int>(clock)); }
RunClock CompareBar::clock() const { return static_cast<RunClock>(m_clock->current()); }

void CompareBar::openMenu(int place, const QPoint& at) {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->setFont(font());
  fillMenu(*menu, place);
  menu->popup(at);
}

void CompareBar::fillMenu(QMenu& menu, int place) {
  QMenu* copies = menu.addMenu(tr("&Copy it to"));
  for (int to = 0; to < std::min(m_count + 1, kMost); ++to) {
    if (to == place) continue;
    const QString text = to < m_count ? tr("%1, in place of what is there") : tr("%1, beside the others");
    connect(copies->addAction(text.arg(runLetter(to))), &QAction::triggered, this,
            [this, place, to] { emit copyRequested(place, to); });
  }
  QMenu* swaps = menu.addMenu(tr("&Swap it with"));
  for (int other = 0; other < m_count; ++other)
    if (other != place)
      connect(swaps->addAction(runLetter(other)), &QAction::triggered, this,
              [this, place, other] { emit swapRequested(place, other); });
  QAction* first = menu.addAction(tr("Make it the &first: the others are held against it"));
  first->setEnabled(place != 0);
  connect(first, &QAction::triggered, this, [this, place] { emit swapRequested(place, 0); });
  menu.addSeparator();
  connect(menu.addAction(tr("&Remove it")), &QAction::triggered, this, [this, place] { emit removeRequested(place); });
}

int CompareBar::chipsWidth(bool areShort) const {
  int width = m_add->isVisibleTo(m_runs) ? m_add->sizeHint().width() + kGap : 0;
  for (int place = 0; place < m_count; ++place)
    width += m_chips[static_cast<std::size_t>(place)]->widthFor(areShort) + kGap;
  return width;
}

void CompareBar::arrange() {
  const int room = width() - 2 * kSideMargin;
  const int wanted = chipsWidth(false);
  const int words = fontMetrics().averageCharWidth() * kDifferenceLetters;
  const bool isOneRow = wanted + words + m_switches->sizeHint().width() + kGap <= room;
  m_rows->setDirection(isOneRow ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
  const bool areShort = wanted > room;
  for (RunChip* chip : m_chips) chip->setShort(areShort);
  const int height = isOneRow ? std::max(m_runs->sizeHint().height(), m_switches->sizeHint().height())
                              : m_runs->sizeHint().height() + kGap / 2 + m_switches->sizeHint().height();
  setFixedHeight(height + 2 * kTopMargin);
}

bool CompareBar::event(QEvent* event) {
  if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::FontChange) arrange();
  return QWidget::event(event);
}

void CompareBar::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void CompareBar::paintEvent(QPaintEvent*) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  painter.fillRect(rect(), colors.card);
  painter.fillRect(QRect(0, height() - 1, width(), 1), colors.cardBorder);
}

}  // namespace backscope
