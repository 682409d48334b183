#include "ui/widgets/number_edit.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QTimer>
#include <algorithm>
#include <cmath>

#include "ui/text/number_parse.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

constexpr int kSignificantDigits = 4;

/// 1e-05 as 1e-5.
QString withShortExponent(const QString& text) {
  const qsizetype e = text.indexOf(QLatin1Char('e'));
  return e < 0 ? text : text.left(e + 1) + QString::number(text.mid(e + 1).toInt());
}

/// Between the text and the box's sides, border included.
constexpr int kPadding = 4;

}  // namespace

QString numberText(const NumberStyle& style, double value) {
  const double shown = value * style.factor;
  QString text = style.whole           ? QString::number(static_cast<qint64>(std::llround(shown)))
                 : style.decimals >= 0 ? QString::number(shown, 'f', style.decimals)
                                       : withShortExponent(QString::number(shown, 'g', kSignificantDigits));
  return text.replace(QLatin1Char('-'), QChar(0x2212)) + style.suffix;
}

NumberEdit::NumberEdit(const QString& name, const RealRange& range, const NumberStyle& style, QWidget* parent)
    : QLineEdit(parent), m_range(range), m_style(style), m_value(nearest(0)) {
  setAccessibleName(name);
  setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setText(numberText(m_style, m_value));
  connect(&Theme::instance(), &Theme::changed, this, &NumberEdit::applyStyle);
  applyStyle();
}

void NumberEdit::setValue(double value) {
  m_value = value;
  if (!hasFocus() || !isModified()) setText(numberText(m_style, value));
}

void NumberEdit::setRange(const RealRange& range) { m_range = range; }

void NumberEdit::reserveText(const QString& text) {
  m_reserved = text;
  updateGeometry();
}

QSize NumberEdit::sizeHint() const {
  const QFontMetrics metrics = fontMetrics();
  return {metrics.horizontalAdvance(m_reserved + m_style.suffix) + 2 * kPadding + 4, metrics.height() + 2};
}

double NumberEdit::nearest(double value) const {
  const double rounded = m_style.whole ? std::round(value) : value;
  // The largest number below an open end that still looks like one.
  const double high = m_range.isHighOpen ? std::nextafter(m_range.high, m_range.low) : m_range.high;
  const double low = m_range.isLowOpen ? std::nextafter(m_range.low, m_range.high) : m_range.low;
  return std::clamp(rounded, low, high);
}

void NumberEdit::commit() {
  if (!isModified()) return;
  QString typed = text().trimmed();
  const QString suffix = m_style.suffix.trimmed();
  if (!suffix.isEmpty() && typed.endsWith(suffix)) typed.chop(suffix.size());
  const std::optional<double> number = parseNumber(typed);
  const double before = m_value;
  if (number) m_value = nearest(*number / m_style.factor);
  setText(numberText(m_style, m_value));
  setModified(false);
  if (m_value != before) emit valueChosen(m_value);
}

void NumberEdit::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
    commit();
    selectAll();
    event->ignore();
  } else if (event->key() == Qt::Key_Escape) {
    setText(numberText(m_style, m_value));
    setModified(false);
    event->ignore();
  } else {
    QLineEdit::keyPressEvent(event);
  }
}

void NumberEdit::focusInEvent(QFocusEvent* event) {
  QLineEdit::focusInEvent(event);
  // After the click that brought the focus, which would take the selection away again.
  if (event->reason() == Qt::MouseFocusReason) QTimer::singleShot(0, this, &QLineEdit::selectAll);
}

void NumberEdit::focusOutEvent(QFocusEvent* event) {
  commit();
  QLineEdit::focusOutEvent(event);
  deselect();
}

void NumberEdit::applyStyle() {
  setFont(numberFont());
  updateGeometry();
}

}  // namespace backscope
