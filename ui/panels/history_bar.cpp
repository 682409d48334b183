#include "ui/panels/history_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QSignalBlocker>
#include <algorithm>
#include <limits>

#include "ui/text/event_text.h"
#include "ui/text/number_format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/quiet_label.h"
#include "ui/widgets/slider.h"

namespace backscope {

namespace {

constexpr int kSideMargin = 16;
constexpr int kTopMargin = 4;
constexpr int kGap = 12;
constexpr int kNameLetters = 22;
constexpr double kMarkHeight = 14;
constexpr double kEventHeight = 6;
constexpr double kEventGap = 4;  ///< at least, from event to event
constexpr std::size_t kNewestEvents = 3;

/// The newest first.
QString newestEvents(const std::vector<RunEvent>& events) {
  QStringList lines;
  for (std::size_t k = events.size(); k > 0 && events.size() - k < kNewestEvents; --k)
    lines.append(describe(events[k - 1]));
  return lines.join(QLatin1Char('\n'));
}

}  // namespace

/// The slider over the run, with a mark at every bookmark of this branch and where it left another.
class HistoryBar::Track : public Slider {
 public:
  using Slider::Slider;

  void setHistory(const HistoryPlace& history) {
    m_begin = history.begin;
    const std::int64_t length = history.end - history.begin;
    m_perPlace = 1 + length / std::numeric_limits<int>::max();
    setRange(0, static_cast<int>(length / m_perPlace));
    m_marks.clear();
    for (const Bookmark& bookmark : history.bookmarks)
      if (bookmark.branch == history.branch) m_marks.push_back(bookmark.iteration);
    m_forks.clear();
    for (const Branch& branch : history.branches)
      if (branch.id == history.branch && branch.parent >= 0) m_forks.push_back(branch.fork);
    update();
  }
  void setEvents(const std::vector<RunEvent>& events) {
    m_events.clear();
    for (const RunEvent& event : events) m_events.push_back(event.iteration);
  }
  int placeOf(std::int64_t iteration) const { return static_cast<int>((iteration - m_begin) / m_perPlace); }
  std::int64_t iterationAt(int place) const { return m_begin + place * m_perPlace; }

 protected:
  void paintEvent(QPaintEvent* event) override {
    Slider::paintEvent(event);
    const ThemeColors& colors = Theme::instance().colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintMarks(painter, m_marks, colors.negative);
    paintMarks(painter, m_forks, colors.mutedText);
    paintEvents(painter, colors.text);
  }

 private:
  void paintMarks(QPainter& painter, const std::vector<std::int64_t>& iterations, const QColor& color) const {
    painter.setPen(QPen(color, 2));
    for (const std::int64_t iteration : iterations) {
      const double x = centerOf(placeOf(iteration));
      painter.drawLine(QPointF(x, (height() - kMarkHeight) / 2), QPointF(x, (height() + kMarkHeight) / 2));
    }
  }

  /// Small, below the line, so that bookmarks stand out; what would stand on one another is painted once.
  void paintEvents(QPainter& painter, const QColor& color) const {
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    double before = -kEventGap;
    for (const std::int64_t iteration : m_events) {
      const double x = centerOf(placeOf(iteration));
      if (x - before < kEventGap) continue;
      before = x;
      const double top = (height() + kMarkHeight) / 2 - kEventHeight;
      painter.drawPolygon(QPolygonF{
          {{x, top}, {x + kEventHeight / 2, top + kEventHeight}, {x - kEventHeight / 2, top + kEventHeight}}});
    }
  }

  std::int64_t m_begin = 0;
  std::int64_t m_perPlace = 1;
  std::vector<std::int64_t> m_marks;
  std::vector<std::int64_t> m_forks;
  std::vector<std::int64_t> m_events;
};

HistoryBar::HistoryBar(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("History"));
  m_track = new Track(this);
  m_track->setAccessibleName(tr("Iteration"));
  m_track->setToolTip(tr("Drag to any place of the run (Home and End go to its ends)"));
  m_remark = new QuietLabel({}, this);
  m_place = new QuietLabel({}, this);
  m_branches = new ChoiceBox(tr("Branch"), this);
  m_branches->setToolTip(tr("Another course that the run took"));
  m_discard = new Button(QStringLiteral("close"), tr("Discard the branch's future"), Button::Look::Flat, this);
  m_bookmark = new Button(QStringLiteral("bookmark"), tr("Bookmarks"), Button::Look::Flat, this);
  m_bookmark->setHint(tr("Bookmarks: name this place, or go to another"), QStringLiteral("B"));
  m_name = new QLineEdit(this);
  m_name->setAccessibleName(tr("Name of the bookmark"));
  m_name->setMaxLength(60);
  m_name->installEventFilter(this);
  m_name->hide();
  createLayout();
  connectSignals();
}

void HistoryBar::createLayout() {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kSideMargin, kTopMargin, kSideMargin, kTopMargin);
  row->setSpacing(kGap);
  row->addWidget(new QuietLabel(tr("History"), this));
  row->addWidget(m_track, 1);
  row->addWidget(m_remark);
  row->addWidget(m_place);
  row->addWidget(m_branches);
  row->addWidget(m_discard);
  row->addWidget(m_name);
  row->addWidget(m_bookmark);
  m_name->setFixedWidth(m_name->fontMetrics().averageCharWidth() * kNameLetters);
}

