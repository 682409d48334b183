#include "app/stage.h"

namespace backscope {

Stage::Stage(const QList<QWidget*>& pages, QWidget* parent) : QStackedWidget(parent) {
  for (QWidget* page : pages) {
    addWidget(page);
    page->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
  }
}

void Stage::showPage(QWidget* page) {
  setCurrentWidget(page);
  updateGeometry();
}

}  // namespace backscope
