#pragma once

#include <QString>
#include <QWidget>
#include <vector>

#include "core/analysis/input_grid.h"

class QBoxLayout;
class QComboBox;
class QLabel;

namespace backscope {

class NumberEdit;

/// What of a network is shown over the plane: of more than two inputs the two that span it and the values at which the
/// others are held; of a regression with several outputs the one that is shown.
class PlaneControls : public QWidget {
  Q_OBJECT

 public:
  explicit PlaneControls(QWidget* parent = nullptr);

  void setPlane(int inputs, const InputPlane& plane);
  /// `outputs`: how many there are to choose from.
  void setOutputs(int outputs, int shown);
  /// For a picture, in which nothing can be chosen: only says what is held, in as many lines as that needs.
  void hideChoice();
  /// One row, or where that is too wide two: goes over to them and returns their height.
  int heightIn(int width);
  bool hasChoices() const { return m_inputs > 2 || m_outputs > 1; }

 signals:
  /// Two different inputs, a value for each of the others; the rest of the plane as it was.
  void planeChosen(const backscope::InputPlane& plane);
  void outputChosen(int output);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void createLayout();
  void chooseAxes();
  void chooseHeldValue(double value);
  void fillHeldInputs();
  void showHeldInput();
  int heldInput() const;
  void take(const InputPlane& plane);

  InputPlane m_plane;
  int m_inputs = 0;
  int m_outputs = 1;
  QBoxLayout* m_rows = nullptr;
  QComboBox* m_output = nullptr;
  QComboBox* m_horizontal = nullptr;
  QComboBox* m_vertical = nullptr;
  QComboBox* m_heldInput = nullptr;  ///< the input whose value is to be seen and set
  NumberEdit* m_heldValue = nullptr;
  QLabel* m_figureText = nullptr;  ///< in place of all these in a picture
};

/// "at x₃…x₅ = 0, x₆ = 0.5": the inputs that are held, neighbours of the same value together.
QString heldText(int inputs, const InputPlane& plane);

}  // namespace backscope