void HistoryBar::connectSignals() {
  connect(m_track, &QSlider::valueChanged, this,
          [this](int place) { emit iterationChosen(m_track->iterationAt(place)); });
  connect(m_branches, &QComboBox::activated, this,
          [this](int index) { emit branchChosen(m_branches->itemData(index).toInt()); });
  connect(m_discard, &Button::clicked, this, [this] {
    for (const Branch& branch : m_history.branches)
      if (branch.id == m_history.branch) emit branchDiscarded(branch.parent);
  });
  connect(m_bookmark, &Button::clicked, this, &HistoryBar::openBookmarks);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&HistoryBar::update));
}

QString HistoryBar::branchName(const Branch& branch) const {
  if (branch.parent < 0) return tr("first course, to %1").arg(formatCount(branch.end));
  return tr("from %1, to %2").arg(formatCount(branch.fork), formatCount(branch.end));
}

void HistoryBar::setSnapshot(const Snapshot& snapshot) {
  setVisible(snapshot.history != nullptr);
  if (snapshot.history == nullptr) return;
  const bool areOtherBranches =
      m_history.branches != snapshot.history->branches || m_history.branch != snapshot.history->branch;
  m_history = *snapshot.history;
  m_iteration = snapshot.iteration;
  const QSignalBlocker blocker(m_track);
  showEvents(snapshot);
  m_track->setHistory(m_history);
  if (!m_track->isSliderDown()) m_track->setValue(m_track->placeOf(m_iteration));
  m_place->setText(placeText());
  if (areOtherBranches) showBranches();
}

/// Of the whole branch, also behind the present place.
void HistoryBar::showEvents(const Snapshot& snapshot) {
  static const std::vector<RunEvent> kNone;
  const std::vector<RunEvent>& events = snapshot.series ? snapshot.series->events : kNone;
  if (events == m_events) return;
  m_events = events;
  m_track->setEvents(events);
  const QString newest = newestEvents(events);
  const QString hint = tr("Drag to any place of the run (Home and End go to its ends)");
  m_track->setToolTip(newest.isEmpty()
                          ? hint
                          : tr("%1\nTriangles: units or layers that stop or go on, the newest:\n%2").arg(hint, newest));
  m_track->setAccessibleDescription(newest);
}

void HistoryBar::setRemark(const QString& remark) {
  if (m_remark->text() != remark) m_remark->setText(remark);
}

QString HistoryBar::placeText() const {
  return tr("iteration %1 of %2").arg(formatCount(m_iteration), formatCount(m_history.end));
}

void HistoryBar::showBranches() {
  m_branches->clear();
  for (const Branch& branch : m_history.branches) {
    m_branches->addItem(branchName(branch), branch.id);
    if (branch.id == m_history.branch) m_branches->setCurrentIndex(m_branches->count() - 1);
  }
  m_branches->setVisible(m_history.branches.size() > 1);
  const auto present = std::ranges::find(m_history.branches, m_history.branch, &Branch::id);
  const bool hasParent = present != m_history.branches.end() && present->parent >= 0;
  const auto parent = std::ranges::find(m_history.branches, hasParent ? present->parent : -1, &Branch::id);
  m_discard->setVisible(parent != m_history.branches.end() && parent->end > present->fork);
  m_discard->setHint(tr("Discard the old future behind the place where this branch began"));
}

void HistoryBar::openBookmarks() {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(tr("Name this place …"), this, &HistoryBar::startBookmark);
  QMenu* removal = m_history.bookmarks.empty() ? nullptr : new QMenu(tr("Remove"), menu);
  if (removal != nullptr) menu->addSeparator();
  for (std::size_t k = 0; k < m_history.bookmarks.size(); ++k) {
    const Bookmark& bookmark = m_history.bookmarks[k];
    const QString text =
        tr("%1 · iteration %2").arg(QString::fromStdString(bookmark.name), formatCount(bookmark.iteration));
    menu->addAction(text, this, [this, bookmark] {
      if (bookmark.branch != m_history.branch) emit branchChosen(bookmark.branch);
      emit iterationChosen(bookmark.iteration);
    });
    removal->addAction(text, this, [this, k] { emit bookmarkRemoved(k); });
  }
  if (removal != nullptr) menu->addSeparator();
  if (removal != nullptr) menu->addMenu(removal);
  menu->popup(
      m_bookmark->mapToGlobal(QPoint(m_bookmark->width() - menu->sizeHint().width(), -menu->sizeHint().height())));
}

void HistoryBar::startBookmark() {
  m_name->setText(tr("iteration %1").arg(formatCount(m_iteration)));
  m_name->show();
  m_name->setFocus();
  m_name->selectAll();
}

void HistoryBar::finishBookmark(bool takesName) {
  const QString name = m_name->text().trimmed();
  // Else the next control would get the keyboard.
  if (m_name->hasFocus() && parentWidget() != nullptr) parentWidget()->setFocus();
  m_name->hide();
  if (takesName && !name.isEmpty()) emit bookmarkNamed(name);
}

bool HistoryBar::eventFilter(QObject* watched, QEvent* event) {
  if (watched != m_name || m_name->isHidden()) return QWidget::eventFilter(watched, event);
  if (event->type() == QEvent::FocusOut) finishBookmark(false);
  if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (key != Qt::Key_Return && key != Qt::Key_Enter && key != Qt::Key_Escape) return false;
  finishBookmark(key != Qt::Key_Escape);
  return true;
}

void HistoryBar::paintEvent(QPaintEvent*) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  painter.fillRect(rect(), colors.card);
  painter.fillRect(QRect(0, 0, width(), 1), colors.cardBorder);
}

}  // namespace backscope
