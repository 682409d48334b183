#pragma once

#include <QAbstractScrollArea>
#include <QLineEdit>
#include <QStringList>
#include <QWidget>

namespace backscope::test {

/// Every shown widget below `root` that takes the keyboard's focus.
inline QList<QWidget*> focusableWidgets(const QWidget& root) {
  QList<QWidget*> found;
  for (QWidget* widget : root.findChildren<QWidget*>())
    if (widget->isVisibleTo(&root) && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0)
      found.append(widget);
  return found;
}

/// Those of them that a screen reader could not name, by their class.
inline QStringList namelessWidgets(const QWidget& root) {
  QStringList nameless;
  for (const QWidget* widget : focusableWidgets(root))
    if (widget->accessibleName().isEmpty()) nameless.append(QString::fromLatin1(widget->metaObject()->className()));
  return nameless;
}

}  // namespace backscope::test
