#include "ui/views/boundary_field.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "ui/views/contour_lines.h"
#include "ui/views/field_painting.h"

namespace backscope {

namespace {

using Maps = std::vector<std::vector<float>>;

void addLines(ShownField& field, std::span<const float> values, int rows, int columns, double level, bool isMain) {
  for (QPolygonF& line : contourLinesToTheRim(values, rows, columns, level))
    field.lines.push_back({level, isMain, std::move(line)});
}

/// The largest output, and by how much it exceeds the second, as a share of the whole scale.
struct Winner {
  int output = 0;
  double margin = 0;
};

Winner winnerAt(const Maps& outputs, std::size_t cell, double span) {
  Winner winner;
  float best = -std::numeric_limits<float>::infinity();
  float second = best;
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    const float value = outputs[k][cell];
    if (std::isnan(value)) return {-1, 0};
    if (value > best) {
      second = best;
      best = value;
      winner.output = static_cast<int>(k);
    } else if (value > second) {
      second = value;
    }
  }
  winner.margin = std::clamp(static_cast<double>(best - second) / span, 0.0, 1.0);
  return winner;
}

QRgb mix(const QColor& from, const QColor& to, double share) {
  const auto channel = [share](int a, int b) { return static_cast<int>(std::lround(a + share * (b - a))); };
  return qRgb(channel(from.red(), to.red()), channel(from.green(), to.green()), channel(from.blue(), to.blue()));
}

/// The class's colour as a field: a little calmer than that of its marks, so that these stand out.
QColor classFieldColor(const ThemeColors& colors, int classIndex, int classes) {
  return QColor(mix(colors.zeroField, classColor(colors, classIndex, classes), colors.dark ? 0.62 : 0.8));
}

QImage classImage(const Maps& outputs, int rows, int columns, double span, const ThemeColors& colors) {
  QImage image(columns, rows, QImage::Format_ARGB32_Premultiplied);
  const int classes = static_cast<int>(outputs.size());
  std::vector<QColor> ends;
  ends.reserve(outputs.size());
  for (int k = 0; k < classes; ++k) ends.push_back(classFieldColor(colors, k, classes));
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c) {
      const Winner winner = winnerAt(outputs, static_cast<std::size_t>(r * columns + c), span);
      const QRgb color = winner.output < 0 ? qRgba(0, 0, 0, 0)
                                           : mix(colors.zeroField, ends[static_cast<std::size_t>(winner.output)],
                                                 0.35 + 0.65 * winner.margin);
      reinterpret_cast<QRgb*>(image.scanLine(r))[c] = color;
    }
  return image;
}

/// Where class k's output equals the largest of the others. Every border between two classes is that of the first of
/// them.
void addClassLines(ShownField& field, const Maps& outputs, int rows, int columns) {
  std::vector<float> lead(outputs.front().size());
  for (std::size_t k = 0; k + 1 < outputs.size(); ++k) {
    for (std::size_t i = 0; i < lead.size(); ++i) {
      float other = -std::numeric_limits<float>::infinity();
      for (std::size_t m = 0; m < outputs.size(); ++m)
        if (m != k) other = std::max(other, outputs[m][i]);
      lead[i] = outputs[k][i] - other;
    }
    addLines(field, lead, rows, columns, 0, true);
  }
}

QString outputMarkup(const Snapshot& snapshot, int output) {
  const Architecture& architecture = snapshot.parameters.architecture();
  return unitMarkup(architecture, {architecture.outputLayer(), output});
}

bool isNoNumber(std::span<const float> values) {
  return std::all_of(values.begin(), values.end(), [](float value) { return std::isnan(value); });
}

void showUnit(ShownField& field, const Snapshot& snapshot, const ThemeColors& colors) {
  const Architecture& architecture = snapshot.parameters.architecture();
  const UnitId unit = *snapshot.enlargedUnit;
  const InputGrid& grid = snapshot.boundary;
  field.kind = ShownField::Kind::Unit;
  field.unit = unit;
  field.title = unitMarkup(architecture, unit);
  field.image = fieldImage(colors, field.scale, snapshot.enlargedMap, grid.rows, grid.resolution);
  field.isHatched = hasNaN(snapshot.enlargedMap);
  field.isNoNumber = isNoNumber(snapshot.enlargedMap);
  if (unit.layer == 1)
    field.unitLine = unitLine(snapshot.parameters, unit.unit, grid.plane);
  else if (unit.layer > 1)
    addLines(field, snapshot.enlargedMap, grid.rows, grid.resolution, field.scale.mid, true);
}

