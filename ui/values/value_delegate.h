#pragma once

#include <QStyledItemDelegate>

namespace backscope {

/// Paints a number of a ValueModel: in the phase's colour and bold where the step taken last computed it, with a line
/// above where a layer begins. A column with something else in it than numbers has a delegate of its own.
class ValueDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  /// The row that is pointed at elsewhere; −1: none.
  void setLitRow(int row) { m_litRow = row; }
  int litRow() const { return m_litRow; }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;

  int m_litRow = -1;
};

}  // namespace backscope
