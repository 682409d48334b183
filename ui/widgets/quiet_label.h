#pragma once

#include <QLabel>

namespace backscope {

/// A small label in the quiet colour: what names a control or explains it.
class QuietLabel : public QLabel {
  Q_OBJECT

 public:
  explicit QuietLabel(const QString& text = {}, QWidget* parent = nullptr);

  /// Where there is too little room the text ends in an ellipsis instead of pushing others away.
  void setElides(bool elides);

  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void applyStyle();

  bool m_elides = false;
};

}  // namespace backscope
