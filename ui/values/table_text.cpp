#include "ui/values/table_text.h"

#include <algorithm>

#include "core/session/json_text.h"
#include "ui/formula/formula.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

QString shown(const std::optional<double>& value) { return value ? formatNumber(*value) : QStringLiteral("–"); }

QString inDollars(const QString& mathematics) { return QLatin1Char('$') + mathematics + QLatin1Char('$'); }

QStringList plainColumns(const CopiedTable& table) {
  QStringList names;
  for (const CopiedName& column : table.columns) names.append(column.plain);
  return names;
}

QStringList shownCells(const CopiedTable::Row& row) {
  QStringList cells;
  for (const std::optional<double>& value : row.cells) cells.append(shown(value));
  return cells;
}

}  // namespace

QString asText(const CopiedTable& table) {
  std::vector<QStringList> lines{QStringList(table.rowName) + plainColumns(table)};
  for (const CopiedTable::Row& row : table.rows) lines.push_back(QStringList(row.name.plain) + shownCells(row));
  std::vector<qsizetype> widths(table.columns.size() + 1);
  for (const QStringList& line : lines)
    for (std::size_t c = 0; c < widths.size(); ++c)
      widths[c] = std::max(widths[c], line[static_cast<qsizetype>(c)].size());
  QString text;
  for (const QStringList& line : lines) {
    text += line[0].leftJustified(widths[0]);
    for (std::size_t c = 1; c < widths.size(); ++c)
      text += QLatin1String("  ") + line[static_cast<qsizetype>(c)].rightJustified(widths[c]);
    text += QLatin1Char('\n');
  }
  return text;
}

QString asCsv(const CopiedTable& table) {
  QString text = (table.keyNames + table.columnKeys).join(QLatin1Char(',')) + QLatin1Char('\n');
  for (const CopiedTable::Row& row : table.rows) {
    QStringList fields = row.keys;
    for (const std::optional<double>& value : row.cells)
      fields.append(value ? QString::fromStdString(allDigits(*value)) : QString());
    text += fields.join(QLatin1Char(',')) + QLatin1Char('\n');
  }
  return text;
}

QString asLatex(const CopiedTable& table) {
  const auto columns = static_cast<qsizetype>(table.columns.size());
  QString text = QStringLiteral("\\begin{tabular}{l%1}\n").arg(QString(columns, QLatin1Char('r')));
  QStringList head{table.rowName};
  for (const CopiedName& column : table.columns) head.append(inDollars(column.latex));
  text += head.join(QLatin1String(" & ")) + QLatin1String(" \\\\\n");
  bool isFirst = true;
  for (const CopiedTable::Row& row : table.rows) {
    if (row.startsLayer || isFirst) text += QLatin1String("\\hline\n");
    isFirst = false;
    QStringList cells{inDollars(row.name.latex)};
    for (const std::optional<double>& value : row.cells)
      cells.append(value ? inDollars(latexOf(upright(formatNumber(*value)))) : QStringLiteral("--"));
    text += cells.join(QLatin1String(" & ")) + QLatin1String(" \\\\\n");
  }
  return text + QLatin1String("\\end{tabular}\n");
}

QString asMarkdown(const CopiedTable& table) {
  const auto line = [](const QStringList& cells) {
    return QLatin1String("| ") + cells.join(QLatin1String(" | ")) + QLatin1String(" |\n");
  };
  QStringList rule{QStringLiteral(":--")};
  for (std::size_t c = 0; c < table.columns.size(); ++c) rule.append(QStringLiteral("--:"));
  QString text = line(QStringList(table.rowName) + plainColumns(table)) + line(rule);
  for (const CopiedTable::Row& row : table.rows) text += line(QStringList(row.name.plain) + shownCells(row));
  return text;
}

}  // namespace backscope
