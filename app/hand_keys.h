#pragma once

class QKeyEvent;

namespace backscope {

class Workbench;

/// Keys with which the network is changed by hand: G the lines, K a lock, Shift+K one on a layer. False for another.
bool pressHandKey(const Workbench& workbench, const QKeyEvent& event);

}  // namespace backscope
