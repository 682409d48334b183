#pragma once

#include <QWidget>

#include "core/network/architecture.h"

class QComboBox;
class QLabel;

namespace backscope {

class Button;
class QuietLabel;
class Stepper;

/// One layer: how many units, which activation; a hidden one can be taken out.
class LayerRow : public QWidget {
  Q_OBJECT

 public:
  enum class Place { Hidden, Output };
  /// `l` is the layer, from 1. The units of the output are given by the data.
  LayerRow(int l, Place place, QWidget* parent = nullptr);

  Place place() const { return m_place; }
  /// Without layerChosen().
  void setLayer(const LayerSpec& layer);

 signals:
  void layerChosen(const backscope::LayerSpec& layer);
  void removeRequested();

 private:
  /// So that the columns of all rows stand below each other.
  void alignColumns();
  void createLayout();
  /// In the notation in force.
  void nameAll();
  void connectSignals();

  int m_layerIndex;
  Place m_place;
  LayerSpec m_layer;
  QuietLabel* m_label = nullptr;
  Stepper* m_units = nullptr;           ///< hidden layers only
  QuietLabel* m_outputUnits = nullptr;  ///< the output only
  QComboBox* m_activation = nullptr;
  Button* m_remove = nullptr;
};

}  // namespace backscope
