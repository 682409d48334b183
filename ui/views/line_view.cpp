#include "ui/views/line_view.h"

namespace backscope {

LineView::LineView(QWidget* parent) : QWidget(parent) {}

void LineView::setSnapshot(const std::shared_ptr<const Snapshot>&) {}

void LineView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  emit shown();
}

void LineView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  emit hidden();
}

}  // namespace backscope
