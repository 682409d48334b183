#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace backscope {

class QuietLabel;

/// A rounded card with a title, a quiet note at the right of it, and what it holds below.
class Card : public QFrame {
  Q_OBJECT

 public:
  /// Without a title there is no header, unless something is put into it.
  explicit Card(const QString& title = {}, QWidget* parent = nullptr);

  QString title() const;
  void setTitle(const QString& title);
  /// At the right of the header.
  void setNote(const QString& note);
  void addHeaderWidget(QWidget* widget);
  /// What the card holds; widgets are added to it.
  QVBoxLayout* body() const { return m_body; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void applyStyle();

  QHBoxLayout* m_header = nullptr;
  QVBoxLayout* m_body = nullptr;
  QLabel* m_title = nullptr;
  QuietLabel* m_note = nullptr;
};

}  // namespace backscope
