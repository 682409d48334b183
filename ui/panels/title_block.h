#pragma once

#include <QWidget>

namespace backscope {

/// What is shown, in large type, and a line about it below. Whatever does not fit ends in an ellipsis and stands in the
/// tool tip.
class TitleBlock : public QWidget {
  Q_OBJECT

 public:
  explicit TitleBlock(QWidget* parent = nullptr);

  /// `whole` is the title at its full length.
  void setTitle(const QString& title, const QString& subtitle, const QString& whole = {});
  const QString& title() const { return m_title; }

  /// As wide as a title that says enough, and as one that says all.
  int leastWidth() const;
  int mostWidth() const;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {leastWidth(), sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString m_title;
  QString m_subtitle;
};

}  // namespace backscope
