#include "ui/views/ghost_curves.h"

#include "ui/compare/run_mark.h"
#include "ui/views/ladder_curves.h"

namespace backscope {

std::vector<PlotCurve> ghostLadders(const std::vector<Ghost>& ghosts, LadderChoice choice) {
  std::vector<PlotCurve> curves;
  for (const Ghost& ghost : ghosts) {
    if (!ghost.snapshot) continue;
    for (PlotCurve& curve : ladderCurves(*ghost.snapshot, choice)) {
      curve.name = ghost.letter + u' ' + curve.name;
      curve.symbol = ghost.letter + u' ' + curve.symbol;
      curve.style = PlotCurve::Style::DottedLine;
      curve.isGhost = true;
      curve.hasEndLabel = false;
      curves.push_back(std::move(curve));
    }
  }
  return curves;
}

std::vector<PlotCurve> ghostLosses(const std::vector<Ghost>& ghosts) {
  std::vector<PlotCurve> curves;
  for (const Ghost& ghost : ghosts) {
    if (!ghost.snapshot || !ghost.snapshot->series || ghost.snapshot->series->trainLoss.empty()) continue;
    PlotCurve curve;
    curve.name = ghost.letter;
    curve.color = ghost.color;
    // The first place has a solid line beside others, but here the present run has that.
    const PlotCurve::Style style = runStyle(runPlace(ghost.letter));
    curve.style = style == PlotCurve::Style::Line ? PlotCurve::Style::DashedLine : style;
    curve.series = std::shared_ptr<const Series>(ghost.snapshot->series, &ghost.snapshot->series->trainLoss);
    curve.isGhost = true;
    curves.push_back(std::move(curve));
  }
  return curves;
}

QString ghostNames(const std::vector<Ghost>& ghosts) {
  QStringList names;
  for (const Ghost& ghost : ghosts) names.append(QStringList{ghost.letter, ghost.name}.join(u' ').trimmed());
  return names.join(QStringLiteral(", "));
}

}  // namespace backscope
