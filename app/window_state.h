#pragma once

#include <QByteArray>

#include "core/training/ladder_choice.h"
#include "ui/text/notation.h"
#include "ui/theme/theme.h"

namespace backscope {

/// What the window remembers from one start to the next, in the user's settings.
struct WindowState {
  QByteArray geometry;
  QByteArray division;  ///< how the room is shared between the views
  Theme::Mode theme = Theme::Mode::System;
  Notation notation;
  double fontSize = 10;  ///< points, kSmallestFont…kLargestFont
  bool isMovementWanted = true;
  bool isLossLog = true;
  bool areLinesShown = false;     ///< of the first layer's units
  bool areSettingsWanted = true;  ///< beside the views, where there is room
  int tab = 1;
  LadderChoice ladder;  ///< of the deltas
};

inline constexpr double kSmallestFont = 9;
inline constexpr double kLargestFont = 28;

/// With the defaults for what is missing or makes no sense.
WindowState loadWindowState();
void saveWindowState(const WindowState& state);

/// Sets the application's font to the program's own at this size.
void applyFontSize(double points);

}  // namespace backscope
