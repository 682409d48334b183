#include "ui/views/starts_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/text/number_format.h"
#include "ui/text/starts_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/starts_gallery.h"
#include "ui/views/starts_histogram.h"
#include "ui/views/starts_shares.h"
#include "ui/widgets/button.h"
#include "ui/widgets/number_edit.h"

namespace backscope {

namespace {

constexpr int kGap = 16;
constexpr int kMargin = 4;
constexpr RealRange kCounts{kFewestStarts, kMostStarts};
constexpr RealRange kIterations{1, 1e7};

}  // namespace

StartsView::StartsView(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Many starts"));
  createControls();
  createLayout();
  connectSignals();
  applyStyle();
  setState(State::Idle);
}

void StartsView::createControls() {
  m_count = new NumberEdit(tr("Starts"), kCounts, {.suffix = tr(" starts"), .whole = true}, this);
  m_count->setToolTip(tr("How many starts: the session’s seed and those after it, 10 to 10 000"));
  m_iterations =
      new NumberEdit(tr("Iterations of each start"), kIterations, {.suffix = tr(" iterations"), .whole = true}, this);
  m_iterations->setToolTip(tr("Iterations of each start"));
  for (NumberEdit* edit : {m_count, m_iterations}) {
    edit->reserveText(QStringLiteral("00000"));
    edit->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  }
  setChoice({});
  m_start = new Button(QStringLiteral("play"), tr("Start"), Button::Look::Plain, this);
  m_start->reserveText(tr("Go on"));
  m_discard = new Button({}, tr("Discard what was done"), Button::Look::Flat, this);
  m_discard->setText(tr("Discard"));
  m_save = new Button({}, tr("Save the starts, to go on with them later"), Button::Look::Flat, this);
  m_save->setText(tr("Save…"));
  m_open = new Button({}, tr("Open saved starts of this session"), Button::Look::Flat, this);
  m_open->setText(tr("Open…"));
  m_shares = new StartsShares(this);
  m_histogram = new StartsHistogram(this);
  m_gallery = new StartsGallery(this);
  m_status = new QLabel(this);
  m_words = new QLabel(this);
  for (QLabel* label : {m_status, m_words}) {
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
  }
  // As wide as the bars above, whatever it says.
  QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  m_status->setSizePolicy(policy);
}

void StartsView::createLayout() {
  auto* controls = new QVBoxLayout;
  controls->setSpacing(6);
  controls->addWidget(m_count);
  controls->addWidget(m_iterations);
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(6);
  buttons->addWidget(m_start);
  buttons->addWidget(m_discard);
  buttons->addStretch(1);
  controls->addLayout(buttons);
  controls->addWidget(m_shares);
  controls->addWidget(m_status);
  controls->addStretch(1);
  auto* picture = new QVBoxLayout;
  picture->setSpacing(4);
  picture->addWidget(m_histogram, 1);
  picture->addWidget(m_gallery);
  auto* foot = new QHBoxLayout;
  foot->setSpacing(6);
  foot->addWidget(m_words, 1);
  foot->addWidget(m_save, 0, Qt::AlignTop);
  foot->addWidget(m_open, 0, Qt::AlignTop);
  picture->addLayout(foot);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  row->setSpacing(kGap);
  row->addLayout(controls);
  row->addLayout(picture, 1);
}

void StartsView::connectSignals() {
  connect(m_start, &Button::clicked, this, [this] {
    if (m_state == State::Running)
      emit pauseRequested();
    else
      emit startRequested();
  });
  connect(m_discard, &Button::clicked, this, &StartsView::discardRequested);
  connect(m_save, &Button::clicked, this, &StartsView::saveRequested);
  connect(m_open, &Button::clicked, this, &StartsView::openRequested);
  for (NumberEdit* edit : {m_count, m_iterations})
    connect(edit, &NumberEdit::valueChosen, this, &StartsView::choiceChanged);
  connect(m_gallery, &StartsGallery::runChosen, this, &StartsView::runChosen);
  connect(m_gallery, &StartsGallery::wordsChanged, this, [this] { m_words->setText(m_gallery->words()); });
  connect(&Theme::instance(), &Theme::changed, this, &StartsView::applyStyle);
  m_words->setText(m_gallery->words());
}

StartsChoice StartsView::choice() const {
  return {static_cast<std::size_t>(m_count->value()), static_cast<std::int64_t>(m_iterations->value())};
}

void StartsView::setChoice(const StartsChoice& choice) {
  m_count->setValue(static_cast<double>(choice.count));
  m_iterations->setValue(static_cast<double>(choice.iterations));
}

void StartsView::setPicture(const StartsPicture& picture) {
  m_summary = picture.summary;
  m_planned = picture.planned;
  m_shares->setSummary(picture.summary);
  m_histogram->setPicture(picture);
  m_gallery->setPicture(picture);
  setState(m_state);
}

void StartsView::setState(State state) {
  m_state = state;
  const bool isRunning = state == State::Running;
  m_start->setIconName(isRunning ? QStringLiteral("pause") : QStringLiteral("play"));
  m_start->setText(isRunning ? tr("Pause") : state == State::Paused ? tr("Go on") : tr("Start"));
  m_start->setAccessibleName(isRunning                ? tr("Pause the starts")
                             : state == State::Paused ? tr("Go on with the starts")
                                                      : tr("Train from many starts"));
  const bool hasSome = m_summary.count > 0;
  m_discard->setEnabled(hasSome || isRunning);
  m_save->setEnabled(hasSome);
  showStatus();
}

void StartsView::setNote(const QString& note) {
  m_note = note;
  showStatus();
}

QString StartsView::status() const { return m_status->text(); }

void StartsView::showStatus() {
  QStringList parts;
  if (!m_note.isEmpty()) parts.append(m_note);
  if (m_summary.count > 0 || m_state == State::Running)
    parts.append(
        tr("%1 of %2 done.")
            .arg(formatCount(static_cast<qint64>(m_summary.count)), formatCount(static_cast<qint64>(m_planned))));
  if (const QString needed = neededText(m_summary); !needed.isEmpty()) parts.append(needed);
  if (parts.isEmpty()) parts.append(tr("Where do other seeds end?"));
  m_status->setText(parts.join(QLatin1Char(' ')));
}

void StartsView::applyStyle() {
  const ThemeColors& colors = Theme::instance().colors();
  m_status->setFont(numberFont(TextSize::Small));
  m_status->setStyleSheet(QStringLiteral("color: %1").arg(colors.mutedText.name()));
  m_words->setFont(numberFont(TextSize::Small));
  m_words->setStyleSheet(QStringLiteral("color: %1").arg(colors.text.name()));
  // Two lines whatever is said, so that the pictures do not jump.
  m_words->setMinimumHeight(2 * QFontMetrics(m_words->font()).lineSpacing());
}

void StartsView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::ApplicationFontChange) applyStyle();
}

}  // namespace backscope
