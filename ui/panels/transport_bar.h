#pragma once

#include <QWidget>
#include <vector>

#include "core/engine/snapshot.h"

class QLabel;
class QMenu;

namespace backscope {

class Button;
class ChoiceBox;
class Readout;
class SegmentedSwitch;

/// How the run goes on, and where it stands.
class TransportBar : public QWidget {
  Q_OBJECT

 public:
  explicit TransportBar(QWidget* parent = nullptr);

  /// What the menu button opens; without one it is not shown.
  void setMenu(QMenu* menu);
  void openMenu();
  void setTitle(const QString& title, const QString& subtitle);
  void setSnapshot(const Snapshot& snapshot);

  StepSize stepSize() const;
  /// Steps a second, 0: as fast as it can.
  double speed() const;
  /// With stepSizeChosen(), as a key does.
  void chooseStepSize(StepSize size);
  /// To the next faster or slower, with speedChosen().
  void chooseFaster(int places);

  /// What can be left out where there is little room is not counted.
  QSize minimumSizeHint() const override;

 signals:
  void resetRequested();
  void trainRequested();
  void pauseRequested();
  void stepRequested();
  void stepSizeChosen(backscope::StepSize size);
  void speedChosen(double stepsPerSecond);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void createButtons();
  void createSpeeds();
  void createReadouts();
  void createLayout();
  void connectSignals();
  void showRunning(bool running);
  void fit();
  void applyStyle();

  QMenu* m_menu = nullptr;
  Button* m_menuButton = nullptr;
  QWidget* m_titleBlock = nullptr;
  QLabel* m_title = nullptr;
  QLabel* m_subtitle = nullptr;
  Button* m_reset = nullptr;
  Button* m_train = nullptr;
  Button* m_step = nullptr;
  SegmentedSwitch* m_stepSize = nullptr;
  ChoiceBox* m_speed = nullptr;
  Readout* m_epoch = nullptr;
  Readout* m_iteration = nullptr;
  Readout* m_trainLoss = nullptr;
  Readout* m_testLoss = nullptr;
  Readout* m_accuracy = nullptr;
  std::vector<Readout*> m_readouts;
  bool m_isRunning = false;
};

}  // namespace backscope
