#include "app/commands/figure_layout.h"

#include <algorithm>

namespace backscope {

namespace {

constexpr int kMargin = 12;
constexpr int kBelowHeading = 4;

int columnsFor(int runs) { return runs == 4 ? 2 : runs; }
int rowsFor(int runs) { return (runs + columnsFor(runs) - 1) / columnsFor(runs); }
int headingSpace(int runs, int headingHeight) { return runs > 1 ? headingHeight + kBelowHeading : 0; }

}  // namespace

std::vector<FigureCell> layoutFigure(const QSize& size, int runs, int headingHeight) {
  std::vector<FigureCell> cells;
  const int columns = columnsFor(runs);
  const int rows = rowsFor(runs);
  for (int k = 0; k < runs; ++k) {
    const int column = k % columns;
    const int row = k / columns;
    const QPoint topLeft(size.width() * column / columns, size.height() * row / rows);
    const QPoint end(size.width() * (column + 1) / columns, size.height() * (row + 1) / rows);
    QRect inner(topLeft + QPoint(kMargin, kMargin),
                QSize(end.x() - topLeft.x(), end.y() - topLeft.y()) - QSize(2 * kMargin, 2 * kMargin));
    FigureCell cell;
    if (runs > 1) cell.heading = QRect(inner.topLeft(), QSize(inner.width(), headingHeight));
    inner.setTop(inner.top() + headingSpace(runs, headingHeight));
    cell.view = inner;
    cells.push_back(cell);
  }
  return cells;
}

QSize figureSizeFor(const QSize& single, int runs, int headingHeight) {
  return {single.width() * columnsFor(runs), (single.height() + headingSpace(runs, headingHeight)) * rowsFor(runs)};
}

}  // namespace backscope
