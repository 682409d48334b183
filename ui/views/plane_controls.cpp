#include "ui/views/plane_controls.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStringList>

#include "ui/text/number_format.h"
#include "ui/views/boundary_geometry.h"
#include "ui/views/boundary_text.h"

namespace backscope {

PlaneControls::PlaneControls(QWidget* parent)
    : QWidget(parent), m_horizontal(new QComboBox), m_vertical(new QComboBox), m_held(new QLabel) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addWidget(m_horizontal);
  layout->addWidget(m_vertical);
  layout->addWidget(m_held, 1);
  m_horizontal->setAccessibleName(tr("Input along the horizontal axis"));
  m_vertical->setAccessibleName(tr("Input along the vertical axis"));
  m_horizontal->setToolTip(m_horizontal->accessibleName());
  m_vertical->setToolTip(m_vertical->accessibleName());
  // Elided by the layout rather than widening the view.
  m_held->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  for (QComboBox* box : {m_horizontal, m_vertical}) connect(box, &QComboBox::activated, this, &PlaneControls::choose);
}

void PlaneControls::setPlane(int inputs, const InputPlane& plane) {
  if (inputs == m_inputs && plane == m_plane) return;
  for (QComboBox* box : {m_horizontal, m_vertical}) {
    const QSignalBlocker blocker(box);
    if (inputs != m_inputs) {
      box->clear();
      for (int i = 0; i < inputs; ++i)
        box->addItem(box == m_horizontal ? tr("→ %1").arg(inputName(i)) : tr("↑ %1").arg(inputName(i)));
    }
    box->setCurrentIndex(box == m_horizontal ? plane.horizontal : plane.vertical);
  }
  m_inputs = inputs;
  m_plane = plane;
  m_held->setText(heldText());
  m_held->setToolTip(m_held->text());
}

void PlaneControls::choose() {
  InputPlane plane = m_plane;
  plane.horizontal = m_horizontal->currentIndex();
  plane.vertical = m_vertical->currentIndex();
  // The same input twice means that the two are to be exchanged.
  if (plane.horizontal == plane.vertical) {
    plane.horizontal = m_plane.vertical;
    plane.vertical = m_plane.horizontal;
  }
  if (plane == m_plane) return;
  setPlane(m_inputs, plane);
  emit planeChosen(plane);
}

QString PlaneControls::heldText() const {
  QStringList held;
  for (int i = 0; i < m_inputs; ++i)
    if (i != m_plane.horizontal && i != m_plane.vertical)
      held.append(tr("%1 = %2").arg(inputName(i), formatShort(heldValue(m_plane, i))));
  return tr("at %1").arg(held.join(tr(", ")));
}

}  // namespace backscope
