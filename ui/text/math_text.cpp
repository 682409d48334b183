#include "ui/text/math_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPointF>
#include <algorithm>
#include <cmath>

namespace backscope {

namespace {

constexpr double kIndexSize = 0.72;
constexpr double kRaise = 0.36;  ///< of the letters' height
constexpr double kLower = 0.2;
constexpr double kIndexGap = 0.04;

/// A stretch of markup that stands on one level.
struct Piece {
  QString text;
  QChar mark;  ///< '^', '_' or null
};

std::vector<Piece> piecesOf(const QString& markup) {
  std::vector<Piece> pieces;
  qsizetype at = 0;
  while (at < markup.size()) {
    const QChar c = markup[at];
    const bool isIndex = (c == QLatin1Char('^') || c == QLatin1Char('_')) && at + 1 < markup.size() &&
                         markup[at + 1] == QLatin1Char('{');
    if (isIndex) {
      const qsizetype brace = markup.indexOf(QLatin1Char('}'), at);
      const qsizetype end = brace < 0 ? markup.size() : brace;
      pieces.push_back({markup.mid(at + 2, end - at - 2), c});
      at = end + 1;
    } else {
      if (pieces.empty() || !pieces.back().mark.isNull()) pieces.push_back({});
      pieces.back().text += c;
      ++at;
    }
  }
  return pieces;
}

QFont smaller(QFont font) {
  if (font.pixelSize() > 0)
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(font.pixelSize() * kIndexSize))));
  else
    font.setPointSizeF(std::max(0.5, font.pointSizeF() * kIndexSize));
  return font;
}

/// The character's index form where Unicode has one.
QChar indexForm(QChar c, bool raised) {
  static constexpr char16_t kRaised[] = u"\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079";
  if (c.isDigit()) return raised ? QChar(kRaised[c.digitValue()]) : QChar(0x2080 + c.digitValue());
  if (c == QLatin1Char('(')) return QChar(raised ? 0x207D : 0x208D);
  if (c == QLatin1Char(')')) return QChar(raised ? 0x207E : 0x208E);
  return c;
}

}  // namespace

MathText::MathText(const QString& markup, const QFont& font) {
  const QFontMetricsF metrics(font);
  m_ascent = metrics.ascent();
  m_descent = metrics.descent();
  const QFont indexFont = smaller(font);
  double indexStart = 0;  // where both indices of one letter begin
  for (const Piece& piece : piecesOf(markup)) {
    if (piece.mark.isNull()) {
      m_width = indexStart = append(piece.text, Level::Line, m_width, font);
      continue;
    }
    const Level level = piece.mark == QLatin1Char('^') ? Level::Raised : Level::Lowered;
    m_width = std::max(m_width, append(piece.text, level, indexStart + kIndexGap * metrics.height(), indexFont));
  }
}

double MathText::append(const QString& text, Level level, double x, const QFont& font) {
  const double lineAscent = level == Level::Line ? 0 : QFontMetricsF(font).ascent() / kIndexSize;
  const double y = level == Level::Raised ? -kRaise * lineAscent : level == Level::Lowered ? kLower * lineAscent : 0;
  m_ascent = std::max(m_ascent, QFontMetricsF(font).ascent() - y);
  m_descent = std::max(m_descent, QFontMetricsF(font).descent() + y);
  qsizetype at = 0;
  while (at < text.size()) {
    const bool italic = text[at].isLetter();
    qsizetype end = at + 1;
    while (end < text.size() && text[end].isLetter() == italic) ++end;
    Run run{text.mid(at, end - at), font, x, y};
    run.font.setItalic(italic);
    x += QFontMetricsF(run.font).horizontalAdvance(run.text);
    m_runs.push_back(std::move(run));
    at = end;
  }
  return x;
}

void MathText::paint(QPainter& painter, const QPointF& baseline) const {
  for (const Run& run : m_runs) {
    painter.setFont(run.font);
    painter.drawText(baseline + QPointF(run.x, run.y), run.text);
  }
}

void MathText::paintCentered(QPainter& painter, const QPointF& baseline) const {
  paint(painter, baseline - QPointF(m_width / 2, 0));
}

QString plainMath(const QString& markup) {
  QString plain;
  for (const Piece& piece : piecesOf(markup))
    for (const QChar c : piece.text) plain += piece.mark.isNull() ? c : indexForm(c, piece.mark == QLatin1Char('^'));
  return plain;
}

}  // namespace backscope
