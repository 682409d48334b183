#include "ui/views/pass_outline.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/formula/formula_painter.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

constexpr double kPadding = 3;
constexpr double kIndent = 8;
constexpr double kToCome = 0.55;

QColor phaseColor(PassPhase phase, const ThemeColors& colors) {
  if (phase == PassPhase::Update) return colors.accent;
  return phase == PassPhase::Backward ? colors.backward : colors.forward;
}

}  // namespace

PassOutline::PassOutline(QWidget* parent) : QWidget(parent) {
  setCursor(Qt::PointingHandCursor);
  setAccessibleName(tr("Steps of this example"));
  connect(&Theme::instance(), &Theme::changed, this, [this] { layOut(); });
}

void PassOutline::setRows(std::vector<PassRow> rows) {
  m_rows = std::move(rows);
  QStringList texts;
  for (const PassRow& row : m_rows) texts.append(accessibleText(row));
  setAccessibleDescription(texts.join(QStringLiteral("; ")));
  layOut();
}

void PassOutline::layOut() {
  m_formulas.clear();
  for (const PassRow& row : m_rows) m_formulas.push_back(layoutFormula(row.formula, mathFont(TextSize::Small)));
  setMinimumHeight(static_cast<int>(std::ceil(rowHeight() * static_cast<double>(m_rows.size()))));
  updateGeometry();
  update();
}

double PassOutline::rowHeight() const {
  double height = QFontMetricsF(mathFont(TextSize::Small)).height();
  for (const FormulaLayout& formula : m_formulas) height = std::max(height, formula.height);
  return std::ceil(height + 2 * kPadding);
}

QRectF PassOutline::placeOf(int row) const { return {0, row * rowHeight(), static_cast<double>(width()), rowHeight()}; }

QSize PassOutline::sizeHint() const { return {240, minimumHeight()}; }

void PassOutline::paintRow(QPainter& painter, int row) const {
  const ThemeColors& colors = Theme::instance().colors();
  const auto index = static_cast<std::size_t>(row);
  const PassRow& content = m_rows[index];
  const QRectF place = placeOf(row);
  const QColor color = phaseColor(content.phase, colors);
  if (content.state == PassRow::State::Current) {
    QColor ground = color;
    ground.setAlphaF(0.14F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(place, 4, 4);
  }
  painter.setOpacity(content.state == PassRow::State::ToCome ? kToCome : 1);
  const FormulaLayout& formula = m_formulas[index];
  paintFormula(painter, formula, place.topLeft() + QPointF(kIndent, (place.height() - formula.height) / 2), colors);
  painter.setOpacity(1);
  if (content.state == PassRow::State::ToCome) return;
  painter.setFont(textFont(TextSize::Small));
  painter.setPen(color);
  const QChar sign(content.state == PassRow::State::Current ? 0x25CF : 0x2713);
  painter.drawText(place.adjusted(0, 0, -kIndent, 0), Qt::AlignRight | Qt::AlignVCenter, sign);
}

void PassOutline::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  for (int row = 0; row < static_cast<int>(m_rows.size()); ++row)
    if (placeOf(row).intersects(QRectF(event->rect()))) paintRow(painter, row);
}

void PassOutline::changeEvent(QEvent* event) {
  if (event->type() == QEvent::FontChange) layOut();
  QWidget::changeEvent(event);
}

void PassOutline::mouseReleaseEvent(QMouseEvent* event) {
  const int row = static_cast<int>(event->position().y() / rowHeight());
  if (event->button() == Qt::LeftButton && row >= 0 && row < static_cast<int>(m_rows.size())) emit rowChosen(row);
}

}  // namespace backscope
