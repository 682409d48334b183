#pragma once

#include <QStackedWidget>

namespace backscope {

/// Pages of which one is shown, and alone says how much room is needed.
class Stage : public QStackedWidget {
  Q_OBJECT

 public:
  using QStackedWidget::QStackedWidget;

  void addPage(QWidget* page);

  QWidget* shown() const { return currentWidget(); }
  void showPage(QWidget* page);

  QSize sizeHint() const override { return shown()->sizeHint(); }
  QSize minimumSizeHint() const override { return shown()->minimumSizeHint(); }
};

}  // namespace backscope
