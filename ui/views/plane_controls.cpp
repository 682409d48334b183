#include "ui/views/plane_controls.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStringList>

#include "ui/text/number_format.h"
#include "ui/views/boundary_geometry.h"
#include "ui/views/boundary_text.h"
#include "ui/widgets/choice_box.h"

namespace backscope {

PlaneControls::PlaneControls(QWidget* parent)
    : QWidget(parent),
      m_horizontal(new ChoiceBox(tr("Input along the horizontal axis"))),
      m_vertical(new ChoiceBox(tr("Input along the vertical axis"))),
      m_held(new QLabel) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addWidget(m_horizontal);
  layout->addWidget(m_vertical);
  layout->addWidget(m_held, 1);
  m_horizontal->setToolTip(m_horizontal->accessibleName());
  m_vertical->setToolTip(m_vertical->accessibleName());
  // Shortened rather than widening the view.
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
  m_held->setToolTip(heldText(m_inputs, m_plane));
  showHeld();
}

void PlaneControls::hideChoice() {
  m_horizontal->hide();
  m_vertical->hide();
  m_held->setWordWrap(true);
  showHeld();
}

int PlaneControls::heightIn(int width) const {
  return m_held->wordWrap() ? layout()->heightForWidth(width) : sizeHint().height();
}

void PlaneControls::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  layout()->activate();
  showHeld();
}

void PlaneControls::showHeld() {
  const QString text = heldText(m_inputs, m_plane);
  m_held->setText(m_held->wordWrap() ? text : m_held->fontMetrics().elidedText(text, Qt::ElideRight, m_held->width()));
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

QString heldText(int inputs, const InputPlane& plane) {
  const auto isHeld = [&](int i) { return i < inputs && i != plane.horizontal && i != plane.vertical; };
  QStringList held;
  for (int i = 0; i < inputs; ++i) {
    if (!isHeld(i)) continue;
    const int first = i;
    while (isHeld(i + 1) && heldValue(plane, i + 1) == heldValue(plane, first)) ++i;
    const QString names = i == first ? inputName(i) : QStringLiteral("%1…%2").arg(inputName(first), inputName(i));
    // Such a piece is not broken in two.
    held.append(QStringLiteral("%1\u00A0=\u00A0%2").arg(names, formatShort(heldValue(plane, first))));
  }
  return PlaneControls::tr("at %1").arg(held.join(QStringLiteral(", ")));
}

}  // namespace backscope
