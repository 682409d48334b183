#pragma once

#include <QFont>
#include <vector>

#include "ui/formula/formula_layout.h"
#include "ui/worksheet/sheet.h"

namespace backscope {

/// Device units a point: fine enough that whole pixels of type do not show.
inline constexpr int kUnitsPerPoint = 10;

/// One piece of a page that stays together: words, a formula, or a matrix with its name.
struct SheetBlock {
  SheetItem::Kind kind = SheetItem::Kind::Note;
  QString words;
  QFont font;             ///< of the words, or of the matrix's numbers
  FormulaLayout formula;  ///< of a matrix its name, with the sign of equality
  RowMatrix values;
  double cell = 0;  ///< the width of the matrix's columns
  double row = 0;   ///< the height of its rows
  double left = 0;  ///< within the text's width
  double width = 0;
  double height = 0;
  double above = 0;            ///< room before it, where no page begins with it
  bool staysWithNext = false;  ///< a heading
  bool isBeside = false;       ///< at the height of the block before it
};

/// Where a block stands on its page.
struct PlacedBlock {
  std::size_t block = 0;
  double top = 0;
};

/// The sheet's title, summary and items, none wider than `width`, in units of kUnitsPerPoint.
std::vector<SheetBlock> layoutSheet(const Sheet& sheet, double width);

/// The blocks of each page of this height, in their order. No page ends with a heading.
std::vector<std::vector<PlacedBlock>> pagesOf(const std::vector<SheetBlock>& blocks, double height);

}  // namespace backscope
