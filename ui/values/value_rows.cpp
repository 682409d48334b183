// Which unit or weight stands in which row, and how it is called.

#include <algorithm>

#include "ui/formula/pass_terms.h"
#include "ui/text/notation.h"
#include "ui/values/value_model.h"

namespace backscope {

namespace {

enum UnitColumn { A, Z, Slope, Delta, UnitColumns };
enum WeightColumn { W, Gradient, Change, WeightColumns };

constexpr TermRef::Quantity kUnitQuantities[] = {TermRef::A, TermRef::Z, TermRef::Slope, TermRef::Delta};

/// The last whose first row is not behind `row`.
int groupOf(const std::vector<int>& firstRows, int row) {
  return static_cast<int>(std::ranges::upper_bound(firstRows, row) - firstRows.begin()) - 1;
}

int at(const std::vector<int>& numbers, int k) { return numbers[static_cast<std::size_t>(k)]; }

int countOf(const std::vector<int>& firstRows, const QModelIndex& parent) {
  return parent.isValid() || firstRows.empty() ? 0 : firstRows.back();
}

}  // namespace

void UnitModel::readShape(const Architecture& network) {
  m_firstRows.assign(1, 0);
  for (int l = 0; l <= network.outputLayer(); ++l) m_firstRows.push_back(m_firstRows.back() + network.unitsOf(l));
}

int UnitModel::rowCount(const QModelIndex& parent) const { return countOf(m_firstRows, parent); }
int UnitModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : UnitColumns; }
int UnitModel::layerOf(int row) const { return groupOf(m_firstRows, row); }
bool UnitModel::startsLayer(int row) const { return row == at(m_firstRows, layerOf(row)); }

TermRef UnitModel::termAt(int row, int column) const {
  const int l = layerOf(row);
  return {kUnitQuantities[column], l, row - at(m_firstRows, l), -1};
}

NetworkItem UnitModel::itemAt(int row) const {
  const int l = layerOf(row);
  return {NetworkItem::Kind::Unit, {l, row - at(m_firstRows, l)}, 0};
}

int UnitModel::rowOf(const NetworkItem& item) const {
  if (item.kind == NetworkItem::Kind::Weight || item.unit.layer + 1 >= static_cast<int>(m_firstRows.size())) return -1;
  return at(m_firstRows, item.unit.layer) + item.unit.unit;
}

Formula UnitModel::columnFormula(int column) const {
  switch (column) {
    case A:
      return letters(aLetter());
    case Z:
      return letters(zLetter());
    case Slope:
      return row({letters(QStringLiteral("h′")), brackets(letters(aLetter()))});
    default:
      return letters(QStringLiteral("δ"));
  }
}

QString UnitModel::columnHint(int column) const {
  switch (column) {
    case A:
      return tr("The pre-activation: what the unit adds up");
    case Z:
      return tr("The unit’s output; of an input the value itself, which can be edited");
    case Slope:
      return tr("The slope of the activation there");
    default:
      return tr("The derivative of this example’s loss by the pre-activation");
  }
}

Formula UnitModel::rowFormula(int row) const {
  const int l = layerOf(row);
  const int unit = row - at(m_firstRows, l);
  if (l == 0) return xTerm(oneUnit(unit));
  return upright(QStringLiteral("%1.%2").arg(layerNumber(l)).arg(unit + 1));
}

Formula UnitModel::termFormula(const TermRef& term) const {
  const UnitIndex j = oneUnit(term.unit);
  switch (term.quantity) {
    case TermRef::A:
      return aTerm(term.layer, j);
    case TermRef::Z:
      return term.layer == 0 ? xTerm(j) : zTerm(term.layer, j);
    case TermRef::Slope:
      return slopeTerm(term.layer, j);
    default:
      return deltaTerm(term.layer, j);
  }
}

void WeightModel::readShape(const Architecture& network) {
  m_hasBias = network.bias;
  m_firstRows.assign(1, 0);
  m_inputs.clear();
  for (int l = 1; l <= network.outputLayer(); ++l) {
    m_inputs.push_back(network.unitsOf(l - 1));
    m_firstRows.push_back(m_firstRows.back() + network.unitsOf(l) * rowsOfUnit(l));
  }
}

int WeightModel::rowCount(const QModelIndex& parent) const { return countOf(m_firstRows, parent); }
int WeightModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : WeightColumns; }
int WeightModel::layerOf(int row) const { return groupOf(m_firstRows, row) + 1; }
int WeightModel::rowsOfUnit(int l) const { return at(m_inputs, l - 1) + (m_hasBias ? 1 : 0); }
bool WeightModel::startsLayer(int row) const { return row == at(m_firstRows, layerOf(row) - 1); }

NetworkItem WeightModel::itemAt(int row) const {
  const int l = layerOf(row);
  const int place = row - at(m_firstRows, l - 1);
  const UnitId unit{l, place / rowsOfUnit(l)};
  const int source = place % rowsOfUnit(l);
  if (source == at(m_inputs, l - 1)) return {NetworkItem::Kind::Bias, unit, 0};
  return {NetworkItem::Kind::Weight, unit, source};
}

TermRef WeightModel::termAt(int row, int column) const {
  const NetworkItem item = itemAt(row);
  const bool isBias = item.kind == NetworkItem::Kind::Bias;
  TermRef term{TermRef::NewWeight, item.unit.layer, item.unit.unit, isBias ? -1 : item.source};
  if (column == W) term.quantity = isBias ? TermRef::Bias : TermRef::Weight;
  if (column == Gradient) term.quantity = isBias ? TermRef::BiasGradient : TermRef::WeightGradient;
  return term;
}

int WeightModel::rowOf(const NetworkItem& item) const {
  const int l = item.unit.layer;
  if (l < 1 || l > static_cast<int>(m_inputs.size())) return -1;
  if (item.kind == NetworkItem::Kind::Bias && !m_hasBias) return -1;
  const int place = item.kind == NetworkItem::Kind::Bias ? at(m_inputs, l - 1) : item.source;
  return at(m_firstRows, l - 1) + item.unit.unit * rowsOfUnit(l) + place;
}

Formula WeightModel::columnFormula(int column) const {
  const QString w = QStringLiteral("w");
  if (column == W) return letters(w);
  if (column == Change) return row({letters(QStringLiteral("Δ")), letters(w)});
  return row({letters(QStringLiteral("∂ℓ")), upright(QStringLiteral("/")), letters(QStringLiteral("∂w"))});
}

QString WeightModel::columnHint(int column) const {
  if (column == W) return tr("The weight or bias as it stands, after an update the new one; it can be edited");
  if (column == Change) return tr("By how much the batch’s update changes it; empty where no update is shown");
  return tr("The derivative of this example’s loss");
}

Formula WeightModel::rowFormula(int row) const { return termFormula(termAt(row, W)); }

Formula WeightModel::termFormula(const TermRef& term) const {
  const UnitIndex j = oneUnit(term.unit);
  const bool isBias = term.input < 0;
  Formula own = isBias ? biasTerm(term.layer, j) : weightTerm(term.layer, j, oneUnit(term.input));
  switch (term.quantity) {
    case TermRef::WeightGradient:
      return weightGradientTerm(term.layer, j, oneUnit(term.input));
    case TermRef::BiasGradient:
      return biasGradientTerm(term.layer, j);
    case TermRef::NewWeight:
      return row({letters(QStringLiteral("Δ")), own});
    default:
      return own;
  }
}

}  // namespace backscope
