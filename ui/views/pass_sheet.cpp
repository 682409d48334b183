#include "ui/views/pass_sheet.h"

#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>

#include "ui/formula/formula_painter.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

constexpr double kGap = 8;
constexpr double kIndent = 12;
constexpr double kLargeFormula = 1.2;
constexpr double kSmallestFormula = 0.6;

QFont largeMathFont() {
  QFont font = mathFont(TextSize::Normal);
  font.setPointSizeF(font.pointSizeF() * kLargeFormula);
  return font;
}

}  // namespace

PassSheet::PassSheet(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  connect(&Theme::instance(), &Theme::changed, this, [this] { layOut(); });
}

void PassSheet::setText(const PassText& text) {
  m_text = text;
  setAccessibleDescription(plainText(text));
  layOut();
}

void PassSheet::setHighlighted(const std::optional<TermRef>& term) {
  if (term == m_highlighted) return;
  m_highlighted = term;
  update();
}

std::vector<QRectF> PassSheet::places() const {
  std::vector<QRectF> places;
  for (const Part& part : m_parts) places.push_back(part.place);
  return places;
}

QSize PassSheet::sizeHint() const { return {240, static_cast<int>(std::ceil(m_bottom))}; }

QFont PassSheet::fontOf(Look look) const {
  return look == Look::Title ? textFont(TextSize::Normal, QFont::DemiBold) : textFont(TextSize::Small);
}

QColor PassSheet::colorOf(Look look) const {
  const ThemeColors& colors = Theme::instance().colors();
  if (look == Look::Note) return colors.mutedText;
  if (look == Look::Title) return colors.text;
  return m_text.phase == PassPhase::Backward ? colors.backward : colors.text;
}

void PassSheet::add(const Formula& formula, const QFont& font, double indent) {
  if (formula.isEmpty()) return;
  Part part;
  const double room = width() - indent;
  part.formula = layoutFormula(formula, font, room);
  // A matrix can't be broken: where it has no room it is set smaller, with whatever stands in its formula.
  if (part.formula.width > room && room > 0) {
    const double share = std::max(kSmallestFormula, room / part.formula.width);
    QFont smaller = font;
    smaller.setPointSizeF(font.pointSizeF() * share);
    part.formula = layoutFormula(formula, smaller, room);
  }
  part.place = QRectF(indent, m_bottom, part.formula.width, part.formula.height);
  m_bottom += part.formula.height + kGap;
  m_parts.push_back(std::move(part));
}

void PassSheet::add(Look look, const QString& text) {
  if (text.isEmpty()) return;
  const QFontMetricsF metrics(fontOf(look));
  const double height = metrics.boundingRect(QRectF(0, 0, width(), 10'000), Qt::TextWordWrap, text).height();
  m_parts.push_back({look, text, {}, QRectF(0, m_bottom, width(), height)});
  m_bottom += height + kGap;
}

void PassSheet::layOut() {
  m_parts.clear();
  m_bottom = 0;
  add(Look::Title, m_text.title);
  for (const Formula& formula : m_text.symbols) add(formula, largeMathFont());
  for (const PassLine& line : m_text.lines) add(workedFormula(line), mathFont(), kIndent);
  add(Look::Finding, m_text.finding);
  for (const PassLine& line : m_text.lossChange) add(workedFormula(line), mathFont(), kIndent);
  add(Look::Note, m_text.note);
  setMinimumHeight(static_cast<int>(std::ceil(m_bottom)));
  updateGeometry();
  update();
}

void PassSheet::paintEvent(QPaintEvent*) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  for (const Part& part : m_parts) {
    if (part.text.isEmpty()) {
      paintFormula(painter, part.formula, part.place.topLeft(), colors, m_pointed ? m_pointed : m_highlighted);
      continue;
    }
    painter.setFont(fontOf(part.look));
    painter.setPen(colorOf(part.look));
    painter.drawText(part.place, Qt::TextWordWrap, part.text);
  }
}

void PassSheet::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (event->size().width() != event->oldSize().width()) layOut();
}

void PassSheet::changeEvent(QEvent* event) {
  if (event->type() == QEvent::FontChange) layOut();
  QWidget::changeEvent(event);
}

void PassSheet::mouseMoveEvent(QMouseEvent* event) {
  std::optional<TermRef> pointed;
  for (const Part& part : m_parts)
    if (part.text.isEmpty() && part.place.contains(event->position()))
      pointed = termAt(part.formula, event->position() - part.place.topLeft());
  if (pointed == m_pointed) return;
  m_pointed = pointed;
  update();
  emit termHovered(m_pointed);
}

void PassSheet::leaveEvent(QEvent*) {
  if (!m_pointed) return;
  m_pointed.reset();
  update();
  emit termHovered(std::nullopt);
}

}  // namespace backscope
