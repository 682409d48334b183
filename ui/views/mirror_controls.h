#pragma once

#include <QWidget>

#include "core/engine/command.h"
#include "core/network/symmetry.h"

class QComboBox;

namespace backscope {

class Button;
class SliderRow;

/// A hidden unit, and what can be done with it that leaves the network as it is. What cannot, says why.
class MirrorControls : public QWidget {
  Q_OBJECT

 public:
  explicit MirrorControls(QWidget* parent = nullptr);

  /// Of another network the choice stays as far as there is such a unit. At least one hidden layer.
  void setArchitecture(const Architecture& architecture);
  void setUnit(const UnitId& unit);

  UnitId unit() const { return m_unit; }
  /// What a button would do now, possible or not.
  Symmetry choice(Symmetry::Kind kind) const;
  /// By so many places.
  Symmetry moveBy(int places) const;

 signals:
  void symmetryChosen(const backscope::Symmetry& symmetry);
  /// choice() may be another one.
  void choiceChanged();

 private:
  void createChoices();
  void createButtons();
  void createLayout();
  void connectSignals();
  void fillLayers();
  void fillUnits();
  void showPossible();
  void showReason(Button* button, const QString& hint, const QString& keys, const Symmetry& symmetry);

  Architecture m_architecture;
  UnitId m_unit{1, 0};
  int m_other = 1;
  QComboBox* m_layerBox = nullptr;
  QComboBox* m_unitBox = nullptr;
  QComboBox* m_otherBox = nullptr;
  Button* m_up = nullptr;
  Button* m_down = nullptr;
  Button* m_swap = nullptr;
  Button* m_flip = nullptr;
  Button* m_rescale = nullptr;
  SliderRow* m_factor = nullptr;
};

}  // namespace backscope
