#pragma once

#include <QFrame>

class QLabel;

namespace backscope {

class Button;
class QuietLabel;

/// The line at the window's foot: what was just done or went wrong at the left, a quiet remark at the right. It is
/// always there, so that nothing moves when it has something to say.
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
  /// Stands quietly where a message would while there is none.
  void setHint(const QString& hint);
  void setRemark(const QString& remark);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void setShowsMessage(bool shows);
  void applyStyle();

  Kind m_kind = Kind::Note;
  QLabel* m_icon = nullptr;
  QLabel* m_text = nullptr;
  QuietLabel* m_hint = nullptr;
  Button* m_close = nullptr;
  QuietLabel* m_remark = nullptr;
};

}  // namespace backscope
