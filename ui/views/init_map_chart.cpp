#include "ui/views/init_map_chart.h"

#include <QContextMenuEvent>
#include <QEvent>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/field_painting.h"
#include "ui/views/init_map_text.h"

namespace backscope {

namespace {

constexpr double kMarkSide = 12;
constexpr double kFrame = 1.5;

QString markText(CellLook look) {
  return look == CellLook::Diverged ? InitMapChart::tr("diverged") : InitMapChart::tr("not reached");
}

InitMapTexts textsFor() {
  const QFontMetricsF metrics(numberFont(TextSize::Small));
  InitMapTexts texts;
  texts.lineHeight = metrics.height();
  texts.tickWidth = metrics.horizontalAdvance(QStringLiteral("0.001"));
  texts.numberWidth = metrics.horizontalAdvance(QStringLiteral("≥ 0.0·10⁻⁰"));
  for (const QString& name : mapLegendNames())
    texts.legendWidth = std::max(texts.legendWidth, metrics.horizontalAdvance(name));
  for (const MapRows rows : {MapRows::Seed, MapRows::Depth, MapRows::LearningRate})
    texts.headingWidth = std::max(texts.headingWidth, metrics.horizontalAdvance(mapHeading(rows)));
  for (const CellLook look : {CellLook::Diverged, CellLook::NotSoon})
    texts.legendWidth = std::max(texts.legendWidth, kMarkSide + 5 + metrics.horizontalAdvance(markText(look)));
  return texts;
}

/// A line that is seen on any colour.
void paintFrame(QPainter& painter, const QRectF& rect, const QColor& line, const QColor& casing) {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(casing, 2 * kFrame + 2));
  painter.drawRect(rect.adjusted(1, 1, -1, -1));
  painter.setPen(QPen(line, kFrame + 0.5));
  painter.drawRect(rect.adjusted(1, 1, -1, -1));
}

}  // namespace

InitMapChart::InitMapChart(QWidget* parent) : QWidget(parent), m_map(emptyMap({}, {})) {
  setAccessibleName(tr("Init map"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, &InitMapChart::describe);
  describe();
}

void InitMapChart::setMap(InitMap map) {
  const bool isOtherGrid = map.rows != m_map.rows || map.scales != m_map.scales;
  m_map = std::move(map);
  m_present.reset();
  if (isOtherGrid) m_current.reset();
  describe();
  update();
}

void InitMapChart::setCell(std::size_t cell, const CellOutcome& outcome) {
  m_map.cells[cell] = outcome;
  if (cell == m_current) describe();
  update();
}

void InitMapChart::setColor(MapColor color) {
  m_color = color;
  update();
}

void InitMapChart::setPresent(std::optional<std::size_t> cell) {
  if (std::exchange(m_present, cell) == cell) return;
  describe();
  update();
}

void InitMapChart::setCurrent(std::optional<std::size_t> cell) {
  if (std::exchange(m_current, cell) == cell) return;
  describe();
  update();
}

QString InitMapChart::words() const {
  if (!m_current)
    return tr(
        "Point at a run to see its numbers; click to load it, with Shift to compare it. Keyboard: arrows, Enter.");
  return cellWords(m_map, *m_current, m_current == m_present);
}

void InitMapChart::describe() {
  setAccessibleDescription(words());
  emit wordsChanged();
}

InitMapLayout InitMapChart::currentLayout() const { return layoutInitMap(m_map, size(), textsFor()); }

QSize InitMapChart::minimumSizeHint() const { return leastInitMapSize(textsFor()).toSize() + QSize(1, 1); }

QSize InitMapChart::sizeHint() const { return minimumSizeHint() * 1.5; }

void InitMapChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setFont(numberFont(TextSize::Small));
  const InitMapLayout layout = currentLayout();
  const MapScale scale = scaleOf(m_map, m_color);
  paintCells(painter, layout, scale);
  paintAxes(painter, layout);
  paintLegend(painter, layout, scale);
  painter.setRenderHint(QPainter::Antialiasing);
  paintFrames(painter, layout);
}

void InitMapChart::paintCells(QPainter& painter, const InitMapLayout& layout, const MapScale& scale) const {
  const ThemeColors& colors = Theme::instance().colors();
  painter.fillRect(QRectF(layout.cell(0).bottomLeft(), layout.cell(m_map.cells.size() - 1).topRight()).normalized(),
                   colors.window);
  for (std::size_t k = 0; k < m_map.cells.size(); ++k) {
    const CellLook look = lookOf(m_map.cells[k], m_color);
    if (look == CellLook::Pending) continue;
    if (look == CellLook::Colored)
      painter.fillRect(layout.cell(k), mapColor(colors, scale, coordinateOf(*m_map.cells[k], m_color)));
    else
      paintMark(painter, layout.cell(k), look);
  }
}

void InitMapChart::paintMark(QPainter& painter, const QRectF& rect, CellLook look) const {
  const ThemeColors& colors = Theme::instance().colors();
  painter.fillRect(rect, colors.groove);
  if (look == CellLook::Diverged) return painter.fillRect(rect, hatchBrush(colors));
  const double reach = std::min(rect.width(), rect.height()) / 4;
  painter.setPen(QPen(colors.mutedText, 1));
  painter.drawLine(rect.center() - QPointF(reach, 0), rect.center() + QPointF(reach, 0));
}

