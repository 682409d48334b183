#pragma once

#include <QStringList>
#include <QWidget>

namespace backscope {

/// A short formula on one line, in the text colour; read aloud as plain text.
class MathLabel : public QWidget {
  Q_OBJECT

 public:
  /// `name` says what the formula is about, for screen readers.
  explicit MathLabel(const QString& name, QWidget* parent = nullptr);

  /// As MathText's markup, from the most detailed to the briefest: the first that fits is shown, else the last.
  void setMarkups(const QStringList& markups);
  /// That which fits now.
  QString shownMarkup() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QString m_name;
  QStringList m_markups;
};

}  // namespace backscope
