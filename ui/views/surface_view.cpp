#include "ui/views/surface_view.h"

namespace backscope {

SurfaceView::SurfaceView(QWidget* parent) : QWidget(parent) {}

void SurfaceView::setSnapshot(const std::shared_ptr<const Snapshot>&) {}
void SurfaceView::setPoints(const std::vector<SavedPoint>&) {}
void SurfaceView::setPicture(const SurfacePicture&) {}

void SurfaceView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  emit shown();
}

void SurfaceView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  emit hidden();
}

}  // namespace backscope
