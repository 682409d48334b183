#pragma once

#include <QWidget>

#include "core/analysis/input_grid.h"

class QComboBox;
class QLabel;

namespace backscope {

/// The choice of the two inputs that span the plane, for a network of more than two; says at what the others are held.
class PlaneControls : public QWidget {
  Q_OBJECT

 public:
  explicit PlaneControls(QWidget* parent = nullptr);

  void setPlane(int inputs, const InputPlane& plane);

 signals:
  /// Two different inputs; the rest of the plane as it was.
  void planeChosen(const backscope::InputPlane& plane);

 private:
  void choose();
  QString heldText() const;

  InputPlane m_plane;
  int m_inputs = 0;
  QComboBox* m_horizontal = nullptr;
  QComboBox* m_vertical = nullptr;
  QLabel* m_held = nullptr;
};

}  // namespace backscope
