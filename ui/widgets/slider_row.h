#pragma once

#include <QWidget>

#include "ui/widgets/number_edit.h"
#include "ui/widgets/slider_scale.h"

namespace backscope {

class QuietLabel;
class Slider;

/// A number with its name, a slider, and a box in which it can be typed. What is typed may lie beyond the slider's
/// ends, within `range`.
class SliderRow : public QWidget {
  Q_OBJECT

 public:
  struct Options {
    QString name;
    QString hint;  ///< the tool tip
    SliderScale scale;
    RealRange range;
    NumberStyle style;
  };
  explicit SliderRow(const Options& options, QWidget* parent = nullptr);

  double value() const;
  /// Without valueChosen().
  void setValue(double value);
  void setScale(const SliderScale& scale);

  Slider* slider() const { return m_slider; }
  NumberEdit* edit() const { return m_edit; }

 signals:
  /// By the user.
  void valueChosen(double value);

 private:
  void createLayout(const Options& options);
  void connectSignals();
  void showPlace();

  SliderScale m_scale;
  QuietLabel* m_label = nullptr;
  NumberEdit* m_edit = nullptr;
  Slider* m_slider = nullptr;
};

}  // namespace backscope
