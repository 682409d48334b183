#include "ui/views/spectrum_layout.h"

#include <algorithm>
#include <cmath>

#include "ui/text/number_format.h"

namespace backscope {

namespace {

constexpr double kSideGap = 10;
constexpr double kLaneShare = 0.3;  // of the width at most
constexpr int kBeyond = 2;          // decades
constexpr double kReach = 9;        // pixels around a dot
/// Of a dot's diameter.
constexpr double kFootShare = 1.4;
constexpr double kRoomyStep = 2;
/// Of the height, where there is room for it.
constexpr double kRoomyFoot = 0.22;
/// Decades left at the ends of an axis, so that nothing stands right at them.
constexpr double kMargin = 0.15;

DecadeRange decadesOf(double least, double largest) {
  return {static_cast<int>(std::floor(std::log10(least) - kMargin)),
          static_cast<int>(std::ceil(std::log10(largest) + kMargin))};
}

void unite(std::optional<DecadeRange>& one, const std::optional<DecadeRange>& other) {
  if (!one || !other) {
    if (!one) one = other;
    return;
  }
  one->low = std::min(one->low, other->low);
  one->high = std::max(one->high, other->high);
}

int decades(const std::optional<DecadeRange>& range) { return range ? range->high - range->low : 0; }

double shareOf(const DecadeRange& range, double size) {
  const double share = (std::log10(size) - range.low) / (range.high - range.low);
  return std::clamp(share, 0.0, 1.0);
}

class Maker {
 public:
  Maker(const SpectrumContent& content, const SpectrumRanges& ranges, const QRectF& rect, const SpectrumTexts& texts)
      : m_content(content), m_ranges(ranges), m_texts(texts) {
    m_layout.area = QRectF(rect.left(), rect.top() + 2 * texts.lineHeight + 4, rect.width(),
                           std::max(1.0, rect.height() - 3 * texts.lineHeight - 10));
    m_layout.dot = std::clamp(0.6 * texts.lineHeight, 6.0, 14.0);
  }
  SpectrumLayout make() {
    placeSides();
    placeTicks();
    placeDots();
    return m_layout;
  }

 private:
  void placeSides() {
    const bool hasZeros = m_content.zero > 0;
    const int all = decades(m_ranges.negative) + decades(m_ranges.positive);
    const double lane = hasZeros ? std::min(kLaneShare * m_layout.area.width(),
                                            std::max(3 * m_layout.dot, m_texts.width(QStringLiteral("000")) + 8))
                                 : 0;
    int gaps = (m_ranges.negative ? 1 : 0) + (m_ranges.positive ? 1 : 0) + (hasZeros ? 1 : 0) - 1;
    gaps = std::max(gaps, 0);
    const double room = std::max(1.0, m_layout.area.width() - lane - gaps * kSideGap);
    double x = m_layout.area.left();
    const auto take = [&](double width) {
      const QRectF part(x, m_layout.area.top(), width, m_layout.area.height());
      x += width + kSideGap;
      return part;
    };
    if (m_ranges.negative) m_layout.negativeSide = take(room * decades(m_ranges.negative) / all);
    if (hasZeros) m_layout.zeroLane = all > 0 ? take(lane) : take(room + lane);
    if (m_ranges.positive) m_layout.positiveSide = take(room * decades(m_ranges.positive) / all);
  }

  double xOf(double lambda) const {
    const double inset = m_layout.dot / 2;
    if (lambda < 0) {
      const QRectF side = m_layout.negativeSide->adjusted(inset, 0, -inset, 0);
      return side.right() - shareOf(*m_ranges.negative, -lambda) * side.width();
    }
    const QRectF side = m_layout.positiveSide->adjusted(inset, 0, -inset, 0);
    return side.left() + shareOf(*m_ranges.positive, lambda) * side.width();
  }

