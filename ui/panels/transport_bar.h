#pragma once

#include <QWidget>
#include <vector>

#include "core/engine/snapshot.h"

class QMenu;

namespace backscope {

class Button;
class ChoiceBox;
class Readout;
class SegmentedSwitch;
class TitleBlock;

/// How the run goes on, and where it stands.
class TransportBar : public QWidget {
  Q_OBJECT

 public:
  explicit TransportBar(QWidget* parent = nullptr);

  /// What the menu button opens; without one it is not shown, nor are the buttons for the settings and comparisons.
  void setMenu(QMenu* menu);
  void openMenu();
  /// `whole` is the title at its full length, for the tool tip.
  void setTitle(const QString& title, const QString& subtitle, const QString& whole = {});
  void setSnapshot(const Snapshot& snapshot);
  /// Whether the button begins a comparison, or goes to another way to show one.
  void setComparing(bool comparing);
  /// Whether the button says Train or Pause.
  void setRunning(bool running);

  StepSize stepSize() const;
  /// Steps a second, 0: as fast as it can.
  double speed() const;
  /// With stepSizeChosen(), as a key does.
  void chooseStepSize(StepSize size);
  /// To the next faster or slower, with speedChosen().
  void chooseFaster(int places);

  QSize sizeHint() const override;
  /// What can be left out where there is little room is not counted.
  QSize minimumSizeHint() const override;

 signals:
  void settingsToggled();
  void resetRequested();
  void trainingToggled();
  void stepRequested();
  void stepBackRequested();
  void stepSizeChosen(backscope::StepSize size);
  void speedChosen(double stepsPerSecond);
  /// The button for comparisons.
  void compareRequested();

 protected:
  bool event(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  /// What goes where the row is too long, one after the other.
  enum class Cut {
    Nothing,
    LargeNumbers,
    StepSizes,
    Title,
    Labels,
    Iteration,
    Accuracy,
    Speed,
    TestLoss,
    StepSizeBox,
    Epoch,
  };
  struct Part {
    QWidget* widget = nullptr;
    Cut goneFrom = Cut::Nothing;  ///< Nothing: it always stays
    Cut shownFrom = Cut::Nothing;
    Readout* readout = nullptr;  ///< where it is one
  };

  void createButtons();
  void createStepSizes();
  void createSpeeds();
  void createReadouts();
  void createParts();
  void connectSignals();
  void showStepSize(StepSize size);
  void arrange();
  void showCut(Cut cut);
  void placeParts(Cut cut);
  int widthOf(const Part& part, Cut cut) const;
  int widthAt(Cut cut) const;
  bool isShown(const Part& part, Cut cut) const;
  static int gapBefore(const Part& part, Cut cut);
  int titleWidth(Cut cut) const;

  QMenu* m_menu = nullptr;
  Button* m_menuButton = nullptr;
  Button* m_settings = nullptr;
  TitleBlock* m_title = nullptr;
  Button* m_reset = nullptr;
  Button* m_train = nullptr;
  Button* m_stepBack = nullptr;
  Button* m_step = nullptr;
  SegmentedSwitch* m_stepSize = nullptr;
  ChoiceBox* m_stepSizeBox = nullptr;  ///< the same where there is little room
  ChoiceBox* m_speed = nullptr;
  Button* m_compare = nullptr;
  Readout* m_epoch = nullptr;
  Readout* m_iteration = nullptr;
  Readout* m_trainLoss = nullptr;
  Readout* m_testLoss = nullptr;
  Readout* m_accuracy = nullptr;
  std::vector<Part> m_parts;  ///< from left to right
};

}  // namespace backscope
