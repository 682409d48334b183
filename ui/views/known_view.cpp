#include "ui/views/known_view.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <utility>

#include "ui/text/known_point_text.h"
#include "ui/views/known_points.h"
#include "ui/views/twin_view.h"
#include "ui/widgets/segmented_switch.h"

namespace backscope {

namespace {

constexpr int kMargin = 4;
constexpr int kGap = 6;

}  // namespace

KnownView::KnownView(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Known points"));
  m_switch = new SegmentedSwitch(tr("What is shown"), {tr("Points"), tr("Duplicate a unit")}, this);
  m_switch->setHint(Points, tr("Places of which it is known what they are"));
  m_switch->setHint(Twins, tr("One more unit, the same function, and a whole line of such places"));
  m_pages = new QStackedWidget(this);
  m_points = new KnownPoints(m_pages);
  m_twins = new TwinView(m_pages);
  m_pages->addWidget(m_points);
  m_pages->addWidget(m_twins);
  auto* head = new QHBoxLayout;
  head->addWidget(m_switch);
  head->addStretch(1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  column->setSpacing(kGap);
  column->addLayout(head);
  column->addWidget(m_pages, 1);
  connect(m_switch, &SegmentedSwitch::chosen, this, [this](int page) { showPage(static_cast<Page>(page)); });
  showPage(Points);
}

void KnownView::showPage(Page page) {
  m_switch->setCurrent(page);
  m_pages->setCurrentIndex(page);
  emit pageChanged();
}

KnownView::Page KnownView::page() const { return static_cast<Page>(m_pages->currentIndex()); }

void KnownView::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  m_twins->setArchitecture(snapshot->parameters.architecture());
  // Where one of the points has been opened, its words are there.
  if (std::exchange(m_generation, snapshot->generation) == snapshot->generation) return;
  for (const QString& name : knownPointNames())
    if (knownPointText(name).title == QString::fromStdString(snapshot->session->title)) m_points->choose(name);
}

void KnownView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  // Where the keyboard is with the window as a whole, the arrows choose a point at once.
  const QWidget* focus = QApplication::focusWidget();
  if (page() == Points && focus != nullptr && focus->isAncestorOf(this)) m_points->takeKeyboard();
  emit shown();
}

void KnownView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  emit hidden();
}

}  // namespace backscope
