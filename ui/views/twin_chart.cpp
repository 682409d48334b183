#include "ui/views/twin_chart.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

/// Decades above the linear part.
constexpr int kDecades = 4;
constexpr Eigen::Index kMostShown = 24;
constexpr Eigen::Index kLowest = 8;
constexpr Eigen::Index kHighest = 4;
constexpr double kHeadroom = 0.25;
/// γ is led to multiples of this, as the slider's.
constexpr double kGammaStep = 0.05;
constexpr std::array kRegionEnds{TwinPicture::kLow, 0.0, 1.0, TwinPicture::kHigh};

QString powerText(int exponent, bool isNegative) {
  const QString power = formatPowerOfTen(exponent);
  return isNegative ? QStringLiteral("−") + power : power;
}

bool isFinite(const std::optional<Eigen::VectorXd>& spectrum) { return spectrum && spectrum->allFinite(); }

QString regionName(TwinVerdict verdict, bool isInside) {
  const bool isMinima = isInside == (verdict == TwinVerdict::MinimaInside);
  return verdict != TwinVerdict::Saddles && isMinima ? TwinChart::tr("minima") : TwinChart::tr("saddles");
}

}  // namespace

double SignedLog::of(double value) const { return std::copysign(std::log10(1 + std::abs(value) / unit), value); }

double TwinChartLayout::xOf(double gamma) const {
  return area.left() + (gamma - TwinPicture::kLow) / (TwinPicture::kHigh - TwinPicture::kLow) * area.width();
}

double TwinChartLayout::yOf(double lambda) const {
  return area.bottom() - (scale.of(lambda) - low) / (high - low) * area.height();
}

double TwinChartLayout::gammaAt(double x) const {
  const double share = std::clamp((x - area.left()) / area.width(), 0.0, 1.0);
  const double gamma = TwinPicture::kLow + share * (TwinPicture::kHigh - TwinPicture::kLow);
  return std::round(gamma / kGammaStep) / std::round(1 / kGammaStep);
}

