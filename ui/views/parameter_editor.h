#pragma once

#include <QLineEdit>

namespace backscope {

/// A small line for one number, placed where the number stands. Enter or a click elsewhere hands over a good entry; a
/// bad one keeps the line open in a red frame, with a tool tip that says what is expected. Escape gives up.
///
/// Up, Down and the wheel change the number by 0.1, with Shift by 1 and with Alt by 0.01, and every such step is tried
/// at once; Escape takes them back.
class ParameterEditor : public QLineEdit {
  Q_OBJECT

 public:
  ParameterEditor(double value, const QString& accessibleName, QWidget* parent);

  bool isRejected() const { return m_isRejected; }
  /// Says that training leaves it alone; by hand it can be changed.
  void showFrozen();

 signals:
  /// Emitted at most once, and only if the entry differs from what stood there.
  void valueChosen(double value);
  /// A step, or after Escape the number from before the steps.
  void valueNudged(double value);
  /// The line has done its work, with or without a value.
  void finished();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  void commit();
  void giveUp();
  void nudge(int steps, Qt::KeyboardModifiers modifiers);
  void close();
  void setRejected(bool isRejected);

  double m_first;      ///< what stood there
  QString m_original;  ///< the same as text, or the number after the last step
  QString m_remark;    ///< the tool tip of a good entry
  bool m_isNudged = false;
  bool m_isRejected = false;
  bool m_isClosed = false;
};

}  // namespace backscope
