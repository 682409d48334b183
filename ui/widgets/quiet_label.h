#pragma once

#include <QLabel>

namespace backscope {

/// A small label in the quiet colour: what names a control or explains it.
class QuietLabel : public QLabel {
  Q_OBJECT

 public:
  explicit QuietLabel(const QString& text = {}, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void applyStyle();
};

}  // namespace backscope