TwinChart::TwinChart(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Eigenvalues over γ"));
  setToolTip(
      tr("Each curve is one of the Hessian’s eigenvalues, on a scale that is logarithmic to both sides of 0; a "
         "click leads γ there"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TwinChart::setPicture(const TwinPicture& picture) {
  m_picture = picture;
  update();
}

double TwinChart::greatest() const {
  double value = 0;
  for (const auto& spectrum : m_picture.spectra)
    if (isFinite(spectrum)) value = std::max(value, spectrum->cwiseAbs().maxCoeff());
  return value;
}

double TwinChart::least() const {
  double value = 0;
  for (const auto& spectrum : m_picture.spectra)
    if (isFinite(spectrum)) value = std::min(value, spectrum->minCoeff());
  return value;
}

TwinChartLayout TwinChart::currentLayout() const {
  const QFontMetricsF metrics(numberFont(TextSize::Small));
  TwinChartLayout layout;
  const double left = metrics.horizontalAdvance(QStringLiteral("−10⁻⁴")) + 6;
  layout.area = QRectF(
      QPointF(left, 2 * metrics.height() + 4),
      QPointF(std::max(left + 1, width() - 6.0), std::max(3 * metrics.height(), height() - metrics.height() - 4)));
  // A whole power of ten, so that the lines of the decades stand evenly.
  const double top = greatest() > 0 ? std::ceil(std::log10(greatest())) : 0;
  layout.scale.unit = std::pow(10, top - kDecades);
  layout.high = layout.scale.of(greatest() > 0 ? greatest() : 1) + kHeadroom;
  layout.low = std::min(layout.scale.of(least()), 0.0) - kHeadroom;
  return layout;
}

std::vector<Eigen::Index> TwinChart::shownEigenvalues() const {
  Eigen::Index count = 0;
  for (const auto& spectrum : m_picture.spectra)
    if (spectrum) count = spectrum->size();
  std::vector<Eigen::Index> shown;
  for (Eigen::Index k = 0; k < count; ++k)
    if (count <= kMostShown || k < kLowest || k >= count - kHighest) shown.push_back(k);
  return shown;
}

QSize TwinChart::minimumSizeHint() const {
  const QFontMetrics metrics(numberFont(TextSize::Small));
  return {metrics.horizontalAdvance(QStringLiteral("0")) * 30, metrics.height() * 9};
}

QSize TwinChart::sizeHint() const { return minimumSizeHint() * 1.4; }

void TwinChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(numberFont(TextSize::Small));
  if (shownEigenvalues().empty()) {
    painter.setPen(Theme::instance().colors().mutedText);
    return painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, emptyText());
  }
  const TwinChartLayout layout = currentLayout();
  paintGrid(painter, layout);
  paintRegions(painter, layout);
  paintCurves(painter, layout);
  paintPresent(painter, layout);
}

QString TwinChart::emptyText() const {
  return m_picture.line ? tr("The eigenvalues are drawn here once the run stands.")
                        : tr("The eigenvalues along the line of a duplicated unit are drawn here.");
}

void TwinChart::paintGrid(QPainter& painter, const TwinChartLayout& layout) const {
  const ThemeColors& colors = Theme::instance().colors();
  const QFontMetricsF metrics(painter.font());
  painter.setPen(colors.mutedText);
  painter.drawText(QPointF(0, metrics.ascent()), tr("eigenvalues of the Hessian over γ"));
  double free = layout.area.bottom() + metrics.height();
  const auto line = [&](double lambda, const QString& text) {
    const double y = layout.yOf(lambda);
    painter.setPen(QPen(lambda == 0 ? colors.axisText : colors.gridLine, 1));
    painter.drawLine(QPointF(layout.area.left(), y), QPointF(layout.area.right(), y));
    painter.setPen(colors.axisText);
    if (std::abs(y - free) < metrics.height() * 0.9) return;
    painter.drawText(QPointF(layout.area.left() - 4 - metrics.horizontalAdvance(text), y + metrics.ascent() * 0.4),
                     text);
    free = y;
  };
  line(0, QStringLiteral("0"));
  const int unit = static_cast<int>(std::lround(std::log10(layout.scale.unit)));
  for (const bool isNegative : {false, true}) {
    free = layout.yOf(0);
    for (int decade = 1; decade <= kDecades; ++decade) {
      const double lambda = (isNegative ? -1 : 1) * std::pow(10, unit + decade);
      const double place = layout.scale.of(lambda);
      if (place > layout.low && place < layout.high) line(lambda, powerText(unit + decade, isNegative));
    }
  }
  painter.setPen(colors.axisText);
  for (const double gamma : {-1.0, 0.0, 1.0, 2.0}) {
    const QString text = formatShort(gamma);
    const double x = layout.xOf(gamma) - metrics.horizontalAdvance(text) / 2;
    painter.drawText(
        QPointF(std::min(x, width() - metrics.horizontalAdvance(text)), layout.area.bottom() + 2 + metrics.ascent()),
        text);
  }
  painter.setPen(QPen(colors.gridLine, 1));
  for (const double gamma : {0.0, 1.0})
    painter.drawLine(QPointF(layout.xOf(gamma), layout.area.top()), QPointF(layout.xOf(gamma), layout.area.bottom()));
}

/// Where the theorem has an answer.
void TwinChart::paintRegions(QPainter& painter, const TwinChartLayout& layout) const {
  if (!m_picture.judgement) return;
  const TwinVerdict verdict = m_picture.judgement->verdict;
  if (verdict != TwinVerdict::MinimaInside && verdict != TwinVerdict::MinimaOutside && verdict != TwinVerdict::Saddles)
    return;
  const ThemeColors& colors = Theme::instance().colors();
  const QFontMetricsF metrics(painter.font());
  for (std::size_t k = 0; k + 1 < kRegionEnds.size(); ++k) {
    const bool isInside = k == 1;
    const QRectF region(QPointF(layout.xOf(kRegionEnds[k]), layout.area.top() - metrics.height()),
                        QPointF(layout.xOf(kRegionEnds[k + 1]), layout.area.top()));
    painter.setPen(colors.text);
    painter.drawText(region, Qt::AlignCenter | Qt::TextDontClip, regionName(verdict, isInside));
  }
}

/// Each piece in the colour of its sign.
void TwinChart::paintCurves(QPainter& painter, const TwinChartLayout& layout) const {
  const ThemeColors& colors = Theme::instance().colors();
  const double zero = 1e-10 * greatest();
  for (const Eigen::Index k : shownEigenvalues()) {
    std::optional<QPointF> before;
    for (std::size_t place = 0; place < TwinPicture::kPlaces; ++place) {
      const auto& spectrum = m_picture.spectra[place];
      if (!isFinite(spectrum)) continue;
      const double lambda = (*spectrum)(k);
      const QPointF point(layout.xOf(TwinPicture::gammaAt(place)), layout.yOf(lambda));
      const QColor color = std::abs(lambda) <= zero ? colors.zero : lambda < 0 ? colors.negative : colors.positive;
      painter.setPen(QPen(color, 1.8));
      if (before) painter.drawLine(*before, point);
      before = point;
    }
  }
}

void TwinChart::paintPresent(QPainter& painter, const TwinChartLayout& layout) const {
  if (!m_picture.line || !(m_picture.gamma >= TwinPicture::kLow && m_picture.gamma <= TwinPicture::kHigh)) return;
  const ThemeColors& colors = Theme::instance().colors();
  const double x = layout.xOf(m_picture.gamma);
  painter.setPen(QPen(colors.accent, 1.5, Qt::DashLine));
  painter.drawLine(QPointF(x, layout.area.top()), QPointF(x, layout.area.bottom()));
  const Eigen::VectorXd* lambda = m_picture.present();
  if (lambda == nullptr || !lambda->allFinite()) return;
  painter.setPen(QPen(colors.card, 1));
  painter.setBrush(colors.accent);
  for (const Eigen::Index k : shownEigenvalues()) painter.drawEllipse(QPointF(x, layout.yOf((*lambda)(k))), 4, 4);
}

void TwinChart::lead(const QPointF& place) {
  if (m_picture.line && !std::isnan(m_picture.gamma)) emit gammaChosen(currentLayout().gammaAt(place.x()));
}

void TwinChart::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return event->ignore();
  emit dragBegan();
  lead(event->position());
}

void TwinChart::mouseMoveEvent(QMouseEvent* event) {
  if ((event->buttons() & Qt::LeftButton) != 0) lead(event->position());
}

void TwinChart::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::FontChange && event->type() != QEvent::ApplicationFontChange) return;
  updateGeometry();
  update();
}

}  // namespace backscope