void InitMapChart::paintAxes(QPainter& painter, const InitMapLayout& layout) const {
  const QFontMetricsF metrics(painter.font());
  const ThemeColors& colors = Theme::instance().colors();
  painter.setPen(colors.mutedText);
  painter.drawText(layout.heading, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, mapHeading(m_map.choice.rows));
  painter.setPen(colors.axisText);
  for (const InitMapTick& tick : layout.rowTicks) {
    const QRectF place(0, tick.place - metrics.height() / 2, layout.cells.left() - 6, metrics.height());
    painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, tick.label);
  }
  for (const InitMapTick& tick : layout.columnTicks) {
    const double half = metrics.horizontalAdvance(tick.label) / 2;
    painter.drawText(QPointF(tick.place - half, layout.cells.bottom() + 3 + metrics.ascent()), tick.label);
  }
}

void InitMapChart::paintLegend(QPainter& painter, const InitMapLayout& layout, const MapScale& scale) const {
  const QFontMetricsF metrics(painter.font());
  const ThemeColors& colors = Theme::instance().colors();
  painter.setPen(colors.mutedText);
  painter.drawText(layout.legendHeading, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                   mapLegendNames()[static_cast<int>(m_color)]);
  const double height = layout.bar.height();
  const auto coordinateAt = [&](double share) { return scale.low + share * (scale.high - scale.low); };
  for (double y = 0; y < height; ++y)
    painter.fillRect(QRectF(layout.bar.left(), layout.bar.bottom() - y - 1, layout.bar.width(), 1),
                     mapColor(colors, scale, coordinateAt(y / height)));
  painter.setPen(colors.axisText);
  const double room = height - metrics.height();
  for (const double share : {0.0, 0.5, 1.0})
    painter.drawText(QPointF(layout.bar.right() + 5, layout.bar.bottom() - metrics.descent() - share * room),
                     legendNumber(m_color, scale, share));
  for (const CellLook look : {CellLook::Diverged, CellLook::NotSoon}) {
    if (look == CellLook::NotSoon && m_color != MapColor::Needed) continue;
    const QRectF row = layout.marks[look == CellLook::Diverged ? 0 : 1];
    paintMark(painter, QRectF(row.left(), row.center().y() - kMarkSide / 2, kMarkSide, kMarkSide), look);
    painter.setPen(colors.mutedText);
    painter.drawText(row.adjusted(kMarkSide + 5, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                     markText(look));
  }
}

void InitMapChart::paintFrames(QPainter& painter, const InitMapLayout& layout) const {
  const ThemeColors& colors = Theme::instance().colors();
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(hasFocus() ? colors.accent : colors.cardBorder, hasFocus() ? kFrame : 1));
  painter.drawRect(layout.cells.adjusted(-1, -1, 1, 1));
  if (m_present) paintFrame(painter, layout.cell(*m_present), colors.text, colors.card);
  if (m_present) {
    painter.setPen(QPen(colors.card, 1));
    painter.setBrush(colors.text);
    painter.drawEllipse(layout.cell(*m_present).center(), 3, 3);
  }
  if (m_current) paintFrame(painter, layout.cell(*m_current), colors.accent, colors.card);
}

void InitMapChart::mouseMoveEvent(QMouseEvent* event) { setCurrent(currentLayout().cellAt(event->position())); }

void InitMapChart::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mouseReleaseEvent(event);
  const std::optional<std::size_t> cell = currentLayout().cellAt(event->position());
  setCurrent(cell);
  if (cell) choose(*cell, event->modifiers());
}

void InitMapChart::choose(std::size_t cell, Qt::KeyboardModifiers modifiers) {
  if (modifiers.testFlag(Qt::ShiftModifier))
    emit besideChosen(cell);
  else
    emit cellChosen(cell);
}

void InitMapChart::contextMenuEvent(QContextMenuEvent* event) {
  if (event->reason() == QContextMenuEvent::Mouse) setCurrent(currentLayout().cellAt(QPointF(event->pos())));
  if (!m_current) return;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  const std::size_t cell = *m_current;
  connect(menu->addAction(tr("&Load this run")), &QAction::triggered, this, [this, cell] { emit cellChosen(cell); });
  connect(menu->addAction(tr("&Compare it with the present run")), &QAction::triggered, this,
          [this, cell] { emit besideChosen(cell); });
  const QPoint place = currentLayout().cell(cell).center().toPoint();
  menu->popup(event->reason() == QContextMenuEvent::Mouse ? event->globalPos() : mapToGlobal(place));
}

/// With the keyboard here the current cell stays.
void InitMapChart::leaveEvent(QEvent* event) {
  QWidget::leaveEvent(event);
  if (!hasFocus()) setCurrent(std::nullopt);
}

bool InitMapChart::moveCurrent(int key) {
  const int right = (key == Qt::Key_Right ? 1 : 0) - (key == Qt::Key_Left ? 1 : 0);
  const int up = (key == Qt::Key_Up ? 1 : 0) - (key == Qt::Key_Down ? 1 : 0);
  if (right == 0 && up == 0) return false;
  setCurrent(m_current ? neighbourCell(m_map, *m_current, right, up) : m_present.value_or(0));
  return true;
}

void InitMapChart::keyPressEvent(QKeyEvent* event) {
  if (moveCurrent(event->key())) return;
  const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (!isEnter || !m_current) return QWidget::keyPressEvent(event);
  choose(*m_current, event->modifiers());
}

void InitMapChart::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  if (!m_current) setCurrent(m_present.value_or(0));
  update();
}

void InitMapChart::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  if (!underMouse()) setCurrent(std::nullopt);
  update();
}

void InitMapChart::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::FontChange && event->type() != QEvent::ApplicationFontChange) return;
  updateGeometry();
  update();
}

}  // namespace backscope
