#pragma once

#include <QWidget>

#include "ui/views/init_map.h"

class QCheckBox;
class QLabel;

namespace backscope {

class Button;
class ChoiceBox;
class InitMapChart;
class NumberEdit;

/// The init map with what chooses it: asks for a map, shows it while it is filled, and says which cell was chosen.
class InitMapView : public QWidget {
  Q_OBJECT

 public:
  explicit InitMapView(QWidget* parent = nullptr);

  InitMapChoice choice() const;
  /// Whether a map follows the settings.
  bool follows() const;
  const InitMapChart& chart() const { return *m_chart; }
  QString status() const;
  /// Something of the map is done.
  bool hasCells() const;

  /// A map of which nothing is done yet.
  void begin(InitMap map);
  void setCell(std::size_t cell, const CellOutcome& outcome);
  /// After the last of some setCell() too.
  void setRunning(bool running);
  /// The cell of the window's settings; `isStale`: they are those of another map.
  void setPresent(std::optional<std::size_t> cell, bool isStale);
  /// Why there can be no map; empty: there can.
  void setProblem(const QString& problem);

 signals:
  void startRequested();
  void stopRequested();
  /// choice() is another one.
  void choiceChanged();
  void cellChosen(std::size_t cell);
  void besideChosen(std::size_t cell);
  void shown();

 protected:
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void createControls();
  void createLayout();
  void connectSignals();
  void applyStyle();
  void showStatus();

  ChoiceBox* m_rows = nullptr;
  ChoiceBox* m_color = nullptr;
  ChoiceBox* m_side = nullptr;
  NumberEdit* m_iterations = nullptr;
  Button* m_start = nullptr;
  QCheckBox* m_follow = nullptr;
  QLabel* m_status = nullptr;
  QLabel* m_words = nullptr;
  InitMapChart* m_chart = nullptr;
  QString m_problem;
  bool m_isRunning = false;
  bool m_isStale = false;
};

}  // namespace backscope
