#pragma once

#include <QWidget>

#include "ui/widgets/quiet_label.h"

namespace backscope {

/// One line that says what it can, in full or in brief; its tool tip says all.
class DeltaHeading : public QuietLabel {
  Q_OBJECT

 public:
  explicit DeltaHeading(QWidget* parent);

  /// The room that the brief text takes, in pixels.
  int briefWidth() const;
  void setTexts(const QString& full, const QString& brief, const QString& explanation);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void fit();

  QString m_full;
  QString m_brief;
};

/// One line of mathematics, as large as its column allows.
class RatioLine : public QWidget {
  Q_OBJECT

 public:
  explicit RatioLine(QWidget* parent);

  /// See MathText.
  void setMarkup(const QString& markup);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString m_markup;
};

}  // namespace backscope
