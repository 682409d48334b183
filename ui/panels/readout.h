#pragma once

#include <QWidget>

namespace backscope {

/// A number with its name above. Keeps the room of its longest text, so that nothing moves while it runs.
class Readout : public QWidget {
  Q_OBJECT

 public:
  /// `longest` is a text as wide as any that it will show.
  Readout(const QString& name, const QString& longest, QWidget* parent = nullptr);

  void setText(const QString& text);
  const QString& text() const { return m_text; }
  /// The number no larger than other text, where there is little room.
  void setCompact(bool compact);
  int widthFor(bool compact) const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  static QFont numbers(bool compact);
  QFont fittingNumbers() const;

  QString m_name;
  QString m_longest;
  QString m_text;
  bool m_isCompact = false;
};

}  // namespace backscope
