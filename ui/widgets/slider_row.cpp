#include "ui/widgets/slider_row.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/widgets/quiet_label.h"
#include "ui/widgets/slider.h"

namespace backscope {

SliderRow::SliderRow(const Options& options, QWidget* parent) : QWidget(parent), m_scale(options.scale) {
  createLayout(options);
  connectSignals();
}

void SliderRow::createLayout(const Options& options) {
  m_label = new QuietLabel(options.name, this);
  m_edit = new NumberEdit(options.name, options.range, options.style, this);
  m_slider = new Slider(this);
  m_slider->setAccessibleName(tr("%1, slider").arg(options.name));
  m_slider->setRange(0, kSliderPlaces);
  m_slider->setSingleStep(kSliderPlaces / 100);
  m_slider->setPageStep(kSliderPlaces / 10);
  setToolTip(options.hint);
  auto* line = new QHBoxLayout;
  line->setSpacing(4);
  line->addWidget(m_label, 1);
  line->addWidget(m_edit);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(line);
  column->addWidget(m_slider);
}

void SliderRow::connectSignals() {
  connect(m_slider, &QSlider::valueChanged, this, [this](int place) {
    const double chosen = valueAt(m_scale, place);
    if (chosen == m_edit->value()) return;
    m_edit->setValue(chosen);
    emit valueChosen(chosen);
  });
  connect(m_edit, &NumberEdit::valueChosen, this, [this](double value) {
    showPlace();
    emit valueChosen(value);
  });
}

double SliderRow::value() const { return m_edit->value(); }

void SliderRow::setValue(double value) {
  m_edit->setValue(value);
  showPlace();
}

void SliderRow::setScale(const SliderScale& scale) {
  m_scale = scale;
  showPlace();
}

/// Not while it is dragged: the session's answer must not move it under the hand.
void SliderRow::showPlace() {
  if (m_slider->isSliderDown()) return;
  const QSignalBlocker blocker(m_slider);
  m_slider->setValue(placeOf(m_scale, m_edit->value()));
  m_slider->update();
}

}  // namespace backscope
