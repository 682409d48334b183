#include "ui/views/known_view.h"

namespace backscope {

KnownView::KnownView(QWidget* parent) : QWidget(parent) {}

void KnownView::setSnapshot(const std::shared_ptr<const Snapshot>&) {}

void KnownView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  emit shown();
}

void KnownView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  emit hidden();
}

}  // namespace backscope
