#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <optional>
#include <vector>

#include "ui/values/known_values.h"

namespace backscope {

/// Numbers in rows, one for each unit or weight, ordered by layer. Says what each is; the table shows and edits it.
class ValueModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  using QAbstractTableModel::QAbstractTableModel;

  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
  void setStepSize(StepSize size);
  /// After the notation has changed.
  void renameAll();
  const KnownValues& values() const { return m_values; }

  virtual TermRef termAt(int row, int column) const = 0;
  virtual NetworkItem itemAt(int row) const = 0;
  /// −1 where it has no row here.
  virtual int rowOf(const NetworkItem& item) const = 0;
  /// The row to look at in the present step.
  virtual std::optional<NetworkItem> actingItem() const = 0;
  virtual bool startsLayer(int row) const = 0;
  /// How a column's and a row's name are written: on screen, in LaTeX's mathematics, in a CSV file.
  virtual Formula columnFormula(int column) const = 0;
  virtual QString columnHint(int column) const = 0;
  virtual Formula rowFormula(int row) const = 0;

  KnownValue valueAt(const QModelIndex& index) const;
  bool isFrozen(const QModelIndex& index) const;
  /// δ₁⁽¹⁾
  QString nameAt(const QModelIndex& index) const;

  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

 protected:
  virtual void readShape(const Architecture& network) = 0;
  virtual Formula termFormula(const TermRef& term) const = 0;

 private:
  KnownValues m_values;
  StepSize m_stepSize = StepSize::Unit;
};

/// a, z, h′(a) and δ of every unit, the inputs too.
class UnitModel : public ValueModel {
  Q_OBJECT

 public:
  using ValueModel::ValueModel;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  TermRef termAt(int row, int column) const override;
  NetworkItem itemAt(int row) const override;
  int rowOf(const NetworkItem& item) const override;
  std::optional<NetworkItem> actingItem() const override { return values().actingUnit(); }
  bool startsLayer(int row) const override;
  Formula columnFormula(int column) const override;
  QString columnHint(int column) const override;
  Formula rowFormula(int row) const override;

 protected:
  void readShape(const Architecture& network) override;
  Formula termFormula(const TermRef& term) const override;

 private:
  int layerOf(int row) const;

  std::vector<int> m_firstRows;  ///< of layers 0…L+1, then the number of rows
};

/// w, ∂ℓ/∂w and Δw of every weight, the bias behind the weights into its unit.
class WeightModel : public ValueModel {
  Q_OBJECT

 public:
  using ValueModel::ValueModel;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  TermRef termAt(int row, int column) const override;
  NetworkItem itemAt(int row) const override;
  int rowOf(const NetworkItem& item) const override;
  std::optional<NetworkItem> actingItem() const override { return values().actingWeight(); }
  bool startsLayer(int row) const override;
  Formula columnFormula(int column) const override;
  QString columnHint(int column) const override;
  Formula rowFormula(int row) const override;

 protected:
  void readShape(const Architecture& network) override;
  Formula termFormula(const TermRef& term) const override;

 private:
  int layerOf(int row) const;
  /// Rows of each unit of layer l: its weights and its bias.
  int rowsOfUnit(int l) const;

  std::vector<int> m_firstRows;  ///< of layers 1…L+1, then the number of rows
  std::vector<int> m_inputs;     ///< of each unit of layers 1…L+1
  bool m_hasBias = true;
};

}  // namespace backscope
