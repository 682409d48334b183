#pragma once

class QWidget;

namespace backscope::shortcuts_box {

/// Shows all keys, until it is closed.
void open(QWidget* parent);

}  // namespace backscope::shortcuts_box
