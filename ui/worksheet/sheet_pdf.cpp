#include "ui/worksheet/sheet_pdf.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <algorithm>

#include "ui/formula/formula_painter.h"
#include "ui/text/number_format.h"
#include "ui/text/pdf_dates.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme_colors.h"
#include "ui/worksheet/sheet_layout.h"

namespace backscope {

namespace {

using Kind = SheetItem::Kind;

constexpr double kPageWidth = 595.0 * kUnitsPerPoint;
constexpr double kPageHeight = 842.0 * kUnitsPerPoint;
constexpr double kMargin = 57.0 * kUnitsPerPoint;
constexpr double kTop = 72.0 * kUnitsPerPoint;  ///< of the text
constexpr double kTextWidth = kPageWidth - 2 * kMargin;
constexpr double kTextHeight = kPageHeight - kTop - kMargin;
constexpr double kRule = 0.5 * kUnitsPerPoint;
constexpr double kHook = 3.0 * kUnitsPerPoint;           ///< of a matrix's bracket
constexpr double kAnswerNumber = 26.0 * kUnitsPerPoint;  ///< the right end of its column
constexpr double kAnswerFormula = 34.0 * kUnitsPerPoint;

QString tr(const char* text) { return QCoreApplication::translate("sheet_pdf", text); }

class PagePainter {
 public:
  PagePainter(QPainter& painter, const Sheet& sheet) : m_painter(painter), m_sheet(sheet) {}

  void paintHead(int page, int pages) {
    QFont font = textFont();
    font.setPixelSize(8 * kUnitsPerPoint);
    m_painter.setFont(font);
    m_painter.setPen(m_colors.mutedText);
    const QRectF room(kMargin, kTop - 44 * kUnitsPerPoint, kTextWidth, 12 * kUnitsPerPoint);
    const QString number = tr("Page %1 of %2").arg(page).arg(pages);
    const QString head = m_sheet.subject.isEmpty() ? m_sheet.title : tr("%1 · %2").arg(m_sheet.title, m_sheet.subject);
    const QFontMetricsF metrics(font);
    const double free = kTextWidth - metrics.horizontalAdvance(number) - 2 * metrics.height();
    m_painter.drawText(room, Qt::AlignLeft, metrics.elidedText(head, Qt::ElideRight, free));
    m_painter.drawText(room, Qt::AlignRight, number);
    m_painter.fillRect(QRectF(kMargin, room.bottom() + 3 * kUnitsPerPoint, kTextWidth, kRule), m_colors.cardBorder);
  }

  void paint(const SheetBlock& block, double top) {
    const QPointF corner(kMargin + block.left, kTop + top);
    if (block.kind == Kind::Given) return paintMatrix(block, corner);
    if (block.kind == Kind::Answer) return paintAnswer(block, corner);
    if (block.kind == Kind::Line || block.kind == Kind::Symbols)
      return paintFormula(m_painter, block.formula, corner, m_colors);
    m_painter.setFont(block.font);
    m_painter.setPen(block.kind == Kind::Note ? m_colors.mutedText : m_colors.text);
    m_painter.drawText(QRectF(corner, QSizeF(block.width, block.height)), Qt::TextWordWrap, block.words);
  }

 private:
  void paintAnswer(const SheetBlock& block, const QPointF& corner) {
    m_painter.setFont(block.font);
    m_painter.setPen(m_colors.mutedText);
    const double baseline = block.formula.baselines.front();
    const double width = QFontMetricsF(block.font).horizontalAdvance(block.words);
    m_painter.drawText(corner + QPointF(kAnswerNumber - width, baseline), block.words);
    paintFormula(m_painter, block.formula, corner + QPointF(kAnswerFormula, 0), m_colors);
  }

  void paintMatrix(const SheetBlock& block, QPointF corner) {
    m_painter.setFont(block.font);
    if (!block.words.isEmpty()) {
      m_painter.setPen(m_colors.mutedText);
      m_painter.drawText(QRectF(corner, QSizeF(block.width, block.row)), Qt::AlignLeft, block.words);
      corner.ry() += block.row;
    }
    const double height = block.row * static_cast<double>(block.values.rows());
    const double tall = std::max(height, block.formula.height);
    paintFormula(m_painter, block.formula, corner + QPointF(0, (tall - block.formula.height) / 2), m_colors);
    const QPointF first = corner + QPointF(block.formula.width + kHook, (tall - height) / 2);
    const double width = block.cell * static_cast<double>(block.values.cols()) + kHook;
    paintBracket(first, kHook, height);
    paintBracket(first + QPointF(width + kHook, 0), -kHook, height);
    m_painter.setFont(block.font);
    m_painter.setPen(m_colors.text);
    for (Eigen::Index row = 0; row < block.values.rows(); ++row)
      for (Eigen::Index column = 0; column < block.values.cols(); ++column) {
        const QPointF cell =
            first + QPointF(block.cell * static_cast<double>(column), block.row * static_cast<double>(row));
        m_painter.drawText(QRectF(cell, QSizeF(block.cell, block.row)), Qt::AlignRight | Qt::AlignVCenter,
                           formatNumber(block.values(row, column)));
      }
  }

  /// Open to the side that `hook` points to.
  void paintBracket(const QPointF& top, double hook, double height) {
    m_painter.fillRect(QRectF(top.x() - kRule / 2, top.y(), kRule, height), m_colors.text);
    for (const double y : {top.y(), top.y() + height - kRule})
      m_painter.fillRect(QRectF(top.x(), y, hook, kRule).normalized(), m_colors.text);
  }

  QPainter& m_painter;
  const Sheet& m_sheet;
  ThemeColors m_colors = lightColors();
};

}  // namespace

QByteArray sheetPdf(const Sheet& sheet) {
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setResolution(72 * kUnitsPerPoint);
  writer.setPageSize(QPageSize(QPageSize::A4));
  writer.setPageMargins(QMarginsF(0, 0, 0, 0));
  writer.setTitle(sheet.title);
  writer.setCreator(QStringLiteral("Backscope"));
  const std::vector<SheetBlock> blocks = layoutSheet(sheet, kTextWidth);
  const std::vector<std::vector<PlacedBlock>> pages = pagesOf(blocks, kTextHeight);
  QPainter painter(&writer);
  PagePainter page(painter, sheet);
  for (std::size_t k = 0; k < pages.size(); ++k) {
    if (k > 0) writer.newPage();
    page.paintHead(static_cast<int>(k) + 1, static_cast<int>(pages.size()));
    for (const PlacedBlock& placed : pages[k]) page.paint(blocks[placed.block], placed.top);
  }
  painter.end();
  QByteArray pdf = buffer.data();
  fixPdfDates(pdf);
  return pdf;
}

}  // namespace backscope
