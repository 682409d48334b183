#pragma once

#include <QWidget>

namespace backscope {

/// A formula on one line, in the text colour; where there is too little room for it, it is smaller. Read aloud as plain
/// text.
class FittedFormula : public QWidget {
  Q_OBJECT

 public:
  explicit FittedFormula(QWidget* parent = nullptr);

  /// As MathText's markup.
  void setMarkup(const QString& markup);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QString m_markup;
};

}  // namespace backscope
