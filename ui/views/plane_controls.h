#pragma once

#include <QString>
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

  /// For a picture, in which nothing can be chosen: only says what is held, in as many lines as that needs.
  void hideChoice();
  int heightIn(int width) const;

 signals:
  /// Two different inputs; the rest of the plane as it was.
  void planeChosen(const backscope::InputPlane& plane);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void choose();
  void showHeld();

  InputPlane m_plane;
  int m_inputs = 0;
  QComboBox* m_horizontal = nullptr;
  QComboBox* m_vertical = nullptr;
  QLabel* m_held = nullptr;
};

/// "at x₃…x₅ = 0, x₆ = 0.5": the inputs that are held, neighbours of the same value together.
QString heldText(int inputs, const InputPlane& plane);

}  // namespace backscope
