#include "ui/values/copied_table.h"

#include <algorithm>

namespace backscope {

namespace {

/// The notes' names, whatever the notation is.
QString keyOf(TermRef::Quantity quantity) {
  switch (quantity) {
    case TermRef::A:
      return QStringLiteral("a");
    case TermRef::Z:
      return QStringLiteral("z");
    case TermRef::Slope:
      return QStringLiteral("slope");
    case TermRef::Delta:
      return QStringLiteral("delta");
    case TermRef::Weight:
    case TermRef::Bias:
      return QStringLiteral("value");
    case TermRef::NewWeight:
      return QStringLiteral("change");
    default:
      return QStringLiteral("gradient");
  }
}

CopiedName nameOf(const Formula& formula) { return {plainText(formula), latexOf(formula)}; }

/// layer, j; of weights also the letter, and i but for a bias.
QStringList keysOf(const NetworkItem& item) {
  const QString layer = QString::number(item.unit.layer);
  const QString j = QString::number(item.unit.unit + 1);
  if (item.kind == NetworkItem::Kind::Unit) return {layer, j};
  if (item.kind == NetworkItem::Kind::Bias) return {layer, QStringLiteral("b"), j, QString()};
  return {layer, QStringLiteral("w"), j, QString::number(item.source + 1)};
}

CopiedTable::Row rowOf(const ValueModel& model, int row, int left, int right) {
  CopiedTable::Row copied{nameOf(model.rowFormula(row)), keysOf(model.itemAt(row)), model.startsLayer(row), {}};
  for (int column = left; column <= right; ++column) {
    const KnownValue value = model.valueAt(model.index(row, column));
    const bool isKnown = value.state == KnownValue::State::Known;
    copied.cells.push_back(isKnown ? std::optional(value.value) : std::nullopt);
  }
  return copied;
}

CopiedTable rectangleOf(const ValueModel& model, int top, int bottom, int left, int right) {
  CopiedTable table;
  if (bottom < top) return table;
  const bool isUnits = model.itemAt(top).kind == NetworkItem::Kind::Unit;
  table.rowName = isUnits ? ValueModel::tr("unit") : ValueModel::tr("weight");
  table.keyNames = {QStringLiteral("layer")};
  if (!isUnits) table.keyNames.append(QStringLiteral("letter"));
  table.keyNames.append(QStringLiteral("j"));
  if (!isUnits) table.keyNames.append(QStringLiteral("i"));
  for (int column = left; column <= right; ++column) {
    table.columns.push_back(nameOf(model.columnFormula(column)));
    table.columnKeys.append(keyOf(model.termAt(top, column).quantity));
  }
  for (int row = top; row <= bottom; ++row) table.rows.push_back(rowOf(model, row, left, right));
  return table;
}

}  // namespace

CopiedTable copiedTable(const ValueModel& model) {
  return rectangleOf(model, 0, model.rowCount() - 1, 0, model.columnCount() - 1);
}

CopiedTable copiedTable(const ValueModel& model, const QModelIndexList& selected) {
  const auto [top, bottom] = std::ranges::minmax(selected, {}, &QModelIndex::row);
  const auto [left, right] = std::ranges::minmax(selected, {}, &QModelIndex::column);
  return rectangleOf(model, top.row(), bottom.row(), left.column(), right.column());
}

}  // namespace backscope