  void placeTicks() {
    const auto place = [&](const DecadeRange& range, const QRectF& side, double sign) {
      const double pixels = side.width() / (range.high - range.low);
      const double wide = m_texts.width(QStringLiteral("−10⁻¹⁰")) + 6;
      const int step = std::max(1, static_cast<int>(std::ceil(wide / std::max(1.0, pixels))));
      for (int n = 0; n <= range.high - range.low; ++n) {
        const int k = sign < 0 ? range.high - n : range.low + n;  // from left to right
        const bool isNamed = (range.high - k) % step == 0;
        const QString sign10 = sign < 0 ? QStringLiteral("−") : QString();
        m_layout.ticks.push_back({xOf(sign * std::pow(10.0, k)), isNamed ? sign10 + formatPowerOfTen(k) : QString()});
      }
    };
    if (m_ranges.negative) place(*m_ranges.negative, *m_layout.negativeSide, -1);
    if (m_layout.zeroLane) m_layout.ticks.push_back({m_layout.zeroLane->center().x(), QStringLiteral("0")});
    if (m_ranges.positive) place(*m_ranges.positive, *m_layout.positiveSide, 1);
    if (!m_content.limit || !m_ranges.positive) return;
    const double exponent = std::log10(*m_content.limit);
    if (exponent >= m_ranges.positive->low && exponent <= m_ranges.positive->high)
      m_layout.limitX = xOf(*m_content.limit);
  }

  void placeDots() {
    const auto count = static_cast<int>(m_content.eigenvalues.size());
    std::vector<int> levels;
    for (int k = 0; k < count; ++k) {
      const bool isZero = k >= m_content.negative && k < m_content.negative + m_content.zero;
      const double x =
          isZero ? m_layout.zeroLane->center().x() : xOf(m_content.eigenvalues[static_cast<std::size_t>(k)]);
      if (m_layout.columns.empty() || std::abs(x - m_layout.columns.back().x) > 0.9 * m_layout.dot ||
          k == m_content.negative || k == m_content.negative + m_content.zero)
        m_layout.columns.push_back({x, 0, 0});
      levels.push_back(m_layout.columns.back().count++);
      m_layout.dots.emplace_back(x, 0);
    }
    stack(levels);
  }

  void stack(const std::vector<int>& levels) {
    int most = 1;
    for (const SpectrumLayout::Column& column : m_layout.columns) most = std::max(most, column.count);
    const double least = m_layout.area.bottom() - kFootShare * m_layout.dot;
    const double room = least - m_layout.area.top() - m_layout.dot / 2 - m_texts.lineHeight;
    const double step = std::min(kRoomyStep * m_layout.dot, std::max(0.0, room) / std::max(1, most - 1));
    const double rest = std::max(0.0, room - step * (most - 1));
    const double foot = least - std::min(rest, kRoomyFoot * m_layout.area.height());
    for (std::size_t k = 0; k < levels.size(); ++k) m_layout.dots[k].setY(foot - step * levels[k]);
    for (SpectrumLayout::Column& column : m_layout.columns)
      column.top = foot - step * (column.count - 1) - m_layout.dot / 2;
  }

  const SpectrumContent& m_content;
  const SpectrumRanges& m_ranges;
  const SpectrumTexts& m_texts;
  SpectrumLayout m_layout;
};

}  // namespace

void SpectrumRanges::include(const SpectrumRanges& other) {
  unite(negative, other.negative);
  unite(positive, other.positive);
}

SpectrumRanges rangesOf(const SpectrumContent& content) {
  SpectrumRanges ranges;
  const std::vector<double>& values = content.eigenvalues;
  if (content.negative > 0)
    ranges.negative = decadesOf(-values[static_cast<std::size_t>(content.negative - 1)], -values.front());
  if (content.positive > 0)
    ranges.positive = decadesOf(values[values.size() - static_cast<std::size_t>(content.positive)], values.back());
  if (!ranges.positive || !content.limit || !(*content.limit > 0) || !std::isfinite(*content.limit)) return ranges;
  const double exponent = std::log10(*content.limit);
  if (exponent > ranges.positive->high && exponent <= ranges.positive->high + kBeyond)
    ranges.positive->high = static_cast<int>(std::ceil(exponent));
  if (exponent < ranges.positive->low && exponent >= ranges.positive->low - kBeyond)
    ranges.positive->low = static_cast<int>(std::floor(exponent));
  return ranges;
}

SpectrumLayout layoutSpectrum(const SpectrumContent& content, const SpectrumRanges& ranges, const QRectF& rect,
                              const SpectrumTexts& texts) {
  return Maker(content, ranges, rect, texts).make();
}

std::optional<int> eigenvalueAt(const SpectrumLayout& layout, const QPointF& point) {
  double nearest = std::max(kReach, layout.dot);
  std::optional<int> found;
  for (std::size_t k = 0; k < layout.dots.size(); ++k) {
    const double distance = std::hypot(layout.dots[k].x() - point.x(), layout.dots[k].y() - point.y());
    if (distance >= nearest) continue;
    nearest = distance;
    found = static_cast<int>(k);
  }
  return found;
}

}  // namespace backscope
