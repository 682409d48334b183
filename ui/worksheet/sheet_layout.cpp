#include "ui/worksheet/sheet_layout.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"

namespace backscope {

namespace {

using Kind = SheetItem::Kind;

// In points.
constexpr double kTextSize = 9.5;
constexpr double kSectionSize = 13;
constexpr double kTitleSize = 19;
constexpr double kMathSize = 11.5;
constexpr double kIndent = 14;
constexpr double kLineGap = 3;
constexpr double kWritingGap = 10;  ///< above a line with gaps, for a hand
constexpr double kStepGap = 9;
constexpr double kSectionGap = 18;
constexpr double kRowHeight = 1.15;   ///< of a matrix, of its numbers
constexpr double kAnswerNumber = 30;  ///< the width of its column

double points(double size) { return size * kUnitsPerPoint; }

QFont inPoints(QFont font, double size) {
  font.setPixelSize(static_cast<int>(std::lround(points(size))));
  return font;
}

QFont wordsFont(Kind kind) {
  if (kind == Kind::Section) return inPoints(textFont(TextSize::Normal, QFont::DemiBold), kSectionSize);
  if (kind == Kind::Step) return inPoints(textFont(TextSize::Normal, QFont::DemiBold), kTextSize);
  return inPoints(textFont(), kTextSize);
}

void setWords(SheetBlock& block, const QString& words, const QFont& font, double width) {
  block.words = words;
  block.font = font;
  block.width = width - block.left;
  const QRectF room(0, 0, block.width, points(10'000));
  block.height = std::ceil(QFontMetricsF(font).boundingRect(room, Qt::TextWordWrap, words).height());
}

SheetBlock wordsBlock(Kind kind, const QString& words, const QFont& font, double above, double width) {
  SheetBlock block;
  block.kind = kind;
  block.above = points(above);
  block.left = kind == Kind::Note ? points(kIndent) : 0;
  block.staysWithNext = kind != Kind::Note;
  setWords(block, words, font, width);
  return block;
}

SheetBlock formulaBlock(const Sheet& sheet, const SheetItem& item, double width) {
  SheetBlock block;
  block.kind = item.kind;
  block.left = points(kIndent);
  block.width = width - block.left;
  block.formula = layoutFormula(item.formula, inPoints(mathFont(), kMathSize), block.width);
  block.height = block.formula.height;
  block.above = points(sheet.hasGaps && item.kind == Kind::Line ? kWritingGap : kLineGap);
  block.staysWithNext = item.kind == Kind::Symbols;
  return block;
}

/// Every other one beside the one before it.
SheetBlock answerBlock(const SheetItem& item, bool isBeside, double width) {
  SheetBlock block;
  block.kind = item.kind;
  block.isBeside = isBeside;
  block.left = isBeside ? width / 2 : 0;
  block.words = QStringLiteral("(%1)").arg(item.words);
  block.font = wordsFont(item.kind);
  block.width = width / 2;
  block.formula = layoutFormula(item.formula, inPoints(mathFont(), kMathSize), block.width - points(kAnswerNumber));
  block.height = block.formula.height;
  block.above = points(kLineGap);
  return block;
}

SheetBlock matrixBlock(const SheetItem& item, double width) {
  SheetBlock block;
  block.kind = item.kind;
  block.left = points(kIndent);
  block.width = width - block.left;
  block.words = item.words;
  block.font = inPoints(numberFont(), kTextSize);
  block.values = item.values;
  block.formula = layoutFormula(row({item.formula, operatorSign(QStringLiteral("=")), upright(QString())}),
                                inPoints(mathFont(), kMathSize));
  const QFontMetricsF metrics(block.font);
  for (const double value : item.values.reshaped())
    block.cell = std::max(block.cell, metrics.horizontalAdvance(formatNumber(value)));
  block.cell += points(kTextSize);
  block.row = kRowHeight * metrics.height();
  const double numbers = block.row * static_cast<double>(item.values.rows());
  block.height = std::max(numbers, block.formula.height) + (item.words.isEmpty() ? 0 : block.row);
  block.above = points(2 * kLineGap);
  return block;
}

void addHead(std::vector<SheetBlock>& blocks, const Sheet& sheet, double width) {
  const QFont title = inPoints(textFont(TextSize::Normal, QFont::DemiBold), kTitleSize);
  blocks.push_back(wordsBlock(Kind::Section, sheet.title, title, 0, width));
  if (!sheet.subject.isEmpty())
    blocks.push_back(wordsBlock(Kind::Section, sheet.subject, inPoints(textFont(), kSectionSize), kLineGap, width));
  const QString summary = sheet.summary.join(u' ');
  blocks.push_back(wordsBlock(Kind::Step, summary, inPoints(textFont(), kTextSize), kStepGap, width));
}

SheetBlock itemBlock(const Sheet& sheet, const SheetItem& item, double width) {
  switch (item.kind) {
    case Kind::Section:
      return wordsBlock(item.kind, item.words, wordsFont(item.kind), kSectionGap, width);
    case Kind::Step:
      return wordsBlock(item.kind, item.words, wordsFont(item.kind), kStepGap, width);
    case Kind::Given:
      return matrixBlock(item, width);
    case Kind::Symbols:
    case Kind::Line:
      return formulaBlock(sheet, item, width);
    case Kind::Note:
    case Kind::Answer:
      break;
  }
  return wordsBlock(item.kind, item.words, wordsFont(item.kind), kLineGap, width);
}

}  // namespace

std::vector<SheetBlock> layoutSheet(const Sheet& sheet, double width) {
  std::vector<SheetBlock> blocks;
  addHead(blocks, sheet, width);
  for (const SheetItem& item : sheet.items) {
    if (item.kind != Kind::Answer) {
      blocks.push_back(itemBlock(sheet, item, width));
      continue;
    }
    SheetBlock& before = blocks.back();
    const bool isBeside = before.kind == Kind::Answer && !before.isBeside;
    SheetBlock answer = answerBlock(item, isBeside, width);
    if (isBeside) before.height = answer.height = std::max(before.height, answer.height);
    blocks.push_back(std::move(answer));
  }
  return blocks;
}

std::vector<std::vector<PlacedBlock>> pagesOf(const std::vector<SheetBlock>& blocks, double height) {
  std::vector<std::vector<PlacedBlock>> pages(1);
  double bottom = 0;
  for (std::size_t first = 0; first < blocks.size();) {
    // A heading with what it is above, and what stands beside the last of these.
    std::size_t end = first;
    double needed = 0;
    do needed += blocks[end].above + blocks[end].height;
    while (blocks[end++].staysWithNext && end < blocks.size());
    if (!pages.back().empty() && bottom + needed > height) {
      pages.emplace_back();
      bottom = 0;
    }
    while (end < blocks.size() && blocks[end].isBeside) ++end;
    for (; first < end; ++first) {
      const SheetBlock& block = blocks[first];
      if (block.isBeside) {
        pages.back().push_back({first, bottom - block.height});
        continue;
      }
      bottom += pages.back().empty() ? 0 : block.above;
      pages.back().push_back({first, bottom});
      bottom += block.height;
    }
  }
  return pages;
}

}  // namespace backscope
