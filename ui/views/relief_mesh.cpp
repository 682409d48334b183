#include "ui/views/relief_mesh.h"

#include <algorithm>
#include <cmath>

namespace backscope {

namespace {

/// So many lines to each side.
constexpr int kLines = 10;
/// What a slope that turns its back on the light keeps of its colour, and what one that faces it gains.
constexpr double kShade = 0.5;
constexpr double kGain = 0.62;

QRgb lit(QRgb color, double light) {
  const double factor = kShade + kGain * light;
  const auto channel = [factor](int c) { return std::min(255, static_cast<int>(std::lround(c * factor))); };
  return qRgb(channel(qRed(color)), channel(qGreen(color)), channel(qBlue(color)));
}

double lineAt(double low, double high, int k, int count) { return low + (high - low) * k / (count - 1); }

/// The indices of the grid's lines within the window, `every` apart, the last always among them.
std::vector<int> linesIn(double low, double high, double gridLow, double gridHigh, int count, int every) {
  std::vector<int> lines;
  const double slack = 1e-9 * (gridHigh - gridLow);
  int last = -1;
  for (int k = 0; k < count; ++k) {
    const double value = lineAt(gridLow, gridHigh, k, count);
    if (value < low - slack || value > high + slack) continue;
    if (lines.empty() || k - lines.back() >= every) lines.push_back(k);
    last = k;
  }
  if (last >= 0 && lines.back() != last) lines.push_back(last);
  return lines;
}

class Mesher {
 public:
  Mesher(const SurfaceScene& scene, const ReliefProjection& projection, const SurfaceColors& colors, int every)
      : m_scene(scene),
        m_projection(projection),
        m_colors(colors),
        m_isRightFar(projection.away(1, 0) > 0),
        m_isTopFar(projection.away(0, 1) > 0) {
    const LossSurface& surface = *scene.scaled.surface;
    const SurfaceWindow& grid = surface.window;
    m_columns =
        linesIn(scene.window.alphaLow, scene.window.alphaHigh, grid.alphaLow, grid.alphaHigh, surface.columns, every);
    m_rows = linesIn(scene.window.betaLow, scene.window.betaHigh, grid.betaLow, grid.betaHigh, surface.rows, every);
    for (const int row : m_rows)
      for (const int column : m_columns) addPoint(column, row);
  }

  std::vector<ReliefQuad> quads() const {
    const int columns = static_cast<int>(m_columns.size()) - 1;
    const int rows = static_cast<int>(m_rows.size()) - 1;
    std::vector<ReliefQuad> found;
    if (columns < 1 || rows < 1) return found;
    found.reserve(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
    for (int r = 0; r < rows; ++r)
      for (int c = 0; c < columns; ++c)
        addQuad(found, m_isRightFar ? columns - 1 - c : c, m_isTopFar ? rows - 1 - r : r);
    return found;
  }

 private:
  struct Point {
    QPointF place;
    double x = 0;
    double y = 0;
    double z = 0;  ///< NaN in a hole
  };

  void addPoint(int column, int row) {
    const LossSurface& surface = *m_scene.scaled.surface;
    const SurfaceWindow& window = m_scene.window;
    const auto index =
        static_cast<std::size_t>(row) * static_cast<std::size_t>(surface.columns) + static_cast<std::size_t>(column);
    Point point{{},
                boxPlace(lineAt(surface.window.alphaLow, surface.window.alphaHigh, column, surface.columns),
                         window.alphaLow, window.alphaHigh),
                boxPlace(lineAt(surface.window.betaLow, surface.window.betaHigh, row, surface.rows), window.betaLow,
                         window.betaHigh),
                m_scene.scaled.scale.shareOf(static_cast<double>(m_scene.scaled.coordinates[index]))};
    if (!std::isnan(point.z)) point.place = m_projection.at(point.x, point.y, point.z);
    m_points.push_back(point);
  }

  const Point& point(int column, int row) const {
    return m_points[static_cast<std::size_t>(row) * m_columns.size() + static_cast<std::size_t>(column)];
  }

  void addQuad(std::vector<ReliefQuad>& found, int column, int row) const {
    const std::array<const Point*, 4> p{&point(column, row), &point(column + 1, row), &point(column + 1, row + 1),
                                        &point(column, row + 1)};
    double middle = 0;
    for (const Point* corner : p) middle += corner->z / 4;
    if (std::isnan(middle)) return;
    const double slopeX = (p[1]->z + p[2]->z - p[0]->z - p[3]->z) / (p[1]->x - p[0]->x) / 2;
    const double slopeY = (p[2]->z + p[3]->z - p[0]->z - p[1]->z) / (p[3]->y - p[0]->y) / 2;
    ReliefQuad quad;
    // A line at an edge is painted with the nearer of its two pieces: the further one would be painted over.
    constexpr std::array<std::array<std::size_t, 4>, 4> kFarFirst{
        {{1, 0, 3, 2}, {0, 1, 2, 3}, {2, 3, 0, 1}, {3, 2, 1, 0}}};
    const std::array<std::size_t, 4>& order = kFarFirst[(m_isTopFar ? 2U : 0U) + (m_isRightFar ? 1U : 0U)];
    for (std::size_t k = 0; k < p.size(); ++k) quad.corners[k] = p[order[k]]->place;
    quad.color = lit(surfaceColor(m_colors, middle), m_projection.light(slopeX, slopeY));
    quad.hasRowLine = isLine(m_rows, row + (m_isTopFar ? 1 : 0), m_scene.scaled.surface->rows);
    quad.hasColumnLine = isLine(m_columns, column + (m_isRightFar ? 1 : 0), m_scene.scaled.surface->columns);
    found.push_back(quad);
  }

  static bool isLine(const std::vector<int>& lines, int k, int count) {
    const int apart = std::max(1, (count - 1) / kLines);
    return lines[static_cast<std::size_t>(k)] % apart == 0;
  }

  const SurfaceScene& m_scene;
  const ReliefProjection& m_projection;
  const SurfaceColors& m_colors;
  bool m_isRightFar;
  bool m_isTopFar;
  std::vector<int> m_columns;
  std::vector<int> m_rows;
  std::vector<Point> m_points;
};

}  // namespace

double boxPlace(double value, double low, double high) { return 2 * (value - low) / (high - low) - 1; }

std::vector<ReliefQuad> reliefQuads(const SurfaceScene& scene, const ReliefProjection& projection,
                                    const SurfaceColors& colors, int every) {
  return Mesher(scene, projection, colors, every).quads();
}

}  // namespace backscope
