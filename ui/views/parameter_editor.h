#pragma once

#include <QLineEdit>

namespace backscope {

/// A small line for one number, placed where the number stands. Enter or a click elsewhere hands over a good entry; a
/// bad one keeps the line open in a red frame, with a tool tip that says what is expected. Escape gives up.
class ParameterEditor : public QLineEdit {
  Q_OBJECT

 public:
  ParameterEditor(double value, const QString& accessibleName, QWidget* parent);

  bool isRejected() const { return m_isRejected; }

 signals:
  /// Emitted at most once, and only if the entry differs from what stood there.
  void valueChosen(double value);
  /// The line has done its work, with or without a value.
  void finished();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void commit();
  void close();
  void setRejected(bool isRejected);

  QString m_original;
  bool m_isRejected = false;
  bool m_isClosed = false;
};

}  // namespace backscope
