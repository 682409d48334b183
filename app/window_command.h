#pragma once

class QString;

namespace backscope {

/// Opens the window on a session file or a lesson's name; on the XOR lesson where `fileOrEmpty` is empty. Makes the
/// application object itself and returns when the window is closed, with the program's exit code.
int runWindow(int argc, char** argv, const QString& fileOrEmpty);

}  // namespace backscope
