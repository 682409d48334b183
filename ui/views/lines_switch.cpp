#include "ui/views/lines_switch.h"

#include "ui/views/unit_lines.h"

namespace backscope {

LinesSwitch::LinesSwitch(UnitLines* lines, QWidget* parent) : QCheckBox(tr("lines"), parent) {
  setAccessibleName(tr("Lines of the first layer’s units"));
  setToolTip(
      tr("The lines of the first layer’s units: drag the middle to move one, an end to turn it, the arrow to "
         "scale it (G)"));
  // A click must not bind Space to it: there it trains.
  setFocusPolicy(Qt::TabFocus);
  setChecked(lines->isShown());
  connect(this, &QCheckBox::clicked, lines, &UnitLines::setShown);
  connect(lines, &UnitLines::shown, this, &QCheckBox::setChecked);
  connect(lines, &UnitLines::possible, this, &QCheckBox::setVisible);
}

}  // namespace backscope
