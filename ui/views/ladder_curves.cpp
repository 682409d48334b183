#include "ui/views/ladder_curves.h"

#include <QCoreApplication>

#include "ui/text/notation.h"
#include "ui/theme/theme.h"

namespace backscope {

std::vector<PlotCurve> ladderCurves(const Snapshot& snapshot, LadderChoice /*choice*/) {
  const ThemeColors& colors = Theme::instance().colors();
  std::vector<PlotCurve> curves;
  const std::size_t count = snapshot.series ? snapshot.series->delta.size() : 0;
  for (std::size_t i = 0; i < count; ++i) {
    const int layer = static_cast<int>(i) + 1;
    curves.push_back({QCoreApplication::translate("LadderCurves", "layer %1").arg(layerNumber(layer)),
                      layerMarkup(QStringLiteral("δ"), layer), layerColor(colors, layer, static_cast<int>(count)),
                      PlotCurve::Style::Line,
                      std::shared_ptr<const Series>(snapshot.series, &snapshot.series->delta[i])});
  }
  return curves;
}

}  // namespace backscope
