#include <QHash>
#include <algorithm>

#include "ui/formula/formula.h"

namespace backscope {

namespace {

/// The letters and signs that Unicode has as indices, beside the digits.
QChar loweredForm(QChar c) {
  static const QHash<QChar, char16_t> kForms{{u'(', u'₍'}, {u')', u'₎'}, {u'+', u'₊'}, {u'−', u'₋'}, {u'i', u'ᵢ'},
                                             {u'j', u'ⱼ'}, {u'k', u'ₖ'}, {u'm', u'ₘ'}, {u'n', u'ₙ'}, {u't', u'ₜ'}};
  if (c.isDigit()) return QChar(0x2080 + c.digitValue());
  return QChar(kForms.value(c, 0));
}

QChar raisedForm(QChar c) {
  static constexpr char16_t kDigits[] = u"⁰¹²³⁴⁵⁶⁷⁸⁹";
  static const QHash<QChar, char16_t> kForms{{u'(', u'⁽'}, {u')', u'⁾'}, {u'+', u'⁺'}, {u'−', u'⁻'},
                                             {u'i', u'ⁱ'}, {u'j', u'ʲ'}, {u'k', u'ᵏ'}, {u'm', u'ᵐ'},
                                             {u'n', u'ⁿ'}, {u't', u'ᵗ'}, {u'T', u'ᵀ'}};
  if (c.isDigit()) return QChar(kDigits[c.digitValue()]);
  return QChar(kForms.value(c, 0));
}

/// The index in Unicode's small characters; where one of them is missing, in brackets behind `mark`. A comma between
/// two numbers stays.
QString indexText(const QString& text, bool raised) {
  if (text.isEmpty()) return {};
  QString small;
  for (const QChar c : text) {
    const QChar form = c == u',' ? c : raised ? raisedForm(c) : loweredForm(c);
    if (form.isNull()) return (raised ? QStringLiteral("^(") : QStringLiteral("_(")) + text + u')';
    small += form;
  }
  return small;
}

/// A term that is read as one: it needs no brackets as a part of a fraction.
bool isSingle(const Formula& formula) {
  if (formula.kind == Formula::Kind::Row && formula.parts.size() == 1) return isSingle(formula.parts.front());
  return formula.kind != Formula::Kind::Row && formula.kind != Formula::Kind::Fraction;
}

QString grouped(const Formula& formula) {
  const QString text = plainText(formula);
  return isSingle(formula) ? text : u'(' + text + u')';
}

QString plainRow(const Formula& formula) {
  QString text;
  for (const Formula& part : formula.parts) {
    text += plainText(part);
    if (part.kind == Formula::Kind::Sum) text += u' ';
  }
  return text;
}

/// (0.5, −0.2; 0.1, 0.3)
QString plainMatrix(const Formula& formula) {
  QString text;
  for (std::size_t k = 0; k < formula.parts.size(); ++k) {
    if (k > 0) text += k % formula.columns == 0 ? QStringLiteral("; ") : QStringLiteral(", ");
    text += plainText(formula.parts[k]);
  }
  return u'(' + text + u')';
}

}  // namespace

QString plainText(const Formula& formula) {
  const auto part = [&formula](std::size_t k) -> const Formula& { return formula.parts[k]; };
  switch (formula.kind) {
    case Formula::Kind::Letters:
    case Formula::Kind::Upright:
      return formula.text;
    case Formula::Kind::Operator:
      return formula.text == u" " ? formula.text : u' ' + formula.text + u' ';
    case Formula::Kind::Row:
      return plainRow(formula);
    case Formula::Kind::Indexed:
      return plainText(part(0)) + indexText(plainText(part(1)), false) + indexText(plainText(part(2)), true);
    case Formula::Kind::Fraction:
      return grouped(part(0)) + u'/' + grouped(part(1));
    case Formula::Kind::Sum:
      return u'Σ' + indexText(plainText(part(0)), false);
    case Formula::Kind::Brackets:
      return formula.text.front() + plainText(part(0)) + formula.text.back();
    case Formula::Kind::Root:
      return u'√' + grouped(part(0));
    case Formula::Kind::Matrix:
      return plainMatrix(formula);
  }
  return {};
}

}  // namespace backscope
