#include "ui/views/plane_controls.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QStringList>

#include "ui/text/math_text.h"
#include "ui/text/number_format.h"
#include "ui/theme/theme.h"
#include "ui/views/boundary_geometry.h"
#include "ui/views/boundary_text.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/number_edit.h"

namespace backscope {

namespace {

constexpr int kGap = 6;
constexpr RealRange kHeldRange{-1e6, 1e6};

QString outputName(int output) { return plainMath(QStringLiteral("\u0177_{%1}").arg(output + 1)); }

std::vector<int> heldInputs(int inputs, const InputPlane& plane) {
  std::vector<int> held;
  for (int i = 0; i < inputs; ++i)
    if (i != plane.horizontal && i != plane.vertical) held.push_back(i);
  return held;
}

}  // namespace

PlaneControls::PlaneControls(QWidget* parent) : QWidget(parent) {
  createLayout();
  for (QComboBox* box : {m_horizontal, m_vertical})
    connect(box, &QComboBox::activated, this, &PlaneControls::chooseAxes);
  connect(m_output, &QComboBox::activated, this, &PlaneControls::outputChosen);
  connect(m_heldInput, &QComboBox::currentIndexChanged, this, &PlaneControls::showHeldInput);
  connect(m_heldValue, &NumberEdit::valueChosen, this, &PlaneControls::chooseHeldValue);
}

void PlaneControls::createLayout() {
  m_output = new ChoiceBox(tr("Output that is shown"));
  m_horizontal = new ChoiceBox(tr("Input along the horizontal axis"));
  m_vertical = new ChoiceBox(tr("Input along the vertical axis"));
  m_heldInput = new ChoiceBox(tr("Input that is held"));
  m_heldValue = new NumberEdit(tr("Value at which the input is held"), kHeldRange, {});
  m_rows = new QBoxLayout(QBoxLayout::LeftToRight, this);
  m_rows->setContentsMargins(0, 0, 0, 0);
  m_rows->setSpacing(kGap);
  auto* shown = new QHBoxLayout;
  auto* held = new QHBoxLayout;
  for (QComboBox* box : {m_output, m_horizontal, m_vertical, m_heldInput}) {
    box->setToolTip(box->accessibleName());
    (box == m_heldInput ? held : shown)->addWidget(box);
  }
  held->addWidget(m_heldValue);
  held->addStretch(1);
  for (QHBoxLayout* part : {shown, held}) {
    part->setSpacing(kGap);
    part->setAlignment(Qt::AlignLeft);
    m_rows->addLayout(part);
  }
  m_figureText = new QLabel;
  m_figureText->setWordWrap(true);
  m_figureText->hide();
  m_rows->addWidget(m_figureText, 1);
}

void PlaneControls::setOutputs(int outputs, int shown) {
  if (outputs != m_outputs) {
    m_output->clear();
    for (int k = 0; k < outputs; ++k) m_output->addItem(outputName(k));
  }
  m_outputs = outputs;
  m_output->setCurrentIndex(shown);
  m_output->setVisible(outputs > 1 && m_figureText->isHidden());
}

void PlaneControls::setPlane(int inputs, const InputPlane& plane) {
  if (inputs == m_inputs && plane == m_plane) return;
  const bool isOtherChoice = inputs != m_inputs;
  const bool isOtherHeld = isOtherChoice || heldInputs(inputs, plane) != heldInputs(m_inputs, m_plane);
  m_inputs = inputs;
  m_plane = plane;
  for (QComboBox* box : {m_horizontal, m_vertical}) {
    if (isOtherChoice) box->clear();
    for (int i = 0; isOtherChoice && i < inputs; ++i)
      box->addItem(box == m_horizontal ? tr("→ %1").arg(inputName(i)) : tr("↑ %1").arg(inputName(i)));
    box->setCurrentIndex(box == m_horizontal ? plane.horizontal : plane.vertical);
  }
  if (isOtherHeld) fillHeldInputs();
  for (QWidget* widget : {static_cast<QWidget*>(m_horizontal), static_cast<QWidget*>(m_vertical),
                          static_cast<QWidget*>(m_heldInput), static_cast<QWidget*>(m_heldValue)})
    widget->setVisible(inputs > 2 && m_figureText->isHidden());
  m_figureText->setText(inputs > 2 ? heldText(m_inputs, m_plane) : QString());
  showHeldInput();
}

void PlaneControls::hideChoice() {
  m_figureText->show();
  for (QWidget* widget :
       {static_cast<QWidget*>(m_output), static_cast<QWidget*>(m_horizontal), static_cast<QWidget*>(m_vertical),
        static_cast<QWidget*>(m_heldInput), static_cast<QWidget*>(m_heldValue)})
    widget->hide();
}

int PlaneControls::heightIn(int width) {
  if (!m_figureText->isHidden()) return m_figureText->heightForWidth(width);
  m_rows->setDirection(QBoxLayout::LeftToRight);
  m_rows->invalidate();
  if (m_rows->sizeHint().width() > width) m_rows->setDirection(QBoxLayout::TopToBottom);
  return sizeHint().height();
}

void PlaneControls::fillHeldInputs() {
  const int before = heldInput();
  const QSignalBlocker blocker(m_heldInput);
  m_heldInput->clear();
  for (const int i : heldInputs(m_inputs, m_plane)) m_heldInput->addItem(tr("at %1 =").arg(inputName(i)), i);
  m_heldInput->setCurrentIndex(std::max(0, m_heldInput->findData(before)));
}

int PlaneControls::heldInput() const {
  const QVariant input = m_heldInput->currentData();
  return input.isValid() ? input.toInt() : -1;
}

void PlaneControls::showHeldInput() {
  const int input = heldInput();
  if (input < 0) return;
  const QString all = tr("Inputs outside the plane are held %1").arg(heldText(m_inputs, m_plane));
  m_heldValue->setAccessibleName(tr("Value at which %1 is held").arg(inputName(input)));
  m_heldValue->setValue(heldValue(m_plane, input));
  m_heldInput->setToolTip(all);
  m_heldInput->setAccessibleDescription(all);
  m_heldValue->setToolTip(all);
}

/// The value's frame: alone beside boxes it would not look like something to edit.
void PlaneControls::paintEvent(QPaintEvent*) {
  if (!m_heldValue->isVisible()) return;
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(colors.controlBorder, 1));
  painter.setBrush(colors.control);
  painter.drawRoundedRect(QRectF(m_heldValue->geometry()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
}

void PlaneControls::take(const InputPlane& plane) {
  if (plane == m_plane) return;
  setPlane(m_inputs, plane);
  emit planeChosen(plane);
}

void PlaneControls::chooseAxes() {
  InputPlane plane = m_plane;
  plane.horizontal = m_horizontal->currentIndex();
  plane.vertical = m_vertical->currentIndex();
  // The same input twice means that the two are to be exchanged.
  if (plane.horizontal == plane.vertical) {
    plane.horizontal = m_plane.vertical;
    plane.vertical = m_plane.horizontal;
  }
  take(plane);
}

void PlaneControls::chooseHeldValue(double value) {
  const int input = heldInput();
  if (input < 0) return;
  InputPlane plane = m_plane;
  plane.held.resize(static_cast<std::size_t>(m_inputs));
  plane.held[static_cast<std::size_t>(input)] = value;
  take(plane);
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
    held.append(QStringLiteral("%1\u00A0=\u00A0%2").arg(names, numberText({}, heldValue(plane, first))));
  }
  return PlaneControls::tr("at %1").arg(held.join(QStringLiteral(", ")));
}

}  // namespace backscope
