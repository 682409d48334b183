#pragma once

#include <QWidget>

#include "core/engine/command.h"
#include "ui/views/twin_picture.h"

class QBoxLayout;
class QComboBox;
class QLabel;
class QScrollArea;

namespace backscope {

class Button;
class SliderRow;
class TwinChart;

/// A hidden unit that can be duplicated, and the line along which it and its twin share what leaves them.
class TwinView : public QWidget {
  Q_OBJECT

 public:
  explicit TwinView(QWidget* parent = nullptr);

  /// Of another network the choice stays as far as there is such a unit.
  void setArchitecture(const Architecture& architecture);
  void setPicture(const TwinPicture& picture);

  UnitId unit() const { return m_unit; }
  void choose(const UnitId& unit);
  QString words() const;
  TwinChart& chart() const { return *m_chart; }

 signals:
  void unitChanged();
  void duplicateRequested(const backscope::UnitId& unit);
  /// What is chosen from here on belongs to another drag.
  void dragBegan();
  void gammaChosen(double gamma);

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void createLayout();
  QWidget* createControls();
  void connectSignals();
  void arrange();
  void fillBoxes();
  void showPossible();
  void showWords();
  void applyStyle();

  Architecture m_architecture;
  UnitId m_unit{1, 0};
  TwinPicture m_picture;
  QBoxLayout* m_columns = nullptr;
  QWidget* m_controls = nullptr;
  QComboBox* m_layerBox = nullptr;
  QComboBox* m_unitBox = nullptr;
  Button* m_duplicate = nullptr;
  SliderRow* m_gamma = nullptr;
  QLabel* m_words = nullptr;
  TwinChart* m_chart = nullptr;
};

}  // namespace backscope
