#pragma once

#include <QListWidget>

namespace backscope {

/// A list to choose from: arrows or a click choose, Enter or a double-click takes. Letters and the space are the
/// window's keys. What is too long for it ends in an ellipsis, and stands in its tool tip.
class ChoiceList : public QListWidget {
  Q_OBJECT

 public:
  explicit ChoiceList(const QString& name, QWidget* parent = nullptr);

  /// As wide as its entries, within reason.
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  /// Of the entry in this row, by the user.
  void taken(int row);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
};

}  // namespace backscope
