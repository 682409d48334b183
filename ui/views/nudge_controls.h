#pragma once

#include <QWidget>

class QBoxLayout;

namespace backscope {

class Button;
class SegmentedSwitch;
class SliderRow;

/// Along what a nudge goes.
enum class NudgeAlong {
  Eigenvector,  ///< of the chosen eigenvalue
  Zeros,        ///< a random direction in the space of the zero eigenvalues
  Random        ///< any
};

/// The controls of a nudge: along what, how far, and both signs.
class NudgeControls : public QWidget {
  Q_OBJECT

 public:
  explicit NudgeControls(QWidget* parent = nullptr);

  double epsilon() const;
  /// `direction` says what it is in full; empty: there is none, and nothing can be pressed.
  void show(NudgeAlong along, const QString& direction);

 signals:
  /// By the user.
  void alongChosen(backscope::NudgeAlong along);
  /// Another random direction is to be drawn.
  void redrawRequested();
  /// By ε along the direction, or against it.
  void nudgeRequested(int sign);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void createLayout();
  Button* createNudge(const QString& icon, const QString& name);
  void showHints(const QString& direction);

  QBoxLayout* m_rows = nullptr;
  SegmentedSwitch* m_along = nullptr;
  Button* m_die = nullptr;
  SliderRow* m_epsilon = nullptr;
  Button* m_minus = nullptr;
  Button* m_plus = nullptr;
};

}  // namespace backscope