void showOutput(ShownField& field, const Snapshot& snapshot, const Maps& outputs, const ThemeColors& colors) {
  const InputGrid& grid = snapshot.boundary;
  const bool isRegression = snapshot.data->classes() == 0;
  const QString letter = isRegression ? outputMarkup(snapshot, field.output) : QString(QChar(0x0177));
  field.title = letter + QStringLiteral("(x_{%1}, x_{%2})").arg(grid.plane.horizontal + 1).arg(grid.plane.vertical + 1);
  if (outputs.size() > 1 && !isRegression) {
    field.isHatched =
        std::any_of(outputs.begin(), outputs.end(), [](const std::vector<float>& map) { return hasNaN(map); });
    field.isNoNumber =
        std::any_of(outputs.begin(), outputs.end(), [](const std::vector<float>& map) { return isNoNumber(map); });
    field.kind = ShownField::Kind::Classes;
    field.image = classImage(outputs, grid.rows, grid.resolution, field.scale.high - field.scale.low, colors);
    addClassLines(field, outputs, grid.rows, grid.resolution);
    return;
  }
  const std::vector<float>& shown = outputs[static_cast<std::size_t>(field.output)];
  field.kind = ShownField::Kind::Output;
  field.image = fieldImage(colors, field.scale, shown, grid.rows, grid.resolution);
  field.isHatched = hasNaN(shown);
  field.isNoNumber = isNoNumber(shown);
  if (!isRegression) {
    addLines(field, shown, grid.rows, grid.resolution, classThreshold(snapshot.data->coding), true);
    return;
  }
  for (const double level : regressionLevels(field.scale))
    addLines(field, shown, grid.rows, grid.resolution, level, level == 0);
}

/// Of one input: the unit's curve, the regression's one output, or all outputs that stand for classes.
void showCurves(ShownField& field, const Snapshot& snapshot) {
  const Maps& outputs = snapshot.boundary.maps.back();
  field.kind = ShownField::Kind::Curves;
  if (snapshot.enlargedUnit && !snapshot.enlargedMap.empty()) {
    field.unit = snapshot.enlargedUnit;
    field.title = unitMarkup(snapshot.parameters.architecture(), *snapshot.enlargedUnit);
    field.curves = {snapshot.enlargedMap};
  } else if (snapshot.data->classes() == 0) {
    field.title = outputMarkup(snapshot, field.output);
    field.curves = {outputs[static_cast<std::size_t>(field.output)]};
  } else {
    field.title = QString(QChar(0x0177));
    field.curves = outputs;
  }
  field.isNoNumber = std::ranges::all_of(field.curves, [](const std::vector<float>& map) { return isNoNumber(map); });
}

/// Where the classes part.
void addBoundary(ShownField& field, const Snapshot& snapshot, const Maps& outputs) {
  const InputGrid& grid = snapshot.boundary;
  if (outputs.size() > 1)
    addClassLines(field, outputs, grid.rows, grid.resolution);
  else
    addLines(field, outputs.front(), grid.rows, grid.resolution, classThreshold(snapshot.data->coding), true);
}

}  // namespace

std::vector<LevelLine> mainLines(const Snapshot& snapshot, int output) {
  const InputGrid& grid = snapshot.boundary;
  ShownField field;
  if (grid.rows <= 1 || grid.maps.empty() || grid.maps.back().empty()) return {};
  const Maps& outputs = grid.maps.back();
  if (snapshot.data->classes() > 0)
    addBoundary(field, snapshot, outputs);
  else
    addLines(field, outputs[static_cast<std::size_t>(std::min(output, snapshot.data->outputs - 1))], grid.rows,
             grid.resolution, 0, true);
  return std::move(field.lines);
}

std::vector<double> regressionLevels(const FieldScale& scale) { return planeTicks(scale.low, scale.high, 5); }

ShownField showField(const Snapshot& snapshot, const ThemeColors& colors, double largestTarget, int output) {
  ShownField field;
  const InputGrid& grid = snapshot.boundary;
  if (grid.resolution <= 0 || grid.maps.empty() || grid.maps.back().empty()) return field;
  if (snapshot.data->classes() == 0 && output < snapshot.data->outputs) field.output = output;
  const bool isUnit = snapshot.enlargedUnit.has_value() && !snapshot.enlargedMap.empty();
  const int layer = isUnit ? snapshot.enlargedUnit->layer : snapshot.parameters.architecture().outputLayer();
  field.scale = fieldScale(snapshot, layer, largestTarget);
  if (grid.rows == 1) {
    showCurves(field, snapshot);
  } else if (isUnit) {
    showUnit(field, snapshot, colors);
  } else {
    showOutput(field, snapshot, grid.maps.back(), colors);
  }
  return field;
}

PlotMap plotMap(const Snapshot& snapshot, const ShownField& field, const QRectF& plot, double largestTarget) {
  const InputPlane& plane = snapshot.boundary.resolution > 0 ? snapshot.boundary.plane : snapshot.units.plane;
  PlotMap map{plot, plane.low, plane.high, plane.low, plane.high};
  if (plane.vertical >= 0) return map;
  const bool isShare = snapshot.data->coding == TargetCoding::ZeroOne;
  const bool isUnit = field.unit.has_value();
  map.top = isUnit ? 1.15 * field.scale.high : 1.25 * largestTarget;
  map.bottom = isUnit ? map.top - 1.3 * (field.scale.high - field.scale.low) : isShare ? -0.25 : -map.top;
  return map;
}

}  // namespace backscope
