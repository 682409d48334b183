#pragma once

class QKeyEvent;

namespace backscope {

class Workbench;

/// Keys with which the network is changed by hand: G the lines, I the start's dial, K a lock, Shift+K one on a layer.
/// False for another.
bool pressHandKey(Workbench& workbench, const QKeyEvent& event);

}  // namespace backscope
