#pragma once

#include <QRect>
#include <QSize>
#include <vector>

namespace backscope {

/// The place of one run in a figure.
struct FigureCell {
  QRect heading;  ///< empty where there is one run alone
  QRect view;
};

/// Up to three runs beside each other, four in two rows; a lone one has the whole, without a heading.
std::vector<FigureCell> layoutFigure(const QSize& size, int runs, int headingHeight);

/// In which every one of so many runs has a view as large as one alone has in a figure of size `single`.
QSize figureSizeFor(const QSize& single, int runs, int headingHeight);

}  // namespace backscope
