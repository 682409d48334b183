#include "ui/compare/run_heading.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QPainter>
#include <algorithm>

#include "ui/compare/run_mark.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/paint_control.h"

namespace backscope {

namespace {

constexpr double kGap = 8;
constexpr double kPadding = 4;
constexpr double kLineGap = 3;

double nameHeight() { return std::max(runChipSide(), QFontMetricsF(textFont()).height()); }
double numbersHeight() { return QFontMetricsF(numberFont(TextSize::Small)).height(); }

/// From the most detailed to the briefest.
QStringList numberTexts(const Snapshot& snapshot) {
  const QString loss = formatNumber(snapshot.train.loss);
  const QString test = snapshot.test ? formatNumber(snapshot.test->loss) : QString();
  const QString accuracy = snapshot.train.accuracy ? formatPercent(*snapshot.train.accuracy) : QString();
  const auto join = [](QStringList parts) {
    parts.removeAll(QString());
    return parts.join(QStringLiteral("  ·  "));
  };
  const QString named = RunHeading::tr("loss %1").arg(loss);
  const QString namedTest = test.isEmpty() ? QString() : RunHeading::tr("test %1").arg(test);
  return {join({named, namedTest, accuracy.isEmpty() ? QString() : RunHeading::tr("%1 right").arg(accuracy)}),
          join({named, namedTest, accuracy}), join({named, accuracy}), join({loss, accuracy}), loss};
}

}  // namespace

RunHeading::RunHeading(int place, QWidget* parent) : QRadioButton(parent), m_place(place) {
  // A click must not bind Space to it: there it trains.
  setFocusPolicy(Qt::TabFocus);
  setAttribute(Qt::WA_Hover);
  setCursor(Qt::PointingHandCursor);
  setFocusPolicy(Qt::TabFocus);  // who clicks it still steps with the arrow keys
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  describe();
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void RunHeading::setName(const QString& name) {
  m_name = name;
  describe();
  update();
}

void RunHeading::setDifferences(const QStringList& differences) {
  m_differences = differences;
  describe();
  update();
}

void RunHeading::setHasRemarkLine(bool has) {
  m_hasRemarkLine = has;
  updateGeometry();
  update();
}

void RunHeading::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  const bool isSettled = !snapshot || !snapshot->running || !m_snapshot;
  m_snapshot = std::move(snapshot);
  if (isSettled) describe();  // no screen reader follows every frame
  update();
}

/// Not where the others are.
bool RunHeading::isApart() const {
  return !m_snapshot || m_snapshot->divergence.has_value() || m_snapshot->isCatchingUp;
}

/// In as much detail as fits.
QString RunHeading::shownNumbers(double width) const {
  const QFontMetricsF metrics(numberFont(TextSize::Small));
  if (isApart() && !m_hasRemarkLine) return metrics.elidedText(remarkText(), Qt::ElideRight, width);
  if (!m_snapshot) return {};
  const QStringList texts = numberTexts(*m_snapshot);
  const auto fits = [&](const QString& text) { return metrics.horizontalAdvance(text) <= width; };
  const auto shown = std::ranges::find_if(texts, fits);
  return shown == texts.end() ? texts.back() : *shown;
}

QString RunHeading::numbersText() const { return m_snapshot ? numberTexts(*m_snapshot).front() : QString(); }

QString RunHeading::remarkText() const {
  if (!m_snapshot) return tr("getting ready");
  if (m_snapshot->divergence) return tr("diverged at iteration %1").arg(formatCount(m_snapshot->divergence->iteration));
  if (m_snapshot->isCatchingUp) return tr("catching up: iteration %1").arg(formatCount(m_snapshot->iteration));
  return m_differences.join(QStringLiteral(", "));
}

void RunHeading::describe() {
  setAccessibleName(tr("Run %1: %2").arg(runLetter(m_place), m_name));
  QStringList parts{numbersText(), remarkText()};
  parts.removeAll(QString());
  setAccessibleDescription(parts.join(QStringLiteral(". ")));
  QStringList lines{tr("%1: %2").arg(runLetter(m_place), m_name)};
  lines += m_differences;
  setToolTip(lines.join(QLatin1Char('\n')));
}

QSize RunHeading::sizeHint() const {
  return {static_cast<int>(16 * QFontMetricsF(textFont()).averageCharWidth()),
          static_cast<int>(nameHeight() + (m_hasRemarkLine ? 2 : 1) * (kLineGap + numbersHeight()) + 2 * kPadding + 1)};
}

QSize RunHeading::minimumSizeHint() const { return {static_cast<int>(4 * runChipSide()), sizeHint().height()}; }

void RunHeading::paintEvent(QPaintEvent*) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  if (underMouse() && !isChecked()) paintControlPanel(painter, QRectF(rect()), colors.groove, Qt::transparent);
  const double chip = runChipSide();
  const QRectF inner = QRectF(rect()).adjusted(kPadding, kPadding, -kPadding, -kPadding);
  const QRectF nameLine(inner.left(), inner.top(), inner.width(), nameHeight());
  paintRunChip(painter, QRectF(inner.left(), nameLine.center().y() - chip / 2, chip, chip), m_place, isChecked(),
               colors);
  const QRectF words = nameLine.adjusted(chip + kGap, 0, 0, 0);
  painter.setFont(textFont(TextSize::Normal, QFont::DemiBold));
  painter.setPen(colors.text);
  const QFontMetricsF name(painter.font());
  painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, name.elidedText(m_name, Qt::ElideRight, words.width()));

  QRectF line(inner.left(), nameLine.bottom() + kLineGap, inner.width(), numbersHeight());
  const bool isWarning = m_snapshot && m_snapshot->divergence;
  painter.setFont(numberFont(TextSize::Small));
  if (isWarning && !m_hasRemarkLine) painter.setPen(colors.warning);
  painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, shownNumbers(line.width()));
  if (m_hasRemarkLine) {
    line.translate(0, line.height() + kLineGap);
    painter.setFont(textFont(TextSize::Small));
    painter.setPen(isWarning ? colors.warning : colors.mutedText);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(painter.font()).elidedText(remarkText(), Qt::ElideRight, line.width()));
  }
  if (hasFocus()) paintFocusRing(painter, QRectF(rect()));
}

void RunHeading::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
    click();
  else
    QRadioButton::keyPressEvent(event);
}

void RunHeading::changeEvent(QEvent* event) {
  QRadioButton::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) updateGeometry();
}

}  // namespace backscope
