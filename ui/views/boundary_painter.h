#pragma once

#include <QImage>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/theme/theme.h"
#include "ui/views/boundary_field.h"
#include "ui/views/boundary_geometry.h"
#include "ui/views/boundary_legend.h"
#include "ui/views/boundary_text.h"

class QPainter;

namespace backscope {

struct GhostLines;
class UnitLines;

/// What is to be painted.
struct BoundaryScene {
  const Snapshot* snapshot = nullptr;
  const ShownField* field = nullptr;
  const BoundaryLayout* layout = nullptr;
  PlotMap map;
  std::vector<LegendEntry> legend;
  std::vector<ReadoutCell> readout;
  std::optional<int> pointedExample;
  const UnitLines* lines = nullptr;                 ///< where they are shown
  const std::vector<GhostLines>* ghosts = nullptr;  ///< of other runs; may be null
  bool hasFocus = false;
  double largestTarget = 1;
  ThemeColors colors;
};

/// How large an example is drawn: many are drawn small, so that the field stays visible.
double pointRadius(const Dataset& data, const QRectF& plot);

/// The numbers at an axis of the plane, as many as fit.
std::vector<double> ticksFor(double low, double high, double pixels, bool isVertical);

/// What the text needs, from the fonts in force. With readout cells of one width, no value moves another.
BoundaryTypeSizes boundaryTypeSizes(const PlotMap& map, const QString& title, const std::vector<LegendEntry>& legend);

/// Paints the plot and what stands around it. The field is kept until the next snapshot, the examples until one of them
/// moves or changes sides.
class BoundaryPainter {
 public:
  void paint(QPainter& painter, const BoundaryScene& scene);
  void forgetField() { m_fieldImage = QImage(); }
  void forgetAll();
  /// How often the examples were drawn, not copied.
  int pointDrawings() const { return m_pointDrawings; }

 private:
  void paintField(QPainter& painter, const BoundaryScene& scene);
  void paintPoints(QPainter& painter, const BoundaryScene& scene);
  void drawPoints(QPainter& painter, const BoundaryScene& scene, double ratio);

  QImage m_fieldImage;
  QImage m_pointImage;
  std::optional<PointMarkSprites> m_sprites;
  std::vector<bool> m_drawnWrong;
  int m_pointDrawings = 0;
};

}  // namespace backscope
