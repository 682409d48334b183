#pragma once

#include <QFrame>

class QLabel;

namespace backscope {

class Button;

/// What was just done or went wrong, at the window's foot. Not to be seen while there is nothing to say.
class MessageStrip : public QFrame {
  Q_OBJECT

 public:
  explicit MessageStrip(QWidget* parent = nullptr);

  enum class Kind { Note, Problem };
  void show(Kind kind, const QString& message);
  /// Takes away what stands there.
  void clear();
  QString message() const;
  Kind kind() const { return m_kind; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void applyStyle();

  Kind m_kind = Kind::Note;
  QLabel* m_icon = nullptr;
  QLabel* m_text = nullptr;
  Button* m_close = nullptr;
};

}  // namespace backscope
