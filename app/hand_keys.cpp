#include "app/hand_keys.h"

#include <QKeyEvent>

#include "app/workbench.h"
#include "ui/views/boundary_view.h"
#include "ui/views/network_view.h"
#include "ui/views/unit_lines.h"

namespace backscope {

bool pressHandKey(Workbench& workbench, const QKeyEvent& event) {
  UnitLines& lines = workbench.boundary().lines();
  switch (event.key()) {
    case Qt::Key_G:
      lines.setShown(!lines.isShown());
      return true;
    case Qt::Key_I:
      workbench.focusDial();
      return true;
    case Qt::Key_K:
      workbench.network().toggleFrozen(event.modifiers().testFlag(Qt::ShiftModifier));
      return true;
    default:
      return false;
  }
}

}  // namespace backscope
