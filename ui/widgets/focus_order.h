#pragma once

#include <QList>

class QWidget;

namespace backscope {

/// The widgets below `roots` that the tabulator may reach, as they are read: one root after the other, by their
/// layouts, in a grid line by line. Hidden ones and all of a row of choices too, so that they are in their place once
/// they are the one to be reached.
QList<QWidget*> readingOrder(const QList<QWidget*>& roots);

/// Makes the tabulator follow the reading order.
void chainFocus(const QList<QWidget*>& roots);

}  // namespace backscope
