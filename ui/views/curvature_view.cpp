#include "ui/views/curvature_view.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/views/course_page.h"
#include "ui/views/search_page.h"
#include "ui/views/spectrum_page.h"
#include "ui/widgets/segmented_switch.h"

namespace backscope {

CurvatureView::CurvatureView(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Curvature"));
  createLayout();
  connect(m_choice, &SegmentedSwitch::chosen, this, [this](int page) {
    setPage(Page(page));
    emit pageChosen(Page(page));
  });
}

void CurvatureView::createLayout() {
  m_choice =
      new SegmentedSwitch(tr("Curvature"), {tr("here"), tr("nearest critical point"), tr("along the run")}, this);
  m_choice->setHint(static_cast<int>(Page::Here), tr("What the place is at which the run stands"));
  m_choice->setHint(static_cast<int>(Page::Search), tr("A search for the nearest place at which the gradient is 0"));
  m_choice->setHint(static_cast<int>(Page::Course), tr("Gradient and eigenvalues by iteration"));
  m_choice->setCurrent(0);
  m_here = new SpectrumPage;
  m_search = new SearchPage;
  m_course = new CoursePage;
  m_pages = new QStackedWidget;
  for (QWidget* page :
       {static_cast<QWidget*>(m_here), static_cast<QWidget*>(m_search), static_cast<QWidget*>(m_course)})
    m_pages->addWidget(page);
  // Where type is large and the window small.
  auto* scroll = new QScrollArea(this);
  scroll->setWidget(m_pages);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->viewport()->setAutoFillBackground(false);
  m_pages->setAutoFillBackground(false);
  auto* row = new QHBoxLayout;
  row->addWidget(m_choice);
  row->addStretch(1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addLayout(row);
  column->addWidget(scroll, 1);
}

void CurvatureView::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  m_course->setPresent(snapshot->iteration);
}

CurvatureView::Page CurvatureView::page() const { return Page(m_pages->currentIndex()); }

void CurvatureView::setPage(Page page) {
  m_choice->setCurrent(static_cast<int>(page));
  m_pages->setCurrentIndex(static_cast<int>(page));
}

void CurvatureView::focusPage() { m_pages->currentWidget()->setFocus(Qt::ShortcutFocusReason); }

void CurvatureView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  emit shown();
}

void CurvatureView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  emit hidden();
}

}  // namespace backscope
