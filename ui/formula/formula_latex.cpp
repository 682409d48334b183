#include <QHash>
#include <QRegularExpression>

#include "ui/formula/formula.h"

namespace backscope {

namespace {

/// The characters that LaTeX writes as a command.
QString commandFor(QChar c) {
  static const QHash<QChar, QString> kCommands{
      {u'α', u"\\alpha"_qs},       {u'β', u"\\beta"_qs},      {u'δ', u"\\delta"_qs},  {u'ε', u"\\varepsilon"_qs},
      {u'η', u"\\eta"_qs},         {u'θ', u"\\theta"_qs},     {u'λ', u"\\lambda"_qs}, {u'μ', u"\\mu"_qs},
      {u'ρ', u"\\rho"_qs},         {u'σ', u"\\sigma"_qs},     {u'Δ', u"\\Delta"_qs},  {u'Φ', u"\\Phi"_qs},
      {u'φ', u"\\varphi"_qs},      {u'∂', u"\\partial"_qs},   {u'ℓ', u"\\ell"_qs},    {u'·', u"\\cdot"_qs},
      {u'×', u"\\times"_qs},       {u'←', u"\\leftarrow"_qs}, {u'…', u"\\ldots"_qs},  {u'∞', u"\\infty"_qs},
      {u'≤', u"\\le"_qs},          {u'≥', u"\\ge"_qs},        {u'≠', u"\\ne"_qs},     {u'½', u"\\tfrac{1}{2}"_qs},
      {u'¼', u"\\tfrac{1}{4}"_qs}, {u'ŷ', u"\\hat{y}"_qs},    {u'√', u"\\surd"_qs},   {u'⊙', u"\\odot"_qs},
      {u'⋮', u"\\vdots"_qs},       {u'⋯', u"\\cdots"_qs},     {u'⋱', u"\\ddots"_qs},  {u'‖', u"\\Vert"_qs}};
  return kCommands.value(c);
}

/// One character of mathematics. A command of letters needs a space before the next letter.
QString latexOf(QChar c) {
  const QString command = commandFor(c);
  if (!command.isEmpty()) return command.back().isLetter() ? command + u' ' : command;
  if (c == u'−') return u"-"_qs;
  if (c == u'′') return u"'"_qs;
  if (QStringLiteral("#$%&_{}").contains(c)) return u'\\' + QString(c);
  if (c == u'\\') return u"\\backslash "_qs;
  if (c == u'^' || c == u'~') return u"\\"_qs + c + u"{}"_qs;
  if (c.isSpace()) return u"\\;"_qs;
  return c.unicode() < 0x7f ? QString(c) : u"\\text{"_qs + c + u'}';
}

QString latexLetters(const QString& text) {
  QString latex;
  for (qsizetype k = 0; k < text.size(); ++k) {
    const bool hasHat = k + 1 < text.size() && text[k + 1] == QChar(0x0302);
    latex += hasHat ? u"\\hat{"_qs + latexOf(text[k]).trimmed() + u'}' : latexOf(text[k]);
    if (hasHat) ++k;
  }
  return latex;
}

QString latexWords(const QString& words) {
  QString text;
  for (const QChar c : words) {
    const QString symbol = latexOf(c);
    const bool isWord = c.isSpace() || (c.isLetter() && commandFor(c).isEmpty());
    text += isWord ? QString(c) : symbol.startsWith(u'\\') ? u'$' + symbol + u'$' : symbol;
  }
  return u"\\text{"_qs + text + u'}';
}

/// A number, a function's name or words.
QString latexUpright(const QString& text) {
  static const QRegularExpression number(u"^(−?[0-9.]+)e(−?[0-9]+)$"_qs);
  static const QRegularExpression name(u"^[A-Za-z]+$"_qs);
  static const QStringList known{u"tanh"_qs, u"sin"_qs, u"cos"_qs, u"ln"_qs, u"max"_qs};
  if (const QRegularExpressionMatch match = number.match(text); match.hasMatch())
    return latexLetters(match.captured(1)) + u"\\times 10^{"_qs + latexLetters(match.captured(2)) + u'}';
  if (text == u"T") return u"\\mathsf{T}"_qs;  // of a transposed matrix
  if (known.contains(text)) return u'\\' + text + u' ';
  if (name.match(text).hasMatch()) return u"\\operatorname{"_qs + text + u'}';
  const bool hasWords = text.contains(QRegularExpression(u"[A-Za-z]"_qs));
  return hasWords ? latexWords(text) : latexLetters(text);
}

QString withIndex(const QString& mark, const QString& index) {
  return index.isEmpty() ? QString() : mark + u'{' + index + u'}';
}

QString latexBrackets(const Formula& formula) {
  const auto side = [](QChar c) { return c == u'{' || c == u'}' ? u'\\' + QString(c) : QString(c); };
  return u"\\left"_qs + side(formula.text.front()) + latexOf(formula.parts[0]) + u"\\right"_qs +
         side(formula.text.back());
}

QString latexMatrix(const Formula& formula) {
  QString cells;
  for (std::size_t k = 0; k < formula.parts.size(); ++k) {
    if (k > 0) cells += k % formula.columns == 0 ? u" \\\\ "_qs : u" & "_qs;
    cells += latexOf(formula.parts[k]);
  }
  return u"\\begin{pmatrix}"_qs + cells + u"\\end{pmatrix}"_qs;
}

}  // namespace

QString latexOf(const Formula& formula) {
  const auto part = [&formula](std::size_t k) { return latexOf(formula.parts[k]); };
  switch (formula.kind) {
    case Formula::Kind::Letters:
      return latexLetters(formula.text);
    case Formula::Kind::Upright:
      return formula.strong ? u"\\boldsymbol{"_qs + latexUpright(formula.text) + u'}' : latexUpright(formula.text);
    case Formula::Kind::Operator:
      return formula.text == u" " ? u"\\,"_qs : u' ' + latexLetters(formula.text).trimmed() + u' ';
    case Formula::Kind::Row: {
      QString latex;
      for (const Formula& each : formula.parts) latex += latexOf(each);
      return latex;
    }
    case Formula::Kind::Indexed:
      return u'{' + part(0) + u'}' + withIndex(u"_"_qs, part(1)) + withIndex(u"^"_qs, part(2));
    case Formula::Kind::Fraction:
      return u"\\frac{"_qs + part(0) + u"}{"_qs + part(1) + u'}';
    case Formula::Kind::Sum:
      return u"\\sum"_qs + withIndex(u"_"_qs, part(0)) + u' ';
    case Formula::Kind::Brackets:
      return latexBrackets(formula);
    case Formula::Kind::Root:
      return u"\\sqrt{"_qs + part(0) + u'}';
    case Formula::Kind::Matrix:
      return latexMatrix(formula);
  }
  return {};
}

}  // namespace backscope
