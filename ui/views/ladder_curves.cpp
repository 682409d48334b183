#include "ui/views/ladder_curves.h"

#include <QCoreApplication>

#include "ui/text/notation.h"
#include "ui/theme/theme.h"
#include "ui/views/ladder_text.h"

namespace backscope {

std::vector<PlotCurve> ladderCurves(const Snapshot& snapshot, LadderChoice choice) {
  if (!snapshot.series || snapshot.series->choice != choice) return {};
  const ThemeColors& colors = Theme::instance().colors();
  const std::vector<Series>& ladder = ladderOf(*snapshot.series);
  // ∂L/∂W in full would take the curves' room.
  const QString letter =
      choice.quantity == LadderQuantity::Gradient ? QStringLiteral("W") : ladderLetter(choice.quantity);
  const int count = static_cast<int>(ladder.size());
  std::vector<PlotCurve> curves;
  for (int layer = 1; layer <= count; ++layer)
    curves.push_back({QCoreApplication::translate("LadderCurves", "layer %1").arg(layerNumber(layer)),
                      layerMarkup(letter, layer), layerColor(colors, layer, count), PlotCurve::Style::Line,
                      std::shared_ptr<const Series>(snapshot.series, &ladder[static_cast<std::size_t>(layer - 1)])});
  return curves;
}

}  // namespace backscope
