#pragma once

#include <QPointF>
#include <QRectF>
#include <QString>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace backscope {

/// Whole decades that a side of the axis shows: 10^low … 10^high.
struct DecadeRange {
  int low = 0;
  int high = 1;
  bool operator==(const DecadeRange&) const = default;
};

/// A spectrum and the line it is compared with.
struct SpectrumContent {
  std::vector<double> eigenvalues;  ///< ascending: first the negative ones, then the zeros, then the positive
  int negative = 0, zero = 0, positive = 0;
  std::optional<double> limit;  ///< 2/η
  std::size_t parameters = 0;   ///< more than there are eigenvalues where only the ends are known
  bool operator==(const SpectrumContent&) const = default;

  bool isWhole() const { return parameters == eigenvalues.size(); }
};

/// What the sides show; nothing of a side without eigenvalues. 2/η is shown up to two decades beyond the largest.
struct SpectrumRanges {
  std::optional<DecadeRange> negative;
  std::optional<DecadeRange> positive;
  /// So that the axis stands still while the values move inside it.
  void include(const SpectrumRanges& other);
  bool operator==(const SpectrumRanges&) const = default;
};
SpectrumRanges rangesOf(const SpectrumContent& content);

struct SpectrumTexts {
  std::function<double(const QString&)> width;
  double lineHeight = 14;
};

/// Where everything lies, in pixels: left the negative eigenvalues in decades, then the lane of those that count as 0,
/// right the positive ones. Near ones stand on one another, so that a column's height is their number.
struct SpectrumLayout {
  struct Tick {
    double x = 0;
    QString label;  ///< may be empty
  };
  struct Column {
    double x = 0;
    double top = 0;  ///< of its highest dot
    int count = 0;
  };
  QRectF area;
  std::optional<QRectF> negativeSide;
  std::optional<QRectF> zeroLane;
  std::optional<QRectF> positiveSide;
  double dot = 8;             ///< diameter
  std::vector<QPointF> dots;  ///< centres, in the order of the eigenvalues
  std::vector<Column> columns;
  std::vector<Tick> ticks;
  std::optional<double> limitX;
};
SpectrumLayout layoutSpectrum(const SpectrumContent& content, const SpectrumRanges& ranges, const QRectF& rect,
                              const SpectrumTexts& texts);

/// The eigenvalue whose dot is at a point, or nearest to it within a few pixels.
std::optional<int> eigenvalueAt(const SpectrumLayout& layout, const QPointF& point);

}  // namespace backscope
