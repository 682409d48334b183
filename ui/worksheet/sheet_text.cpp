#include "ui/worksheet/sheet_text.h"

#include <algorithm>

#include "ui/text/number_format.h"

namespace backscope {

namespace {

QString underlined(const QString& words, QChar mark) { return words + u'\n' + QString(words.size(), mark) + u'\n'; }

QString indentedText(const QString& line) { return QStringLiteral("    ") + line + u'\n'; }

QString matrixText(const SheetItem& item) {
  qsizetype width = 0;
  for (const double value : item.values.reshaped()) width = std::max(width, formatNumber(value).size());
  QString text = plainText(item.formula);
  text += item.words.isEmpty() ? QStringLiteral(" =\n") : QStringLiteral(", %1 =\n").arg(item.words);
  for (Eigen::Index row = 0; row < item.values.rows(); ++row) {
    QStringList cells;
    for (Eigen::Index column = 0; column < item.values.cols(); ++column)
      cells.append(formatNumber(item.values(row, column)).rightJustified(width));
    text += indentedText(cells.join(QStringLiteral("  ")));
  }
  return text;
}

QString itemText(const SheetItem& item) {
  switch (item.kind) {
    case SheetItem::Kind::Section:
      return u'\n' + underlined(item.words, u'-');
    case SheetItem::Kind::Step:
      return u'\n' + item.words + u'\n';
    case SheetItem::Kind::Note:
      return indentedText(item.words);
    case SheetItem::Kind::Symbols:
    case SheetItem::Kind::Line:
      return indentedText(plainText(item.formula));
    case SheetItem::Kind::Given:
      return matrixText(item);
    case SheetItem::Kind::Answer:
      return indentedText(QStringLiteral("(%1)  %2").arg(item.words, plainText(item.formula)));
  }
  return {};
}

}  // namespace

QString sheetText(const Sheet& sheet) {
  QString text = underlined(sheet.title, u'=');
  if (!sheet.subject.isEmpty()) text += sheet.subject + u'\n';
  text += u'\n';
  for (const QString& sentence : sheet.summary) text += sentence + u'\n';
  for (const SheetItem& item : sheet.items) text += itemText(item);
  return text;
}

}  // namespace backscope
