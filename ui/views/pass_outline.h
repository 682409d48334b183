#pragma once

#include <QWidget>
#include <vector>

#include "ui/formula/formula_layout.h"
#include "ui/formula/pass_list.h"

namespace backscope {

/// The lines of the algorithm for one example, one below the other, with the present one marked. A click goes there.
class PassOutline : public QWidget {
  Q_OBJECT

 public:
  explicit PassOutline(QWidget* parent = nullptr);

  void setRows(std::vector<PassRow> rows);
  QRectF placeOf(int row) const;

  QSize sizeHint() const override;

 signals:
  void rowChosen(int row);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;

 private:
  void layOut();
  double rowHeight() const;
  void paintRow(QPainter& painter, int row) const;

  std::vector<PassRow> m_rows;
  std::vector<FormulaLayout> m_formulas;
};

}  // namespace backscope
