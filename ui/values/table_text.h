#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace backscope {

/// How one thing is written in each kind of text.
struct CopiedName {
  QString plain;  ///< w₂₁⁽¹⁾
  QString latex;  ///< w_{21}^{(1)}, for mathematics mode
};

/// Numbers in rows and columns as they are to be copied; what is not known is left out.
struct CopiedTable {
  struct Row {
    CopiedName name;
    QStringList keys;  ///< what names it in a CSV file, a field for each of keyNames
    bool startsLayer = false;
    std::vector<std::optional<double>> cells;  ///< one for each column
  };
  QString rowName;       ///< "unit"
  QStringList keyNames;  ///< layer, j
  std::vector<CopiedName> columns;
  QStringList columnKeys;  ///< what names the columns in a CSV file
  std::vector<Row> rows;
};

/// Columns of one width, with the numbers as they are shown.
QString asText(const CopiedTable& table);
/// A line for each row, all digits, the notes' names.
QString asCsv(const CopiedTable& table);
/// A tabular, numbers as shown; needs no more than article and amsmath.
QString asLatex(const CopiedTable& table);
/// A table of GitHub's Markdown, numbers as shown.
QString asMarkdown(const CopiedTable& table);

}  // namespace backscope
