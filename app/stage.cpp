#include "app/stage.h"

namespace backscope {

void Stage::addPage(QWidget* page) {
  addWidget(page);
  page->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
}

void Stage::showPage(QWidget* page) {
  setCurrentWidget(page);
  updateGeometry();
}

}  // namespace backscope
