#include "ui/values/value_model.h"

#include "ui/text/number_format.h"

namespace backscope {

void ValueModel::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  const std::shared_ptr<const Snapshot> before = m_values.snapshot();
  const bool isSameShape =
      before && snapshot && before->parameters.architecture() == snapshot->parameters.architecture();
  if (!isSameShape) beginResetModel();
  m_values = KnownValues(snapshot, m_stepSize);
  if (!isSameShape) {
    readShape(snapshot ? snapshot->parameters.architecture() : Architecture{0, false, {}});
    endResetModel();
  } else {
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
  }
}

void ValueModel::setStepSize(StepSize size) {
  m_stepSize = size;
  // By value: it is the values' own that is set anew.
  if (const std::shared_ptr<const Snapshot> shown = m_values.snapshot()) setSnapshot(shown);
}

void ValueModel::renameAll() {
  emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
  if (rowCount() > 0) emit headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
}

KnownValue ValueModel::valueAt(const QModelIndex& index) const {
  return m_values.of(termAt(index.row(), index.column()));
}

bool ValueModel::isFrozen(const QModelIndex& index) const {
  return m_values.isFrozen(termAt(index.row(), index.column()));
}

QString ValueModel::nameAt(const QModelIndex& index) const {
  return plainText(termFormula(termAt(index.row(), index.column())));
}

QVariant ValueModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const KnownValue value = valueAt(index);
  const bool isKnown = value.state == KnownValue::State::Known;
  switch (role) {
    case Qt::DisplayRole:
      if (value.state == KnownValue::State::None) return QString();
      return isKnown ? formatNumber(value.value) : QStringLiteral("–");
    case Qt::AccessibleTextRole:
      if (value.state == KnownValue::State::None) return tr("nothing");
      if (!isKnown) return tr("%1, not computed yet").arg(nameAt(index));
      return (isFrozen(index) ? tr("%1 = %2, frozen") : tr("%1 = %2")).arg(nameAt(index), formatNumber(value.value));
    case Qt::ToolTipRole:
      if (isFrozen(index)) return tr("Frozen: training leaves it as it is.");
      return value.state == KnownValue::State::ToCome ? tr("%1, not computed yet").arg(nameAt(index)) : QString();
    case Qt::EditRole:
      return isKnown ? QVariant(value.value) : QVariant();
    default:
      return {};
  }
}

QVariant ValueModel::headerData(int section, Qt::Orientation orientation, int role) const {
  const bool isColumn = orientation == Qt::Horizontal;
  if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
    return plainText(isColumn ? columnFormula(section) : rowFormula(section));
  if (role == Qt::ToolTipRole && isColumn) return columnHint(section);
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(
        Qt::Alignment(isColumn ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter));
  return {};
}

Qt::ItemFlags ValueModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  if (!index.isValid()) return flags;
  const TermRef term = termAt(index.row(), index.column());
  const bool isGiven = term.quantity == TermRef::Weight || term.quantity == TermRef::Bias ||
                       (term.quantity == TermRef::Z && term.layer == 0);
  flags.setFlag(Qt::ItemIsEditable, isGiven && valueAt(index).state == KnownValue::State::Known);
  return flags;
}

}  // namespace backscope
