#include "ui/views/curvature_view.h"

namespace backscope {

CurvatureView::CurvatureView(QWidget* parent) : QWidget(parent) {}

void CurvatureView::setSnapshot(const std::shared_ptr<const Snapshot>&) {}

void CurvatureView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  emit shown();
}

void CurvatureView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  emit hidden();
}

}  // namespace backscope
