#include "ui/views/starts_shares.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>
#include <array>
#include <cmath>

#include "ui/text/starts_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/starts_histogram.h"

namespace backscope {

namespace {

constexpr std::array kEnds{StartEnd::Solved, StartEnd::Stuck, StartEnd::Diverged};
constexpr double kBarHeight = 7;
constexpr double kGap = 4;

}  // namespace

StartsShares::StartsShares(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("How the starts ended"));
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setToolTip(
      tr("The line across a bar is the interval in which the share of all possible starts lies with 95 % "
         "confidence (Wilson 1927)"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
  describe();
}

void StartsShares::setSummary(const StartSummary& summary) {
  m_summary = summary;
  describe();
  update();
}

void StartsShares::describe() { setAccessibleDescription(startsSummaryLines(m_summary).join(QStringLiteral(". "))); }

QString StartsShares::text(StartEnd end) const {
  if (m_summary.count == 0) return nameText(end);
  return tr("%1 %2").arg(nameText(end), shareText(m_summary.shareOf(end)));
}

double StartsShares::rowHeight() const {
  return QFontMetricsF(numberFont(TextSize::Small)).height() + kBarHeight + kGap;
}

QSize StartsShares::sizeHint() const {
  const QFontMetricsF metrics(numberFont(TextSize::Small));
  double widest = 0;
  for (const StartEnd end : kEnds)
    widest = std::max(widest, metrics.horizontalAdvance(tr("%1 %2").arg(nameText(end), shareText({0.999, 0.999, 1}))));
  return {static_cast<int>(std::ceil(widest)), static_cast<int>(std::ceil(kEnds.size() * rowHeight()))};
}

void StartsShares::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setFont(numberFont(TextSize::Small));
  const ThemeColors& colors = Theme::instance().colors();
  const QFontMetricsF metrics(painter.font());
  double top = 0;
  for (const StartEnd end : kEnds) {
    painter.setPen(colors.text);
    painter.drawText(QPointF(0, top + metrics.ascent()), text(end));
    const QRectF whole(0, top + metrics.height(), width(), kBarHeight);
    painter.fillRect(whole, colors.groove);
    if (m_summary.count > 0) {
      const ShareInterval& share = m_summary.shareOf(end);
      const QRectF part(0, whole.top(), whole.width() * share.share, kBarHeight);
      if (share.share > 0) paintEndSwatch(painter, part, end);
      const double middle = whole.center().y();
      painter.setPen(QPen(colors.text, 1.5));
      painter.drawLine(QPointF(whole.width() * share.low, middle), QPointF(whole.width() * share.high, middle));
      for (const double limit : {share.low, share.high})
        painter.drawLine(QPointF(whole.width() * limit, whole.top() + 1),
                         QPointF(whole.width() * limit, whole.bottom() - 1));
    }
    top += rowHeight();
  }
}

void StartsShares::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::FontChange && event->type() != QEvent::ApplicationFontChange) return;
  updateGeometry();
  update();
}

}  // namespace backscope
