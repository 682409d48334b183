#pragma once

#include <QWidget>

class QLabel;

namespace backscope {

struct CurvaturePicture;

/// What a measured place is: the verdict in large words, and what it rests on. Scrolls where there is too little room.
class PlaceWords : public QWidget {
  Q_OBJECT

 public:
  explicit PlaceWords(QWidget* parent = nullptr);

  /// Without a place: nothing is known yet. `note` stands first, such as where that is.
  void setPicture(const CurvaturePicture& picture, const QString& note = {});
  /// In place of a verdict.
  void setHeadline(const QString& headline, const QString& sentences);
  QString text() const;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void applyStyle();

  QLabel* m_headline = nullptr;
  QLabel* m_note = nullptr;
  QLabel* m_sentences = nullptr;
  QLabel* m_numbers = nullptr;
  QLabel* m_zeros = nullptr;
};

}  // namespace backscope
