#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

namespace backscope {

/// The tabs of the analyses, in their order; the window's state remembers the number.
enum class AnalysisTab {
  Activations,
  Deltas,
  Values,
  Gradients,
  Slopes,
  Start,
  Symmetry,
  Mirrors,
  InitMap,
  Depth,
  Starts,
  Surface,
  Line,
  Curvature,
  Known
};

/// Some tabs that belong together.
struct AnalysisGroup {
  QString name;
  QString hint;
  AnalysisTab first;
};

/// In their order, each from its first tab to the next one's.
QList<AnalysisGroup> analysisGroups();

/// With the letter that chooses it in a menu behind an &.
QString menuTextOf(AnalysisTab tab);
QString nameOf(AnalysisTab tab);
/// What it shows, and its key.
QString hintOf(AnalysisTab tab);
/// Ctrl with the place's last digit; many starts, for which there is none left, have M, and the loss surface's tabs F6
/// to F9.
QKeySequence shortcutOf(AnalysisTab tab);

/// Gives the tabs the network's room, and takes it back.
QKeySequence enlargeKey();

/// All tabs in their order.
QList<AnalysisTab> analysisTabs();

}  // namespace backscope
