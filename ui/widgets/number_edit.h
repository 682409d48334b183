#pragma once

#include <QLineEdit>
#include <functional>

#include "core/session/session_limits.h"

namespace backscope {

/// How a number is written in a box. The text shows value · factor, so that a share can be a percentage.
struct NumberStyle {
  double factor = 1;
  QString suffix{};   ///< such as " %"; need not be typed
  int decimals = -1;  ///< −1: as many as 4 significant digits need
  bool whole = false;
};

QString numberText(const NumberStyle& style, double value);

/// A number that can be typed, with comma or point, or as a fraction. Enter or leaving the box takes it, Escape brings
/// the old one back, and so does what is not a number. Beyond the range it becomes the nearest number in it. Both keys
/// then go on to the parents, who may take the keyboard back.
class NumberEdit : public QLineEdit {
  Q_OBJECT

 public:
  NumberEdit(const QString& name, const RealRange& range, const NumberStyle& style, QWidget* parent = nullptr);

  double value() const { return m_value; }
  /// Without valueChosen().
  void setValue(double value);
  void setRange(const RealRange& range);
  /// As many characters as this text has are always seen.
  void reserveText(const QString& text);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 signals:
  /// By the user, and another one than before.
  void valueChosen(double value);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void commit();
  double nearest(double value) const;
  void applyStyle();

  RealRange m_range;
  NumberStyle m_style;
  QString m_reserved = QStringLiteral("0.000");
  double m_value = 0;
};

}  // namespace backscope
