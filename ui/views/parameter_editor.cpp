#include "ui/views/parameter_editor.h"

#include <QApplication>
#include <QKeyEvent>
#include <QToolTip>

#include "ui/text/number_parse.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

ParameterEditor::ParameterEditor(double value, const QString& accessibleName, QWidget* parent)
    : QLineEdit(editableNumber(value), parent), m_original(text()) {
  setAccessibleName(accessibleName);
  setFont(numberFont());
  setAlignment(Qt::AlignCenter);
  setRejected(false);
  selectAll();
  connect(this, &QLineEdit::textEdited, this, [this] { setRejected(false); });
  qApp->installEventFilter(this);
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
      close();
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
  setToolTip(isRejected ? tr("Expected a finite number, such as 0.5, 0,5, 1e-3 or 1/3.") : QString());
  if (isRejected && isVisible()) QToolTip::showText(mapToGlobal(rect().bottomLeft()), toolTip(), this);
}

}  // namespace backscope
