#include "ui/views/parameter_editor.h"

#include <QApplication>
#include <QIcon>
#include <QKeyEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <cmath>

#include "ui/text/number_parse.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/lock_marks.h"

namespace backscope {

namespace {

constexpr double kStep = 0.1;
constexpr double kWideStep = 1;
constexpr double kFineStep = 0.01;
/// 0.1 + 0.2 is meant to be 0.3.
constexpr double kDigits = 1e12;
constexpr int kWheelStep = 120;

}  // namespace

ParameterEditor::ParameterEditor(double value, const QString& accessibleName, QWidget* parent)
    : QLineEdit(editableNumber(value), parent), m_first(value), m_original(text()) {
  setAccessibleName(accessibleName);
  setFont(numberFont());
  setAlignment(Qt::AlignCenter);
  setRejected(false);
  selectAll();
  connect(this, &QLineEdit::textEdited, this, [this] { setRejected(false); });
  qApp->installEventFilter(this);
}

void ParameterEditor::showFrozen() {
  m_remark = tr("Frozen: training leaves it as it is.");
  setAccessibleDescription(m_remark);
  setToolTip(m_remark);
  addAction(QIcon(lockPicture(Theme::instance().colors().mutedText, lockHeight(), devicePixelRatioF())),
            LeadingPosition);
}

bool ParameterEditor::eventFilter(QObject* watched, QEvent* event) {
  // A click on something that takes no focus is a click away, too.
  if (event->type() == QEvent::MouseButtonPress && watched->isWidgetType()) {
    const auto* widget = static_cast<QWidget*>(watched);
    if (widget != this && !isAncestorOf(widget) && widget->window() == window()) commit();
  }
  return QLineEdit::eventFilter(watched, event);
}

void ParameterEditor::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      commit();
      return;
    case Qt::Key_Escape:
      giveUp();
      return;
    case Qt::Key_Up:
    case Qt::Key_Down:
      nudge(event->key() == Qt::Key_Up ? 1 : -1, event->modifiers());
      return;
    default:
      QLineEdit::keyPressEvent(event);
  }
}

void ParameterEditor::focusOutEvent(QFocusEvent* event) {
  QLineEdit::focusOutEvent(event);
  const bool comesBack = event->reason() == Qt::PopupFocusReason || event->reason() == Qt::ActiveWindowFocusReason;
  if (!comesBack) commit();
}

void ParameterEditor::wheelEvent(QWheelEvent* event) {
  // With Alt the wheel is that of the other axis.
  const QPoint turned = event->angleDelta();
  nudge((turned.y() != 0 ? turned.y() : turned.x()) / kWheelStep, event->modifiers());
  event->accept();
}

void ParameterEditor::nudge(int steps, Qt::KeyboardModifiers modifiers) {
  const std::optional<double> value = parseNumber(text());
  if (!value) return setRejected(true);
  if (steps == 0) return;
  const bool isWide = modifiers.testFlag(Qt::ShiftModifier);
  const double step = isWide ? kWideStep : modifiers.testFlag(Qt::AltModifier) ? kFineStep : kStep;
  const double moved = *value + steps * step;
  const double rounded = std::abs(moved) < kDigits ? std::round(moved * kDigits) / kDigits : moved;
  m_isNudged = true;
  m_original = editableNumber(rounded);
  setText(m_original);
  setRejected(false);
  emit valueNudged(rounded);
}

void ParameterEditor::giveUp() {
  if (m_isNudged && !m_isClosed) emit valueNudged(m_first);
  close();
}

void ParameterEditor::commit() {
  if (m_isClosed) return;
  if (text() == m_original) {
    close();
    return;
  }
  const std::optional<double> value = parseNumber(text());
  if (!value) {
    setRejected(true);
    return;
  }
  m_isClosed = true;
  emit valueChosen(*value);
  emit finished();
}

void ParameterEditor::close() {
  if (m_isClosed) return;
  m_isClosed = true;
  emit finished();
}

void ParameterEditor::setRejected(bool isRejected) {
  m_isRejected = isRejected;
  const ThemeColors& colors = Theme::instance().colors();
  const QColor& frame = isRejected ? colors.warning : colors.accent;
  setStyleSheet(
      QStringLiteral(
          "QLineEdit { border: 2px solid %1; border-radius: 4px; background: %2; color: %3; padding: 1px 4px; }")
          .arg(frame.name(), colors.control.name(), colors.text.name()));
  setToolTip(isRejected ? tr("Expected a finite number, such as 0.5, 0,5, 1e-3 or 1/3.") : m_remark);
  if (isRejected && isVisible()) QToolTip::showText(mapToGlobal(rect().bottomLeft()), toolTip(), this);
}

}  // namespace backscope
